#include "text/offset_map.h"

#include <algorithm>

namespace whobuilds::text {

void OffsetMap::clear() {
  runs_.clear();
  normal_size_ = 0;
}

void OffsetMap::append_verbatim(uint32_t original_begin, uint32_t size) {
  if (size == 0) return;
  if (!runs_.empty()) {
    Run& last = runs_.back();
    if (last.verbatim && last.original_begin + last.original_size == original_begin) {
      last.original_size += size;
      normal_size_ += size;
      return;
    }
  }
  runs_.push_back({normal_size_, original_begin, size, true});
  normal_size_ += size;
}

void OffsetMap::append_replaced(Span original, uint32_t size) {
  if (size == 0) return;
  const bool joins = !runs_.empty() && !runs_.back().verbatim && runs_.back().original_begin == original.begin &&
                     runs_.back().original_size == original.size();
  if (!joins) runs_.push_back({normal_size_, original.begin, original.size(), false});
  normal_size_ += size;
}

void OffsetMap::drop_last_verbatim(uint32_t size) {
  Run& last = runs_.back();
  last.original_size -= size;
  normal_size_ -= size;
  if (last.original_size == 0) runs_.pop_back();
}

const OffsetMap::Run& OffsetMap::run_at(uint32_t normal) const {
  const auto after = std::upper_bound(runs_.begin(), runs_.end(), normal,
                                      [](uint32_t at, const Run& run) { return at < run.normal_begin; });
  return *(after - 1);
}

uint32_t OffsetMap::original_begin(uint32_t normal) const {
  const Run& run = run_at(normal);
  return run.verbatim ? run.original_begin + (normal - run.normal_begin) : run.original_begin;
}

uint32_t OffsetMap::original_end(uint32_t normal) const {
  const Run& run = run_at(normal - 1);
  return run.verbatim ? run.original_begin + (normal - run.normal_begin) : run.original_begin + run.original_size;
}

Span OffsetMap::to_original(Span normal) const {
  if (runs_.empty()) return {};
  if (!normal.empty()) return {original_begin(normal.begin), original_end(normal.end)};
  const uint32_t at = normal.begin < normal_size_ ? original_begin(normal.begin) : original_end(normal_size_);
  return {at, at};
}

}  // namespace whobuilds::text
