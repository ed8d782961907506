#include "query/verbs.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "graph/knowledge_graph.h"

namespace whobuilds::query {
namespace {

const std::vector<Verb>& verbs() {
  constexpr Direction kOut = Direction::out, kIn = Direction::in, kBoth = Direction::both;
  static const std::vector<Verb> all = {
      {"who-builds", {{"develops", kIn}}, "", true},
      {"builds-what", {{"develops", kOut}}},
      {"builds-models", {{"develops", kOut}}, "Model"},
      {"builds-chips", {{"develops", kOut}}, "Chip"},
      {"builds-systems", {{"develops", kOut}}, "System"},
      {"builds-products", {{"develops", kOut}}, "Product"},
      {"who-manufactures", {{"manufactures", kIn}}, "", true},
      {"manufactures-what", {{"manufactures", kOut}}},
      {"who-supplies", {{"supplies", kIn}}},
      {"supplies-whom", {{"supplies", kOut}}},
      {"who-invests-in", {{"invests_in", kIn}}},
      {"invests-in-what", {{"invests_in", kOut}}},
      {"who-owns", {{"part_of", kOut}, {"acquires", kIn}}},
      {"owns-what", {{"part_of", kIn}, {"acquires", kOut}}},
      {"who-uses", {{"uses", kIn}}},
      {"uses-what", {{"uses", kOut}}},
      {"competitors", {{"competes_with", kBoth}}},
      {"partners", {{"partners_with", kBoth}}},
      {"runs-on-what", {{"runs_on", kOut}}},
      {"what-runs-on", {{"runs_on", kIn}}},
      {"trained-on-what", {{"trained_on", kOut}}},
      {"what-trained-on", {{"trained_on", kIn}}},
      {"based-on-what", {{"based_on", kOut}}},
      {"what-based-on", {{"based_on", kIn}}},
      {"contains-what", {{"contains", kOut}}},
      {"what-contains", {{"contains", kIn}}},
      {"variants", {{"variant_of", kIn}}},
      {"neighbours", {{"", kBoth}}},
  };
  return all;
}

// Gathers rows, one per (node, relation).
class Rows {
 public:
  explicit Rows(const Graph& graph) : graph_(graph) {}

  // `chain`: the edges that lead to the answer; the last carries the relation.
  void add(uint32_t node, const std::vector<uint32_t>& chain, bool inferred) {
    const AnswerRow row = row_of(node, chain, inferred);
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

  bool empty() const { return rows_.empty(); }

  std::vector<AnswerRow> take() {
    std::vector<AnswerRow> rows;
    for (auto& row : rows_) rows.push_back(std::move(row.second));
    std::stable_sort(rows.begin(), rows.end(),
                     [this](const AnswerRow& a, const AnswerRow& b) { return order(a) < order(b); });
    return rows;
  }

 private:
  AnswerRow row_of(uint32_t node, const std::vector<uint32_t>& chain, bool inferred) const {
    AnswerRow row;
    row.node = node;
    row.relation = graph_.edges()[chain.back()].relation;
    row.confidence = 1;
    row.independent_sources = UINT32_MAX;
    row.inferred = inferred || graph_.edges()[chain.back()].inferred;
    row.edges = chain;
    for (const uint32_t index : chain) {
      const Edge& edge = graph_.edges()[index];
      row.status = std::max(row.status, edge.status);
      row.confidence *= edge.confidence;
      row.independent_sources =
          std::min(row.independent_sources, graph::independent_sources(edge.evidence, edge.status));
    }
    return row;
  }

  static bool better(const AnswerRow& a, const AnswerRow& b) {
    return std::make_tuple(a.status, a.inferred, -a.confidence) < std::make_tuple(b.status, b.inferred, -b.confidence);
  }
  std::tuple<Status, double, std::string_view, std::string_view> order(const AnswerRow& row) const {
    return {row.status, -row.confidence, graph_.nodes()[row.node].id, row.relation};
  }

  const Graph& graph_;
  std::map<std::pair<uint32_t, std::string>, AnswerRow> rows_;
};

// Walks one verb's steps.
class Walk {
 public:
  Walk(const Graph& graph, const Verb& verb) : graph_(graph), verb_(verb), rows_(graph) {}

  std::vector<AnswerRow> from(uint32_t node) {
    step(node, {}, false);
    if (verb_.through_family && !found_) climb(node);
    if (verb_.through_family && !found_) descend(node);
    return rows_.take();
  }

 private:
  void step(uint32_t node, const std::vector<uint32_t>& chain, bool inferred) {
    for (const Step& step : verb_.steps) {
      if (step.direction != Direction::in) follow(graph_.out_edges(node), step, node, chain, inferred);
      if (step.direction != Direction::out) follow(graph_.in_edges(node), step, node, chain, inferred);
    }
  }

  void follow(const std::vector<uint32_t>& edges, const Step& step, uint32_t node,
              const std::vector<uint32_t>& chain, bool inferred) {
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

  // The nearest families that answer, level by level.
  void climb(uint32_t node) { widen(node, Direction::out); }
  // A family that nobody is said to build: the builders of its variants.
  void descend(uint32_t node) { widen(node, Direction::in); }

  void widen(uint32_t start, Direction direction) {
    std::set<uint32_t> seen = {start};
    std::vector<std::pair<uint32_t, std::vector<uint32_t>>> level = {{start, {}}};
    while (!level.empty() && !found_) {
      std::vector<std::pair<uint32_t, std::vector<uint32_t>>> next;
      for (const auto& place : level) {
        const auto& edges = direction == Direction::out ? graph_.out_edges(place.first) : graph_.in_edges(place.first);
        for (const uint32_t index : edges) {
          const Edge& edge = graph_.edges()[index];
          const uint32_t other = direction == Direction::out ? edge.target : edge.source;
          if (edge.relation != "variant_of" || edge.status == Status::denied || !seen.insert(other).second) continue;
          std::vector<uint32_t> chain = place.second;
          chain.push_back(index);
          next.emplace_back(other, std::move(chain));
        }
      }
      for (const auto& place : next) step(place.first, place.second, true);
      level = std::move(next);
    }
  }

  const Graph& graph_;
  const Verb& verb_;
  Rows rows_;
  bool found_ = false;  // something that is not denied
};

}  // namespace

const Verb* find_verb(std::string_view name) {
  const auto found = std::find_if(verbs().begin(), verbs().end(), [name](const Verb& verb) { return verb.name == name; });
  return found == verbs().end() ? nullptr : &*found;
}

std::vector<std::string_view> verb_names() {
  std::vector<std::string_view> names;
  for (const Verb& verb : verbs()) names.emplace_back(verb.name);
  return names;
}

std::vector<AnswerRow> rows_of(const Graph& graph, const Verb& verb, uint32_t node) {
  return Walk(graph, verb).from(node);
}

bool applies(const Graph& graph, const Verb& verb, uint32_t node) { return !rows_of(graph, verb, node).empty(); }

std::vector<AnswerRow> path_rows(const Graph& graph, uint32_t from, uint32_t to) {
  std::vector<uint32_t> path;
  if (!graph::Access::topology(graph).shortest_path(from, to, path)) return {};
  std::vector<AnswerRow> rows(1);
  rows[0].node = from;
  rows[0].confidence = 1;
  for (const uint32_t index : path) {
    const Edge& edge = graph.edges()[index];
    AnswerRow row;
    row.node = edge.source == rows.back().node ? edge.target : edge.source;
    row.relation = edge.relation;
    row.status = edge.status;
    row.confidence = edge.confidence;
    row.independent_sources = graph::independent_sources(edge.evidence, edge.status);
    row.inferred = edge.inferred;
    row.edges = {index};
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace whobuilds::query
