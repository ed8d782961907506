// Which attribute a value is of: the word that names it nearest by, brackets in between not counted; a word names the
// value that is nearest to it, and none of another clause.
#pragma once

#include "relate/value_sentence.h"

namespace whobuilds::relate {

// What a value is said to be.
struct NamedBy {
  const AttributeRule* rule = nullptr;  // null: nothing names it
  Span cue;                             // the word that does; empty where the unit alone says it
};

// Asks only; may be shared between threads.
class ValueCues {
 public:
  // `first_word`: index of the first word at or after the sentence's begin. `sentence` must outlive it.
  ValueCues(const ValueSentence& sentence, uint32_t first_word) : sentence_(sentence), first_word_(first_word) {}

  // Whether the value says anything: it is no amount said once more in another currency, nothing that was so before,
  // and no part of a name.
  bool counts(std::vector<recognise::ValueMention>::const_iterator value) const;
  // The rule whose cue stands nearest to the value.
  NamedBy named_by(const recognise::ValueMention& value) const;
  // The rule that the value's unit alone can say, or null.
  const AttributeRule* rule_without_cue(const recognise::ValueMention& value) const;
  // The rule that names the values of a list ([list.begin, list.end)) of which `value` is one: by the cue nearest
  // before the list, else right behind it; or null.
  const AttributeRule* rule_of_list(const recognise::ValueMention& value, Span list) const;
  // The first cue of the rule within `range` that no word of its veto stands behind, or an empty span.
  Span first_cue(const AttributeRule& rule, Span range) const;

 private:
  bool is_conversion(std::vector<recognise::ValueMention>::const_iterator value) const;
  bool is_former(const recognise::ValueMention& value) const;
  bool is_in_name(const recognise::ValueMention& value) const;
  bool is_in_other_bracket(Span word, Span value) const;
  bool is_nearer_to_another(Span word, const recognise::ValueMention& value) const;
  bool reaches_back(Span value, Span word) const;
  uint32_t window() const;
  bool vetoed(uint32_t rule, Span value) const;
  bool fits(const AttributeRule& rule, const recognise::ValueMention& value) const;
  bool is_plain_count(const AttributeRule& rule, const recognise::ValueMention& value) const;
  uint32_t distance_outside_brackets(Span word, Span value, bool plain = false) const;
  bool is_cue(const WordUse& use) const;

  const ValueSentence& sentence_;
  uint32_t first_word_;
};

}  // namespace whobuilds::relate
