// Numbers for the parts that a graph falls into.
#pragma once

#include <cstdint>
#include <vector>

namespace whobuilds::graph {

// `part` gives each node's part as any number below the number of nodes. The result numbers the parts from 0 by size,
// the largest first, then by their smallest node.
std::vector<uint32_t> number_by_size(const std::vector<uint32_t>& part);

}  // namespace whobuilds::graph
