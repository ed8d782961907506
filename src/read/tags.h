// HTML tags as they stand in Markdown: found byte by byte, so that the text between keeps its place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "whobuilds/span.h"

namespace whobuilds::read {

struct Tag {
  Span span;         // from "<" to after ">"
  std::string name;  // lower case; "!" for comments and declarations
  bool closing = false;
};

// The tag or comment that begins at `at`, where a '<' stands; an empty span when none does.
Tag tag_at(std::string_view text, uint32_t at);

// Elements whose content is not prose: script, style, svg, pre ...
bool hides_content(std::string_view name);

// 1 to 6 for h1 to h6, else 0.
uint8_t heading_level(std::string_view name);

// Where the element `name` that is open at `at` ends (after its closing tag), or 0 when it is never closed.
uint32_t element_end(std::string_view text, uint32_t at, std::string_view name);

}  // namespace whobuilds::read
