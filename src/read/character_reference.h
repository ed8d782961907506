// Character references of HTML and Markdown: "&amp;", "&#8211;", "&#x2014;".
#pragma once

#include <string>
#include <string_view>

namespace whobuilds::read {

// What `reference` (with "&" and ";") stands for, in UTF-8; the reference itself when unknown.
std::string decode_character_reference(std::string_view reference);

}  // namespace whobuilds::read
