// The rules about names that are shipped, for tests whose other rules are made by hand.
#pragma once

#include "rules/rules.h"

namespace whobuilds::testing {

// Their types are those of rules/ontology.json, by whose order: Company, Organization, Model, Chip, System, Product,
// Benchmark.
const NameRules& shipped_name_rules();

}  // namespace whobuilds::testing
