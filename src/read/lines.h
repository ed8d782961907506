// What a line or paragraph is, told by its characters.
#pragma once

#include <cstdint>
#include <string_view>

namespace whobuilds::read {

// Columns that `text` takes: a CJK character takes two.
uint32_t width_of(std::string_view text);

// 0 for an empty text.
char32_t first_character(std::string_view text);
char32_t last_character(std::string_view text);

// Without spaces and control characters at its ends.
std::string_view without_white(std::string_view text);

// Nothing but spaces, tabs and line breaks.
bool is_blank(std::string_view text);

// Whether `text` ends with a mark that ends a sentence or a clause.
constexpr bool is_sentence_mark(char32_t c) {
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '.' || c == '!' || c == '?' || c == 0xFF0E;
}
bool ends_sentence(std::string_view text);
bool ends_clause(std::string_view text);

// Whether a line between fences that name no language is prose: CJK words and nothing that code is made of.
bool is_fenced_prose(std::string_view line);

// "Developer: Anthropic": a line of a record. Not for dates: the date that a record begins with is of all of it.
bool begins_with_key(std::string_view line);

}  // namespace whobuilds::read
