#include "graph/variant_families.h"

#include <algorithm>
#include <tuple>

namespace whobuilds::graph {
namespace {

constexpr uint32_t kNone = UINT32_MAX;

// Index of the edge that leads upward from each node, or kNone.
std::vector<uint32_t> edges_upward(size_t node_count, const std::vector<Edge>& edges) {
  std::vector<uint32_t> up(node_count, kNone);
  const auto rank = [&](uint32_t edge) { return std::make_tuple(edges[edge].status, -edges[edge].confidence, edge); };
  for (uint32_t i = 0; i < edges.size(); ++i) {
    if (edges[i].relation != "variant_of" || edges[i].status == Status::denied) continue;
    uint32_t& best = up[edges[i].source];
    if (best == kNone || rank(i) < rank(best)) best = i;
  }
  return up;
}

}  // namespace

std::vector<uint32_t> variant_families(size_t node_count, const std::vector<Edge>& edges) {
  const std::vector<uint32_t> up = edges_upward(node_count, edges);
  std::vector<uint32_t> family(node_count, kNone);
  std::vector<uint32_t> position(node_count, kNone);  // on the way that is being walked
  for (uint32_t start = 0; start < node_count; ++start) {
    std::vector<uint32_t> way;
    uint32_t node = start;
    while (family[node] == kNone && position[node] == kNone && up[node] != kNone) {
      position[node] = static_cast<uint32_t>(way.size());
      way.push_back(node);
      node = edges[up[node]].target;
    }
    uint32_t top = family[node] == kNone ? node : family[node];
    if (position[node] != kNone) top = *std::min_element(way.begin() + position[node], way.end());
    family[node] = top;
    for (const uint32_t passed : way) {
      family[passed] = top;
      position[passed] = kNone;
    }
  }
  return family;
}

}  // namespace whobuilds::graph
