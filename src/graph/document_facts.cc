// The way back: what one document gave to the graph.
#include <algorithm>
#include <tuple>

#include "whobuilds/graph.h"

namespace whobuilds {
namespace {

constexpr uint32_t kUnused = UINT32_MAX;

class Gatherer {
 public:
  Gatherer(const Graph& graph, uint32_t document)
      : graph_(graph), document_(document), entity_(graph.nodes().size(), kUnused) {}

  DocumentFacts gather() {
    out_.document = graph_.documents()[document_];
    find_entities();
    for (uint32_t i = 0; i < graph_.nodes().size(); ++i) take_node(i);
    for (const Edge& edge : graph_.edges()) take_edge(edge);
    std::sort(out_.mentions.begin(), out_.mentions.end(), [](const Mention& a, const Mention& b) { return a.span < b.span; });
    const auto key = [](const auto& fact) { return std::tuple(fact.evidence.span.begin, fact.evidence.span.end); };
    const auto before = [&](const auto& a, const auto& b) { return key(a) < key(b); };
    std::stable_sort(out_.relations.begin(), out_.relations.end(), before);
    std::stable_sort(out_.attributes.begin(), out_.attributes.end(), before);
    return std::move(out_);
  }

 private:
  bool is_here(const EdgeEvidence& evidence) const { return evidence.document == document_; }

  bool says(const std::vector<EdgeEvidence>& evidence) const {
    return std::any_of(evidence.begin(), evidence.end(), [&](const EdgeEvidence& each) { return is_here(each); });
  }

  void find_entities() {
    std::vector<bool> used(entity_.size());
    for (size_t i = 0; i < used.size(); ++i) {
      const Node& node = graph_.nodes()[i];
      used[i] = std::any_of(node.mentions.begin(), node.mentions.end(),
                            [&](const NodeMention& mention) { return mention.document == document_; }) ||
                std::any_of(node.attributes.begin(), node.attributes.end(),
                            [&](const NodeAttribute& attribute) { return says(attribute.evidence); });
    }
    for (const Edge& edge : graph_.edges()) {
      if (says(edge.evidence)) used[edge.source] = used[edge.target] = true;
    }
    for (size_t i = 0; i < used.size(); ++i) {
      if (!used[i]) continue;
      const Node& node = graph_.nodes()[i];
      entity_[i] = static_cast<uint32_t>(out_.entities.size());
      out_.entities.push_back({node.id, node.type, node.label, node.names, node.aliases, node.discovered});
    }
  }

  void take_node(uint32_t index) {
    const Node& node = graph_.nodes()[index];
    for (const NodeMention& mention : node.mentions) {
      if (mention.document == document_) out_.mentions.push_back({entity_[index], mention.span, mention.text});
    }
    for (const NodeAttribute& attribute : node.attributes) {
      for (const EdgeEvidence& each : attribute.evidence) {
        if (is_here(each)) out_.attributes.push_back({entity_[index], attribute.key, attribute.value, each.evidence});
      }
    }
  }

  void take_edge(const Edge& edge) {
    for (const EdgeEvidence& each : edge.evidence) {
      if (!is_here(each)) continue;
      out_.relations.push_back({entity_[edge.source], entity_[edge.target], edge.relation, edge.inferred, edge.attributes,
                                each.evidence});
    }
  }

  const Graph& graph_;
  uint32_t document_;
  std::vector<uint32_t> entity_;  // node -> DocumentFacts::entities
  DocumentFacts out_;
};

}  // namespace

DocumentFacts facts_of_document(const Graph& graph, uint32_t document) { return Gatherer(graph, document).gather(); }

}  // namespace whobuilds
