// MATCH: from a pattern to a plan, and from a plan to rows.
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

// The plan starts at what is bound or, failing that, at the node with the most selective property or label, and goes on
// along relationships; conditions are asked as soon as what they speak of is known. No relationship is walked twice in
// one match. Rows come in an order that only graph and query decide. Each path search is over the whole graph; a
// shortest path is found by breadth-first search, and WHERE chooses among the paths found.
std::unique_ptr<Step> make_match(const PropertyGraph& graph, const MatchRequest& request);

// All slots that an expression reads, those of its own variables included.
std::vector<uint32_t> slots_read(const Expression& expression);

}  // namespace whobuilds::query
