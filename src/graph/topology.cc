#include "graph/topology.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/range/iterator_range.hpp>
#include <cmath>
#include <tuple>

#include "graph/numbering.h"

namespace whobuilds::graph {
namespace {

struct Link {
  uint32_t edge = 0;
  uint64_t length = 0;
};

// Every edge stands in it twice, once per direction.
using Adjacency = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Link>;

// One step outweighs any sum of doubts, a doubt any tie.
uint64_t length_of(const Edge& edge) {
  constexpr uint64_t kStep = uint64_t{1} << 40;
  const double doubt = std::clamp(1 - edge.confidence, 0.0, 1.0);
  return kStep + static_cast<uint64_t>(std::llround(doubt * 1e6));
}

Adjacency make_adjacency(size_t node_count, const std::vector<Edge>& edges) {
  std::vector<std::tuple<uint32_t, uint32_t, Link>> arcs;
  for (uint32_t i = 0; i < edges.size(); ++i) {
    if (edges[i].status == Status::denied) continue;
    const Link link = {i, length_of(edges[i])};
    arcs.emplace_back(edges[i].source, edges[i].target, link);
    arcs.emplace_back(edges[i].target, edges[i].source, link);
  }
  std::sort(arcs.begin(), arcs.end(), [](const auto& a, const auto& b) {
    return std::make_tuple(std::get<0>(a), std::get<1>(a), std::get<2>(a).edge) <
           std::make_tuple(std::get<0>(b), std::get<1>(b), std::get<2>(b).edge);
  });
  std::vector<std::pair<uint32_t, uint32_t>> ends;
  std::vector<Link> links;
  for (const auto& arc : arcs) {
    ends.emplace_back(std::get<0>(arc), std::get<1>(arc));
    links.push_back(std::get<2>(arc));
  }
  return Adjacency(boost::edges_are_sorted, ends.begin(), ends.end(), links.begin(), node_count);
}

}  // namespace

struct Topology::State {
  Adjacency adjacency;
  std::vector<std::vector<uint32_t>> out, in;
};

Topology::Topology(size_t node_count, const std::vector<Edge>& edges) : state_(std::make_unique<State>()) {
  state_->adjacency = make_adjacency(node_count, edges);
  state_->out.resize(node_count);
  state_->in.resize(node_count);
  for (uint32_t i = 0; i < edges.size(); ++i) {
    state_->out[edges[i].source].push_back(i);
    state_->in[edges[i].target].push_back(i);
  }
}

Topology::~Topology() = default;
Topology::Topology(Topology&&) noexcept = default;
Topology& Topology::operator=(Topology&&) noexcept = default;

const std::vector<uint32_t>& Topology::out_edges(uint32_t node) const { return state_->out[node]; }
const std::vector<uint32_t>& Topology::in_edges(uint32_t node) const { return state_->in[node]; }

bool Topology::shortest_path(uint32_t from, uint32_t to, std::vector<uint32_t>& path) const {
  path.clear();
  const Adjacency& adjacency = state_->adjacency;
  const size_t count = boost::num_vertices(adjacency);
  constexpr uint64_t kFar = UINT64_MAX;
  std::vector<uint64_t> distance(count, kFar);
  std::vector<size_t> before(count);
  const auto index = boost::get(boost::vertex_index, adjacency);
  boost::dijkstra_shortest_paths(adjacency, from,
                                 boost::weight_map(boost::get(&Link::length, adjacency))
                                     .distance_map(boost::make_iterator_property_map(distance.begin(), index))
                                     .predecessor_map(boost::make_iterator_property_map(before.begin(), index))
                                     .distance_inf(kFar));
  if (distance[to] == kFar) return false;
  for (size_t node = to; node != from; node = before[node]) {
    // Among parallel edges the shortest, then the first, led here.
    const Link* best = nullptr;
    for (const auto& arc : boost::make_iterator_range(boost::out_edges(before[node], adjacency))) {
      const Link& link = adjacency[arc];
      if (boost::target(arc, adjacency) == node && (best == nullptr || link.length < best->length)) best = &link;
    }
    path.push_back(best->edge);
  }
  std::reverse(path.begin(), path.end());
  return true;
}

std::vector<uint32_t> Topology::components() const {
  const size_t count = state_->out.size();
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> undirected(count);
  for (const auto& arc : boost::make_iterator_range(boost::edges(state_->adjacency))) {
    const size_t source = boost::source(arc, state_->adjacency);
    const size_t target = boost::target(arc, state_->adjacency);
    if (source <= target) boost::add_edge(source, target, undirected);
  }
  std::vector<uint32_t> component(count);
  const auto index = boost::get(boost::vertex_index, undirected);
  boost::connected_components(undirected, boost::make_iterator_property_map(component.begin(), index));
  return number_by_size(component);
}

}  // namespace whobuilds::graph
