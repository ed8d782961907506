// families/*.json: name grammars for lines of models, chips, systems and products.
#include <algorithm>
#include <iterator>
#include <set>

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
  object.optional_boolean("every", family.every);
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
  if (!object.has("entity") && family.stems.empty() && !family.every) {
    loading.report(value, "rules.value", "the family has no stem", "\"entity\" or \"stems\", or \"every\": true");
  }
  loading.add_origin("family", family.id, value, "", family.examples);
  loading.rules.families.push_back(std::move(family));
}

constexpr size_t kShortestStem = 4;  // characters; shorter names are too often something else

bool may_have_versions(const CatalogueEntity& entity) {
  return std::all_of(
             entity.surfaces.begin(), entity.surfaces.end(),
             [](const Surface& surface) { return surface.text.find_first_of("0123456789") == std::string::npos; }) &&
         entity.label.size() >= kShortestStem;
}

}  // namespace

void expand_families(Rules& rules) {
  std::vector<Family> templates;
  const auto listed = std::stable_partition(rules.families.begin(), rules.families.end(),
                                            [](const Family& family) { return !family.every; });
  templates.assign(std::make_move_iterator(listed), std::make_move_iterator(rules.families.end()));
  rules.families.erase(listed, rules.families.end());
  std::set<EntityIndex> taken;
  for (const Family& family : rules.families) taken.insert(family.entity);
  for (Family& pattern : templates) {
    for (EntityIndex entity = 0; entity < rules.entities.size(); ++entity) {
      if (rules.entities[entity].type != pattern.type || taken.count(entity) > 0 ||
          !may_have_versions(rules.entities[entity]))
        continue;
      Family family = pattern;
      family.every = false;
      family.entity = entity;
      family.developer = rules.entities[entity].developer;
      rules.families.push_back(std::move(family));
      pattern.examples = {};  // tested once
    }
  }
}

void load_families(JsonValue file, Loading& loading) {
  ObjectReader object(file, loading.problems);
  object.optional("schema", JsonKind::string);
  const Macros macros(object, loading);
  for (const JsonValue value : object.elements("families", JsonKind::object)) load_family(value, macros, loading);
  object.finish();
}

}  // namespace whobuilds::rules
