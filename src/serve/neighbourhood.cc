// What is near some entities, and where it is drawn.
#include <algorithm>
#include <chrono>
#include <unordered_map>

#include "serve/edge_json.h"
#include "serve/filters.h"
#include "serve/handlers.h"
#include "serve/layout_cache.h"

namespace whobuilds::serve {
namespace {

constexpr std::chrono::seconds kLayoutTime(20);

struct Neighbourhood {
  std::vector<uint32_t> nodes;  // those in the middle first, then by distance, of equal distance by number of edges
  std::vector<uint32_t> edges;  // between these nodes, ascending
  bool truncated = false;
};

// Walks outward over wanted edges until there are as many nodes as may be.
class Walk {
 public:
  Walk(const Scope& scope, size_t most) : scope_(scope), view_(scope.view()), most_(most) {}

  Neighbourhood from(const std::vector<uint32_t>& center, size_t depth) {
    for (const uint32_t node : center) enter(node);
    std::vector<uint32_t> ring = center;
    for (size_t distance = 0; distance < depth && !ring.empty(); ++distance) ring = next_ring(ring);
    collect_edges();
    return std::move(found_);
  }

 private:
  void enter(uint32_t node) {
    place_[node] = found_.nodes.size();
    found_.nodes.push_back(node);
  }

  // Calls use(edge, other end) for each wanted edge at a node.
  template <typename Use>
  void each_edge(uint32_t node, const Use& use) const {
    for (const uint32_t edge : view_.graph().out_edges(node)) {
      if (scope_.has(edge)) use(edge, view_.edge(edge).target);
    }
    for (const uint32_t edge : view_.graph().in_edges(node)) {
      if (scope_.has(edge)) use(edge, view_.edge(edge).source);
    }
  }

  std::vector<uint32_t> next_ring(const std::vector<uint32_t>& ring) {
    std::vector<uint32_t> next;
    for (const uint32_t node : ring) {
      each_edge(node, [&](uint32_t, uint32_t other) {
        if (place_.count(other) == 0 && scope_.has_type(view_.node(other).type)) next.push_back(other);
      });
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    std::stable_sort(next.begin(), next.end(),
                     [&](uint32_t a, uint32_t b) { return view_.degree(a) > view_.degree(b); });
    const size_t free = most_ - std::min(most_, found_.nodes.size());
    found_.truncated = found_.truncated || next.size() > free;
    next.resize(std::min(next.size(), free));
    for (const uint32_t node : next) enter(node);
    return next;
  }

  void collect_edges() {
    for (const uint32_t node : found_.nodes) {
      for (const uint32_t edge : view_.graph().out_edges(node)) {
        if (scope_.has(edge) && place_.count(view_.edge(edge).target) > 0) found_.edges.push_back(edge);
      }
    }
    std::sort(found_.edges.begin(), found_.edges.end());
  }

  const Scope& scope_;
  const GraphView& view_;
  const size_t most_;
  Neighbourhood found_;
  std::unordered_map<uint32_t, size_t> place_;
};

Result<std::vector<LayoutPoint>> places_of(const GraphView& view, const Neighbourhood& near, LayoutKind kind) {
  std::unordered_map<uint32_t, uint32_t> number;
  for (const uint32_t node : near.nodes) number.emplace(node, static_cast<uint32_t>(number.size()));
  LayoutGraph graph;
  graph.nodes = static_cast<uint32_t>(near.nodes.size());
  for (const uint32_t edge : near.edges) {
    graph.edges.emplace_back(number.at(view.edge(edge).source), number.at(view.edge(edge).target));
  }
  // Several relations between two nodes pull no more than one.
  std::sort(graph.edges.begin(), graph.edges.end());
  graph.edges.erase(std::unique(graph.edges.begin(), graph.edges.end()), graph.edges.end());
  static LayoutCache layouts;  // of any snapshot
  return layouts.lay_out(graph, kind, kLayoutTime);
}

Json nodes_json(const GraphView& view, const Neighbourhood& near, const std::vector<LayoutPoint>& places,
                const std::string& language) {
  Json nodes = Json::array();
  for (size_t i = 0; i < near.nodes.size(); ++i) {
    const Node& node = view.node(near.nodes[i]);
    Json json = name_json(node, language);
    json["discovered"] = node.discovered;
    json["degree"] = view.degree(near.nodes[i]);
    if (!places.empty()) {
      json["x"] = places[i].x;
      json["y"] = places[i].y;
    }
    nodes.push_back(std::move(json));
  }
  return nodes;
}

}  // namespace

Reply answer_neighbourhood(const Call& call) {
  const Arguments& arguments = call.arguments;
  const Result<Scope> scope = Scope::of(call.snapshot, arguments);
  if (!scope) return error_reply(scope.diagnostics());
  const GraphView& view = scope->view();
  const auto center = nodes_named(call.snapshot, view, arguments.list("id"));
  if (!center) return error_reply(center.diagnostics());
  const Neighbourhood near = Walk(*scope, static_cast<size_t>(arguments.integer("limit")))
                                 .from(*center, static_cast<size_t>(arguments.integer("depth")));
  std::vector<LayoutPoint> places;
  if (const auto kind = layout_from_name(arguments.text("layout"))) {
    Result<std::vector<LayoutPoint>> laid_out = places_of(view, near, *kind);
    if (!laid_out) return error_reply(laid_out.diagnostics());
    places = std::move(*laid_out);
  }
  Json ids = Json::array(), edges = Json::array();
  for (const uint32_t node : *center) ids.push_back(view.node(node).id);
  for (const uint32_t edge : near.edges) edges.push_back(edge_json(view, edge));
  return json_reply({{"center", std::move(ids)},
                     {"nodes", nodes_json(view, near, places, arguments.text("lang"))},
                     {"edges", std::move(edges)},
                     {"truncated", near.truncated}});
}

}  // namespace whobuilds::serve
