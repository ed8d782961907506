// Subjects that a predicate's clause leaves out: whether one may be left out there, and which name of the sentence it
// then is.
#pragma once

#include <cstdint>

#include "relate/relate.h"
#include "relate/typed_segment.h"

namespace whobuilds::relate {

class Subjects {
 public:
  // `input` must outlive it. `companies`: the types of companies and organisations.
  Subjects(const RelateInput& input, TypeSet companies);

  // Whether the predicate's clause has a subject that is no name ("多くの企業が…採用"): nothing is left out then.
  bool has_own_subject(const Segment& segment, Span predicate) const;

  // Whether an argument may stand outside the sentence. English leaves one out only in fragments, before a predicate
  // that the sentence begins with, and beside a noun that asks for another name.
  bool may_be_left_out(const Segment& segment, Span predicate) const;

  // List items, headings and cells leave their subject out in English too.
  bool is_fragment(const Segment& segment) const;

  // "AにはBが出資しており、Cと提携している": が marks the subject of its own verb where another topic holds the
  // sentence. `slot` may be kNone.
  bool is_subject_of_earlier_verb(const Segment& segment, uint32_t slot, Span predicate) const;

  // Index of the topic-marked slot (ja) or the first slot (en, zh) of `types` that is no modifier before `matched`, a
  // stretch of typed text; else of the first one, or kNone.
  uint32_t subject_before(const Segment& segment, Span matched, TypeSet types) const;

  // "A发布B，在C上超过D": a Chinese sentence goes on with what an earlier clause of it said was released. Index of the
  // slot, or kNone.
  uint32_t released_before(const Segment& segment, Span matched, TypeSet types) const;

 private:
  const CompiledGrammar& grammar(const Segment& segment) const;
  bool is_place(const Segment& segment, const Slot& slot) const;
  uint32_t first_verb(const Segment& segment) const;
  bool is_noun(const PredicateHit& hit) const;
  bool is_noun(const Segment& segment, Span predicate) const;
  bool is_attributive(const Segment& segment, const PredicateHit& hit) const;
  bool is_modifier(const Segment& segment, const Slot& slot) const;
  bool modifies_by_clause(const Segment& segment, uint32_t at) const;
  bool names_role(const Segment& segment, Span predicate) const;
  bool opens(const Segment& segment, Span predicate) const;

  const RelateInput& input_;
  TypeSet companies_;
  RelationId develops_;
};

}  // namespace whobuilds::relate
