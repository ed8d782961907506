#include "relate/told.h"

#include <algorithm>

namespace whobuilds::relate {
namespace {

constexpr double kToldPenalty = 0.95;

// What one statement tells: of whom, and where.
struct Statement {
  uint32_t entity = kNone;
  uint32_t sentence = 0;
};

// The latest that was told.
struct Latest {
  uint32_t entity = kNone;    // none: nothing was told, or of several at once
  uint32_t sentence = kNone;  // none: nothing was told
};

bool holds(const std::vector<uint32_t>& entities, uint32_t entity) {
  return std::find(entities.begin(), entities.end(), entity) != entities.end();
}

// Who has in `fact` the role that `reading` leaves open, and the one that it has found.
uint32_t open_end(const Candidate& reading, const LocalRelation& fact) {
  return reading.leaves_source_open() ? fact.source : fact.target;
}
uint32_t bound_end(const Candidate& reading, const LocalRelation& fact) {
  return reading.leaves_source_open() ? fact.target : fact.source;
}

std::vector<Statement> all_told(const LocalFacts& facts, const Candidate& reading) {
  std::vector<Statement> out;
  const auto add = [&](uint32_t entity, const LocalEvidence& evidence) {
    if (!holds(reading.bound(), entity) && evidence.status != Status::denied)
      out.push_back({entity, evidence.sentence});
  };
  for (const LocalRelation& fact : facts.relations) {
    if (fact.relation == reading.relation) add(open_end(reading, fact), fact.evidence);
  }
  const std::vector<AttributeId>& attributes = reading.continues->continues;
  for (const LocalAttribute& fact : facts.attributes) {
    if (std::find(attributes.begin(), attributes.end(), fact.attribute) != attributes.end())
      add(fact.entity, fact.evidence);
  }
  return out;
}

// Of those in the sentence's section, what the last one that tells something tells.
std::vector<Statement> latest_in_section(const ToldSoFar& told, const std::vector<Statement>& statements) {
  const auto section_of = [&](uint32_t sentence) {
    const uint32_t block = told.input.text->sentences[sentence].block;
    const Block& place = told.input.document->blocks[block];
    return place.kind == BlockKind::heading ? block : place.section;
  };
  std::vector<Statement> out;
  for (const Statement& statement : statements) {
    if (section_of(statement.sentence) != section_of(told.sentence)) continue;
    if (!out.empty() && statement.sentence < out.front().sentence) continue;
    if (!out.empty() && statement.sentence > out.front().sentence) out.clear();
    out.push_back(statement);
  }
  return out;
}

Latest latest(const ToldSoFar& told, const Candidate& reading) {
  const std::vector<Statement> all = all_told(told.facts, reading);
  const std::vector<Statement> near = latest_in_section(told, all);
  const std::vector<Statement>& statements = near.empty() ? all : near;
  if (statements.empty()) return {};
  const bool one = std::all_of(statements.begin(), statements.end(), [&](const Statement& statement) {
    return statement.entity == statements.front().entity;
  });
  return {one ? statements.front().entity : kNone, statements.back().sentence};
}

// "A was the lead investor, with participation from B": A, who has the same role, is not the one that B gives to.
bool gives_to_giver(const ToldSoFar& told, const Candidate& reading) {
  // A verb that names both knows better.
  if (!reading.from_pattern() && !reading.recalled()) return false;
  return std::any_of(told.readings.begin(), told.readings.end(), [&](const Candidate& other) {
    if (other.continues == nullptr || other.relation != reading.relation || reading.list) return false;
    const std::vector<uint32_t>& opposite = other.leaves_source_open() ? reading.sources : reading.targets;
    return std::any_of(opposite.begin(), opposite.end(), [&](uint32_t entity) { return holds(other.bound(), entity); });
  });
}

// "Investors include A": of the company that the text has told of, not of the one that the heading names.
bool is_told_of_another(const ToldSoFar& told, const Candidate& reading) {
  const bool recalled = reading.step == Step::topic || reading.step == Step::section || reading.step == Step::title;
  if (!recalled || reading.explicit_roles == 2) return false;
  return std::any_of(told.readings.begin(), told.readings.end(), [&](const Candidate& other) {
    if (other.continues == nullptr || other.relation != reading.relation) return false;
    const std::vector<uint32_t>& same = other.leaves_source_open() ? reading.targets : reading.sources;
    return same == other.bound() && latest(told, other).entity != kNone;
  });
}

// Whether the sentence says already of whom the entity, which the reading has found, is told.
bool is_said(const ToldSoFar& told, const Candidate& reading, uint32_t entity) {
  return std::any_of(told.facts.relations.rbegin(), told.facts.relations.rend(), [&](const LocalRelation& fact) {
    return fact.evidence.sentence == told.sentence && fact.relation == reading.relation &&
           bound_end(reading, fact) == entity;
  });
}

// The running topic, or `anywhere` what the heading or the text is about, if that is nobody who had the role that the
// reading has found: who gives is not given to.
Antecedent topic_of(const ToldSoFar& told, const Candidate& reading, bool anywhere) {
  const RelationType& relation = told.input.rules->ontology.relations[reading.relation];
  const TypeSet types = reading.leaves_source_open() ? relation.source : relation.target;
  Antecedent topic = told.discourse.recall(types, anywhere ? Reference::anaphor : Reference::zero, false);
  const auto gives = [&](uint32_t entity) {
    return holds(reading.bound(), entity) ||
           std::any_of(told.facts.relations.begin(), told.facts.relations.end(), [&](const LocalRelation& fact) {
             return fact.relation == reading.relation && bound_end(reading, fact) == entity;
           });
  };
  const bool usable = !topic.far && (topic.step == Step::topic || anywhere) &&
                      std::none_of(topic.entities.begin(), topic.entities.end(), gives);
  return usable ? topic : Antecedent{};
}

void fill(Candidate& reading, std::vector<uint32_t> entities, Step step, double penalty) {
  (reading.leaves_source_open() ? reading.sources : reading.targets) = std::move(entities);
  reading.recall_by(step, penalty);
}

}  // namespace

bool tells_otherwise(const ToldSoFar& told, const Candidate& reading) {
  return gives_to_giver(told, reading) || is_told_of_another(told, reading);
}

bool complete_by_told(const ToldSoFar& told, Candidate& reading) {
  std::vector<uint32_t> unsaid;
  for (const uint32_t entity : reading.bound()) {
    if (!is_said(told, reading, entity)) unsaid.push_back(entity);
  }
  if (unsaid.empty()) return false;
  (reading.leaves_source_open() ? reading.targets : reading.sources) = std::move(unsaid);
  const Latest last = latest(told, reading);
  const bool fresh = last.sentence != kNone && last.sentence + 1 >= told.sentence;
  if (!fresh && reading.continues->topic) {
    const Antecedent topic = topic_of(told, reading, last.sentence == kNone);
    if (!topic.entities.empty()) {
      fill(reading, topic.entities, topic.step, topic.penalty);
      return true;
    }
  }
  if (last.entity == kNone) return false;
  fill(reading, {last.entity}, Step::told, kToldPenalty);
  return true;
}

}  // namespace whobuilds::relate
