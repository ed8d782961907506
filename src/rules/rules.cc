#include "rules/rules.h"

#include <algorithm>

namespace whobuilds {
namespace {

constexpr int kMostAncestors = 8;

template <typename Items>
uint32_t find_by_id(const Items& items, std::string_view id) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id == id; });
  return found == items.end() ? kNoIndex : static_cast<uint32_t>(found - items.begin());
}

}  // namespace

uint32_t Ontology::find_type(std::string_view id) const { return find_by_id(types, id); }
uint32_t Ontology::find_relation(std::string_view id) const { return find_by_id(relations, id); }
uint32_t Ontology::find_attribute(std::string_view id) const { return find_by_id(attributes, id); }

EntityIndex Rules::find_entity(std::string_view id) const {
  const auto found =
      std::lower_bound(entities.begin(), entities.end(), id,
                       [](const CatalogueEntity& entity, std::string_view key) { return entity.id < key; });
  return found == entities.end() || found->id != id ? kNoIndex : static_cast<EntityIndex>(found - entities.begin());
}

const std::vector<std::string>& Rules::words(Language language, const std::string& name) const {
  static const std::vector<std::string> kNone;
  for (const Grammar& grammar : grammars) {
    const auto list = grammar.words.find(name);
    if (grammar.language == language && list != grammar.words.end()) return list->second;
  }
  return kNone;
}

bool Rules::is_within(EntityIndex unit, EntityIndex owner) const {
  for (int depth = 0; unit != kNoIndex && depth < kMostAncestors; ++depth) {
    if (unit == owner) return true;
    unit = entities[unit].parent;
  }
  return false;
}

const RuleOrigin* Rules::find_origin(std::string_view id) const {
  const uint32_t index = find_by_id(origins, id);
  return index == kNoIndex ? nullptr : &origins[index];
}

}  // namespace whobuilds
