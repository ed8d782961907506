// Scores: a number beside a benchmark's name says that something was evaluated on it, whatever the verb.
#pragma once

#include "relate/discourse.h"
#include "relate/local_facts.h"
#include "relate/relate.h"

namespace whobuilds::relate {

// Adds the evaluations of one sentence to `out`, unless the sentence has said them already.
void relate_scores(const RelateInput& input, const Discourse& discourse, uint32_t sentence, LocalFacts& out);

}  // namespace whobuilds::relate
