#include "graph/topology.h"

#include <doctest/doctest.h>

using namespace whobuilds;

namespace {

Edge edge(uint32_t source, uint32_t target, double confidence = 0.9, Status status = Status::asserted) {
  Edge result;
  result.source = source;
  result.target = target;
  result.confidence = confidence;
  result.status = status;
  return result;
}

// 0 -> 1 -> 2 -> 3, a second, weaker way 0 -> 4 -> 3 that is shorter, 5 alone, 6 -> 7 denied.
std::vector<Edge> edges() {
  return {edge(0, 1), edge(1, 2), edge(2, 3), edge(0, 4, 0.2), edge(4, 3, 0.2), edge(6, 7, 0.9, Status::denied)};
}

}  // namespace

TEST_CASE("adjacency lists edges in order") {
  const graph::Topology topology(8, edges());
  CHECK(topology.out_edges(0) == std::vector<uint32_t>{0, 3});
  CHECK(topology.in_edges(3) == std::vector<uint32_t>{2, 4});
  CHECK(topology.out_edges(5).empty());
  CHECK(topology.in_edges(7) == std::vector<uint32_t>{5});
}

TEST_CASE("shortest path") {
  struct Row {
    const char* name;
    uint32_t from, to;
    bool found;
    std::vector<uint32_t> path;
  };
  const std::vector<Row> rows = {
      {"fewest edges win over confidence", 0, 3, true, {3, 4}},
      {"against the direction", 2, 0, true, {1, 0}},
      {"to itself", 1, 1, true, {}},
      {"nothing leads there", 0, 5, false, {}},
      {"a denied edge is no way", 6, 7, false, {}},
  };
  const graph::Topology topology(8, edges());
  for (const Row& row : rows) {
    CAPTURE(row.name);
    std::vector<uint32_t> path = {99};
    CHECK(topology.shortest_path(row.from, row.to, path) == row.found);
    CHECK(path == row.path);
  }
}

TEST_CASE("shortest path: of equally short ways the more confident, of parallel edges too") {
  const graph::Topology topology(4, {edge(0, 1, 0.5), edge(1, 3, 0.5), edge(0, 2, 0.8), edge(2, 3, 0.7), edge(2, 3, 0.8)});
  std::vector<uint32_t> path;
  REQUIRE(topology.shortest_path(0, 3, path));
  CHECK(path == std::vector<uint32_t>{2, 4});
}

TEST_CASE("components are numbered by size") {
  const graph::Topology topology(8, {edge(5, 6), edge(6, 7), edge(0, 1), edge(2, 2)});
  CHECK(topology.components() == std::vector<uint32_t>{1, 1, 2, 3, 4, 0, 0, 0});
  CHECK(graph::Topology(0, {}).components().empty());
}
