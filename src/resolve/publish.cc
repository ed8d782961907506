#include "resolve/publish.h"

#include <unordered_map>

#include "resolve/variants.h"

namespace whobuilds::resolve {
namespace {

constexpr uint32_t kMostAncestors = 64;  // of a thing

class Publisher {
 public:
  Publisher(const Draft& draft, Resolution& out) : draft_(draft), out_(out) {}

  void run() {
    std::vector<uint32_t> local(draft_.things.size(), kNoIndex);
    for (const Place& place : draft_.places) {
      const uint32_t thing = draft_.root(place.thing);
      if (local[thing] == kNoIndex) local[thing] = publish_entity(draft_.things[thing]);
      LocalEntity& entity = out_.entities[local[thing]];
      ++entity.mention_count;
      add_unique(entity.surfaces, place.span.of(draft_.normal));
      out_.mentions.push_back({place.span, local[thing], place.confidence, kNoIndex});
    }
    set_parents(local);
    for (size_t i = 0; i < draft_.places.size(); ++i) {
      if (draft_.places[i].alternative != kNoIndex)
        out_.mentions[i].alternative = publish_listed(draft_.places[i].alternative);
    }
  }

 private:
  uint32_t publish_entity(const Thing& thing) {
    if (thing.catalogue != kNoIndex) return publish_listed(thing.catalogue);
    LocalEntity entity;
    entity.type = draft_.type_of(thing);
    entity.label = draft_.label_of(thing);
    entity.id = draft_.id_of(entity.type, entity.label);
    const EntityIndex listed = draft_.find_listed(entity.type, entity.label);
    if (listed != kNoIndex) return publish_listed(listed);
    entity.family = thing.family;
    entity.developer = draft_.developer_of(thing);
    entity.discovered = thing.family == kNoIndex;
    return add_entity(std::move(entity));
  }

  uint32_t publish_listed(EntityIndex index) {
    const CatalogueEntity& listed = draft_.rules.entities[index];
    LocalEntity entity;
    entity.id = listed.id;
    entity.type = listed.type;
    entity.label = listed.label;
    entity.catalogue = index;
    entity.developer = listed.developer;
    return add_entity(std::move(entity));
  }

  // One entity per id.
  uint32_t add_entity(LocalEntity entity) {
    const auto [found, added] = by_id_.try_emplace(entity.id, static_cast<uint32_t>(out_.entities.size()));
    if (added) out_.entities.push_back(std::move(entity));
    return found->second;
  }

  // The nearest ancestor that the catalogue knows and the document names, or what the names say
  // where that is nearer.
  void set_parents(const std::vector<uint32_t>& local) {
    std::vector<NamedThing> named(out_.entities.size());
    for (size_t i = 0; i < named.size(); ++i) named[i] = {out_.entities[i].type, {out_.entities[i].label}};
    for (size_t i = 0; i < draft_.things.size(); ++i) {
      if (local[i] == kNoIndex) continue;
      for (const std::string& name : draft_.things[i].names) add_unique(named[local[i]].names, name);
    }
    const std::vector<uint32_t> by_name = parents_by_name(named);
    const TypeSet variants = types_with_variants();
    std::vector<uint32_t> parents(out_.entities.size(), kNoIndex);
    for (uint32_t i = 0; i < parents.size(); ++i) {
      if ((variants & type_bit(out_.entities[i].type)) == 0) continue;
      const uint32_t listed = listed_ancestor(out_.entities[i]);
      parents[i] = listed == kNoIndex || descends(by_name, by_name[i], listed) ? by_name[i] : listed;
    }
    break_cycles(parents);
    for (uint32_t i = 0; i < parents.size(); ++i) out_.entities[i].parent = parents[i];
  }

  TypeSet types_with_variants() const {
    const uint32_t relation = draft_.rules.ontology.find_relation("variant_of");
    return relation == kNoIndex ? 0 : draft_.rules.ontology.relations[relation].source;
  }

  uint32_t listed_ancestor(const LocalEntity& entity) const {
    EntityIndex at = kNoIndex;
    if (entity.catalogue != kNoIndex) {
      at = draft_.rules.entities[entity.catalogue].parent;
    } else if (entity.family != kNoIndex) {
      at = draft_.rules.families[entity.family].entity;
    }
    // A catalogue with a cycle of parents would be a fault of its checker; the bound keeps it harmless.
    for (uint32_t steps = 0; at != kNoIndex && steps < kMostAncestors; ++steps) {
      const CatalogueEntity& ancestor = draft_.rules.entities[at];
      const auto found = by_id_.find(ancestor.id);
      if (found != by_id_.end() && ancestor.type == entity.type && out_.entities[found->second].id != entity.id)
        return found->second;
      at = ancestor.parent;
    }
    return kNoIndex;
  }

  // True if `ancestor` is above `from` by name or by the catalogue.
  bool descends(const std::vector<uint32_t>& by_name, uint32_t from, uint32_t ancestor) const {
    for (uint32_t at = from, steps = 0; at != kNoIndex && steps < kMostAncestors; ++steps) {
      if (at == ancestor || listed_ancestor(out_.entities[at]) == ancestor) return true;
      at = by_name[at];
    }
    return false;
  }

  const Draft& draft_;
  Resolution& out_;
  std::unordered_map<std::string, uint32_t> by_id_;
};

}  // namespace

void publish(const Draft& draft, Resolution& out) { Publisher(draft, out).run(); }

}  // namespace whobuilds::resolve
