// A list of aliases as a catalogue.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rules/rules.h"
#include "whobuilds/rule_set.h"

namespace whobuilds::bench {

struct AliasRules {
  std::vector<RuleFile> files;  // the rules of the source tree and the aliases, for RuleSet::from_files
  size_t added = 0;             // aliases that `embedded` does not list already
};

// Each alias becomes an entity: a model when it holds a digit, else a company. What the catalogue of `embedded` lists
// already, capitals aside, stays as it is there.
AliasRules rules_with_aliases(const std::vector<std::string>& aliases, const RuleSet& embedded);

// Seconds of processor time that it takes to load `rule_set` when it was compiled before: from a file in the folder for
// temporary files, which is removed. A negative number when it cannot be written.
double measure_loading(const RuleSet& rule_set);

// What the automaton of a rule set costs.
struct AutomatonCost {
  double build_seconds = 0;  // of processor time, from loaded rules: the median of five
  size_t bytes = 0;          // held afterwards
};
AutomatonCost measure_automaton(const RuleSet& rule_set);

}  // namespace whobuilds::bench
