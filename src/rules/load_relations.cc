// relations/<relation>.json: the predicates and the idioms of one relation.
#include <algorithm>

#include "rules/loading.h"

namespace whobuilds::rules {
namespace {

// A narrower signature must lie within the relation's. The source of a reversed group is the
// relation's target.
void check_narrowing(const ObjectReader& object, const PredicateGroup& group, Loading& loading) {
  const Ontology& ontology = loading.rules.ontology;
  const RelationType& relation = ontology.relations[group.relation];
  const auto check = [&](std::string_view key, TypeSet types, TypeSet allowed) {
    if ((types & ~allowed) == 0) return;
    loading.report(object.find(key), "rules.signature",
                   "\"" + std::string(key) + "\" names a type that " + relation.id + " does not have there",
                   type_names(allowed, ontology));
  };
  check("source", group.source, group.reversed ? relation.target : relation.source);
  check("target", group.target, group.reversed ? relation.source : relation.target);
}

void check_grammar(const ObjectReader& object, const PredicateGroup& group, Loading& loading) {
  const Grammar* grammar = loading.find_grammar(group.language);
  if (grammar == nullptr || !loading.grammar_complete) return;
  std::vector<std::string_view> classes, constructions;
  for (const InflectionClass& inflection : grammar->classes) classes.push_back(inflection.id);
  for (const Construction& construction : grammar->constructions) constructions.push_back(construction.id);
  const auto known = [](const std::vector<std::string_view>& ids, std::string_view id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  if (!group.inflection.empty() && !known(classes, group.inflection)) {
    loading.report_dangling(object.find("inflection"), "inflection class", group.inflection, classes);
  }
  for (const JsonValue place : object.find("constructions")) {
    if (place.kind() == JsonKind::string && !known(constructions, place.text())) {
      loading.report_dangling(place, "construction", place.text(), constructions);
    }
  }
}

void load_predicates(JsonValue value, RelationId relation, Loading& loading) {
  PredicateGroup group;
  group.relation = relation;
  ObjectReader object(value, loading.problems);
  loading.read_rule_id(object, group.id);
  group.language = loading.read_language(object);
  object.string("inflection", group.inflection).strings("words", group.words);
  object.optional_strings("marks", group.marks, Blank::allowed);
  object.optional_strings("constructions", group.constructions).optional_boolean("reversed", group.reversed);
  group.source = loading.read_types(object, "source");
  group.target = loading.read_types(object, "target");
  object.optional_strings("veto", group.veto).optional_confidence("confidence", group.confidence);
  loading.read_examples(object, group.examples);
  object.finish();
  check_marked_examples(object, loading);
  check_narrowing(object, group, loading);
  check_grammar(object, group, loading);
  loading.add_origin("predicates", group.id, value, "", group.examples);
  loading.rules.predicates.push_back(std::move(group));
}

void load_pattern(JsonValue value, RelationId relation, Loading& loading) {
  PatternRule pattern;
  pattern.relation = relation;
  ObjectReader object(value, loading.problems);
  loading.read_rule_id(object, pattern.id);
  pattern.language = loading.read_language(object);
  object.optional_strings("when", pattern.when).string("shape", pattern.shape);
  pattern.source = loading.read_types(object, "source");
  pattern.target = loading.read_types(object, "target");
  object.optional_boolean("status", pattern.status);
  for (const JsonValue place : object.optional_elements("continues", JsonKind::string)) {
    const uint32_t attribute = loading.find_attribute(place);
    if (attribute != kNoIndex) pattern.continues.push_back(static_cast<AttributeId>(attribute));
  }
  object.optional_boolean("topic", pattern.topic);
  object.optional_strings("veto", pattern.veto).optional_confidence("confidence", pattern.confidence);
  loading.read_examples(object, pattern.examples);
  object.finish();
  check_marked_examples(object, loading);
  const Grammar* grammar = loading.find_grammar(pattern.language);
  if (grammar != nullptr) check_shape_words(object.find("shape"), *grammar, loading);
  loading.add_origin("pattern", pattern.id, value, pattern.shape, pattern.examples);
  loading.rules.patterns.push_back(std::move(pattern));
}

}  // namespace

void load_relations(JsonValue file, Loading& loading) {
  ObjectReader object(file, loading.problems);
  object.optional("schema", JsonKind::string);
  const JsonValue place = object.required("relation", JsonKind::string);
  const uint32_t relation = place.present() ? loading.find_relation(place) : kNoIndex;
  const auto predicates = object.optional_elements("predicates", JsonKind::object);
  const auto patterns = object.optional_elements("patterns", JsonKind::object);
  object.finish();
  if (relation == kNoIndex) return;
  for (const JsonValue value : predicates) load_predicates(value, static_cast<RelationId>(relation), loading);
  for (const JsonValue value : patterns) load_pattern(value, static_cast<RelationId>(relation), loading);
}

}  // namespace whobuilds::rules
