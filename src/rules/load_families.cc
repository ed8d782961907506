// families/*.json: name grammars for lines of models, chips, systems and products.
#include "rules/loading.h"
#include "rules/macros.h"

namespace whobuilds::rules {
namespace {

void check_entity(const Family& family, JsonValue place, Loading& loading) {
  const Rules& rules = loading.rules;
  if (family.entity == kNoIndex || rules.entities[family.entity].type == family.type) return;
  loading.report(place, "rules.signature",
                 rules.entities[family.entity].id + " is a " +
                     rules.ontology.types[rules.entities[family.entity].type].id + ", the family names a " +
                     rules.ontology.types[family.type].id,
                 "an entity of the family's type");
}

void check_developer(const Family& family, JsonValue place, Loading& loading) {
  const Ontology& ontology = loading.rules.ontology;
  const uint32_t develops = ontology.find_relation("develops");
  if (family.developer == kNoIndex || develops == kNoIndex) return;
  const TypeId type = loading.rules.entities[family.developer].type;
  if ((ontology.relations[develops].source & type_bit(type)) != 0) return;
  loading.report(place, "rules.signature", "a " + ontology.types[type].id + " cannot be the developer of a family",
                 type_names(ontology.relations[develops].source, ontology));
}

void load_family(JsonValue value, const Macros& macros, Loading& loading) {
  Family family;
  ObjectReader object(value, loading.problems);
  loading.read_rule_id(object, family.id);
  const JsonValue type_place = object.required("type", JsonKind::string);
  const uint32_t type = type_place.present() ? loading.find_type(type_place) : kNoIndex;
  family.entity = loading.read_entity(object, "entity");
  family.developer = loading.read_entity(object, "developer");
  object.optional_strings("stems", family.stems);
  const JsonValue tail = object.required("tail", JsonKind::string);
  const JsonValue bare = object.optional("bare", JsonKind::string);
  object.optional_string("label_stem", family.label_stem).optional_boolean("exact_case", family.exact_case);
  loading.read_examples(object, family.examples);
  object.finish();
  family.tail = macros.expand(tail);
  family.bare = macros.expand(bare);
  if (tail.present()) loading.check_regex(tail, family.tail);
  if (bare.present()) loading.check_regex(bare, family.bare);
  if (type == kNoIndex) return;
  family.type = static_cast<TypeId>(type);
  check_entity(family, object.find("entity"), loading);
  check_developer(family, object.find("developer"), loading);
  if (!object.has("entity") && family.stems.empty()) {
    loading.report(value, "rules.value", "the family has no stem", "\"entity\" or \"stems\"");
  }
  loading.add_origin("family", family.id, value, "", family.examples);
  loading.rules.families.push_back(std::move(family));
}

}  // namespace

void load_families(JsonValue file, Loading& loading) {
  ObjectReader object(file, loading.problems);
  object.optional("schema", JsonKind::string);
  const Macros macros(object, loading);
  for (const JsonValue value : object.elements("families", JsonKind::object)) load_family(value, macros, loading);
  object.finish();
}

}  // namespace whobuilds::rules
