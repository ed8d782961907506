// How far a run over documents has come, for people who watch it.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "cli/console.h"

namespace whobuilds::cli {

struct RunCounts {
  size_t documents = 0;
  size_t errors = 0;
  uint64_t bytes = 0;  // taken from the inputs
};

// "1200 documents, 3.1 MB/s, 2 errors, 0:42 left": what is left is told where the size of all inputs is known, errors
// when there are some. `now` less `before` is what was done in `seconds`.
std::string progress_line(const RunCounts& before, const RunCounts& now, double seconds, uint64_t total_bytes);

// Shows it on a terminal, a few times a second. Not thread-safe.
class RunProgress {
 public:
  // `total_bytes`: 0 when unknown. `before`: what need not be done, being done already.
  RunProgress(bool wanted, uint64_t total_bytes, RunCounts before = {});

  void show(const RunCounts& now);
  void clear() { progress_.clear(); }

 private:
  using Clock = std::chrono::steady_clock;

  Progress progress_;
  uint64_t total_bytes_;
  RunCounts before_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point shown_ = begin_;
};

}  // namespace whobuilds::cli
