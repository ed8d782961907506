// Maps offsets of the normalised text to offsets of the original, total and rounding outward.
//
// The map is a list of runs. A verbatim run copies bytes one to one; a replaced run maps as a
// whole (all its normalised bytes stand for all its original bytes), so a span that ends inside
// an expansion (株式会社 from ㍿) gets the whole original character. Dropped characters belong to
// no run: a span never grows over a citation mark that stands beside it, but does cover one that
// stands inside it. Runs ascend in both texts.
#pragma once

#include <cstdint>
#include <vector>

#include "whobuilds/span.h"

namespace whobuilds::text {

class OffsetMap {
 public:
  void clear();
  // Appends `size` normalised bytes copied from original [original_begin, original_begin + size).
  // Adjacent verbatim runs are joined.
  void append_verbatim(uint32_t original_begin, uint32_t size);
  // Appends `size` normalised bytes that stand for `original` (which may be empty for inserted text).
  // Bytes appended for the same original one after the other are joined.
  void append_replaced(Span original, uint32_t size);
  // Whether the last byte was appended verbatim.
  bool ends_verbatim() const { return !runs_.empty() && runs_.back().verbatim; }
  // Takes the last `size` bytes back. Requires that they were appended verbatim, in one run.
  void drop_last_verbatim(uint32_t size);

  // Number of normalised bytes, n. The map has n + 1 positions, also for n = 0.
  uint32_t normal_size() const { return normal_size_; }
  uint32_t positions() const { return normal_size_ + 1; }

  // The original bytes that `normal` stands for. Requires normal.end <= normal_size(). A
  // non-empty span never maps to an empty one unless all of it was inserted. O(log runs).
  Span to_original(Span normal) const;

 private:
  struct Run {
    uint32_t normal_begin;
    uint32_t original_begin;
    uint32_t original_size;  // 0 for inserted text
    bool verbatim;
  };
  // The run that holds the normalised byte `normal`. Requires normal < normal_size().
  const Run& run_at(uint32_t normal) const;
  uint32_t original_begin(uint32_t normal) const;
  uint32_t original_end(uint32_t normal) const;

  std::vector<Run> runs_;
  uint32_t normal_size_ = 0;
};

}  // namespace whobuilds::text
