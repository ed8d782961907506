// Which family a variant belongs to: the top of its chain of variant_of edges.
#pragma once

#include <cstdint>
#include <vector>

#include "whobuilds/graph.h"

namespace whobuilds::graph {

// For each node the top of its chain, itself when it is no variant. Of several edges upward the one that is asserted,
// then the most confident, then the first leads; denied ones do not. A cycle stands for its smallest node.
std::vector<uint32_t> variant_families(size_t node_count, const std::vector<Edge>& edges);

}  // namespace whobuilds::graph
