// What the server counts about itself, as Prometheus text.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "serve/snapshot.h"

namespace whobuilds::serve {

// Thread-safe.
class Metrics {
 public:
  using Duration = std::chrono::duration<double>;

  // `route`: the path of openapi.json, or a word for what has none there.
  void count(const std::string& route, int status, Duration duration);
  void add_stream(int change) { streams_ += change; }

  // Everything counted, with the numbers of `snapshot`.
  std::string text(const Snapshot& snapshot) const;

 private:
  static constexpr std::array<double, 12> kBounds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                     0.1,   0.25,   0.5,   1,    2.5,   10};
  struct Latency {
    std::array<uint64_t, kBounds.size()> within =
        {};  // requests that took at most as long, not those of smaller bounds
    uint64_t count = 0;
    double sum = 0;
  };
  std::string requests_text() const;
  std::string latencies_text() const;

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, uint64_t> requests_;  // by route and status
  std::map<std::string, Latency> latencies_;
  std::atomic<int> streams_ = 0;
};

}  // namespace whobuilds::serve
