#include "whobuilds/analysis.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "graph/centrality.h"
#include "graph/communities.h"
#include "graph/knowledge_graph.h"
#include "graph/supply_chain.h"

namespace whobuilds {
namespace {

constexpr std::array<const char*, 3> kCentralityNames = {"degree", "pagerank", "betweenness"};

double rounded(double share) { return std::round(share * 1e9) / 1e9; }

uint32_t count_of(const std::vector<uint32_t>& numbers) {
  return numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end()) + 1;
}

}  // namespace

const char* centrality_name(Centrality centrality) { return kCentralityNames[static_cast<size_t>(centrality)]; }

std::optional<Centrality> centrality_from_name(std::string_view name) {
  const auto found = std::find(kCentralityNames.begin(), kCentralityNames.end(), name);
  if (found == kCentralityNames.end()) return std::nullopt;
  return static_cast<Centrality>(found - kCentralityNames.begin());
}

Analysis analyse(const Graph& graph) {
  const size_t count = graph.nodes().size();
  const graph::Degrees degrees = graph::degrees(count, graph.edges());
  const std::vector<double> pagerank = graph::pagerank(count, graph.edges());
  const graph::Betweenness betweenness = graph::betweenness(count, graph.edges());
  const std::vector<uint32_t> components = graph::Access::topology(graph).components();
  const graph::Communities communities = graph::communities(count, graph.edges());
  graph::SupplyChains chains = graph::supply_chains(count, graph.edges());
  Analysis analysis;
  for (size_t i = 0; i < count; ++i) {
    analysis.nodes.push_back({degrees.all[i], degrees.in[i], degrees.out[i], rounded(pagerank[i]),
                              rounded(betweenness.share[i]), components[i], communities.community[i], chains.depth[i]});
  }
  analysis.components = count_of(components);
  analysis.communities = count_of(communities.community);
  analysis.modularity = rounded(communities.modularity);
  analysis.betweenness_sampled = betweenness.sampled;
  analysis.longest_supply_chain = std::move(chains.longest);
  return analysis;
}

std::vector<uint32_t> most_central(const Analysis& analysis, Centrality centrality, size_t count) {
  std::vector<double> numbers;
  for (const NodeAnalysis& node : analysis.nodes) {
    numbers.push_back(centrality == Centrality::degree     ? node.degree
                      : centrality == Centrality::pagerank ? node.pagerank
                                                           : node.betweenness);
  }
  return graph::greatest(numbers, count);
}

}  // namespace whobuilds
