// Which rules a set of texts has used: what `whobuilds rules test --coverage` prints.
//
//   RuleCoverage coverage(rule_set);
//   for each document: coverage.add(document, extractor.extract(document));
//   for (const RuleUse& use : coverage.uses()) ...
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "whobuilds/document.h"
#include "whobuilds/fact.h"
#include "whobuilds/rule_set.h"

namespace whobuilds {

// How often one rule fired: facts that were read by it; for families and discovery rules the names found by it,
// without those that the catalogue lists.
struct RuleUse {
  std::string kind;  // "construction", "predicates", "pattern", "attribute", "family" or "discovery"
  std::string id;
  std::string file;
  uint32_t count = 0;
};

// Not thread-safe.
class RuleCoverage {
 public:
  explicit RuleCoverage(const RuleSet& rule_set);
  ~RuleCoverage();
  RuleCoverage(RuleCoverage&&) noexcept;
  RuleCoverage& operator=(RuleCoverage&&) noexcept;

  // `facts` are those of `document` under the same rules.
  void add(const Document& document, const DocumentFacts& facts);
  uint32_t documents() const;
  // Every rule of the kinds above, those that never fired too: by kind, in the order above, then by count, the most
  // frequent first, then by id.
  std::vector<RuleUse> uses() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace whobuilds
