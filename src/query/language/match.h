// MATCH: what finds a pattern, and the rows that it finds.
#pragma once

#include <memory>
#include <vector>

#include "query/language/pipeline.h"

namespace whobuilds::query {

struct MatchRequest {
  const Pattern& pattern;       // bound: every node, relationship and path has a slot
  ExpressionPtr where;          // or null
  std::vector<uint32_t> bound;  // slots of the pattern that have a value before; the rest gets one
  bool optional = false;
};

// Runs the plan of plan_match.h. No relationship is walked twice in one match. Rows come in an order that only graph
// and query decide. Each path search is over the whole graph; a shortest path is found by breadth-first search, and
// WHERE chooses among the paths found.
std::unique_ptr<Step> make_match(const PropertyGraph& graph, const MatchRequest& request);

}  // namespace whobuilds::query
