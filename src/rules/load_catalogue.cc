// catalogue/*.json: the entities that are known by name.
//
// Entities name one another (parent, developer, contains) across files, so that these ids are
// kept aside while files are read and resolved when all are (resolve_catalogue).
#include <algorithm>
#include <numeric>
#include <unordered_set>

#include "rules/loading.h"
#include "text/fold.h"

namespace whobuilds::rules {
namespace {

using Role = EntityReference::Role;

void read_reference(ObjectReader& object, std::string_view key, Role role, Loading& loading) {
  const JsonValue place = object.optional(key, JsonKind::string);
  if (!place.present()) return;
  loading.references.push_back({place.text(), place, static_cast<EntityIndex>(loading.rules.entities.size()), role});
}

void read_guard(JsonValue value, CatalogueEntity& entity, Loading& loading) {
  Guard guard;
  ObjectReader object(value, loading.problems);
  object.optional_boolean("exact_case", guard.exact_case).optional_boolean("relative", guard.relative);
  object.optional_strings("need", guard.need);
  object.optional_strings("deny_left", guard.deny_left).optional_strings("deny_right", guard.deny_right);
  for (std::vector<std::string>* words : {&guard.need, &guard.deny_left, &guard.deny_right})
    text::add_traditional_forms(*words);
  object.finish();
  const auto surface = std::find_if(entity.surfaces.begin(), entity.surfaces.end(),
                                    [&](const Surface& candidate) { return candidate.text == value.key(); });
  if (surface == entity.surfaces.end()) {
    Diagnostic problem =
        problem_at_key(value, "rules.dangling",
                       "the guard is for \"" + std::string(value.key()) + "\", which is no surface of " + entity.id);
    problem.expected = "one of its names or aliases";
    loading.report(std::move(problem));
    return;
  }
  surface->guard = std::move(guard);
}

void drop_repeated(std::vector<Surface>& surfaces) {
  std::unordered_set<std::string> seen;
  const bool few = surfaces.size() <= 16;  // then looking at each is faster than hashing
  auto end = surfaces.begin();
  for (Surface& surface : surfaces) {
    const bool repeated =
        few ? std::any_of(surfaces.begin(), end, [&](const Surface& kept) { return kept.text == surface.text; })
            : !seen.insert(surface.text).second;
    if (repeated) continue;
    if (&*end != &surface) *end = std::move(surface);
    ++end;
  }
  surfaces.erase(end, surfaces.end());
}

// Names first, then aliases; each once.
void read_surfaces(ObjectReader& object, CatalogueEntity& entity, Loading& loading) {
  object.require("names");
  object.optional_language_map("names", entity.names);
  std::vector<std::string> aliases;
  object.optional_strings("aliases", aliases);
  entity.surfaces.reserve(entity.names.size() + aliases.size());
  for (const auto& name : entity.names) entity.surfaces.push_back({name.second, std::nullopt});
  for (std::string& alias : aliases) entity.surfaces.push_back({std::move(alias), std::nullopt});
  drop_repeated(entity.surfaces);
  for (const char* language : {"en", "zh", "ja"}) {
    const auto name = entity.names.find(language);
    if (name == entity.names.end()) continue;
    entity.label = name->second;
    break;
  }
  if (object.find("names").kind() == JsonKind::object && entity.names.empty()) {
    loading.report(object.find("names"), "rules.value", "the entity has no name", "a name in en, ja or zh");
  }
}

void check_id(JsonValue place, std::string_view id, const EntityType& type, Loading& loading) {
  const std::string prefix = type.slug + ":";
  if (is_id(id) && id.size() > prefix.size() && id.substr(0, prefix.size()) == prefix) return;
  loading.report(place, "rules.value", "the id \"" + std::string(id) + "\" does not fit the file's type",
                 "\"" + prefix + "\" and a slug of letters, digits and . - _ +");
}

void load_entity(JsonValue value, TypeId type, Loading& loading) {
  CatalogueEntity entity;
  entity.type = type;
  ObjectReader object(value, loading.problems);
  object.string("id", entity.id);
  if (!entity.id.empty()) check_id(object.find("id"), entity.id, loading.rules.ontology.types[type], loading);
  read_surfaces(object, entity, loading);
  read_reference(object, "parent", Role::parent, loading);
  read_reference(object, "developer", Role::developer, loading);
  for (const JsonValue place : object.optional_elements("contains", JsonKind::string)) {
    loading.references.push_back(
        {place.text(), place, static_cast<EntityIndex>(loading.rules.entities.size()), Role::contained});
  }
  for (const JsonValue guard : object.optional("guards", JsonKind::object)) read_guard(guard, entity, loading);
  object.finish();
  loading.rules.entities.made().push_back(std::move(entity));
  loading.entity_places.push_back(object.has("id") ? object.find("id") : value);
}

// Sorts by id; returns where each entity went.
std::vector<EntityIndex> sort_entities(Loading& loading) {
  std::vector<CatalogueEntity>& entities = loading.rules.entities.made();
  std::vector<EntityIndex> order(entities.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](EntityIndex a, EntityIndex b) { return entities[a].id < entities[b].id; });
  std::vector<CatalogueEntity> sorted;
  std::vector<JsonValue> places;
  std::vector<EntityIndex> moved(entities.size());
  sorted.reserve(entities.size());
  places.reserve(entities.size());
  for (const EntityIndex index : order) {
    moved[index] = static_cast<EntityIndex>(sorted.size());
    sorted.push_back(std::move(entities[index]));
    places.push_back(loading.entity_places[index]);
  }
  entities = std::move(sorted);
  loading.entity_places = std::move(places);
  return moved;
}

void report_duplicates(Loading& loading) {
  const std::vector<CatalogueEntity>& entities = loading.rules.entities.made();
  IdSpace ids;
  for (size_t i = 1; i < entities.size(); ++i) {
    if (entities[i].id.empty() || entities[i].id != entities[i - 1].id) continue;
    if (!ids.contains(entities[i].id)) ids.add(entities[i].id, loading.entity_places[i - 1], loading.problems);
    ids.add(entities[i].id, loading.entity_places[i], loading.problems);
  }
}

// The types that an entity of `type` may name in that role: what the ontology's relation says.
TypeSet allowed_types(Role role, TypeId type, const Ontology& ontology) {
  const auto targets = [&](const char* id) -> TypeSet {
    const uint32_t relation = ontology.find_relation(id);
    if (relation == kNoIndex || (ontology.relations[relation].source & type_bit(type)) == 0) return 0;
    return ontology.relations[relation].target;
  };
  if (role == Role::contained) return targets("contains");
  if (role == Role::parent) return type_bit(type) | targets("part_of");
  const uint32_t develops = ontology.find_relation("develops");
  if (develops == kNoIndex || (ontology.relations[develops].target & type_bit(type)) == 0) return 0;
  return ontology.relations[develops].source;
}

void check_signature(const EntityReference& reference, EntityIndex from, EntityIndex to, Loading& loading) {
  const Ontology& ontology = loading.rules.ontology;
  const TypeId from_type = loading.rules.entities[from].type;
  const TypeId to_type = loading.rules.entities[to].type;
  if (!loading.ontology_complete) return;
  const TypeSet allowed = allowed_types(reference.role, from_type, ontology);
  if ((allowed & type_bit(to_type)) != 0) return;
  static const char* kRoles[] = {"the parent", "the developer", "a part"};
  loading.report(reference.place, "rules.signature",
                 "a " + ontology.types[to_type].id + " cannot be " + kRoles[static_cast<size_t>(reference.role)] +
                     " of a " + ontology.types[from_type].id,
                 type_names(allowed, ontology));
}

void resolve_references(const std::vector<EntityIndex>& moved, Loading& loading) {
  Rules& rules = loading.rules;
  std::vector<std::string_view> ids;
  for (const EntityReference& reference : loading.references) {
    const EntityIndex from = moved[reference.from];
    const EntityIndex to = rules.find_entity(reference.id);
    if (to == kNoIndex) {
      if (!loading.catalogue_complete) continue;
      if (ids.empty()) {
        for (const CatalogueEntity& entity : rules.entities) ids.push_back(entity.id);
      }
      loading.report_dangling(reference.place, "entity", reference.id, ids);
      continue;
    }
    check_signature(reference, from, to, loading);
    CatalogueEntity& entity = rules.entities.made()[from];
    switch (reference.role) {
      case Role::parent:
        entity.parent = to;
        break;
      case Role::developer:
        entity.developer = to;
        break;
      case Role::contained:
        entity.contains.push_back(to);
        break;
    }
  }
}

// Follows the parents of every entity once; one report per cycle, at its first entity.
void check_cycles(Loading& loading) {
  const std::vector<CatalogueEntity>& entities = loading.rules.entities.made();
  std::vector<EntityIndex> seen_from(entities.size(), kNoIndex);
  for (EntityIndex start = 0; start < entities.size(); ++start) {
    EntityIndex at = start;
    while (at != kNoIndex && seen_from[at] == kNoIndex) {
      seen_from[at] = start;
      at = entities[at].parent;
    }
    if (at == kNoIndex || seen_from[at] != start) continue;
    loading.report(loading.entity_places[at], "rules.cycle", entities[at].id + " is its own ancestor", "",
                   "remove a \"parent\" on the way from " + entities[entities[at].parent].id);
  }
}

}  // namespace

void load_catalogue(JsonValue file, Loading& loading) {
  ObjectReader object(file, loading.problems);
  object.optional("schema", JsonKind::string);
  const JsonValue type_place = object.required("type", JsonKind::string);
  const uint32_t type = type_place.present() ? loading.find_type(type_place) : kNoIndex;
  const std::vector<JsonValue> values = object.elements("entities", JsonKind::object);
  object.finish();
  if (type == kNoIndex) {
    loading.catalogue_complete = false;
    return;
  }
  for (const JsonValue value : values) load_entity(value, static_cast<TypeId>(type), loading);
  loading.add_origin("catalogue", object.value().document().path(), file,
                     std::to_string(values.size()) + " entities of type " + std::string(type_place.text()), {});
}

void resolve_catalogue(Loading& loading) {
  const std::vector<EntityIndex> moved = sort_entities(loading);
  report_duplicates(loading);
  resolve_references(moved, loading);
  check_cycles(loading);
}

}  // namespace whobuilds::rules
