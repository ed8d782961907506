#include "graph/communities.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "graph/numbering.h"

namespace whobuilds::graph {
namespace {

constexpr int kMostRounds = 100;

// An undirected graph with weights; after the first level its nodes are communities of the level before.
struct Network {
  struct Link {
    uint32_t to;
    double weight;
  };
  std::vector<std::vector<Link>> links;  // each link at both ends
  std::vector<double> inner;             // twice the weight of the edges inside a node
  double total = 0;                      // twice the weight of all edges

  // Weight of all edge ends at the node.
  double degree(uint32_t node) const {
    double sum = inner[node];
    for (const Link& link : links[node]) sum += link.weight;
    return sum;
  }
};

// The weights are whole numbers, so that sums do not depend on the order of adding.
Network network_of(size_t node_count, const std::vector<Edge>& edges) {
  std::map<std::pair<uint32_t, uint32_t>, double> weights;
  for (const Edge& edge : edges) {
    if (edge.status == Status::denied || edge.source == edge.target) continue;
    const double weight = std::max(1.0, std::round(edge.confidence * 1e6));
    weights[{edge.source, edge.target}] += weight;
    weights[{edge.target, edge.source}] += weight;
  }
  Network network;
  network.links.resize(node_count);
  network.inner.resize(node_count);
  for (const auto& entry : weights) {
    network.links[entry.first.first].push_back({entry.first.second, entry.second});
    network.total += entry.second;
  }
  return network;
}

// One level: moves single nodes between communities as long as that raises the modularity.
class Level {
 public:
  explicit Level(const Network& network)
      : network_(network), community_(network.links.size()), sum_(community_.size()), weight_to_(community_.size()) {
    std::iota(community_.begin(), community_.end(), 0);
    for (uint32_t node = 0; node < community_.size(); ++node) sum_[node] = network.degree(node);
  }

  // The community of each node, as the index of some node.
  const std::vector<uint32_t>& settle() {
    for (int round = 0; round < kMostRounds; ++round) {
      bool moved = false;
      for (uint32_t node = 0; node < community_.size(); ++node) moved = move(node) || moved;
      if (!moved) break;
    }
    return community_;
  }

 private:
  bool move(uint32_t node) {
    std::vector<uint32_t> near = communities_near(node);
    const uint32_t own = community_[node];
    const double degree = network_.degree(node);
    sum_[own] -= degree;
    const auto gain = [&](uint32_t community) {
      return weight_to_[community] - sum_[community] * degree / network_.total;
    };
    uint32_t best = own;
    for (const uint32_t community : near) {
      if (gain(community) > gain(best)) best = community;
    }
    sum_[best] += degree;
    community_[node] = best;
    for (const uint32_t community : near) weight_to_[community] = 0;
    return best != own;
  }

  // Ascending; fills in weight_to_ for them.
  std::vector<uint32_t> communities_near(uint32_t node) {
    std::vector<uint32_t> near;
    for (const Network::Link& link : network_.links[node]) {
      const uint32_t community = community_[link.to];
      if (weight_to_[community] == 0) near.push_back(community);
      weight_to_[community] += link.weight;
    }
    std::sort(near.begin(), near.end());
    return near;
  }

  const Network& network_;
  std::vector<uint32_t> community_;
  std::vector<double> sum_;        // degrees of the community's nodes
  std::vector<double> weight_to_;  // from the node at hand, 0 between moves
};

// Numbers from 0 in order of appearance; returns how many there are.
uint32_t renumber(std::vector<uint32_t>& community) {
  std::vector<uint32_t> number(community.size(), UINT32_MAX);
  uint32_t count = 0;
  for (uint32_t& each : community) {
    if (number[each] == UINT32_MAX) number[each] = count++;
    each = number[each];
  }
  return count;
}

Network contracted(const Network& network, const std::vector<uint32_t>& community, uint32_t count) {
  std::map<std::pair<uint32_t, uint32_t>, double> weights;
  Network result;
  result.links.resize(count);
  result.inner.resize(count);
  result.total = network.total;
  for (uint32_t node = 0; node < community.size(); ++node) {
    result.inner[community[node]] += network.inner[node];
    for (const Network::Link& link : network.links[node]) weights[{community[node], community[link.to]}] += link.weight;
  }
  for (const auto& entry : weights) {
    if (entry.first.first == entry.first.second) {
      result.inner[entry.first.first] += entry.second;
    } else {
      result.links[entry.first.first].push_back({entry.first.second, entry.second});
    }
  }
  return result;
}

// Of the division in which each node of `network` is a community.
double modularity(const Network& network) {
  if (network.total == 0) return 0;
  double sum = 0;
  for (uint32_t node = 0; node < network.links.size(); ++node) {
    const double share = network.degree(node) / network.total;
    sum += network.inner[node] / network.total - share * share;
  }
  return sum;
}

}  // namespace

Communities communities(size_t node_count, const std::vector<Edge>& edges) {
  Network network = network_of(node_count, edges);
  std::vector<uint32_t> community(node_count);
  std::iota(community.begin(), community.end(), 0);
  while (true) {
    std::vector<uint32_t> step = Level(network).settle();
    const uint32_t count = renumber(step);
    if (count == network.links.size()) break;
    for (uint32_t& each : community) each = step[each];
    network = contracted(network, step, count);
  }
  return {number_by_size(community), modularity(network)};
}

}  // namespace whobuilds::graph
