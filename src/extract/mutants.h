// Mutants: positive examples of rules, changed so that what they said is no longer said. A rule that still reads
// it has not understood the example.
//
// Only changes are made that keep the sentence well formed, which is known for arguments of any language and for
// main verbs in the forms below; all others are left alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/rules.h"

namespace whobuilds::extract {

// A claim as examples write it: "SOURCE relation TARGET".
struct ExampleClaim {
  std::string source, target;
  RelationId relation = 0;
};

struct Mutant {
  std::string change;  // "swapped", "source as Chip", "negated", "planned"
  std::string text;    // with marks, as in examples
  bool may_hedge = false;  // the claim may stay as planned or denied; else it must be gone
};

// `text` is an example, `claim` what it asserts, read by `group` through `construction` (null: unknown). The
// claim's surfaces are marked in `text`.
std::vector<Mutant> mutants_of(const Rules& rules, const PredicateGroup& group, const Construction* construction,
                               const ExampleClaim& claim, const std::string& text);

}  // namespace whobuilds::extract
