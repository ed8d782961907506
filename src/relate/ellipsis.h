// Subjects that Japanese and Chinese clauses leave out, put back: "Aは急成長している。Bの主要顧客だ。" and
// "A成立于2019年，为B代工" get "Aは、Bの主要顧客だ" and "A为B代工" as segments of their own, as a pronoun would stand there.
//
// Constructions look for a missing subject themselves (`subjects`); patterns read only what stands there. The added
// segments are for them: they hold no predicates.
#pragma once

#include <vector>

#include "relate/sentence_view.h"
#include "relate/typed_segment.h"

namespace whobuilds::relate {

// `segments`: of the sentence, the main one first; what is added comes last. Does nothing in languages with spaces.
void restore_subjects(const SentenceView& view, std::vector<Segment>& segments);

}  // namespace whobuilds::relate
