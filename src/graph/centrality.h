// How central each node is. What counts as an edge, and the sources of the algorithms, are said in
// whobuilds/analysis.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "whobuilds/analysis.h"

namespace whobuilds::graph {

struct Degrees {
  std::vector<uint32_t> all, in, out;  // distinct neighbours, by node
};
Degrees degrees(size_t node_count, const std::vector<Edge>& edges);

// Not rounded. 1 in sum, empty for no nodes.
std::vector<double> pagerank(size_t node_count, const std::vector<Edge>& edges);

struct Betweenness {
  std::vector<double> share;  // by node, 0 to 1, not rounded
  bool sampled = false;
};
// The number of start nodes is the largest for which starts x (nodes + 2 x edges) is at most `work`, at least 64.
constexpr uint64_t kBetweennessWork = 100'000'000;
Betweenness betweenness(size_t node_count, const std::vector<Edge>& edges, uint64_t work = kBetweennessWork);

// One number per node: the greater, the more central.
std::vector<double> centrality(size_t node_count, const std::vector<Edge>& edges, Centrality centrality);

// Nodes by descending number, equal ones by index; at most `count`.
std::vector<uint32_t> greatest(const std::vector<double>& numbers, size_t count);

}  // namespace whobuilds::graph
