// Finds further occurrences of names that the document itself has taught: a small set of surfaces,
// built per document, searched in the folded text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"
#include "whobuilds/span.h"

namespace whobuilds::resolve {

// A set of surfaces. Building is linear in their bytes, searching in those of the text times the
// number of surfaces that share their first two bytes.
class SurfaceSet {
 public:
  // Adds `surface` (as written, at least two bytes) and returns its index; surfaces with the same
  // folded form share one index and the spelling of the first.
  uint32_t add(std::string_view surface);
  bool empty() const { return surfaces_.empty(); }
  const std::string& surface(uint32_t index) const { return surfaces_[index].written; }

  struct Occurrence {
    Span span;
    uint32_t surface = 0;
  };

  // Appends the occurrences inside `gap` (normalised bytes) that fit there, in order, none
  // overlapping, the longest first where several begin: boundaries by script, no continuation
  // (R1 in "R1-Zero"), no word joined on the left ("Foo-R1"), capitals as boundaries.h compares them.
  void find(const text::Text& text, Span gap, std::vector<Occurrence>& out) const;

 private:
  struct Surface {
    std::string written;
    std::string folded;
    uint32_t next = 0;  // the next surface in its bucket, longest first
  };
  static constexpr uint32_t kBuckets = 1024;
  static constexpr uint32_t kEnd = UINT32_MAX;
  static uint32_t bucket_of(std::string_view folded);
  bool fits(const text::Text& text, Span span, const Surface& surface) const;

  std::vector<Surface> surfaces_;
  std::vector<uint32_t> heads_;
};

}  // namespace whobuilds::resolve
