#include "resolve/draft.h"

#include <algorithm>

#include "resolve/names.h"

namespace whobuilds::resolve {
namespace {

// Listed before families' before discovered, then in order of appearance.
std::pair<int, uint32_t> rank(const std::vector<Thing>& things, uint32_t thing) {
  if (things[thing].catalogue != kNoIndex) return {0, thing};
  return {things[thing].family != kNoIndex ? 1 : 2, thing};
}

}  // namespace

void add_unique(std::vector<std::string>& list, std::string_view name) {
  if (std::find(list.begin(), list.end(), name) == list.end()) list.emplace_back(name);
}

Draft::Draft(const Rules& all_rules, const text::Text& document_text, const recognise::Recognition& recognised)
    : rules(all_rules),
      text(document_text),
      normal(document_text.normal),
      recognition(recognised),
      types(all_rules.ontology) {}

uint32_t Draft::root(uint32_t thing) const {
  while (things[thing].same_as != kNoIndex) thing = things[thing].same_as;
  return thing;
}

void Draft::unite(uint32_t a, uint32_t b, bool share_labels) {
  a = root(a);
  b = root(b);
  if (a == b) return;
  if (rank(things, b) < rank(things, a)) std::swap(a, b);
  if (things[b].catalogue == kNoIndex) merge_into(a, b, share_labels);
}

void Draft::merge_into(uint32_t a, uint32_t b, bool share_labels) {
  Thing& kept = things[a];
  Thing& given_up = things[b];
  given_up.same_as = a;
  if (kept.family == kNoIndex) kept.family = given_up.family;
  for (size_t i = 0; i < kept.type_votes.size(); ++i) kept.type_votes[i] += given_up.type_votes[i];
  kept.types |= given_up.types;
  kept.confidence = std::max(kept.confidence, given_up.confidence);
  for (const std::string& name : given_up.names) add_unique(kept.names, name);
  if (share_labels) kept.labels.insert(kept.labels.end(), given_up.labels.begin(), given_up.labels.end());
}

TypeId Draft::type_of(const Thing& thing) const {
  if (thing.catalogue != kNoIndex) return rules.entities[thing.catalogue].type;
  const auto most = std::max_element(thing.type_votes.begin(), thing.type_votes.end());
  return static_cast<TypeId>(most - thing.type_votes.begin());
}

bool Draft::is_organisation(const Thing& thing) const { return (types.organisations & type_bit(type_of(thing))) != 0; }

EntityIndex Draft::developer_of(const Thing& thing) const {
  if (thing.catalogue != kNoIndex) return rules.entities[thing.catalogue].developer;
  return thing.family != kNoIndex ? rules.families[thing.family].developer : kNoIndex;
}

std::string Draft::label_of(const Thing& thing) const {
  if (thing.catalogue != kNoIndex) return rules.entities[thing.catalogue].label;
  size_t best = 0;
  const auto better = [&](size_t a, size_t b) {
    const bool latin_a = (scripts_of(thing.labels[a].first) & kLatin) != 0;
    const bool latin_b = (scripts_of(thing.labels[b].first) & kLatin) != 0;
    return latin_a != latin_b ? latin_a : thing.labels[a].second > thing.labels[b].second;
  };
  for (size_t i = 1; i < thing.labels.size(); ++i) {
    if (better(i, best)) best = i;
  }
  return thing.labels[best].first;
}

std::string Draft::id_of(TypeId type, std::string_view label) const {
  std::string id = type < rules.ontology.types.size() ? rules.ontology.types[type].slug : std::string();
  id += ':';
  return id += slug(label);
}

EntityIndex Draft::find_listed(TypeId type, std::string_view label) const {
  std::string id = id_of(type, label);
  const EntityIndex entity = rules.find_entity(id);
  if (entity != kNoIndex) return entity;
  std::replace(id.begin(), id.end(), '.', '-');
  return rules.find_entity(id);
}

void Draft::note_key(std::string key, uint32_t thing) { by_key_.emplace(std::move(key), thing); }

uint32_t Draft::find_key(const std::string& key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? kNoIndex : found->second;
}

void Draft::for_each_part(const std::function<void(std::string_view, uint32_t)>& use) const {
  for (uint32_t i = 0; i < things.size(); ++i) {
    const Thing& thing = things[i];
    if (thing.same_as != kNoIndex || is_organisation(thing) || thing.names.empty()) continue;
    const bool sized = (type_bit(type_of(thing)) & types.model) != 0;
    std::vector<std::string> full_names = thing.names;
    add_unique(full_names, label_of(thing));
    for (const std::string& name : full_names) {
      for (const uint32_t start : segment_starts(name)) {
        const std::string_view part = std::string_view(name).substr(start);
        if (is_part_name(rules.names, part, sized)) use(part, i);
      }
    }
  }
}

}  // namespace whobuilds::resolve
