#include "query/walk.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "graph/knowledge_graph.h"

namespace whobuilds::query {
namespace {

// Gathers rows, one per (node, relation).
class Rows {
 public:
  explicit Rows(const Graph& graph) : graph_(graph) {}

  // `chain`: the edges that lead to the answer; the last carries the relation.
  void add(uint32_t node, const std::vector<uint32_t>& chain, bool inferred) {
    const AnswerRow row = row_of_chain(graph_, node, chain, inferred);
    const auto entered = rows_.emplace(std::make_pair(node, row.relation), row);
    if (entered.second) return;
    AnswerRow& known = entered.first->second;
    if (better(row, known)) {
      AnswerRow joined = row;
      joined.edges.insert(joined.edges.end(), known.edges.begin(), known.edges.end());
      known = joined;
    } else {
      known.edges.insert(known.edges.end(), row.edges.begin(), row.edges.end());
    }
  }

  std::vector<AnswerRow> take() {
    std::vector<AnswerRow> rows;
    for (auto& row : rows_) rows.push_back(std::move(row.second));
    return rows;
  }

 private:
  static bool better(const AnswerRow& a, const AnswerRow& b) {
    return std::make_tuple(a.status, a.inferred, -a.confidence) < std::make_tuple(b.status, b.inferred, -b.confidence);
  }

  const Graph& graph_;
  std::map<std::pair<uint32_t, std::string>, AnswerRow> rows_;
};

// The places one step of variant_of away from those of `level` that were not seen before: families (out) or variants
// (in).
std::vector<Variant> next_level(const Graph& graph, const std::vector<Variant>& level, Direction direction,
                                std::set<uint32_t>& seen) {
  std::vector<Variant> next;
  for (const Variant& place : level) {
    const auto& edges = direction == Direction::out ? graph.out_edges(place.node) : graph.in_edges(place.node);
    for (const uint32_t index : edges) {
      const Edge& edge = graph.edges()[index];
      const uint32_t other = direction == Direction::out ? edge.target : edge.source;
      if (edge.relation != "variant_of" || edge.status == Status::denied || !seen.insert(other).second) continue;
      std::vector<uint32_t> chain = place.chain;
      chain.push_back(index);
      next.push_back({other, std::move(chain)});
    }
  }
  return next;
}

// Walks one verb's steps.
class Walk {
 public:
  Walk(const Graph& graph, const Verb& verb) : graph_(graph), verb_(verb), rows_(graph) {}

  std::vector<AnswerRow> from(uint32_t node) {
    step(node, {}, false);
    // The nearest families that answer; else, of a family that nobody is said to build, the builders of its variants.
    if (verb_.through_family && !found_) widen(node, Direction::out);
    if (verb_.through_family && !found_) widen(node, Direction::in);
    return rows_.take();
  }

 private:
  void step(uint32_t node, const std::vector<uint32_t>& chain, bool inferred) {
    for (const Step& step : verb_.steps) {
      if (step.direction != Direction::in) follow(graph_.out_edges(node), step, node, chain, inferred);
      if (step.direction != Direction::out) follow(graph_.in_edges(node), step, node, chain, inferred);
    }
  }

  void follow(const std::vector<uint32_t>& edges, const Step& step, uint32_t node, const std::vector<uint32_t>& chain,
              bool inferred) {
    for (const uint32_t index : edges) {
      const Edge& edge = graph_.edges()[index];
      if (*step.relation != 0 && edge.relation != step.relation) continue;
      if (inferred && edge.status == Status::denied) continue;
      const uint32_t other = edge.source == node ? edge.target : edge.source;
      if (*verb_.type != 0 && graph_.nodes()[other].type != verb_.type) continue;
      std::vector<uint32_t> longer = chain;
      longer.push_back(index);
      rows_.add(other, longer, inferred);
      found_ = found_ || edge.status != Status::denied;
    }
  }

  void widen(uint32_t start, Direction direction) {
    std::set<uint32_t> seen = {start};
    std::vector<Variant> level = {{start, {}}};
    while (!level.empty() && !found_) {
      level = next_level(graph_, level, direction, seen);
      for (const Variant& place : level) step(place.node, place.chain, true);
    }
  }

  const Graph& graph_;
  const Verb& verb_;
  Rows rows_;
  bool found_ = false;  // something that is not denied
};

}  // namespace

AnswerRow row_of_chain(const Graph& graph, uint32_t node, const std::vector<uint32_t>& chain, bool inferred) {
  AnswerRow row;
  row.node = node;
  row.relation = graph.edges()[chain.back()].relation;
  row.confidence = 1;
  row.independent_sources = UINT32_MAX;
  row.inferred = inferred || graph.edges()[chain.back()].inferred;
  row.edges = chain;
  for (const uint32_t index : chain) {
    const Edge& edge = graph.edges()[index];
    row.status = std::max(row.status, edge.status);
    row.confidence *= edge.confidence;
    row.independent_sources = std::min(row.independent_sources, graph::independent_sources(edge.evidence, edge.status));
  }
  return row;
}

std::vector<AnswerRow> walk(const Graph& graph, const Verb& verb, uint32_t node) {
  return Walk(graph, verb).from(node);
}

std::vector<Variant> variants_of(const Graph& graph, uint32_t node) {
  std::vector<Variant> variants;
  std::set<uint32_t> seen = {node};
  std::vector<Variant> level = {{node, {}}};
  while (!level.empty()) {
    level = next_level(graph, level, Direction::in, seen);
    variants.insert(variants.end(), level.begin(), level.end());
  }
  return variants;
}

}  // namespace whobuilds::query
