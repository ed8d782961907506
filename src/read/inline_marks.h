// Marks that Markdown leaves in its text and no reader sees: URLs, template tags, the signs of wiki links, and "**"
// that is no emphasis to CommonMark because a CJK letter stands beside it ("**「Qwen」**は").
#pragma once

#include <cstdint>
#include <string_view>

#include "whobuilds/span.h"

namespace whobuilds::read {

// A stretch that is left out.
struct InlineMark {
  enum class Kind : uint8_t { none, url, bold, other };
  Kind kind = Kind::none;
  Span span;
};

// Walks over the marks of a run of text, as md4c gives it. Linear in the run: a tag that is never closed is looked
// for once.
class InlineMarks {
 public:
  // Spans are of `document`; `run` lies within it.
  InlineMarks(std::string_view document, Span run);

  // The next mark in order, without overlaps; Kind::none behind the last one. A mark may end behind the run: md4c
  // gives the escaped bar of a wiki link in a table, and what follows it, as a run of its own.
  InlineMark next();

 private:
  InlineMark mark_at(uint32_t at);
  uint32_t template_end(uint32_t at);
  uint32_t wiki_link_begin(uint32_t at) const;
  uint32_t embedded_end(uint32_t at) const;

  std::string_view document_;
  std::string_view text_;  // the document up to the end of the run
  uint32_t begin_;         // of the run
  uint32_t at_;
  std::string_view unclosed_;  // the closing sign that does not occur any more
};

}  // namespace whobuilds::read
