// Pronouns and definite nouns ("it", 同社, 该模型) of a sentence, with what they stand for.
#pragma once

#include <string_view>
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

// "the 744B model" around a size in English text that is folded, up to the sentence's end; empty when it is none.
Span sized_model(std::string_view folded, const recognise::ValueMention& size);

}  // namespace whobuilds::relate
