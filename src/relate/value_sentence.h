// A sentence as its values are read: its text, and what brackets and clauses say of where a value stands. Shared by
// what tells which attribute a value is of (value_cues.h) and whose it is (value_holders.h).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "relate/relate.h"
#include "relate/typed_segment.h"

namespace whobuilds::relate {

// Bytes between two stretches, 0 when they touch or overlap.
uint32_t distance(Span a, Span b);

// Views into `input`, which must outlive it. Positions are bytes of the folded text of the document, which are those
// of the normalised one.
class ValueSentence {
 public:
  // `index`: into Text::sentences.
  ValueSentence(const RelateInput& input, uint32_t index);

  const RelateInput& input;
  const uint32_t index;
  const Span span;
  const std::string_view text;  // folded, up to the sentence's end
  Language language;            // unknown is read as English
  const CompiledGrammar* grammar;
  BlockKind kind;

  // Words are told apart by spaces.
  bool is_spaced() const { return language == Language::en; }
  // The open bracket that encloses `at`, or kNone.
  uint32_t bracket_before(uint32_t at) const;
  // Whether a clause ends at `at`; not at the mark behind a date that the sentence begins with ("2024年3月：", "In May
  // 2024,"): it dates what follows.
  bool ends_clause(uint32_t at) const;
  // The last place of a sentence with values before `at` where a clause ends, the first one from `at` on; or kNone.
  uint32_t last_end_before(uint32_t at) const;
  uint32_t first_end_from(uint32_t at) const;
  // The clause around `value`, which lies in the sentence.
  Span clause_of(Span value) const;
  // Whether one of the words stands right before `at`, spaces between.
  bool stands_behind(uint32_t at, const Literals& words) const;
  // Where that mark stands, or kNone.
  uint32_t mark_behind_date() const { return mark_behind_date_; }
  // Where the text goes on behind the mention, its closing quote, a bracket and spaces.
  uint32_t behind(Span mention) const;

 private:
  uint32_t find_mark_behind_date() const;

  uint32_t mark_behind_date_ = kNone;
  std::vector<uint32_t> clause_ends_;  // where clauses end in the sentence, ascending; none where it has no value
};

}  // namespace whobuilds::relate
