// Numbers about the shape of a graph: which nodes are central, which hang together, how deep a supply chain is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/graph.h"

namespace whobuilds {

// What makes a node important.
enum class Centrality : uint8_t { degree, pagerank, betweenness };

const char* centrality_name(Centrality centrality);
std::optional<Centrality> centrality_from_name(std::string_view name);

// Denied edges count nowhere below, several edges between the same two nodes in one direction count once, and
// edges from a node to itself not at all. Shares are rounded to nine decimals.
struct NodeAnalysis {
  uint32_t degree = 0;        // distinct neighbours, whatever the direction
  uint32_t in_degree = 0;     // distinct nodes with an edge to this one
  uint32_t out_degree = 0;    // distinct nodes that this one has an edge to
  double pagerank = 0;        // 0 to 1, 1 in sum; along the edges' direction
  double betweenness = 0;     // 0 to 1: share of the shortest paths between two others that lead through it
  uint32_t component = 0;     // connected component, 0 is the largest
  uint32_t community = 0;     // 0 is the largest
  uint32_t supply_depth = 0;  // steps of the longest supply chain that ends here
};

struct Analysis {
  std::vector<NodeAnalysis> nodes;  // parallel to Graph::nodes()
  uint32_t components = 0;
  uint32_t communities = 0;
  double modularity = 0;                       // of the communities, -0.5 to 1
  bool betweenness_sampled = false;            // estimated from a part of the nodes, see below
  std::vector<uint32_t> longest_supply_chain;  // nodes from the first supplier on; of equally long ones the first by id
};

// All of the above. The same graph gives the same numbers. With n nodes and m edges:
// - PageRank (Page, Brin, Motwani, Winograd 1999): damping 0.85, 100 iterations, O(100 (n + m)). What nodes without
//   outgoing edges hold is shared among all.
// - Betweenness (Brandes 2001), regardless of direction: O(n (n + m)) and exact while n (n + 2 m) is at most 10^8;
//   beyond that estimated from as many evenly spaced start nodes as that allows, at least 64 (Brandes and Pich 2007).
// - Communities: Louvain (Blondel, Guillaume, Lambiotte, Lefebvre 2008), regardless of direction, weighted by
//   confidence; nodes are visited in the order of their ids, of equal gains the smallest community wins.
// - Supply depth: a step leads from what is needed to what needs it: a supplier or maker to its customer or product, a
//   chip to the system that contains it, the machine to the model that runs or was trained on it, a model to
//   what is based on it, a thing to who uses it. Nodes on a cycle share the depth of the deepest of them, and the
//   steps within a cycle do not count. O(n + m).
Analysis analyse(const Graph& graph);

// The `count` most central nodes, the most central first, equal ones by id.
std::vector<uint32_t> most_central(const Analysis& analysis, Centrality centrality, size_t count);

}  // namespace whobuilds
