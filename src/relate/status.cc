#include "relate/status.h"

#include <algorithm>

namespace whobuilds::relate {
namespace {

// A Japanese headline asks in its last part only ("AとBの提携、その狙いは?").
bool is_question(const Segment& segment, Span predicate) {
  std::string_view typed = segment.typed;
  while (!typed.empty() && (typed.back() == ' ' || typed.back() == '"')) typed.remove_suffix(1);
  if (typed.empty() || typed.back() != '?') return false;
  return segment.language != Language::ja || typed.substr(predicate.end).find("、") == std::string_view::npos;
}

int strength(const Cue& cue) {
  if (cue.irrealis) return 4;
  switch (cue.status) {
    case Status::denied:
      return 3;
    case Status::rumored:
      return 2;
    case Status::planned:
      return 1;
    case Status::asserted:
      return 0;
  }
  return 0;
}

bool stands_on_side(const Cue& cue, const CueHit& hit, Span predicate) {
  if (cue.side == "before") return hit.position < predicate.begin;
  if (cue.side == "after") return hit.end > predicate.begin;
  return true;
}

// Cues whose reach is the whole sentence, not only the clause.
bool reaches_all(const Cue& cue, const CueHit& hit, Span predicate, Language language) {
  return cue.status == Status::rumored && language != Language::ja && hit.position < predicate.begin;
}

// "according to X", unless that phrase is itself a rumour cue ("according to sources").
bool has_named_source(const CompiledRelations& relations, const Segment& segment) {
  const CompiledGrammar& grammar = relations.grammars[static_cast<size_t>(segment.language)];
  for (uint32_t at = 0; at < segment.typed.size(); ++at) {
    const uint32_t size = literal_at(segment.typed, at, grammar.attribution, segment.language == Language::en);
    if (size == 0) continue;
    const bool rumour = std::any_of(segment.cues.begin(), segment.cues.end(), [&](const CueHit& hit) {
      return relations.rules->cues[hit.cue].status == Status::rumored && hit.position < at + size && at < hit.end;
    });
    if (!rumour) return true;
  }
  return false;
}

// 動かない, 束ねなかった: a Japanese verb's own ending denies (words.negation of the grammar). A listed word that holds
// a negation (及ばない) says what it says.
bool is_negated(const CompiledGrammar& grammar, const Segment& segment, Span predicate) {
  const auto words = grammar.rule->words.find("negation");
  if (segment.language != Language::ja || words == grammar.rule->words.end()) return false;
  uint32_t stem_end = predicate.begin;
  for (const PredicateHit& hit : segment.predicates) {
    if (hit.typed == predicate) stem_end = std::max(stem_end, hit.stem_end);
  }
  const std::string_view ending = std::string_view(segment.typed).substr(stem_end, predicate.end - stem_end);
  const std::string_view after = std::string_view(segment.typed).substr(predicate.end);
  return std::any_of(words->second.begin(), words->second.end(), [&](const std::string& word) {
    const bool ends = ending.size() >= word.size() && ending.substr(ending.size() - word.size()) == word;
    return ends || after.substr(0, word.size()) == word;
  });
}

// "AとBの提携は簡単ではない", "A与B的合作并不简单": what is said of the deal is denied, not the deal, unless it is said
// to be a fact (提携は事実ではない). A Japanese noun of the relation is told by the mark behind it, a Chinese one by 的.
bool denies_what_is_said_of_it(const CompiledRelations& relations, const Segment& segment, Span predicate,
                               const CueHit& hit) {
  if (segment.language == Language::en || hit.position < predicate.end) return false;
  const auto words = [&](const char* name) -> const std::vector<std::string>& {
    return relations.rules->words(segment.language, name);
  };
  const std::string_view typed = segment.typed;
  const std::string_view after = typed.substr(predicate.end), before = typed.substr(0, predicate.begin);
  const auto marks = [&](const std::string& mark) {
    return segment.language == Language::ja ? after.starts_with(mark) : before.ends_with(mark);
  };
  const std::vector<std::string>& nominal = words("nominal_mark");
  if (std::none_of(nominal.begin(), nominal.end(), marks)) return false;
  const std::string_view cue = typed.substr(hit.position, hit.end - hit.position);
  const std::vector<std::string>& denials = words("predicative_denial");
  if (std::none_of(denials.begin(), denials.end(), [&](const std::string& word) { return cue == word; })) return false;
  const std::vector<std::string>& facts = words("fact_noun");
  return std::none_of(facts.begin(), facts.end(), [&](const std::string& fact) {
    return segment.language == Language::ja ? typed.substr(0, hit.position).ends_with(fact)
                                            : typed.substr(hit.end).starts_with(fact);
  });
}

}  // namespace

Span clause_around(const CompiledRelations& relations, const Segment& segment, Span predicate) {
  const CompiledGrammar& grammar = relations.grammars[static_cast<size_t>(segment.language)];
  const bool spaced = segment.language == Language::en;
  Span clause{0, static_cast<uint32_t>(segment.typed.size())};
  for (uint32_t at = 0; at < segment.typed.size(); ++at) {
    const uint32_t size = literal_at(segment.typed, at, grammar.clause_ends, spaced);
    if (size == 0) continue;
    if (at + size <= predicate.begin) clause.begin = at + size;
    const bool ends_predicate = at > predicate.begin && at < predicate.end && at + size >= predicate.end;  // 公開し、
    if (at >= predicate.end || ends_predicate) {
      clause.end = std::max(at + size, predicate.end);
      break;
    }
  }
  return clause;
}

ClauseStatus clause_status(const CompiledRelations& relations, const Segment& segment, Span predicate,
                           uint32_t reading_end) {
  ClauseStatus out;
  if (is_question(segment, predicate)) {
    out.irrealis = true;
    out.words = {static_cast<uint32_t>(segment.typed.rfind('?')), static_cast<uint32_t>(segment.typed.rfind('?')) + 1};
    return out;
  }
  Span clause = clause_around(relations, segment, predicate);
  if (segment.language == Language::ja && reading_end > predicate.end) clause.end = std::min(clause.end, reading_end);
  const auto blocks_denial = [&](const CueHit& hit) {
    return std::any_of(segment.cues.begin(), segment.cues.end(), [&](const CueHit& other) {
      return relations.rules->cues[other.cue].blocks_denial && other.position <= hit.end && hit.position <= other.end;
    });
  };
  // "excited to launch", 実現可能性: a longer word says what the shorter one in it does not.
  const auto is_part = [&](const CueHit& hit) {
    return std::any_of(segment.cues.begin(), segment.cues.end(), [&](const CueHit& other) {
      return other.position <= hit.position && hit.end <= other.end &&
             hit.end - hit.position < other.end - other.position;
    });
  };
  int best = 0;
  if (is_negated(relations.grammars[static_cast<size_t>(segment.language)], segment, predicate)) {
    out.status = Status::denied;
    out.words = predicate;
    best = 3;
  }
  for (const CueHit& hit : segment.cues) {
    const Cue& cue = relations.rules->cues[hit.cue];
    if (cue.blocks_denial || is_part(hit) || !stands_on_side(cue, hit, predicate)) continue;
    const bool inside = clause.begin <= hit.position && hit.end <= clause.end;
    if (!inside && !reaches_all(cue, hit, predicate, segment.language)) continue;
    const bool denies = cue.status == Status::denied && !cue.irrealis;
    if (denies && (blocks_denial(hit) || denies_what_is_said_of_it(relations, segment, predicate, hit))) continue;
    if (strength(cue) <= best) continue;
    best = strength(cue);
    out.cue = &cue;
    out.words = {hit.position, hit.end};
    out.irrealis = cue.irrealis;
    out.status = cue.irrealis ? Status::asserted : cue.status;
  }
  if (out.status == Status::rumored && has_named_source(relations, segment)) out.status = Status::asserted;
  return out;
}

}  // namespace whobuilds::relate
