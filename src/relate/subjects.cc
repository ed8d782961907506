#include "relate/subjects.h"

#include <algorithm>

#include "relate/dated_entries.h"
#include "relate/status.h"

namespace whobuilds::relate {
namespace {

constexpr std::string_view kPause = "、";
constexpr std::string_view kPauses = ",;";  // between clauses, as normalised
constexpr char kColon = ':';                // a headline goes on behind it
constexpr uint32_t kOpeningWords = 20;      // bytes before the noun that a sentence begins with

// は, には, では at `at`.
bool is_topic(const CompiledGrammar& rules, std::string_view typed, uint32_t at) {
  const uint32_t oblique = literal_at(typed, at, rules.case_marks, false);
  const uint32_t mark = at + oblique;
  return literal_at(typed, mark, rules.topic_marks, false) > 0 &&
         literal_at(typed, mark, rules.weak_topic_marks, false) == 0;
}

}  // namespace

Subjects::Subjects(const RelateInput& input, TypeSet companies)
    : input_(input), companies_(companies), develops_(input.rules->ontology.find_relation("develops")) {}

const CompiledGrammar& Subjects::grammar(const Segment& segment) const {
  return input_.relations->grammars[static_cast<size_t>(segment.language)];
}

bool Subjects::may_be_left_out(const Segment& segment, Span predicate) const {
  return segment.language != Language::en || is_fragment(segment) || opens(segment, predicate) ||
         names_role(segment, predicate);
}

bool Subjects::is_subject_of_earlier_verb(const Segment& segment, uint32_t slot, Span predicate) const {
  if (segment.language != Language::ja || slot == kNone) return false;
  const CompiledGrammar& rules = grammar(segment);
  const uint32_t begin = segment.slots[slot].position;
  if (literal_at(segment.typed, begin + kSlotBytes, rules.weak_topic_marks, false) == 0) return false;
  const bool topic = std::any_of(segment.slots.begin(), segment.slots.begin() + slot, [&](const Slot& other) {
    return is_topic(rules, segment.typed, other.position + kSlotBytes);
  });
  return topic && std::any_of(segment.predicates.begin(), segment.predicates.end(), [&](const PredicateHit& hit) {
           return hit.typed.begin > begin && hit.typed.end < predicate.begin &&
                  segment.typed.find(kPause, hit.typed.end) < predicate.begin;
         });
}

bool Subjects::has_own_subject(const Segment& segment, Span predicate) const {
  const CompiledGrammar& rules = grammar(segment);
  const uint32_t begin = clause_around(*input_.relations, segment, predicate).begin;
  for (uint32_t at = begin; at < predicate.begin && at < segment.typed.size(); ++at) {
    const uint32_t size = literal_at(segment.typed, at, rules.own_subject_marks, false);
    if (size == 0) continue;
    const bool after_slot = at >= begin + kSlotBytes && segment.typed[at - 1] == kSlotEnd;
    if (!after_slot && at > begin) return true;
  }
  return false;
}

// 在, 通过 before the slot.
bool Subjects::is_place(const Segment& segment, const Slot& slot) const {
  std::string_view before = std::string_view(segment.typed).substr(0, slot.position);
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  const Literals& marks = grammar(segment).place_marks;
  return std::any_of(marks.begin(), marks.end(), [before](const std::string& mark) {
    return before.size() >= mark.size() && before.substr(before.size() - mark.size()) == mark;
  });
}

// Where the first predicate begins that is no part of a compound ("-backed") and, in Chinese, no noun (主力产品) and
// no modifier (刚发布的); the segment's end without one.
uint32_t Subjects::first_verb(const Segment& segment) const {
  for (const PredicateHit& hit : segment.predicates) {
    if (segment.language == Language::zh && (is_noun(hit) || is_attributive(segment, hit))) continue;
    if (hit.typed.begin == 0 || segment.typed[hit.typed.begin - 1] != '-') return hit.typed.begin;
  }
  return static_cast<uint32_t>(segment.typed.size());
}

bool Subjects::is_noun(const PredicateHit& hit) const {
  return input_.rules->predicates[hit.group].inflection == "noun";
}

bool Subjects::is_attributive(const Segment& segment, const PredicateHit& hit) const {
  return literal_at(segment.typed, hit.stem_end, grammar(segment).relative_marks, false) > 0;
}

// "Nvidia-backed CoreWeave", "Nvidia's rival AMD", 华为研发的昇腾: an English or Chinese name that says of which
// another one is.
bool Subjects::is_modifier(const Segment& segment, const Slot& slot) const {
  if (segment.language == Language::ja) return false;
  const uint32_t end = slot.position + kSlotBytes;
  const bool english = segment.language == Language::en;
  if (english && segment.typed.compare(end, 1, "-") == 0) return true;
  return literal_at(segment.typed, end, grammar(segment).genitives, english) > 0 || modifies_by_clause(segment, end);
}

// "A研发的B": the next predicate behind `at`, in the same clause, is a modifier's.
bool Subjects::modifies_by_clause(const Segment& segment, uint32_t at) const {
  if (segment.language != Language::zh) return false;
  const auto next = std::find_if(segment.predicates.begin(), segment.predicates.end(),
                                 [&](const PredicateHit& hit) { return hit.typed.begin >= at && !is_noun(hit); });
  return next != segment.predicates.end() && is_attributive(segment, *next) &&
         segment.typed.find_first_of(kPauses, at) >= next->typed.begin;
}

uint32_t Subjects::subject_before(const Segment& segment, Span matched, TypeSet types) const {
  const CompiledGrammar& rules = grammar(segment);
  uint32_t found = kNone;
  for (uint32_t i = 0; i < segment.slots.size(); ++i) {
    const Slot& slot = segment.slots[i];
    if (slot.position >= matched.begin) break;
    if ((slot.types & types) == 0) continue;
    // "可在B下载": where something is had is no subject.
    if (segment.language == Language::zh && is_place(segment, slot)) continue;
    if (segment.language != Language::ja) {
      // A subject stands before the first verb.
      if (slot.position >= first_verb(segment)) return found;
      if (!is_modifier(segment, slot)) return i;
      if (found == kNone) found = i;
      continue;
    }
    if (is_subject_of_earlier_verb(segment, i, matched)) continue;
    if (literal_at(segment.typed, slot.position + kSlotBytes, rules.topic_marks, false) > 0 ||
        (found == kNone && is_topic(rules, segment.typed, slot.position + kSlotBytes)))
      found = i;
  }
  return found;
}

uint32_t Subjects::released_before(const Segment& segment, Span matched, TypeSet types) const {
  if (segment.language != Language::zh || (types & companies_) != 0) return kNone;
  uint32_t found = kNone;
  for (const PredicateHit& hit : segment.predicates) {
    const CompiledPredicate& predicate = input_.relations->predicates[hit.group];
    if (predicate.rule->relation != develops_ || predicate.rule->inflection != "verb") continue;
    size_t pause = segment.typed.find_first_of(kPauses, hit.typed.end);
    if (pause >= matched.begin) pause = segment.typed.find(kColon, hit.typed.end);
    if (pause >= matched.begin) break;
    if (find_veto(segment, predicate, hit.typed) != nullptr) continue;
    for (uint32_t i = 0; i < segment.slots.size(); ++i) {
      const Slot& slot = segment.slots[i];
      // "发布X系列的首款模型，X-2，": an apposition says which it is.
      const size_t behind = slot.position + kSlotBytes;
      const bool apposed = slot.position == pause + 1 && segment.typed.find_first_of(kPauses, behind) == behind;
      if (apposed) pause = behind;
      if (slot.position >= hit.typed.end && slot.position < pause && (slot.types & types) != 0) found = i;
    }
  }
  return found;
}

bool Subjects::is_noun(const Segment& segment, Span predicate) const {
  return std::any_of(segment.predicates.begin(), segment.predicates.end(),
                     [&](const PredicateHit& hit) { return hit.typed == predicate && is_noun(hit); });
}

// "A is an early customer.": the sentence's only name and a noun that asks for another one.
bool Subjects::names_role(const Segment& segment, Span predicate) const {
  return segment.slots.size() == 1 && segment.slots.front().position < predicate.begin && is_noun(segment, predicate);
}

// "Competes with B.", "Other investors include B.": a sentence that begins with the predicate leaves out what its
// other argument is.
bool Subjects::opens(const Segment& segment, Span predicate) const {
  const bool noun = is_noun(segment, predicate);
  uint32_t at = 0;
  while (at < predicate.begin) {
    const uint32_t size = segment.typed[at] == ' ' ? 1 : literal_at(segment.typed, at, grammar(segment).adverbs, true);
    if (size == 0) break;
    at += size;
  }
  if (at >= predicate.begin) return true;
  if (!noun || predicate.begin > kOpeningWords) return false;
  if (literal_at(segment.typed, 0, grammar(segment).noun_introductions, true) > 0) return false;
  return segment.slots.empty() || segment.slots.front().position > predicate.begin;
}

bool Subjects::is_fragment(const Segment& segment) const {
  const uint32_t block = input_.text->sentences[segment.sentence].block;
  const BlockKind kind = input_.document->blocks[block].kind;
  return kind == BlockKind::list_item || kind == BlockKind::table_cell ||
         is_dated_entry(*input_.text, *input_.recognition, block);
}

}  // namespace whobuilds::relate
