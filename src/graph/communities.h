// Communities: groups of nodes with many edges among themselves and few to others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "whobuilds/graph.h"

namespace whobuilds::graph {

struct Communities {
  std::vector<uint32_t> community;  // by node, numbered as number_by_size() does
  double modularity = 0;            // 0 for a graph without edges
};

// Louvain: Blondel, Guillaume, Lambiotte, Lefebvre, "Fast unfolding of communities in large networks", 2008. Edges
// weigh their confidence in millionths, at least one; denied ones and those from a node to itself do not count. Nodes
// are visited by index and move only where they gain; at most 100 rounds per level, each O(n + m). Boost.Graph has no
// algorithm for this in the versions that we support.
Communities communities(size_t node_count, const std::vector<Edge>& edges);

}  // namespace whobuilds::graph
