#include "relate/told.h"

#include <algorithm>

namespace whobuilds::relate {
namespace {

// What one statement tells: of whom, and where.
struct Told {
  uint32_t entity = kNone;
  uint32_t sentence = 0;
};

std::vector<Told> all_told(const LocalFacts& facts, const Candidate& reading) {
  std::vector<Told> out;
  const auto add = [&](uint32_t entity, const LocalEvidence& evidence) {
    const bool bound = std::find(reading.bound().begin(), reading.bound().end(), entity) != reading.bound().end();
    if (!bound && evidence.status != Status::denied) out.push_back({entity, evidence.sentence});
  };
  for (const LocalRelation& fact : facts.relations) {
    if (fact.relation == reading.relation) add(reading.leaves_source_open() ? fact.source : fact.target, fact.evidence);
  }
  const std::vector<AttributeId>& attributes = reading.continues->continues;
  for (const LocalAttribute& fact : facts.attributes) {
    if (std::find(attributes.begin(), attributes.end(), fact.attribute) != attributes.end())
      add(fact.entity, fact.evidence);
  }
  return out;
}

LastTold only_one(const std::vector<Told>& told) {
  if (told.empty()) return {};
  const bool same = std::all_of(told.begin(), told.end(),
                                [&](const Told& statement) { return statement.entity == told.front().entity; });
  return same ? LastTold{told.front().entity, told.back().sentence, false}
              : LastTold{kNone, told.back().sentence, true};
}

// Of those in the section, what the last sentence tells.
std::vector<Told> latest_in_section(const RelateInput& input, const std::vector<Told>& told, uint32_t sentence) {
  const auto section_of = [&](uint32_t at) {
    const uint32_t block = input.text->sentences[at].block;
    const Block& place = input.document->blocks[block];
    return place.kind == BlockKind::heading ? block : place.section;
  };
  std::vector<Told> out;
  for (const Told& statement : told) {
    if (section_of(statement.sentence) != section_of(sentence)) continue;
    if (!out.empty() && statement.sentence < out.front().sentence) continue;
    if (!out.empty() && statement.sentence > out.front().sentence) out.clear();
    out.push_back(statement);
  }
  return out;
}

}  // namespace

LastTold told_last(const RelateInput& input, const LocalFacts& facts, const Candidate& reading, uint32_t sentence) {
  const std::vector<Told> told = all_told(facts, reading);
  const std::vector<Told> latest = latest_in_section(input, told, sentence);
  return only_one(latest.empty() ? told : latest);
}

bool is_told_in_bound_role(const LocalFacts& facts, const Candidate& reading, uint32_t entity) {
  return std::any_of(facts.relations.begin(), facts.relations.end(), [&](const LocalRelation& fact) {
    return fact.relation == reading.relation && (reading.leaves_source_open() ? fact.target : fact.source) == entity;
  });
}

}  // namespace whobuilds::relate
