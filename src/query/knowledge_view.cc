#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <set>
#include <unordered_map>

#include "graph/knowledge_graph.h"
#include "whobuilds/property_graph.h"

namespace whobuilds {
namespace {

Value value_of(const Quantity& quantity) {
  if (!quantity.number) return quantity.text;
  const double number = *quantity.number;
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (number == static_cast<double>(static_cast<int64_t>(std::clamp(number, -kExact, kExact))))
    return static_cast<int64_t>(number);
  return number;
}

List texts(const std::vector<std::string>& strings) { return {strings.begin(), strings.end()}; }

// The value that is asserted, else the least doubtful; then the most confident.
const NodeAttribute& best_of(const std::vector<const NodeAttribute*>& attributes) {
  return **std::min_element(attributes.begin(), attributes.end(), [](const NodeAttribute* a, const NodeAttribute* b) {
    return a->status != b->status ? a->status < b->status : a->confidence > b->confidence;
  });
}

class KnowledgeView : public PropertyGraph {
 public:
  explicit KnowledgeView(const Graph& graph) : graph_(graph), ontology_(graph::Access::ontology(graph)) {
    for (const auto& type : ontology_.types) labels_.push_back(type.id);
    for (const auto& relation : ontology_.relations) types_.push_back(relation.id);
    for (const Node& node : graph.nodes()) label_of_node_.push_back(enter(labels_, node.type));
    for (const Edge& edge : graph.edges()) type_of_edge_.push_back(enter(types_, edge.relation));
    with_label_.resize(labels_.size());
    for (uint32_t label = 0; label < labels_.size(); ++label) only_label_.push_back({label});
    for (uint32_t node = 0; node < label_of_node_.size(); ++node) with_label_[label_of_node_[node]].push_back(node);
  }

  uint32_t node_count() const override { return static_cast<uint32_t>(graph_.nodes().size()); }
  uint32_t relationship_count() const override { return static_cast<uint32_t>(graph_.edges().size()); }
  const std::vector<std::string>& labels() const override { return labels_; }
  const std::vector<std::string>& relationship_types() const override { return types_; }
  const std::vector<uint32_t>& labels_of(uint32_t node) const override { return only_label_[label_of_node_[node]]; }
  const std::vector<uint32_t>& nodes_with_label(uint32_t label) const override { return with_label_[label]; }
  uint32_t source_of(uint32_t relationship) const override { return graph_.edges()[relationship].source; }
  uint32_t target_of(uint32_t relationship) const override { return graph_.edges()[relationship].target; }
  uint32_t type_of(uint32_t relationship) const override { return type_of_edge_[relationship]; }
  const std::vector<uint32_t>& out_of(uint32_t node) const override { return graph_.out_edges(node); }
  const std::vector<uint32_t>& into(uint32_t node) const override { return graph_.in_edges(node); }

  Value node_property(uint32_t index, std::string_view key) const override {
    const Node& node = graph_.nodes()[index];
    if (key == "id") return node.id;
    if (key == "name") return node.label;
    if (key == "type") return node.type;
    if (key.substr(0, 5) == "name_") return name_in(node, key.substr(5));
    if (key == "aliases") return texts(node.aliases);
    if (key == "discovered") return node.discovered;
    if (key == "mentions") return static_cast<int64_t>(node.mentions.size());
    if (key == "documents") return documents_naming(node);
    if (key == "attributes") return all_attributes(node);
    return attribute(node, key);
  }

  Value relationship_property(uint32_t index, std::string_view key) const override {
    const Edge& edge = graph_.edges()[index];
    if (key == "id") return edge.id;
    if (key == "relation") return edge.relation;
    if (key == "status") return status_name(edge.status);
    if (key == "confidence") return edge.confidence;
    if (key == "inferred") return edge.inferred;
    if (key == "sources") return static_cast<int64_t>(graph::independent_sources(edge.evidence, edge.status));
    if (key == "documents") return documents_of(edge);
    if (key == "since" || key == "until") return date_of(edge, key == "until");
    if (edge.evidence.empty()) return {};
    const EdgeEvidence& best = graph::best_evidence(edge.evidence, edge.status);
    if (key == "sentence") return best.text;
    if (key == "document") return graph_.documents()[best.document].id;
    if (key == "rule") return best.evidence.rule;
    return edge_attribute(edge, key);
  }

  std::vector<std::string> node_keys(uint32_t index) const override {
    const Node& node = graph_.nodes()[index];
    std::vector<std::string> keys = {"id", "name", "type"};
    for (const auto& name : node.names) keys.push_back("name_" + name.first);
    for (const char* key : {"aliases", "discovered", "mentions", "documents"}) keys.emplace_back(key);
    for (const auto& attribute : by_key(node)) keys.push_back(attribute.first);
    if (!node.attributes.empty()) keys.emplace_back("attributes");
    return keys;
  }

  std::vector<std::string> relationship_keys(uint32_t index) const override {
    const Edge& edge = graph_.edges()[index];
    std::vector<std::string> keys = {"id", "relation", "status", "confidence", "inferred", "sources", "documents"};
    if (!date_of(edge, false).is_null()) keys.insert(keys.end(), {"since", "until"});
    if (!edge.evidence.empty()) keys.insert(keys.end(), {"sentence", "document", "rule"});
    for (const auto& attribute : edge.attributes) {
      keys.push_back(attribute.first);
      if (!attribute.second.unit.empty()) keys.push_back(attribute.first + "_unit");
    }
    return keys;
  }

  bool is_indexed(std::string_view key) const override { return key == "id" || key == "name"; }

  std::optional<std::vector<uint32_t>> nodes_with_property(std::string_view key,
                                                           const std::string& text) const override {
    if (key == "id") {
      const size_t node = graph_.find_node(text);
      return node == SIZE_MAX ? std::vector<uint32_t>{} : std::vector<uint32_t>{static_cast<uint32_t>(node)};
    }
    if (key != "name") return std::nullopt;
    std::call_once(names_made_, [this] {
      for (uint32_t node = 0; node < node_count(); ++node) by_name_[graph_.nodes()[node].label].push_back(node);
    });
    const auto found = by_name_.find(text);
    return found == by_name_.end() ? std::vector<uint32_t>{} : found->second;
  }

 private:
  using Attributes = std::map<std::string, std::vector<const NodeAttribute*>>;

  // A graph that was read from a file may hold types that the rules do not know.
  static uint32_t enter(std::vector<std::string>& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<uint32_t>(found - names.begin());
    names.push_back(name);
    return static_cast<uint32_t>(names.size() - 1);
  }

  static Value name_in(const Node& node, std::string_view language) {
    const auto found = node.names.find(std::string(language));
    return found == node.names.end() ? Value() : Value(found->second);
  }

  static Value documents_naming(const Node& node) {
    std::set<uint32_t> documents;
    for (const NodeMention& mention : node.mentions) documents.insert(mention.document);
    return static_cast<int64_t>(documents.size());
  }

  static Attributes by_key(const Node& node) {
    Attributes attributes;
    for (const NodeAttribute& attribute : node.attributes) attributes[attribute.key].push_back(&attribute);
    return attributes;
  }

  static Value attribute(const Node& node, std::string_view key) {
    std::vector<const NodeAttribute*> values;
    for (const NodeAttribute& attribute : node.attributes) {
      if (attribute.key == key) values.push_back(&attribute);
    }
    return values.empty() ? Value() : value_of(best_of(values).value);
  }

  static Value all_attributes(const Node& node) {
    Map all;
    for (const auto& [key, values] : by_key(node)) {
      List list;
      for (const NodeAttribute* attribute : values) {
        list.push_back(Map{{"value", value_of(attribute->value)},
                           {"unit", attribute->value.unit},
                           {"status", status_name(attribute->status)},
                           {"confidence", attribute->confidence}});
      }
      all[key] = std::move(list);
    }
    return node.attributes.empty() ? Value() : Value(std::move(all));
  }

  Value documents_of(const Edge& edge) const {
    std::set<std::string> ids;
    for (const EdgeEvidence& evidence : edge.evidence) ids.insert(graph_.documents()[evidence.document].id);
    return List(ids.begin(), ids.end());
  }

  Value date_of(const Edge& edge, bool last) const {
    std::string found;
    for (const EdgeEvidence& evidence : edge.evidence) {
      const std::string& date = graph_.documents()[evidence.document].date;
      if (!date.empty() && (found.empty() || (last ? date > found : date < found))) found = date;
    }
    return found.empty() ? Value() : Value(found);
  }

  static Value edge_attribute(const Edge& edge, std::string_view key) {
    constexpr std::string_view kUnit = "_unit";
    const auto found = edge.attributes.find(std::string(key));
    if (found != edge.attributes.end()) return value_of(found->second);
    if (key.size() <= kUnit.size() || key.substr(key.size() - kUnit.size()) != kUnit) return {};
    const auto measured = edge.attributes.find(std::string(key.substr(0, key.size() - kUnit.size())));
    if (measured == edge.attributes.end() || measured->second.unit.empty()) return {};
    return measured->second.unit;
  }

  const Graph& graph_;
  const Ontology& ontology_;
  std::vector<std::string> labels_, types_;
  std::vector<uint32_t> label_of_node_, type_of_edge_;
  std::vector<std::vector<uint32_t>> only_label_, with_label_;
  mutable std::once_flag names_made_;
  mutable std::unordered_map<std::string, std::vector<uint32_t>> by_name_;
};

}  // namespace

std::unique_ptr<PropertyGraph> property_graph_of(const Graph& graph) { return std::make_unique<KnowledgeView>(graph); }

}  // namespace whobuilds
