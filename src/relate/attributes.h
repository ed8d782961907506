// Attributes: values beside the words that name them, given to the entity they are said of.
#pragma once

#include <vector>

#include "relate/candidates.h"
#include "relate/discourse.h"
#include "relate/relate.h"
#include "relate/typed_segment.h"

namespace whobuilds::relate {

// Adds the attributes that a sentence states; one that names nothing tells them of the topic. To be called
// after the sentence's relations, whose amounts are not told twice. `first_word`: index of the first word at
// or after the sentence's begin. `readings`: of the sentence; whom one names that continues what is told of another
// ("A led the $20 million round") has none of these values.
void relate_attributes(const RelateInput& input, const Discourse& discourse, uint32_t sentence, uint32_t first_word,
                       const std::vector<Candidate>& readings, LocalFacts& out);

// Adds the quantities that a relation carries (count on contains, amount on invests_in and acquires)
// from the values inside or right beside its evidence.
void add_relation_values(const RelateInput& input, LocalRelation& fact);

// A value as an attribute's quantity, in the attribute's unit.
Quantity quantity_of(const recognise::ValueMention& value, const AttributeType& attribute);

}  // namespace whobuilds::relate
