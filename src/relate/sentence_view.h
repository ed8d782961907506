// A sentence while its segments are built: its text, its names and the words that rules listed. Shared by what
// looks for islands, lists and pronouns.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "relate/typed_segment.h"

namespace whobuilds::relate {

// Views into `input`, which must outlive it. Positions are bytes of the folded text of the document.
class SentenceView {
 public:
  // `first_mention`, `first_word`: as build_segments takes them.
  SentenceView(const SegmentInput& input, uint32_t sentence, uint32_t first_mention, uint32_t first_word);

  const SegmentInput& input;
  const uint32_t index;  // into Text::sentences
  const Span span;
  const uint32_t first_word;  // into Recognition::words
  Language language;          // unknown is read as English
  const CompiledGrammar* grammar;
  BlockKind kind;
  std::vector<uint32_t> mentions;  // of the sentence, into Resolution::mentions

  // The folded text up to the sentence's end.
  std::string_view text() const { return std::string_view(input.text->folded).substr(0, span.end); }
  // Words are told apart by spaces.
  bool spaced() const { return language == Language::en; }

  const resolve::ResolvedMention& mention(uint32_t mention_index) const {
    return input.resolution->mentions[mention_index];
  }
  // Index into Text::blocks.
  uint32_t block() const { return input.text->sentences[index].block; }
  // The mention that covers `at`, or null.
  const resolve::ResolvedMention* mention_covering(uint32_t at) const;
  // Of the mention's reading and of its alternative.
  TypeSet types_of(const resolve::ResolvedMention& mention) const;
  // All types are companies' or organisations'; false without a discourse.
  bool only_companies(TypeSet types) const;
  bool is_company(uint32_t entity) const;

  uint32_t skip_spaces(uint32_t at) const;
  // The comma of 200,000.
  bool is_in_number(uint32_t at) const;
  // Whether an English verb in a finite form, or an auxiliary, stands at `at` (adverbs skipped).
  bool has_finite_verb_at(uint32_t at) const;
  // Whether a predicate of the inflection class begins in [begin, end) (and ends by `end` where `whole`).
  bool has_predicate(uint32_t begin, uint32_t end, std::string_view inflection, bool whole) const;
};

// Whether an English verb in a form that has a subject stands at `at`, behind adverbs. `sentence`: folded, up to its
// end.
bool finite_verb_at(const CompiledGrammar& grammar, std::string_view sentence, size_t at);

}  // namespace whobuilds::relate
