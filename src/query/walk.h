// Follows a verb's relations from a node, through families where the verb allows it.
#pragma once

#include <cstdint>
#include <vector>

#include "query/verbs.h"
#include "whobuilds/ask.h"
#include "whobuilds/graph.h"

namespace whobuilds::query {

// The row of `node`, to which the edges of `chain` lead; the last edge says the relation. As probable as all edges
// together, as certain as the least certain of them.
AnswerRow row_of_chain(const Graph& graph, uint32_t node, const std::vector<uint32_t>& chain, bool inferred);

// One row for each (node, relation) that the verb finds. In no particular order.
std::vector<AnswerRow> walk(const Graph& graph, const Verb& verb, uint32_t node);

// The nearest variants of `node` first, each with the edges that lead to it; denied ones are left out.
struct Variant {
  uint32_t node = 0;
  std::vector<uint32_t> chain;
};
std::vector<Variant> variants_of(const Graph& graph, uint32_t node);

}  // namespace whobuilds::query
