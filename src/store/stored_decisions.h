// The decisions of a store.
#pragma once

#include "store/database.h"
#include "whobuilds/review.h"

namespace whobuilds::store {

// All of them together. Errors: those of DecisionSet::make, for rules whose ontology lacks something; store.damaged.
Result<DecisionSet> stored_decisions(Connection& connection, const RuleSet& rule_set);

}  // namespace whobuilds::store
