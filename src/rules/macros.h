// Macros: `"macros": {"name": "regex"}` at the top of a file, used as @name in its patterns.
#pragma once

#include <map>
#include <string>

#include "rules/loading.h"

namespace whobuilds::rules {

class Macros {
 public:
  using Texts = std::map<std::string, std::string, std::less<>>;

  // Reads the key "macros" of a file. A macro may use those that stand above it, and those `given`, which the
  // file defines in another way.
  Macros(ObjectReader& file, Loading& loading, Texts given = {});

  // `place`'s pattern with every @name replaced by (?:its text); "" when `place` is absent. An @ that
  // no letter follows stays as it is, and so does \@. Problems: rules.macro (no such macro, or the
  // pattern grows beyond 32 kB).
  std::string expand(JsonValue place) const;

 private:
  Loading& loading_;
  Texts macros_;
};

}  // namespace whobuilds::rules
