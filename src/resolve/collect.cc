#include "resolve/collect.h"

#include <algorithm>
#include <unordered_map>

#include "resolve/names.h"
#include "resolve/readings.h"

namespace whobuilds::resolve {
namespace {

class Collector {
 public:
  explicit Collector(Draft& draft) : draft_(draft) {}

  void place_names() {
    const auto readings = choose_readings(draft_.rules, draft_.text, draft_.recognition.names);
    draft_.places.resize(draft_.recognition.names.size());
    for (size_t i = 0; i < draft_.places.size(); ++i) {
      const recognise::NameMention& name = draft_.recognition.names[i];
      draft_.places[i].span = name.span;
      draft_.places[i].confidence = name.confidence;
      if (name.candidates.empty()) continue;
      Reading reading{name.candidates.front(), kNoIndex};
      if (name.candidates.size() > 1) reading = readings.at(name.candidates);
      draft_.places[i].thing = listed_thing(reading.chosen);
      draft_.places[i].alternative = reading.alternative;
      note_name(draft_.places[i]);
    }
    // Unlisted names come second: each may be a spelling of something listed that comes later.
    for (size_t i = 0; i < draft_.places.size(); ++i) {
      if (!draft_.recognition.names[i].candidates.empty()) continue;
      draft_.places[i].thing = unlisted_thing(draft_.recognition.names[i]);
      note_name(draft_.places[i]);
    }
  }

  // "OpenAI-o1": the maker's name is part of the artefact's.
  void join_makers() {
    for (size_t i = 0; i + 1 < draft_.places.size(); ++i) {
      const Place& maker = draft_.places[i];
      Place& made = draft_.places[i + 1];
      if (made.span.begin != maker.span.end + 1 || draft_.normal[maker.span.end] != '-') continue;
      const Thing& company = draft_.things[maker.thing];
      if (company.catalogue == kNoIndex || draft_.developer_of(draft_.things[made.thing]) != company.catalogue)
        continue;
      made.span.begin = maker.span.begin;
      note_name(made);
      draft_.places[i].span.end = draft_.places[i].span.begin;
    }
    draft_.places.erase(std::remove_if(draft_.places.begin(), draft_.places.end(),
                                       [](const Place& place) { return place.span.empty(); }),
                        draft_.places.end());
  }

 private:
  void note_name(const Place& place) {
    const std::string_view name = place.span.of(draft_.normal);
    Thing& thing = draft_.things[place.thing];
    if (std::find(thing.names.begin(), thing.names.end(), name) != thing.names.end()) return;
    thing.names.emplace_back(name);
    draft_.note_key(merge_key(name), place.thing);
  }

  uint32_t listed_thing(EntityIndex entity) {
    const auto [found, added] = by_entity_.try_emplace(entity, static_cast<uint32_t>(draft_.things.size()));
    if (!added) return found->second;
    Thing thing;
    thing.catalogue = entity;
    thing.types = type_bit(draft_.rules.entities[entity].type);
    thing.confidence = 1;
    draft_.things.push_back(std::move(thing));
    draft_.note_key(merge_key(draft_.rules.entities[entity].label), found->second);
    return found->second;
  }

  uint32_t unlisted_thing(const recognise::NameMention& name) {
    const std::string_view surface = name.span.of(draft_.normal);
    const std::string_view label = name.label.empty() ? surface : std::string_view(name.label);
    const uint32_t index = find_or_add(name.types, label, surface);
    Thing& thing = draft_.things[index];
    thing.confidence = std::max(thing.confidence, name.confidence);
    thing.types |= name.types;
    vote(thing, name);
    if (name.origin == recognise::Origin::family && thing.family == kNoIndex) thing.family = name.rule;
    const auto known = std::find_if(thing.labels.begin(), thing.labels.end(),
                                    [label](const auto& entry) { return entry.first == label; });
    if (known == thing.labels.end()) {
      thing.labels.emplace_back(label, 1);
    } else {
      ++known->second;
    }
    return index;
  }

  uint32_t find_or_add(TypeSet types, std::string_view label, std::string_view surface) {
    for (const std::string& key : {merge_key(label), merge_key(surface)}) {
      const uint32_t known = draft_.find_key(key);
      if (known != kNoIndex) return known;
    }
    for (TypeId type = 0; type < draft_.rules.ontology.types.size(); ++type) {
      if ((types & type_bit(type)) == 0) continue;
      const EntityIndex entity = draft_.find_listed(type, label);
      if (entity != kNoIndex) return listed_thing(entity);
    }
    const auto index = static_cast<uint32_t>(draft_.things.size());
    draft_.things.emplace_back();
    draft_.note_key(merge_key(label), index);
    return index;
  }

  // A name whose rule leaves its type open is typed by the words beside it.
  void vote(Thing& thing, const recognise::NameMention& name) const {
    TypeSet types = name.types;
    if ((types & (types - 1)) != 0) {
      const TypeSet said = types & types_beside(name.span);
      if (said != 0) types = said;
    }
    const float weight = name.origin == recognise::Origin::family ? 2 : name.confidence;
    for (TypeId type = 0; type < thing.type_votes.size(); ++type) {
      if ((types & type_bit(type)) != 0) thing.type_votes[type] += weight;
    }
  }

  TypeSet types_beside(Span name) const {
    const TypeSet versioned = draft_.types.model | draft_.types.product;
    return types_in_context(draft_.rules.names.context, versioned, draft_.text.folded, name);
  }

  Draft& draft_;
  std::unordered_map<EntityIndex, uint32_t> by_entity_;  // of the catalogue -> thing
};

}  // namespace

void collect_names(Draft& draft) {
  Collector collector(draft);
  collector.place_names();
  collector.join_makers();
}

}  // namespace whobuilds::resolve
