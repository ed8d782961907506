#include "whobuilds/facts_record.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace whobuilds {
namespace {

// The orders below begin with what the header states; the rest makes them total.
auto order(const Quantity& quantity) { return std::tie(quantity.number, quantity.text, quantity.unit); }

auto order(const Evidence& evidence) {
  return std::tie(evidence.sentence, evidence.rule, evidence.status, evidence.confidence, evidence.source);
}

bool less(const std::map<std::string, Quantity>& a, const std::map<std::string, Quantity>& b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return std::tuple(std::cref(x.first).get(), order(x.second)) <
           std::tuple(std::cref(y.first).get(), order(y.second));
  });
}

bool less(const Mention& a, const Mention& b) {
  return std::tie(a.span, a.entity, a.text) < std::tie(b.span, b.entity, b.text);
}

bool less(const RelationFact& a, const RelationFact& b) {
  const auto key = [](const RelationFact& fact) {
    return std::tuple_cat(std::tie(fact.evidence.span, fact.relation, fact.source, fact.target, fact.inferred),
                          order(fact.evidence));
  };
  if (key(a) != key(b)) return key(a) < key(b);
  return less(a.attributes, b.attributes);
}

bool less(const AttributeFact& a, const AttributeFact& b) {
  const auto key = [](const AttributeFact& fact) {
    return std::tuple_cat(std::tie(fact.evidence.span, fact.key, fact.entity), order(fact.value), order(fact.evidence));
  };
  return key(a) < key(b);
}

template <typename Fact>
void sort_unique(std::vector<Fact>& facts) {
  const auto before = [](const Fact& a, const Fact& b) { return less(a, b); };
  std::sort(facts.begin(), facts.end(), before);
  const auto same = [&](const Fact& a, const Fact& b) { return !less(a, b) && !less(b, a); };
  facts.erase(std::unique(facts.begin(), facts.end(), same), facts.end());
}

// Sorts the entities; for each index as it was, the index as it is now.
std::vector<uint32_t> sort_entities(std::vector<Entity>& entities) {
  std::vector<uint32_t> old_of_new(entities.size());
  std::iota(old_of_new.begin(), old_of_new.end(), 0);
  std::sort(old_of_new.begin(), old_of_new.end(),
            [&](uint32_t a, uint32_t b) { return entities[a].id < entities[b].id; });
  std::vector<uint32_t> new_of_old(entities.size());
  std::vector<Entity> sorted;
  sorted.reserve(entities.size());
  for (uint32_t i = 0; i < old_of_new.size(); ++i) {
    new_of_old[old_of_new[i]] = i;
    sorted.push_back(std::move(entities[old_of_new[i]]));
  }
  entities = std::move(sorted);
  return new_of_old;
}

}  // namespace

void sort_facts(DocumentFacts& facts) {
  const std::vector<uint32_t> position = sort_entities(facts.entities);
  for (Entity& entity : facts.entities) {
    std::sort(entity.aliases.begin(), entity.aliases.end());
    entity.aliases.erase(std::unique(entity.aliases.begin(), entity.aliases.end()), entity.aliases.end());
  }
  for (Mention& mention : facts.mentions) mention.entity = position[mention.entity];
  for (RelationFact& fact : facts.relations) {
    fact.source = position[fact.source];
    fact.target = position[fact.target];
  }
  for (AttributeFact& fact : facts.attributes) fact.entity = position[fact.entity];
  sort_unique(facts.mentions);
  sort_unique(facts.relations);
  sort_unique(facts.attributes);
}

FactsRecord make_record(DocumentFacts facts, std::string_view text, std::string rules) {
  FactsRecord record;
  record.facts = std::move(facts);
  record.rules = std::move(rules);
  sort_facts(record.facts);
  const auto note = [&](Span sentence) {
    if (sentence.begin >= sentence.end || sentence.end > text.size()) return;
    record.sentences.emplace(sentence, sentence.of(text));
  };
  for (const RelationFact& fact : record.facts.relations) note(fact.evidence.sentence);
  for (const AttributeFact& fact : record.facts.attributes) note(fact.evidence.sentence);
  return record;
}

}  // namespace whobuilds
