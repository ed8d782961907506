// The rules that the program carries, loaded once for a test program.
#pragma once

#include <doctest/doctest.h>

#include "whobuilds/rule_set.h"

namespace whobuilds::test {

inline const RuleSet& embedded_rules() {
  static const Result<RuleSet> kRules = RuleSet::embedded();
  REQUIRE(kRules.ok());
  return *kRules;
}

}  // namespace whobuilds::test
