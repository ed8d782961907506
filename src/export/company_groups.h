// Which company stands for a node in a crowded diagram.
#pragma once

#include <cstdint>
#include <vector>

#include "whobuilds/graph.h"

namespace whobuilds::exporting {

// Finer than Houses: a unit that makes much stands on its own, so that one statement of who belongs to whom does not
// swallow a company; and a thing of several developers belongs to the one of whom most sentences say so, so that one
// such sentence does not make it homeless. `graph` must outlive it.
class CompanyGroups {
 public:
  explicit CompanyGroups(const Graph& graph);

  static constexpr uint32_t kNone = UINT32_MAX;

  // A company or an organization.
  bool is_body(uint32_t node) const;
  // Who makes the thing or, failing that, its family; kNone for bodies and where nobody is said to.
  uint32_t maker(uint32_t node) const { return maker_[node]; }
  // The body that stands for the node; kNone for things without a maker.
  uint32_t head(uint32_t node) const;
  // The top of the node's chain of variants.
  uint32_t family(uint32_t node) const { return family_[node]; }

 private:
  uint32_t strongest_developer(uint32_t node) const;
  uint32_t owner(uint32_t body) const;
  uint32_t climb(uint32_t body) const;

  const Graph& graph_;
  std::vector<uint32_t> family_, maker_, made_, head_;
};

}  // namespace whobuilds::exporting
