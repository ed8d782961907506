// The project's own rules, compiled when the library was built.
#pragma once

#include <string_view>

namespace whobuilds {

// A file of compiled rules (compiled_rules.h), part of the library; at a multiple of eight bytes.
std::string_view embedded_rules();

}  // namespace whobuilds
