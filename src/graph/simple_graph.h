// The edges as Boost.Graph's algorithms want them for numbers about a graph's shape: no denied ones, none from a
// node to itself, one per pair of nodes.
#pragma once

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cstdint>
#include <utility>
#include <vector>

#include "whobuilds/graph.h"

namespace whobuilds::graph {

using SimpleGraph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                       boost::no_property, uint32_t, uint32_t>;
using Arc = std::pair<uint32_t, uint32_t>;  // from, to

// Ascending, each once.
inline std::vector<Arc> arcs_of(const std::vector<Edge>& edges) {
  std::vector<Arc> arcs;
  for (const Edge& edge : edges) {
    if (edge.status != Status::denied && edge.source != edge.target) arcs.emplace_back(edge.source, edge.target);
  }
  std::sort(arcs.begin(), arcs.end());
  arcs.erase(std::unique(arcs.begin(), arcs.end()), arcs.end());
  return arcs;
}

// `arcs` and their opposites, ascending, each once.
inline std::vector<Arc> both_ways(std::vector<Arc> arcs) {
  const size_t count = arcs.size();
  for (size_t i = 0; i < count; ++i) arcs.emplace_back(arcs[i].second, arcs[i].first);
  std::sort(arcs.begin(), arcs.end());
  arcs.erase(std::unique(arcs.begin(), arcs.end()), arcs.end());
  return arcs;
}

// `arcs` ascend and are in range.
inline SimpleGraph simple_graph(size_t node_count, const std::vector<Arc>& arcs) {
  return SimpleGraph(boost::edges_are_sorted, arcs.begin(), arcs.end(), static_cast<uint32_t>(node_count));
}

}  // namespace whobuilds::graph
