#include <algorithm>
#include <string>
#include <tuple>

#include "graph/knowledge_graph.h"
#include "whobuilds/review.h"

namespace whobuilds {
namespace {

uint32_t size_of(const std::vector<EdgeEvidence>& evidence) { return static_cast<uint32_t>(evidence.size()); }

ReviewItem item_of_edge(const Graph& graph, uint32_t index) {
  const Edge& edge = graph.edges()[index];
  ReviewItem item;
  item.edge = index;
  item.confidence = edge.confidence;
  item.consequence = size_of(edge.evidence);
  item.evidence = &graph::best_evidence(edge.evidence, edge.status);
  return item;
}

ReviewItem item_of_attribute(const Graph& graph, uint32_t node, uint32_t index) {
  const NodeAttribute& attribute = graph.nodes()[node].attributes[index];
  ReviewItem item;
  item.node = node;
  item.attribute = index;
  item.confidence = attribute.confidence;
  item.consequence = size_of(attribute.evidence);
  item.evidence = &graph::best_evidence(attribute.evidence, attribute.status);
  return item;
}

ReviewItem item_of_node(const Graph& graph, uint32_t index) {
  const Node& node = graph.nodes()[index];
  ReviewItem item;
  item.node = index;
  double best = -1;
  const auto note = [&](const std::vector<EdgeEvidence>& evidence, Status status, double confidence) {
    item.consequence += size_of(evidence);
    if (confidence <= best || evidence.empty()) return;
    best = confidence;
    item.evidence = &graph::best_evidence(evidence, status);
  };
  for (const auto& edges : {graph.out_edges(index), graph.in_edges(index)}) {
    for (const uint32_t edge : edges) {
      note(graph.edges()[edge].evidence, graph.edges()[edge].status, graph.edges()[edge].confidence);
    }
  }
  for (const NodeAttribute& attribute : node.attributes) {
    note(attribute.evidence, attribute.status, attribute.confidence);
  }
  return item;
}

// Equal for no two items.
std::string key_of(const Graph& graph, const ReviewItem& item) {
  if (item.edge != ReviewItem::kNone) {
    const Edge& edge = graph.edges()[item.edge];
    return graph.nodes()[edge.source].id + "\n" + edge.relation + "\n" + graph.nodes()[edge.target].id;
  }
  const Node& node = graph.nodes()[item.node];
  if (item.attribute == ReviewItem::kNone) return node.id;
  const NodeAttribute& attribute = node.attributes[item.attribute];
  return node.id + "\n" + attribute.key + "\n" + value_text(attribute.value) + "\n" + attribute.value.unit;
}

}  // namespace

std::vector<ReviewItem> review_queue(const Graph& graph, double below) {
  std::vector<ReviewItem> items;
  for (uint32_t node = 0; node < graph.nodes().size(); ++node) {
    const std::vector<NodeAttribute>& attributes = graph.nodes()[node].attributes;
    if (graph.nodes()[node].discovered) items.push_back(item_of_node(graph, node));
    for (uint32_t i = 0; i < attributes.size(); ++i) {
      if (attributes[i].confidence < below && !attributes[i].evidence.empty()) {
        items.push_back(item_of_attribute(graph, node, i));
      }
    }
  }
  for (uint32_t edge = 0; edge < graph.edges().size(); ++edge) {
    const Edge& each = graph.edges()[edge];
    if (each.confidence < below && !each.evidence.empty()) items.push_back(item_of_edge(graph, edge));
  }
  std::sort(items.begin(), items.end(), [&](const ReviewItem& a, const ReviewItem& b) {
    if (a.consequence != b.consequence) return a.consequence > b.consequence;
    if (a.confidence != b.confidence) return a.confidence < b.confidence;
    return key_of(graph, a) < key_of(graph, b);
  });
  return items;
}

}  // namespace whobuilds
