// Text of others on a picture.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace whobuilds::exporting {

// Control characters have no place in a picture and are not allowed in SVG: line ends and tabs become spaces, the
// others go. What is no UTF-8 becomes U+FFFD.
std::string without_controls(std::string_view text);

// Width in columns: wide characters (CJK) count two.
uint32_t columns_of(std::string_view text);

// At most `columns` wide, the last of them an ellipsis if something was cut off.
std::string shortened(std::string_view text, uint32_t columns);

}  // namespace whobuilds::exporting
