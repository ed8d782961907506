#include "graph/document_facts.h"

#include <algorithm>
#include <utility>

namespace whobuilds {
namespace {

constexpr uint32_t kUnused = UINT32_MAX;

// Takes the graph apart into the facts of the documents that are wanted, in one pass over it.
class Gatherer {
 public:
  // `wanted` ascend.
  Gatherer(const Graph& graph, const std::vector<uint32_t>& wanted)
      : graph_(graph), slot_(graph.documents().size(), kUnused), entities_(graph.nodes().size()), out_(wanted.size()) {
    for (uint32_t i = 0; i < wanted.size(); ++i) {
      slot_[wanted[i]] = i;
      out_[i].document = graph.documents()[wanted[i]];
    }
  }

  std::vector<DocumentFacts> gather() {
    find_entities();
    for (uint32_t i = 0; i < graph_.nodes().size(); ++i) take_node(i);
    for (const Edge& edge : graph_.edges()) take_edge(edge);
    for (DocumentFacts& facts : out_) sort(facts);
    return std::move(out_);
  }

 private:
  // An entity of one document.
  struct Place {
    uint32_t slot;
    uint32_t entity;  // index into DocumentFacts::entities
  };

  void use(uint32_t node, uint32_t document) {
    if (slot_[document] != kUnused) entities_[node].push_back({slot_[document], kUnused});
  }

  void use(uint32_t node, const std::vector<EdgeEvidence>& evidence) {
    for (const EdgeEvidence& each : evidence) use(node, each.document);
  }

  void find_entities() {
    for (const Edge& edge : graph_.edges()) {
      use(edge.source, edge.evidence);
      use(edge.target, edge.evidence);
    }
    for (uint32_t i = 0; i < entities_.size(); ++i) {
      const Node& node = graph_.nodes()[i];
      for (const NodeMention& mention : node.mentions) use(i, mention.document);
      for (const NodeAttribute& attribute : node.attributes) use(i, attribute.evidence);
      std::vector<Place>& places = entities_[i];
      std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.slot < b.slot; });
      const auto same = [](const Place& a, const Place& b) { return a.slot == b.slot; };
      places.erase(std::unique(places.begin(), places.end(), same), places.end());
      for (Place& place : places) {
        std::vector<Entity>& entities = out_[place.slot].entities;
        place.entity = static_cast<uint32_t>(entities.size());
        entities.push_back({node.id, node.type, node.label, node.names, node.aliases, node.discovered});
      }
    }
  }

  // The entity that `node` is in the document of `slot`, which it was found in.
  uint32_t entity(uint32_t node, uint32_t slot) const {
    const std::vector<Place>& places = entities_[node];
    return std::partition_point(places.begin(), places.end(), [&](const Place& place) { return place.slot < slot; })
        ->entity;
  }

  void take_node(uint32_t index) {
    const Node& node = graph_.nodes()[index];
    for (const NodeMention& mention : node.mentions) {
      const uint32_t slot = slot_[mention.document];
      if (slot != kUnused) out_[slot].mentions.push_back({entity(index, slot), mention.span, mention.text});
    }
    for (const NodeAttribute& attribute : node.attributes) {
      for (const EdgeEvidence& each : attribute.evidence) {
        const uint32_t slot = slot_[each.document];
        if (slot == kUnused) continue;
        out_[slot].attributes.push_back({entity(index, slot), attribute.key, attribute.value, each.evidence});
      }
    }
  }

  void take_edge(const Edge& edge) {
    for (const EdgeEvidence& each : edge.evidence) {
      const uint32_t slot = slot_[each.document];
      if (slot == kUnused) continue;
      out_[slot].relations.push_back({entity(edge.source, slot), entity(edge.target, slot), edge.relation,
                                      edge.inferred, edge.attributes, each.evidence});
    }
  }

  static void sort(DocumentFacts& facts) {
    std::sort(facts.mentions.begin(), facts.mentions.end(),
              [](const Mention& a, const Mention& b) { return a.span < b.span; });
    const auto before = [](const auto& a, const auto& b) { return a.evidence.span < b.evidence.span; };
    std::stable_sort(facts.relations.begin(), facts.relations.end(), before);
    std::stable_sort(facts.attributes.begin(), facts.attributes.end(), before);
  }

  const Graph& graph_;
  std::vector<uint32_t> slot_;                // document -> index into out_, kUnused when not wanted
  std::vector<std::vector<Place>> entities_;  // of each node, by slot
  std::vector<DocumentFacts> out_;
};

}  // namespace

DocumentFacts facts_of_document(const Graph& graph, uint32_t document) {
  return std::move(Gatherer(graph, {document}).gather().front());
}

namespace graph {

std::vector<DocumentFacts> facts_of_documents(const Graph& graph) {
  std::vector<uint32_t> all(graph.documents().size());
  for (uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  return Gatherer(graph, all).gather();
}

}  // namespace graph

}  // namespace whobuilds
