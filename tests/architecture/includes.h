// The direction of the includes, as DESIGN and src/README.md state it, as a table that can be checked.
#pragma once

#include <string>
#include <vector>

namespace whobuilds::architecture {

struct Include {
  std::string file;    // relative to the source tree: "src/text/fold.cc"
  std::string target;  // as written between the quotes or the angle brackets
  bool quoted = false;
};

// The rooms of src/, from the lowest. Two front ends share the highest place.
const std::vector<std::vector<std::string>>& rooms_from_below();

// What is wrong with this include, or "" when nothing is.
std::string complaint(const Include& include);

// The #include lines of a C++ file's text.
std::vector<Include> includes_of(const std::string& file, const std::string& text);

}  // namespace whobuilds::architecture
