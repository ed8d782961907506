// The analyses against what can be counted by hand or by brute force.
#include "whobuilds/analysis.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <numeric>
#include <set>

#include "graph/centrality.h"
#include "graph/communities.h"
#include "graph/supply_chain.h"
#include "unit/graph/sample.h"

using namespace whobuilds;
using sample::Paper;

namespace {

Edge edge(uint32_t source, uint32_t target, const char* relation = "supplies", Status status = Status::asserted) {
  Edge result;
  result.source = source;
  result.target = target;
  result.relation = relation;
  result.status = status;
  result.confidence = 1;
  return result;
}

struct RandomGraph {
  uint32_t count;
  std::vector<Edge> edges;
};

RandomGraph random_graph() {
  RandomGraph graph;
  graph.count = *rc::gen::inRange<uint32_t>(1, 9);
  const size_t size = *rc::gen::inRange<size_t>(0, 20);
  for (size_t i = 0; i < size; ++i) {
    const auto status = *rc::gen::inRange(0, 6) == 0 ? Status::denied : Status::asserted;
    graph.edges.push_back(edge(*rc::gen::inRange<uint32_t>(0, graph.count), *rc::gen::inRange<uint32_t>(0, graph.count),
                               "supplies", status));
  }
  return graph;
}

using Matrix = std::vector<std::vector<bool>>;

// Who has an edge to whom.
Matrix matrix_of(const RandomGraph& graph) {
  Matrix matrix(graph.count, std::vector<bool>(graph.count));
  for (const Edge& each : graph.edges) {
    if (each.status != Status::denied && each.source != each.target) matrix[each.source][each.target] = true;
  }
  return matrix;
}

Matrix both_ways(Matrix matrix) {
  const Matrix one_way = matrix;
  for (size_t i = 0; i < matrix.size(); ++i) {
    for (size_t j = 0; j < matrix.size(); ++j) matrix[i][j] = one_way[i][j] || one_way[j][i];
  }
  return matrix;
}

// All walks without repetition from `node` to `to`, as lists of nodes.
void collect_paths(const Matrix& matrix, std::vector<uint32_t>& way, uint32_t to,
                   std::vector<std::vector<uint32_t>>& paths) {
  if (way.back() == to) {
    paths.push_back(way);
    return;
  }
  for (uint32_t next = 0; next < matrix.size(); ++next) {
    if (!matrix[way.back()][next] || std::find(way.begin(), way.end(), next) != way.end()) continue;
    way.push_back(next);
    collect_paths(matrix, way, to, paths);
    way.pop_back();
  }
}

std::vector<double> betweenness_by_enumeration(const RandomGraph& graph) {
  const Matrix matrix = both_ways(matrix_of(graph));
  std::vector<double> share(graph.count);
  if (graph.count < 3) return share;
  for (uint32_t from = 0; from < graph.count; ++from) {
    for (uint32_t to = from + 1; to < graph.count; ++to) {
      std::vector<std::vector<uint32_t>> paths;
      std::vector<uint32_t> way = {from};
      collect_paths(matrix, way, to, paths);
      size_t shortest = SIZE_MAX;
      for (const auto& path : paths) shortest = std::min(shortest, path.size());
      paths.erase(std::remove_if(paths.begin(), paths.end(), [&](const auto& path) { return path.size() > shortest; }),
                  paths.end());
      for (const auto& path : paths) {
        for (size_t i = 1; i + 1 < path.size(); ++i) share[path[i]] += 1.0 / static_cast<double>(paths.size());
      }
    }
  }
  const double pairs = (graph.count - 1) * (graph.count - 2) / 2.0;
  for (double& each : share) each /= pairs;
  return share;
}

// A random surfer who, where nothing leads on, starts anywhere.
std::vector<double> pagerank_by_definition(const RandomGraph& graph) {
  const Matrix matrix = matrix_of(graph);
  const double n = graph.count;
  std::vector<double> rank(graph.count, 1 / n);
  for (int step = 0; step < 300; ++step) {
    std::vector<double> next(graph.count, 0.15 / n);
    for (uint32_t i = 0; i < graph.count; ++i) {
      const auto out = static_cast<double>(std::count(matrix[i].begin(), matrix[i].end(), true));
      for (uint32_t j = 0; j < graph.count; ++j) {
        if (out == 0) next[j] += 0.85 * rank[i] / n;
        if (matrix[i][j]) next[j] += 0.85 * rank[i] / out;
      }
    }
    rank = next;
  }
  return rank;
}

double modularity_by_definition(const RandomGraph& graph, const std::vector<uint32_t>& community) {
  std::vector<std::vector<double>> weight(graph.count, std::vector<double>(graph.count));
  double total = 0;
  for (const Edge& each : graph.edges) {
    if (each.status == Status::denied || each.source == each.target) continue;
    weight[each.source][each.target] += 1;
    weight[each.target][each.source] += 1;
    total += 2;
  }
  if (total == 0) return 0;
  const auto degree = [&](uint32_t i) { return std::accumulate(weight[i].begin(), weight[i].end(), 0.0); };
  double sum = 0;
  for (uint32_t i = 0; i < graph.count; ++i) {
    for (uint32_t j = 0; j < graph.count; ++j) {
      if (community[i] == community[j]) sum += weight[i][j] - degree(i) * degree(j) / total;
    }
  }
  return sum / total;
}

// Which nodes each node can reach along the arrows, itself included.
Matrix reachable(Matrix matrix) {
  const size_t count = matrix.size();
  for (size_t i = 0; i < count; ++i) matrix[i][i] = true;
  for (size_t k = 0; k < count; ++k) {
    for (size_t i = 0; i < count; ++i) {
      for (size_t j = 0; j < count; ++j) matrix[i][j] = matrix[i][j] || (matrix[i][k] && matrix[k][j]);
    }
  }
  return matrix;
}

std::vector<uint32_t> depths_by_relaxation(const RandomGraph& graph) {
  const Matrix matrix = matrix_of(graph), reach = reachable(matrix);
  std::vector<uint32_t> depth(graph.count, 0);
  for (uint32_t round = 0; round <= graph.count; ++round) {
    for (uint32_t i = 0; i < graph.count; ++i) {
      for (uint32_t j = 0; j < graph.count; ++j) {
        const bool cycle = reach[i][j] && reach[j][i];
        if (cycle) depth[j] = depth[i] = std::max(depth[i], depth[j]);
        if (matrix[i][j] && !cycle) depth[j] = std::max(depth[j], depth[i] + 1);
      }
    }
  }
  return depth;
}

void check_near(const std::vector<double>& a, const std::vector<double>& b) {
  RC_ASSERT(a.size() == b.size());
  for (size_t i = 0; i < a.size(); ++i) RC_ASSERT(std::abs(a[i] - b[i]) < 1e-6);
}

}  // namespace

TEST_CASE("centralities agree with brute force on small graphs") {
  size_t runs = 0;
  const bool holds = rc::check([&runs] {
    ++runs;
    const RandomGraph graph = random_graph();
    check_near(graph::betweenness(graph.count, graph.edges).share, betweenness_by_enumeration(graph));
    check_near(graph::pagerank(graph.count, graph.edges), pagerank_by_definition(graph));
    const graph::Degrees degrees = graph::degrees(graph.count, graph.edges);
    const Matrix matrix = matrix_of(graph), near = both_ways(matrix);
    for (uint32_t i = 0; i < graph.count; ++i) {
      RC_ASSERT(degrees.out[i] == std::count(matrix[i].begin(), matrix[i].end(), true));
      RC_ASSERT(degrees.in[i] == std::count_if(matrix.begin(), matrix.end(), [i](const auto& row) { return row[i]; }));
      RC_ASSERT(degrees.all[i] == std::count(near[i].begin(), near[i].end(), true));
    }
  });
  CHECK(holds);
  CHECK(runs >= 50);
}

TEST_CASE("communities have the modularity that they say, and no single node gains by moving") {
  size_t runs = 0;
  const bool holds = rc::check([&runs] {
    ++runs;
    const RandomGraph graph = random_graph();
    const graph::Communities found = graph::communities(graph.count, graph.edges);
    RC_ASSERT(found.community.size() == graph.count);
    const double modularity = modularity_by_definition(graph, found.community);
    RC_ASSERT(std::abs(found.modularity - modularity) < 1e-9);
    std::vector<uint32_t> alone(graph.count);
    std::iota(alone.begin(), alone.end(), 0);
    RC_ASSERT(modularity >= modularity_by_definition(graph, alone) - 1e-9);
    const Matrix reach = reachable(both_ways(matrix_of(graph)));
    for (uint32_t i = 0; i < graph.count; ++i) {
      for (uint32_t j = 0; j < graph.count; ++j) {
        if (found.community[i] == found.community[j]) RC_ASSERT(reach[i][j]);
      }
    }
  });
  CHECK(holds);
  CHECK(runs >= 50);
}

TEST_CASE("two cliques with a bridge are two communities") {
  std::vector<Edge> edges = {edge(3, 4)};
  for (uint32_t i = 0; i < 4; ++i) {
    for (uint32_t j = 0; j < i; ++j) {
      edges.push_back(edge(i, j));
      edges.push_back(edge(i + 4, j + 4));
    }
  }
  edges.push_back(edge(8, 0, "supplies", Status::denied));
  CHECK(graph::communities(9, edges).community == std::vector<uint32_t>{0, 0, 0, 0, 1, 1, 1, 1, 2});
}

TEST_CASE("supply depths agree with relaxation, and the longest chain is one") {
  size_t runs = 0;
  const bool holds = rc::check([&runs] {
    ++runs;
    const RandomGraph graph = random_graph();
    const graph::SupplyChains chains = graph::supply_chains(graph.count, graph.edges);
    RC_ASSERT(chains.depth == depths_by_relaxation(graph));
    const uint32_t deepest = *std::max_element(chains.depth.begin(), chains.depth.end());
    RC_ASSERT(chains.longest.size() == (deepest == 0 ? 0 : deepest + 1));
    const Matrix reach = reachable(matrix_of(graph));
    for (uint32_t i = 0; i < chains.longest.size(); ++i) {
      RC_ASSERT(chains.depth[chains.longest[i]] == i);
      if (i > 0) RC_ASSERT(reach[chains.longest[i - 1]][chains.longest[i]]);
    }
  });
  CHECK(holds);
  CHECK(runs >= 50);
}

TEST_CASE("steps of a supply chain") {
  struct Row {
    const char* name;
    Edge edge;
    bool step;
    std::pair<uint32_t, uint32_t> ends;
  };
  const std::vector<Row> rows = {
      {"a supplier comes before its customer", edge(1, 2, "supplies"), true, {1, 2}},
      {"a foundry before the chip", edge(1, 2, "manufactures"), true, {1, 2}},
      {"a developer before what it made", edge(1, 2, "develops"), true, {1, 2}},
      {"a chip before the system", edge(1, 2, "contains"), true, {2, 1}},
      {"the machine before the model", edge(1, 2, "runs_on"), true, {2, 1}},
      {"the machine before what was trained on it", edge(1, 2, "trained_on"), true, {2, 1}},
      {"the base before what is based on it", edge(1, 2, "based_on"), true, {2, 1}},
      {"a thing before its user", edge(1, 2, "uses"), true, {2, 1}},
      {"competition is no supply", edge(1, 2, "competes_with"), false, {}},
      {"a variant is no supply", edge(1, 2, "variant_of"), false, {}},
      {"what is denied", edge(1, 2, "supplies", Status::denied), false, {}},
      {"to itself", edge(1, 1, "supplies"), false, {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const auto step = graph::supply_step(row.edge);
    CHECK(step.has_value() == row.step);
    if (step) CHECK(*step == row.ends);
  }
}

TEST_CASE("an analysis has a number of each kind for each node") {
  const Graph graph = sample::merged(sample::industry());
  const Analysis analysis = analyse(graph);
  REQUIRE(analysis.nodes.size() == graph.nodes().size());
  REQUIRE(analysis.nodes.size() >= 30);
  double sum = 0;
  std::set<uint32_t> components, communities;
  for (const NodeAnalysis& node : analysis.nodes) {
    sum += node.pagerank;
    components.insert(node.component);
    communities.insert(node.community);
  }
  CHECK(sum == doctest::Approx(1).epsilon(1e-6));
  CHECK(components.size() == analysis.components);
  CHECK(communities.size() == analysis.communities);
  CHECK(analysis.modularity > 0.3);
  CHECK_FALSE(analysis.betweenness_sampled);
  CHECK(analysis.longest_supply_chain.size() >= 4);
  const std::vector<uint32_t> top = most_central(analysis, Centrality::degree, 3);
  REQUIRE(top.size() == 3);
  CHECK(analysis.nodes[top[0]].degree >= analysis.nodes[top[1]].degree);
  CHECK(most_central(analysis, Centrality::betweenness, 100000).size() == graph.nodes().size());
}

TEST_CASE("nothing gives nothing") {
  const Analysis analysis = analyse(sample::merged({}));
  CHECK(analysis.nodes.empty());
  CHECK(analysis.components == 0);
  CHECK(analysis.communities == 0);
  CHECK(analysis.longest_supply_chain.empty());
}

TEST_CASE("names of centralities") {
  for (const Centrality each : {Centrality::degree, Centrality::pagerank, Centrality::betweenness}) {
    CHECK(centrality_from_name(centrality_name(each)) == each);
  }
  CHECK_FALSE(centrality_from_name("closeness").has_value());
}

TEST_CASE("sampled betweenness finds the same leaders") {
  // A long chain of 60 with leaves: those in the middle lie on most paths.
  std::vector<Edge> edges;
  for (uint32_t i = 0; i + 1 < 60; ++i) edges.push_back(edge(i, i + 1));
  for (uint32_t i = 0; i < 140; ++i) edges.push_back(edge(i % 60, 60 + i));
  const graph::Betweenness exact = graph::betweenness(200, edges);
  const graph::Betweenness sampled = graph::betweenness(200, edges, 1);
  CHECK_FALSE(exact.sampled);
  CHECK(sampled.sampled);
  double difference = 0;
  for (size_t i = 0; i < exact.share.size(); ++i) {
    difference = std::max(difference, std::abs(exact.share[i] - sampled.share[i]));
  }
  CHECK(difference < 0.1);
  CHECK(difference > 0);
}

TEST_CASE("a hundred thousand nodes are done in bounded time") {
  constexpr uint32_t kNodes = 100'000;
  std::vector<Edge> edges;
  for (uint32_t i = 1; i < kNodes; ++i) {
    edges.push_back(edge(i, i / 3));
    edges.push_back(edge(i, static_cast<uint32_t>(i * uint64_t{7919} % kNodes)));
  }
  const auto begin = std::chrono::steady_clock::now();
  CHECK(graph::betweenness(kNodes, edges).sampled);
  CHECK(graph::pagerank(kNodes, edges).size() == kNodes);
  CHECK(graph::communities(kNodes, edges).community.size() == kNodes);
  CHECK(graph::supply_chains(kNodes, edges).depth.size() == kNodes);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(120));
}
