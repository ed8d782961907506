// ontology.json: entity types, relations between them, attributes of them.
#include <algorithm>

#include "rules/loading.h"

namespace whobuilds::rules {
namespace {

const std::vector<std::string_view> kDimensions = {
    "count", "money",     "date",       "parameters", "tokens", "bytes", "bytes_per_second",
    "flops", "gpu_hours", "nanometres", "percent",    "text"};

bool is_color(std::string_view color) {
  return color.size() == 7 && color[0] == '#' &&
         color.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

void load_type(JsonValue value, IdSpace& ids, Loading& loading) {
  EntityType type;
  ObjectReader object(value, loading.problems);
  object.string("id", type.id).string("slug", type.slug).string("color", type.color);
  object.optional_language_map("labels", type.labels);
  object.finish();
  if (!type.color.empty() && !is_color(type.color)) {
    loading.report(object.find("color"), "rules.value", "\"" + type.color + "\" is no colour", "#rrggbb");
  }
  if (!type.id.empty()) ids.add(object.find("id").text(), object.find("id"), loading.problems);
  loading.rules.ontology.types.push_back(std::move(type));
}

void load_relation(JsonValue value, IdSpace& ids, Loading& loading) {
  RelationType relation;
  ObjectReader object(value, loading.problems);
  object.string("id", relation.id);
  relation.source = loading.read_required_types(object, "source");
  relation.target = loading.read_required_types(object, "target");
  object.optional_boolean("symmetric", relation.symmetric).optional_boolean("same_kind", relation.same_kind);
  object.optional_language_map("labels", relation.labels);
  object.finish();
  if (relation.symmetric && relation.source != relation.target) {
    loading.report(value, "rules.value", "a symmetric relation has the same types on both sides",
                   "\"source\" and \"target\" equal");
  }
  if (!relation.id.empty()) ids.add(object.find("id").text(), object.find("id"), loading.problems);
  loading.rules.ontology.relations.push_back(std::move(relation));
}

void load_attribute(JsonValue value, IdSpace& ids, Loading& loading) {
  AttributeType attribute;
  ObjectReader object(value, loading.problems);
  object.string("id", attribute.id);
  attribute.of = loading.read_required_types(object, "of");
  object.require("dimension");
  const size_t dimension = loading.read_word(object, "dimension", kDimensions);
  if (dimension < kDimensions.size()) attribute.dimension = static_cast<Dimension>(dimension);
  object.optional_string("unit", attribute.unit).optional_language_map("labels", attribute.labels);
  object.finish();
  if (!attribute.id.empty()) ids.add(object.find("id").text(), object.find("id"), loading.problems);
  loading.rules.ontology.attributes.push_back(std::move(attribute));
}

// Types are bits of a TypeSet, relations and attributes bytes.
void check_size(JsonValue list, size_t limit, Loading& loading) {
  if (!list.present() || list.size() <= limit) return;
  loading.report(list, "rules.value", "too many of them", "at most " + std::to_string(limit));
}

}  // namespace

const std::vector<std::string_view>& dimension_names() { return kDimensions; }

void load_ontology(JsonValue file, Loading& loading) {
  ObjectReader object(file, loading.problems);
  object.optional("schema", JsonKind::string);
  IdSpace types, relations, attributes;
  for (const JsonValue value : object.elements("types", JsonKind::object)) load_type(value, types, loading);
  for (const JsonValue value : object.elements("relations", JsonKind::object)) load_relation(value, relations, loading);
  for (const JsonValue value : object.elements("attributes", JsonKind::object)) {
    load_attribute(value, attributes, loading);
  }
  check_size(object.find("types"), 32, loading);
  check_size(object.find("relations"), 255, loading);
  check_size(object.find("attributes"), 255, loading);
  object.finish();
}

}  // namespace whobuilds::rules
