#include "export/properties.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <set>

#include "core/utf8.h"
#include "export/wording.h"
#include "graph/knowledge_graph.h"

namespace whobuilds::exporting {
namespace {

constexpr const char* kNoColor = "#64748b";
// Tables have a place for every key in every row, so a file with a key of its own for each node would grow
// quadratically.
constexpr size_t kMostKeys = 256;

// `wanted` with other characters as "_", and another word around it where the key is taken.
std::string free_key(const std::string& wanted, const std::vector<Property>& properties) {
  // What formats call their own parts.
  static const std::set<std::string> kOfFormats = {"id",    "source", "target",      "key",        "parent",
                                                   "group", "value",  "weight",      "x",          "y",
                                                   "size",  "color",  "entity_type", "attributes", "evidence"};
  std::string plain = wanted;
  for (char& c : plain) {
    if (!core::is_ascii_alnum(static_cast<unsigned char>(c))) c = '_';
  }
  if (plain.empty() || core::is_digit(static_cast<unsigned char>(plain.front()))) plain.insert(0, "_");
  const auto taken = [&](const std::string& key) {
    return kOfFormats.count(key) > 0 ||
           std::any_of(properties.begin(), properties.end(), [&](const Property& known) { return known.key == key; });
  };
  if (!taken(plain)) return plain;
  std::string key = "attribute_" + plain;
  for (int number = 2; taken(key); ++number) key = "attribute_" + plain + "_" + std::to_string(number);
  return key;
}

// Of each key the attribute that stands for it.
std::map<std::string, const NodeAttribute*> best_attributes(const Node& node) {
  const auto better = [](const NodeAttribute& a, const NodeAttribute& b) {
    return a.status != b.status ? a.status < b.status : a.confidence > b.confidence;
  };
  std::map<std::string, const NodeAttribute*> best;
  for (const NodeAttribute& attribute : node.attributes) {
    const NodeAttribute*& known = best[attribute.key];
    if (known == nullptr || better(attribute, *known)) known = &attribute;
  }
  return best;
}

std::vector<std::string> attribute_list(const Node& node) {
  std::vector<std::string> list;
  for (const NodeAttribute& attribute : node.attributes) {
    std::string text = attribute.key + ": " + quantity_text(attribute.value);
    if (attribute.status != Status::asserted) text += std::string(" (") + status_name(attribute.status) + ")";
    list.push_back(std::move(text));
  }
  return list;
}

uint32_t count_documents(const std::vector<NodeMention>& mentions) {
  std::set<uint32_t> documents;
  for (const NodeMention& mention : mentions) documents.insert(mention.document);
  return static_cast<uint32_t>(documents.size());
}

PropertyValue finite(double number) {
  if (!std::isfinite(number)) return {};
  return number;
}

PropertyValue unless_empty(const std::string& text) {
  if (text.empty()) return {};
  return text;
}

std::vector<std::string> languages_of(const Graph& graph) {
  std::set<std::string> languages;
  for (const Node& node : graph.nodes()) {
    for (const auto& name : node.names) languages.insert(name.first);
  }
  return {languages.begin(), languages.end()};
}

}  // namespace

void QuantityProperties::observe(const std::string& key, const Quantity& quantity) {
  Traits& traits = traits_[key];
  traits.numbers = traits.numbers && quantity.number.has_value();
  traits.units = traits.units || !quantity.unit.empty();
}

void QuantityProperties::declare(bool with_status, std::vector<Property>& properties) {
  assert(!properties.empty());  // place 0 means "not declared"
  const auto add = [&](const std::string& key, PropertyType type) {
    properties.push_back({free_key(key, properties), type});
    return properties.size() - 1;
  };
  size_t keys = 0;
  for (auto& [key, traits] : traits_) {
    if (++keys > kMostKeys) break;
    traits.value = add(key, traits.numbers ? PropertyType::number : PropertyType::text);
    if (traits.units) traits.unit = add(key + "_unit", PropertyType::text);
    if (with_status) traits.status = add(key + "_status", PropertyType::text);
  }
}

void QuantityProperties::fill(const std::string& key, const Quantity& quantity, Status status,
                              std::vector<PropertyValue>& values) const {
  const Traits& traits = traits_.at(key);
  if (traits.value == 0) return;
  if (traits.numbers) {
    values[traits.value] = finite(*quantity.number);
  } else {
    values[traits.value] = quantity.number ? number_text(*quantity.number) : quantity.text;
  }
  if (traits.unit != 0) values[traits.unit] = unless_empty(quantity.unit);
  if (traits.status != 0) values[traits.status] = std::string(status_name(status));
}

NodeProperties::NodeProperties(const Graph& graph, const ExportOptions& options, AttributeList attribute_list)
    : graph_(graph),
      language_(options.label_language),
      attribute_list_(attribute_list),
      languages_(languages_of(graph)) {
  properties_ = {{"label", PropertyType::text}, {"type", PropertyType::text}};
  for (const std::string& language : languages_) {
    properties_.push_back({free_key("name_" + language, properties_), PropertyType::text});
  }
  properties_.push_back({"aliases", PropertyType::texts});
  properties_.push_back({"discovered", PropertyType::truth});
  properties_.push_back({"mentions", PropertyType::whole});
  properties_.push_back({"documents", PropertyType::whole});
  if (attribute_list_ == AttributeList::added) properties_.push_back({"attributes", PropertyType::texts});
  if (options.analyses) {
    analyses_ = analyse(graph).nodes;
    for (const char* count : {"degree", "in_degree", "out_degree"}) properties_.push_back({count, PropertyType::whole});
    for (const char* share : {"pagerank", "betweenness"}) properties_.push_back({share, PropertyType::number});
    for (const char* number : {"component", "community", "supply_depth"}) {
      properties_.push_back({number, PropertyType::whole});
    }
  }
  for (const Node& node : graph.nodes()) {
    for (const auto& best : best_attributes(node)) attributes_.observe(best.first, best.second->value);
  }
  attributes_.declare(true, properties_);
}

std::vector<PropertyValue> NodeProperties::of(const Node& node) const {
  std::vector<PropertyValue> values;
  values.reserve(properties_.size());
  values.emplace_back(in_language(node.names, language_, node.label));
  values.emplace_back(node.type);
  for (const std::string& language : languages_) values.push_back(unless_empty(in_language(node.names, language, "")));
  values.emplace_back(node.aliases);
  values.emplace_back(node.discovered);
  values.emplace_back(static_cast<uint32_t>(node.mentions.size()));
  values.emplace_back(count_documents(node.mentions));
  if (attribute_list_ == AttributeList::added) values.emplace_back(attribute_list(node));
  if (!analyses_.empty()) {
    const NodeAnalysis& analysis = analyses_[static_cast<size_t>(&node - graph_.nodes().data())];
    for (const uint32_t count : {analysis.degree, analysis.in_degree, analysis.out_degree}) values.emplace_back(count);
    for (const double share : {analysis.pagerank, analysis.betweenness}) values.emplace_back(share);
    for (const uint32_t number : {analysis.component, analysis.community, analysis.supply_depth}) {
      values.emplace_back(number);
    }
  }
  values.resize(properties_.size());
  for (const auto& [key, best] : best_attributes(node)) attributes_.fill(key, best->value, best->status, values);
  return values;
}

EdgeProperties::EdgeProperties(const Graph& graph, const ExportOptions& options)
    : graph_(graph), language_(options.label_language) {
  properties_ = {{"label", PropertyType::text},          {"relation", PropertyType::text},
                 {"symmetric", PropertyType::truth},     {"status", PropertyType::text},
                 {"confidence", PropertyType::number},   {"inferred", PropertyType::truth},
                 {"sources", PropertyType::whole},       {"evidence_count", PropertyType::whole},
                 {"sentence", PropertyType::text},       {"document", PropertyType::text},
                 {"document_title", PropertyType::text}, {"document_date", PropertyType::text},
                 {"document_path", PropertyType::text},  {"evidence_begin", PropertyType::whole},
                 {"evidence_end", PropertyType::whole},  {"rule", PropertyType::text},
                 {"attributed_to", PropertyType::text}};
  for (const Edge& edge : graph.edges()) {
    for (const auto& [key, quantity] : edge.attributes) attributes_.observe(key, quantity);
  }
  attributes_.declare(false, properties_);
}

std::vector<PropertyValue> EdgeProperties::of(const Edge& edge) const {
  std::vector<PropertyValue> values;
  values.reserve(properties_.size());
  values.emplace_back(relation_label(graph::Access::ontology(graph_), edge.relation, language_));
  values.emplace_back(edge.relation);
  values.emplace_back(is_symmetric(graph_, edge));
  values.emplace_back(std::string(status_name(edge.status)));
  values.push_back(finite(edge.confidence));
  values.emplace_back(edge.inferred);
  values.emplace_back(graph::independent_sources(edge.evidence, edge.status));
  values.emplace_back(static_cast<uint32_t>(edge.evidence.size()));
  if (!edge.evidence.empty()) {
    const EdgeEvidence& best = graph::best_evidence(edge.evidence, edge.status);
    const DocumentInfo& document = graph_.documents()[best.document];
    for (const std::string& text : {best.text, document.id, document.title, document.date, document.path}) {
      values.push_back(unless_empty(text));
    }
    values.emplace_back(best.evidence.span.begin);
    values.emplace_back(best.evidence.span.end);
    values.push_back(unless_empty(best.evidence.rule));
    values.push_back(unless_empty(best.evidence.source));
  }
  values.resize(properties_.size());
  for (const auto& [key, quantity] : edge.attributes) attributes_.fill(key, quantity, edge.status, values);
  return values;
}

bool is_absent(const PropertyValue& value) { return std::holds_alternative<std::monostate>(value); }

std::string property_text(const PropertyValue& value) {
  if (const bool* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  if (const uint32_t* whole = std::get_if<uint32_t>(&value)) return std::to_string(*whole);
  if (const double* number = std::get_if<double>(&value)) return number_text(*number);
  if (const std::string* text = std::get_if<std::string>(&value)) return *text;
  std::string joined;
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    for (std::string item : *texts) {
      std::replace(item.begin(), item.end(), ';', ',');
      joined += (joined.empty() ? "" : ";") + item;
    }
  }
  return joined;
}

void write_properties(JsonWriter& json, const std::vector<Property>& properties,
                      const std::vector<PropertyValue>& values) {
  for (size_t i = 0; i < properties.size(); ++i) {
    if (is_absent(values[i])) continue;
    json.key(properties[i].key);
    if (const auto* texts = std::get_if<std::vector<std::string>>(&values[i])) {
      json.begin_array();
      for (const std::string& text : *texts) json.value(text);
      json.end_array();
    } else if (const bool* truth = std::get_if<bool>(&values[i])) {
      json.value(*truth);
    } else if (const uint32_t* whole = std::get_if<uint32_t>(&values[i])) {
      json.value(*whole);
    } else if (const double* number = std::get_if<double>(&values[i])) {
      json.value(*number);
    } else {
      json.value(std::get<std::string>(values[i]));
    }
  }
}

bool is_symmetric(const Graph& graph, const Edge& edge) {
  const Ontology& ontology = graph::Access::ontology(graph);
  const uint32_t relation = ontology.find_relation(edge.relation);
  return relation != kNoIndex && ontology.relations[relation].symmetric;
}

std::string type_color(const Graph& graph, const std::string& type) {
  const Ontology& ontology = graph::Access::ontology(graph);
  const uint32_t index = ontology.find_type(type);
  return index == kNoIndex ? kNoColor : ontology.types[index].color;
}

}  // namespace whobuilds::exporting
