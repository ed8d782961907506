// Values as the kit's tables write them.
#pragma once

#include <string>

namespace whobuilds::conformance {

// `text` in one canonical form: labels and keys sorted, numbers as value_text() writes them, one space where there is
// any; with `lists_unordered` the members of lists sorted too. "?" before what cannot be read.
std::string canonical(const std::string& text, bool lists_unordered);

}  // namespace whobuilds::conformance
