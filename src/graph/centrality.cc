#include "graph/centrality.h"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/range/iterator_range.hpp>
#include <numeric>

#include "graph/simple_graph.h"

namespace whobuilds::graph {
namespace {

constexpr double kDamping = 0.85;
constexpr size_t kRankIterations = 100;  // what is not settled then is below 10^-7 in sum
constexpr uint64_t kFewestStarts = 64;

// Shortest paths from one node, and what share of them leads through each other node (Brandes 2001). Boost's own
// brandes_betweenness_centrality always starts at every node and so cannot be sampled.
class PathCounter {
 public:
  explicit PathCounter(const SimpleGraph& graph)
      : graph_(graph),
        distance_(boost::num_vertices(graph)),
        color_(distance_.size()),
        paths_(distance_.size()),
        dependency_(distance_.size()) {}

  // Adds each node's share of the paths from `start` to `sums`.
  void add_paths_from(uint32_t start, std::vector<double>& sums) {
    std::fill(color_.begin(), color_.end(), boost::white_color);
    std::fill(paths_.begin(), paths_.end(), 0.0);
    order_.clear();
    distance_[start] = 0;
    paths_[start] = 1;
    boost::queue<uint32_t> queue;
    boost::breadth_first_visit(
        graph_, start, queue, Counting(*this),
        boost::make_iterator_property_map(color_.begin(), boost::get(boost::vertex_index, graph_)));
    for (const uint32_t node : order_) dependency_[node] = 0;
    for (auto node = order_.rbegin(); node != order_.rend(); ++node) {
      for (const uint32_t before : boost::make_iterator_range(boost::adjacent_vertices(*node, graph_))) {
        if (distance_[before] + 1 != distance_[*node]) continue;
        dependency_[before] += paths_[before] / paths_[*node] * (1 + dependency_[*node]);
      }
      if (*node != start) sums[*node] += dependency_[*node];
    }
  }

 private:
  class Counting : public boost::default_bfs_visitor {
   public:
    explicit Counting(PathCounter& counter) : counter_(&counter) {}
    template <typename AnyGraph>
    void discover_vertex(uint32_t node, const AnyGraph& /*graph*/) {
      counter_->order_.push_back(node);
    }
    template <typename AnyEdge, typename AnyGraph>
    void tree_edge(const AnyEdge& edge, const AnyGraph& graph) {
      counter_->distance_[boost::target(edge, graph)] = counter_->distance_[boost::source(edge, graph)] + 1;
      counter_->count(boost::source(edge, graph), boost::target(edge, graph));
    }
    template <typename AnyEdge, typename AnyGraph>
    void non_tree_edge(const AnyEdge& edge, const AnyGraph& graph) {
      counter_->count(boost::source(edge, graph), boost::target(edge, graph));
    }

   private:
    PathCounter* counter_;
  };

  void count(uint32_t from, uint32_t to) {
    if (distance_[to] == distance_[from] + 1) paths_[to] += paths_[from];
  }

  const SimpleGraph& graph_;
  std::vector<uint32_t> distance_;  // of the nodes that were reached in this round, as is `dependency_`
  std::vector<boost::default_color_type> color_;
  std::vector<double> paths_, dependency_;
  std::vector<uint32_t> order_;
};

}  // namespace

Degrees degrees(size_t node_count, const std::vector<Edge>& edges) {
  Degrees result;
  result.all.resize(node_count);
  result.in.resize(node_count);
  result.out.resize(node_count);
  const std::vector<Arc> arcs = arcs_of(edges);
  for (const Arc& arc : arcs) {
    ++result.out[arc.first];
    ++result.in[arc.second];
  }
  for (const Arc& arc : both_ways(arcs)) ++result.all[arc.first];
  return result;
}

std::vector<double> pagerank(size_t node_count, const std::vector<Edge>& edges) {
  std::vector<double> rank(node_count), spare(node_count);
  if (node_count == 0) return rank;
  const SimpleGraph graph = simple_graph(node_count, arcs_of(edges));
  const auto index = boost::get(boost::vertex_index, graph);
  boost::graph::page_rank(graph, boost::make_iterator_property_map(rank.begin(), index),
                          boost::graph::n_iterations(kRankIterations), kDamping, static_cast<uint32_t>(node_count),
                          boost::make_iterator_property_map(spare.begin(), index));
  // Boost drops what nodes without outgoing edges hold. Sharing it among all nodes instead multiplies every rank by
  // the same number, so that bringing the sum to 1 does it.
  const double sum = std::accumulate(rank.begin(), rank.end(), 0.0);
  for (double& each : rank) each /= sum;
  return rank;
}

Betweenness betweenness(size_t node_count, const std::vector<Edge>& edges, uint64_t work) {
  Betweenness result;
  result.share.resize(node_count);
  if (node_count < 3) return result;
  const std::vector<Arc> arcs = both_ways(arcs_of(edges));
  const SimpleGraph graph = simple_graph(node_count, arcs);
  const uint64_t affordable = std::max<uint64_t>(kFewestStarts, work / (node_count + arcs.size()));
  const auto starts = std::min<uint64_t>(node_count, affordable);
  result.sampled = starts < node_count;
  PathCounter counter(graph);
  for (uint64_t i = 0; i < starts; ++i) {
    counter.add_paths_from(static_cast<uint32_t>(i * node_count / starts), result.share);
  }
  const auto n = static_cast<double>(node_count);
  const double scale = n / static_cast<double>(starts) / ((n - 1) * (n - 2));
  for (double& share : result.share) share = std::min(1.0, share * scale);
  return result;
}

std::vector<double> centrality(size_t node_count, const std::vector<Edge>& edges, Centrality centrality) {
  switch (centrality) {
    case Centrality::pagerank:
      return pagerank(node_count, edges);
    case Centrality::betweenness:
      return betweenness(node_count, edges).share;
    case Centrality::degree:
      break;
  }
  const std::vector<uint32_t> all = degrees(node_count, edges).all;
  return std::vector<double>(all.begin(), all.end());
}

std::vector<uint32_t> greatest(const std::vector<double>& numbers, size_t count) {
  std::vector<uint32_t> nodes(numbers.size());
  std::iota(nodes.begin(), nodes.end(), 0);
  std::stable_sort(nodes.begin(), nodes.end(), [&](uint32_t a, uint32_t b) { return numbers[a] > numbers[b]; });
  nodes.resize(std::min(count, nodes.size()));
  return nodes;
}

}  // namespace whobuilds::graph
