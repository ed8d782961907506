#include "graph/decided_facts.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "whobuilds/facts_record.h"

namespace whobuilds::graph {
namespace {

// The facts of one document, while decisions are applied to them. Entities are never taken out before the end, so that
// indices hold.
class Deciding {
 public:
  Deciding(const CompiledDecisions& decisions, DocumentFacts facts)
      : decisions_(decisions), facts_(std::move(facts)), gone_(facts_.entities.size()) {}

  DecidedFacts decide() {
    redirect();
    split();
    reject_entities();
    judge_facts();
    confirm_and_rename();
    drop_gone();
    sort_facts(facts_);
    return {std::move(facts_), {touched_.begin(), touched_.end()}};
  }

 private:
  std::string& id(uint32_t entity) { return facts_.entities[entity].id; }

  // Calls `use` for each entity index that a mention or a fact holds.
  template <typename Use>
  void each_reference(Use use) {
    for (Mention& mention : facts_.mentions) use(mention.entity);
    for (RelationFact& fact : facts_.relations) {
      use(fact.source);
      use(fact.target);
    }
    for (AttributeFact& fact : facts_.attributes) use(fact.entity);
  }

  void redirect() {
    std::vector<Entity>& entities = facts_.entities;
    std::map<std::string, uint32_t> first;  // that has the id: the one that came with it, if any
    for (uint32_t i = 0; i < entities.size(); ++i) first.emplace(id(i), i);
    std::vector<uint32_t> becomes(entities.size());
    for (uint32_t i = 0; i < entities.size(); ++i) becomes[i] = redirect(i, first);
    each_reference([&](uint32_t& entity) { entity = becomes[entity]; });
  }

  // The entity that `entity` becomes.
  uint32_t redirect(uint32_t entity, std::map<std::string, uint32_t>& first) {
    std::string into = id(entity);
    for (auto step = decisions_.ids.find(into); step != decisions_.ids.end(); step = decisions_.ids.find(into)) {
      touched_.insert(step->second.decision);
      into = step->second.into;
      facts_.entities[entity].type = step->second.type;
    }
    if (into == id(entity)) return entity;
    const auto [other, is_new] = first.emplace(into, entity);
    if (is_new) {
      id(entity) = into;
      return entity;
    }
    gone_[entity] = true;
    unite(facts_.entities[other->second], facts_.entities[entity]);
    return other->second;
  }

  static void unite(Entity& into, const Entity& other) {
    for (const auto& name : other.names) into.names.insert(name);
    into.aliases.insert(into.aliases.end(), other.aliases.begin(), other.aliases.end());
    if (!other.label.empty()) into.aliases.push_back(other.label);
  }

  void split() {
    const DocumentFacts before = facts_;
    for (const auto& [place, split] : decisions_.splits) {
      const auto& [document, entity, surface] = place;
      if (document != facts_.document.id) continue;
      const uint32_t from = find(entity);
      if (from == kNone) continue;
      const auto is_called = [&, &called = surface](const Mention& mention) {
        return mention.entity == from && mention.text == called;
      };
      if (std::none_of(before.mentions.begin(), before.mentions.end(), is_called)) continue;
      touched_.insert(split.decision);
      move(before, from, find_or_add(split, surface), surface);
    }
  }

  // Moves what `surface` means from one entity to the other. What `before` says is asked, so that splits do not follow
  // one another.
  void move(const DocumentFacts& before, uint32_t from, uint32_t into, const std::string& surface) {
    for (size_t i = 0; i < before.mentions.size(); ++i) {
      const Mention& mention = before.mentions[i];
      if (mention.entity == from && mention.text == surface) facts_.mentions[i].entity = into;
    }
    const auto moved = [&](uint32_t entity, const Evidence& evidence) {
      return entity == from && is_called_only(before, from, surface, evidence.sentence);
    };
    for (size_t i = 0; i < before.relations.size(); ++i) {
      const RelationFact& fact = before.relations[i];
      if (moved(fact.source, fact.evidence)) facts_.relations[i].source = into;
      if (moved(fact.target, fact.evidence)) facts_.relations[i].target = into;
    }
    for (size_t i = 0; i < before.attributes.size(); ++i) {
      const AttributeFact& fact = before.attributes[i];
      if (moved(fact.entity, fact.evidence)) facts_.attributes[i].entity = into;
    }
    std::vector<std::string>& aliases = facts_.entities[from].aliases;
    aliases.erase(std::remove(aliases.begin(), aliases.end(), surface), aliases.end());
    bool used = false;
    each_reference([&](uint32_t& entity) { used = used || entity == from; });
    if (!used) gone_[from] = true;
  }

  static bool is_called_only(const DocumentFacts& facts, uint32_t entity, const std::string& surface, Span sentence) {
    bool called = false;
    for (const Mention& mention : facts.mentions) {
      if (mention.entity != entity || !sentence.contains(mention.span)) continue;
      if (mention.text != surface) return false;
      called = true;
    }
    return called;
  }

  uint32_t find(const std::string& wanted) {
    for (uint32_t i = 0; i < facts_.entities.size(); ++i) {
      if (!gone_[i] && id(i) == wanted) return i;
    }
    return kNone;
  }

  uint32_t find_or_add(const Split& split, const std::string& surface) {
    const uint32_t known = find(split.into);
    if (known != kNone) {
      facts_.entities[known].aliases.push_back(surface);
      return known;
    }
    Entity entity;
    entity.id = split.into;
    entity.type = split.type;
    entity.label = split.label.empty() ? surface : split.label;
    entity.aliases = {surface};
    entity.discovered = true;
    facts_.entities.push_back(std::move(entity));
    gone_.push_back(false);
    return static_cast<uint32_t>(facts_.entities.size() - 1);
  }

  void reject_entities() {
    for (uint32_t i = 0; i < facts_.entities.size(); ++i) {
      const auto found = decisions_.entities.find(id(i));
      if (gone_[i] || found == decisions_.entities.end() || found->second.kind != DecisionKind::reject) continue;
      touched_.insert(found->second.decision);
      gone_[i] = true;
    }
    drop(facts_.mentions, [&](const Mention& mention) { return gone_[mention.entity]; });
    drop(facts_.relations, [&](const RelationFact& fact) {
      return gone_[fact.source] || gone_[fact.target] || fact.source == fact.target;
    });
    drop(facts_.attributes, [&](const AttributeFact& fact) { return gone_[fact.entity]; });
  }

  template <typename List, typename Unwanted>
  static void drop(List& list, Unwanted unwanted) {
    list.erase(std::remove_if(list.begin(), list.end(), unwanted), list.end());
  }

  void judge_facts() {
    drop(facts_.relations, [&](RelationFact& fact) {
      return is_rejected(decisions_.key_of(id(fact.source), fact.relation, id(fact.target)), fact.evidence);
    });
    drop(facts_.attributes, [&](AttributeFact& fact) {
      return is_rejected(decisions_.key_of(id(fact.entity), fact.key, value_text(fact.value)), fact.evidence);
    });
  }

  // Of a fact that is confirmed the evidence becomes certain.
  bool is_rejected(const FactKey& fact, Evidence& evidence) {
    const auto found = decisions_.facts.find(fact);
    if (found == decisions_.facts.end()) return false;
    touched_.insert(found->second.decision);
    if (found->second.kind == DecisionKind::reject) return true;
    evidence.confidence = 1;
    return false;
  }

  void confirm_and_rename() {
    for (uint32_t i = 0; i < facts_.entities.size(); ++i) {
      if (gone_[i]) continue;
      Entity& entity = facts_.entities[i];
      const auto confirmed = decisions_.entities.find(entity.id);
      if (confirmed != decisions_.entities.end()) {
        touched_.insert(confirmed->second.decision);
        entity.discovered = false;
      }
      const auto renamed = decisions_.labels.find(entity.id);
      if (renamed == decisions_.labels.end()) continue;
      touched_.insert(renamed->second.decision);
      if (!entity.label.empty()) entity.aliases.push_back(entity.label);
      entity.label = renamed->second.label;
      entity.aliases.push_back(entity.label);
    }
  }

  void drop_gone() {
    std::vector<uint32_t> order;
    for (uint32_t i = 0; i < facts_.entities.size(); ++i) {
      if (!gone_[i]) order.push_back(i);
    }
    std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return id(a) < id(b); });
    std::vector<Entity> kept;
    std::vector<uint32_t> becomes(facts_.entities.size());
    for (const uint32_t entity : order) {
      becomes[entity] = static_cast<uint32_t>(kept.size());
      kept.push_back(std::move(facts_.entities[entity]));
      std::vector<std::string>& aliases = kept.back().aliases;
      std::sort(aliases.begin(), aliases.end());
      aliases.erase(std::unique(aliases.begin(), aliases.end()), aliases.end());
    }
    facts_.entities = std::move(kept);
    each_reference([&](uint32_t& entity) { entity = becomes[entity]; });
  }

  static constexpr uint32_t kNone = UINT32_MAX;

  const CompiledDecisions& decisions_;
  DocumentFacts facts_;
  std::vector<bool> gone_;  // entities
  std::set<uint32_t> touched_;
};

}  // namespace

std::string CompiledDecisions::decided_id(const std::string& id) const {
  std::string decided = id;
  for (auto step = ids.find(decided); step != ids.end(); step = ids.find(decided)) decided = step->second.into;
  return decided;
}

FactKey CompiledDecisions::key_of(const std::string& source, const std::string& relation,
                                  const std::string& target) const {
  FactKey key = {decided_id(source), relation, decided_id(target)};
  if (symmetric.count(relation) > 0 && std::get<2>(key) < std::get<0>(key))
    std::swap(std::get<0>(key), std::get<2>(key));
  return key;
}

DecidedFacts decided(const CompiledDecisions& decisions, DocumentFacts facts) {
  const auto is_concerned = [&](const Entity& entity) { return decisions.concerned.count(entity.id) > 0; };
  if (std::none_of(facts.entities.begin(), facts.entities.end(), is_concerned)) return {std::move(facts), {}};
  return Deciding(decisions, std::move(facts)).decide();
}

}  // namespace whobuilds::graph
