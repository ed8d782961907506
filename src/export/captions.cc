#include "export/captions.h"

#include <algorithm>
#include <tuple>

#include "export/label.h"
#include "export/wording.h"
#include "graph/knowledge_graph.h"

namespace whobuilds::exporting {
namespace {

constexpr size_t kTooltipSentences = 3;

std::string value_text(const Quantity& quantity) { return without_controls(quantity_text(quantity)); }

}  // namespace

Captions::Captions(const Graph& graph, const ExportOptions& options)
    : graph_(graph), ontology_(graph::Access::ontology(graph)), language_(options.label_language) {}

std::string Captions::name(const Node& node) const {
  return without_controls(in_language(node.names, language_, node.label));
}

std::string Captions::relation(const std::string& relation) const {
  return without_controls(relation_label(ontology_, relation, language_));
}

std::string Captions::relation(const Edge& edge) const {
  std::string label = relation(edge.relation);
  const auto count = edge.attributes.find("count");
  if (count != edge.attributes.end() && count->second.number) label += " ×" + value_text(count->second);
  return label;
}

std::string Captions::type(const std::string& type) const {
  return without_controls(type_label(ontology_, type, language_));
}

Color Captions::color(const std::string& type) const {
  const uint32_t index = ontology_.find_type(type);
  return index == kNoIndex ? Color() : Color::parse(ontology_.types[index].color);
}

std::vector<LegendEntry> Captions::legend(const std::set<std::string>& types) const {
  std::vector<LegendEntry> entries;
  for (const EntityType& each : ontology_.types) {
    if (types.count(each.id) > 0) entries.push_back({type(each.id), Color::parse(each.color)});
  }
  return entries;
}

std::vector<std::pair<Status, std::string>> Captions::legend(const std::set<Status>& statuses) const {
  std::vector<std::pair<Status, std::string>> entries;
  for (const Status status : statuses) entries.emplace_back(status, status_word(status, language_));
  return entries;
}

std::string Captions::tooltip(const Node& node) const {
  std::string text = name(node) + " (" + type(node.type) + ")";
  std::string others;
  for (const auto& entry : node.names) {
    const std::string other = without_controls(entry.second);
    if (other != name(node) && others.find(other) == std::string::npos) others += (others.empty() ? "" : ", ") + other;
  }
  if (!others.empty()) text += "\n" + others;
  for (const NodeAttribute& attribute : node.attributes) {
    if (attribute.status == Status::denied) continue;
    text += "\n" + without_controls(attribute.key) + ": " + value_text(attribute.value);
  }
  return text;
}

std::string Captions::tooltip(const Edge& edge) const {
  std::string text =
      name(graph_.nodes()[edge.source]) + " – " + relation(edge.relation) + " – " + name(graph_.nodes()[edge.target]);
  for (const auto& attribute : edge.attributes) {
    text += "\n" + without_controls(attribute.first) + ": " + value_text(attribute.second);
  }
  std::vector<const EdgeEvidence*> evidence;
  for (const EdgeEvidence& e : edge.evidence) evidence.push_back(&e);
  std::stable_sort(evidence.begin(), evidence.end(), [&](const EdgeEvidence* a, const EdgeEvidence* b) {
    return std::make_tuple(a->evidence.status != edge.status, -a->evidence.confidence) <
           std::make_tuple(b->evidence.status != edge.status, -b->evidence.confidence);
  });
  for (size_t i = 0; i < evidence.size() && i < kTooltipSentences; ++i) {
    const DocumentInfo& document = graph_.documents()[evidence[i]->document];
    text += "\n“" + without_controls(evidence[i]->text) + "” [" + without_controls(document.id);
    if (!document.date.empty()) text += ", " + without_controls(document.date);
    text += "]";
  }
  return text;
}

}  // namespace whobuilds::exporting
