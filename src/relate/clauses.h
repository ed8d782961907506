// Clauses of their own: verb phrases that share a subject, and relative clauses, each with its subject before it.
//
// "A bought B and trained C" becomes "A bought B" and "A trained C"; ", which is made by D" behind a name becomes
// "<name> is made by D". Constructions then meet simple clauses only. Spaced languages (English) alone: Japanese
// and Chinese clauses leave their subjects to the topic.
#pragma once

#include <vector>

#include "relate/typed_segment.h"

namespace whobuilds::relate {

// Takes the segments of one sentence with their words, and adds segments at the end. What is cut out of a segment
// stands in one of the added ones; slots that islands hang on are found again in `host_segment` and `host_slot`.
void split_clauses(const CompiledGrammar& grammar, std::vector<Segment>& segments);

}  // namespace whobuilds::relate
