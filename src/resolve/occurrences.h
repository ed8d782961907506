// Finds further occurrences of names that the document itself has taught: a small set of surfaces,
// built per document, searched in the folded text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "resolve/string_set.h"
#include "text/text.h"
#include "whobuilds/span.h"

namespace whobuilds::resolve {

// A set of surfaces. Building is linear in their bytes; searching takes a look-up per boundary of the text and
// different length of surfaces that begin with its two bytes, however many surfaces there are.
class SurfaceSet {
 public:
  // Adds `surface` (as written, at least two bytes) and returns its index; surfaces with the same
  // folded form share one index and the spelling of the first.
  uint32_t add(std::string_view surface);
  bool empty() const { return written_.empty(); }
  const std::string& surface(uint32_t index) const { return written_[index]; }

  struct Occurrence {
    Span span;
    uint32_t surface = 0;
  };

  // Appends the occurrences inside `gap` (normalised bytes) that fit there, in order, none
  // overlapping, the longest first where several begin: boundaries by script, no continuation
  // (R1 in "R1-Zero"), no word joined on the left ("Foo-R1"), capitals as boundaries.h compares them.
  void find(const text::Text& text, Span gap, std::vector<Occurrence>& out) const;

 private:
  std::optional<Occurrence> longest_at(const text::Text& text, uint32_t at, uint32_t limit) const;

  StringSet folded_;
  std::vector<std::string> written_;  // by index in folded_
};

}  // namespace whobuilds::resolve
