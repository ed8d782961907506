// Supply chains: what is needed for what, and how far from the first supplier a thing is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "whobuilds/graph.h"

namespace whobuilds::graph {

// The step of a supply chain that an edge stands for: (what is needed, what needs it). Nothing for relations that say
// nothing of supply (competition, investment, variants), for denied edges and for those from a node to itself.
std::optional<std::pair<uint32_t, uint32_t>> supply_step(const Edge& edge);

struct SupplyChains {
  std::vector<uint32_t> depth;  // by node: steps of the longest chain that ends there
  // A longest chain from its first supplier to its end, which is the first of the deepest nodes; of equally long ways
  // there that by the smallest node, seen from the end. Empty when no step counts. Of a cycle on the way stands the
  // node by which the chain leaves it.
  std::vector<uint32_t> longest;
};

// Cycles (strongly connected components) count as one node: no step within one counts. O(n + m).
SupplyChains supply_chains(size_t node_count, const std::vector<Edge>& edges);

}  // namespace whobuilds::graph
