// attributes/*.json: which values beside an entity or a relation become attributes.
#include "rules/loading.h"

namespace whobuilds::rules {
namespace {

void load_rule(JsonValue value, Loading& loading) {
  AttributeRule rule;
  ObjectReader object(value, loading.problems);
  loading.read_rule_id(object, rule.id);
  const JsonValue place = object.required("attribute", JsonKind::string);
  const uint32_t attribute = place.present() ? loading.find_attribute(place) : kNoIndex;
  rule.language = loading.read_optional_language(object);
  object.optional_strings("cues", rule.cues).optional_strings("count_cues", rule.count_cues).optional_strings("veto", rule.veto);
  object.optional_boolean("required", rule.required);
  loading.read_examples(object, rule.examples);
  object.finish();
  check_marked_examples(object, loading);
  if (rule.required && rule.cues.empty() && object.value().present()) {
    loading.report(value, "rules.value", "the rule can never apply", "\"cues\", or \"required\": false");
  }
  if (attribute == kNoIndex) return;
  rule.attribute = static_cast<AttributeId>(attribute);
  loading.add_origin("attribute", rule.id, value, "", rule.examples);
  loading.rules.attribute_rules.push_back(std::move(rule));
}

}  // namespace

void load_attributes(JsonValue file, Loading& loading) {
  ObjectReader object(file, loading.problems);
  object.optional("schema", JsonKind::string);
  for (const JsonValue value : object.elements("rules", JsonKind::object)) load_rule(value, loading);
  object.finish();
}

}  // namespace whobuilds::rules
