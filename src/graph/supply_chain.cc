#include "graph/supply_chain.h"

#include <algorithm>
#include <array>
#include <boost/graph/strong_components.hpp>
#include <string_view>

#include "graph/simple_graph.h"

namespace whobuilds::graph {
namespace {

constexpr uint32_t kNone = UINT32_MAX;

enum class Supplier : uint8_t { source, target };

struct SupplyRelation {
  std::string_view relation;
  Supplier supplier;
};

constexpr std::array<SupplyRelation, 8> kSupplyRelations = {{
    {"supplies", Supplier::source},
    {"manufactures", Supplier::source},
    {"develops", Supplier::source},
    {"contains", Supplier::target},
    {"runs_on", Supplier::target},
    {"trained_on", Supplier::target},
    {"based_on", Supplier::target},
    {"uses", Supplier::target},
}};

std::vector<Arc> supply_arcs(const std::vector<Edge>& edges) {
  std::vector<Arc> arcs;
  for (const Edge& edge : edges) {
    if (const auto step = supply_step(edge)) arcs.push_back(*step);
  }
  std::sort(arcs.begin(), arcs.end());
  arcs.erase(std::unique(arcs.begin(), arcs.end()), arcs.end());
  return arcs;
}

// The cycle that each node is on; a node on none is one of its own. An arc never leads to a cycle with a greater
// number (Tarjan's algorithm finishes what can be reached first).
std::vector<uint32_t> cycles(size_t node_count, const std::vector<Arc>& arcs) {
  std::vector<uint32_t> cycle(node_count);
  const SimpleGraph graph = simple_graph(node_count, arcs);
  boost::strong_components(graph,
                           boost::make_iterator_property_map(cycle.begin(), boost::get(boost::vertex_index, graph)));
  return cycle;
}

}  // namespace

std::optional<std::pair<uint32_t, uint32_t>> supply_step(const Edge& edge) {
  if (edge.status == Status::denied || edge.source == edge.target) return std::nullopt;
  for (const SupplyRelation& known : kSupplyRelations) {
    if (edge.relation != known.relation) continue;
    if (known.supplier == Supplier::source) return std::make_pair(edge.source, edge.target);
    return std::make_pair(edge.target, edge.source);
  }
  return std::nullopt;
}

SupplyChains supply_chains(size_t node_count, const std::vector<Edge>& edges) {
  SupplyChains chains;
  chains.depth.resize(node_count);
  std::vector<Arc> arcs = supply_arcs(edges);
  if (arcs.empty()) return chains;
  const std::vector<uint32_t> cycle = cycles(node_count, arcs);
  // Suppliers before what they supply.
  std::stable_sort(arcs.begin(), arcs.end(),
                   [&](const Arc& a, const Arc& b) { return cycle[a.first] > cycle[b.first]; });
  std::vector<uint32_t> depth(node_count, 0), supplier(node_count, kNone);  // by cycle
  for (const Arc& arc : arcs) {
    const uint32_t from = cycle[arc.first], to = cycle[arc.second];
    const uint32_t reached = depth[from] + 1;
    if (from == to || reached < depth[to] || (reached == depth[to] && supplier[to] < arc.first)) continue;
    depth[to] = reached;
    supplier[to] = arc.first;
  }
  for (uint32_t node = 0; node < node_count; ++node) chains.depth[node] = depth[cycle[node]];
  const auto deepest = std::max_element(chains.depth.begin(), chains.depth.end());
  if (*deepest == 0) return chains;
  for (auto node = static_cast<uint32_t>(deepest - chains.depth.begin()); node != kNone; node = supplier[cycle[node]]) {
    chains.longest.push_back(node);
  }
  std::reverse(chains.longest.begin(), chains.longest.end());
  return chains;
}

}  // namespace whobuilds::graph
