// The bare shape of a graph: who is adjacent to whom, and the ways between them.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "whobuilds/graph.h"

namespace whobuilds::graph {

// Immutable after construction, so const members may be called from several threads.
class Topology {
 public:
  Topology(size_t node_count, const std::vector<Edge>& edges);
  ~Topology();
  Topology(Topology&&) noexcept;
  Topology& operator=(Topology&&) noexcept;

  // Indices of the edges that leave (enter) `node`, ascending.
  const std::vector<uint32_t>& out_edges(uint32_t node) const;
  const std::vector<uint32_t>& in_edges(uint32_t node) const;

  // The edges of a shortest path, taken in either direction, from `from` to `to`: fewest edges, then
  // the most confident, then the smallest indices. Denied edges are no way. False when there is none;
  // true with no edges when `from` is `to`. O((n + m) log n).
  bool shortest_path(uint32_t from, uint32_t to, std::vector<uint32_t>& path) const;

  // For each node the number of its connected component. Components are numbered from 0 by size, the
  // largest first, then by their smallest node. A node without edges is a component of its own.
  std::vector<uint32_t> components() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace whobuilds::graph
