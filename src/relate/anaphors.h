// Pronouns and definite nouns ("it", 同社, 该模型) of a sentence, with what they stand for.
#pragma once

#include <vector>

#include "relate/discourse.h"
#include "relate/sentence_view.h"

namespace whobuilds::relate {

struct Anaphor {
  Span span;  // normalised
  Antecedent antecedent;
};

// Ascending, without overlaps, none inside a mention; those without an antecedent are left out. None without a
// discourse.
std::vector<Anaphor> find_anaphors(const SentenceView& view);

}  // namespace whobuilds::relate
