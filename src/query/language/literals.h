// Texts and names as the query language writes them, so that any text can stand in a query or script.
#pragma once

#include <string>
#include <string_view>

namespace whobuilds::query {

// 'it\'s': quotes, backslashes and control characters escaped; bytes that are no UTF-8 become U+FFFD.
std::string text_literal(std::string_view text);

// `a name`: backquotes doubled, control characters left out.
std::string quoted_name(std::string_view name);

// The name as it is when the language takes it for one, else in backquotes.
std::string name_as_needed(std::string_view name);

}  // namespace whobuilds::query
