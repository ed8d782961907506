// A half-open range of bytes, [begin, end). Which text the bytes belong to is said by
// whoever holds the span: public types always mean the document's own text
// (Document::text), internal ones mostly the normalised text (src/text/text.h).
#pragma once

#include <cstdint>
#include <string_view>

namespace whobuilds {

struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  constexpr uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }

  // The bytes of `text` that this span covers. Requires end <= text.size().
  constexpr std::string_view of(std::string_view text) const {
    return text.substr(begin, end - begin);
  }

  friend constexpr bool operator==(Span a, Span b) { return a.begin == b.begin && a.end == b.end; }
  friend constexpr bool operator!=(Span a, Span b) { return !(a == b); }
  // By begin, then by end.
  friend constexpr bool operator<(Span a, Span b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  }
};

}  // namespace whobuilds
