// Whose a value is. In this order: the name before the bracket that the value stands in, the name that the value's
// relative clause describes ("20億ドルを超えるA"), the clause's subject for what companies have and the nearest name
// for what things have, the subject of an earlier clause, the topic.
#pragma once

#include <vector>

#include "relate/candidates.h"
#include "relate/discourse.h"
#include "relate/value_sentence.h"

namespace whobuilds::relate {

// A mention that may have a value.
struct Holder {
  Span mention;             // normalised
  uint32_t entity = kNone;  // into Resolution::entities
};

// Asks only; may be shared between threads.
class ValueHolders {
 public:
  // All must outlive it. `readings`: of the sentence.
  ValueHolders(const ValueSentence& sentence, const Discourse& discourse, const std::vector<Candidate>& readings)
      : sentence_(sentence), discourse_(discourse), readings_(readings) {}

  // The entity that has the value, or kNone. `cue`: the word that names it; `confidence` falls with what is recalled.
  uint32_t holder(const AttributeType& attribute, const recognise::ValueMention& value, Span cue,
                  double& confidence) const;
  // The mentions within `range` that may have the attribute; what is only compared with may not.
  std::vector<Holder> fitting(TypeSet types, Span range) const;

 private:
  // The mentions within `range` that may have the attribute, compared ones and all.
  std::vector<Holder> named_in(TypeSet types, Span range) const;
  bool is_told_of_another(AttributeId attribute, uint32_t entity) const;
  bool may_recall(const recognise::ValueMention& value) const;
  bool has_own_subject(Span value) const;
  uint32_t meant_before(const recognise::ValueMention& value, TypeSet types, const std::vector<Holder>& holders,
                        double& confidence) const;
  bool refers_before(const recognise::ValueMention& value, TypeSet types) const;
  bool is_compared(Span mention) const;
  bool determines_noun(Span mention) const;
  bool begins_clause(Span mention) const;
  bool is_oblique(Span mention, bool company) const;
  bool is_topic(Span mention) const;
  bool describes(Span value, Span mention) const;
  uint32_t named_in_row(TypeSet types, bool told) const;
  uint32_t released_in(const std::vector<Holder>& holders, Span clause, Span cue) const;
  bool describes_common_noun(Span value) const;
  uint32_t topic_in(const std::vector<Holder>& holders) const;
  const Holder* before_value(const std::vector<Holder>& holders, Span value, Span range, bool subject) const;

  const ValueSentence& sentence_;
  const Discourse& discourse_;
  const std::vector<Candidate>& readings_;
};

}  // namespace whobuilds::relate
