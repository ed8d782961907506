#include "relate/sentence_view.h"

#include <algorithm>

#include "core/utf8.h"
#include "relate/discourse.h"

namespace whobuilds::relate {

SentenceView::SentenceView(const SegmentInput& segment_input, uint32_t sentence, uint32_t first_mention, uint32_t word)
    : input(segment_input),
      index(sentence),
      span(segment_input.text->sentences[sentence].span),
      first_word(word),
      language(segment_input.text->blocks[segment_input.text->sentences[sentence].block].language),
      kind(segment_input.document->blocks[segment_input.text->sentences[sentence].block].kind) {
  if (language == Language::unknown) language = Language::en;
  grammar = &input.relations->grammars[static_cast<size_t>(language)];
  const auto& all = input.resolution->mentions;
  for (uint32_t i = first_mention; i < all.size() && all[i].span.begin < span.end; ++i) {
    if (span.contains(all[i].span)) mentions.push_back(i);
  }
}

const resolve::ResolvedMention* SentenceView::mention_covering(uint32_t at) const {
  const auto after = std::upper_bound(mentions.begin(), mentions.end(), at,
                                      [&](uint32_t place, uint32_t i) { return place < mention(i).span.begin; });
  if (after == mentions.begin()) return nullptr;
  const resolve::ResolvedMention& last = mention(*(after - 1));
  return at < last.span.end ? &last : nullptr;
}

TypeSet SentenceView::types_of(const resolve::ResolvedMention& mention) const {
  const auto& entities = input.resolution->entities;
  TypeSet types = type_bit(entities[mention.entity].type);
  if (mention.alternative != kNoIndex) types |= type_bit(entities[mention.alternative].type);
  return types;
}

bool SentenceView::only_companies(TypeSet types) const {
  return input.discourse != nullptr && (types & ~input.discourse->company_types()) == 0;
}

bool SentenceView::is_company(uint32_t entity) const {
  return only_companies(type_bit(input.resolution->entities[entity].type));
}

uint32_t SentenceView::skip_spaces(uint32_t at) const {
  while (at < span.end && text()[at] == ' ') ++at;
  return at;
}

bool SentenceView::is_in_number(uint32_t at) const {
  const auto digit = [&](uint32_t i) { return i < span.end && core::is_digit(static_cast<unsigned char>(text()[i])); };
  return at > span.begin && digit(at - 1) && digit(at + 1);
}

bool SentenceView::has_finite_verb_at(uint32_t at) const { return finite_verb_at(*grammar, text(), at); }

bool SentenceView::has_predicate(uint32_t begin, uint32_t end, std::string_view inflection, bool whole) const {
  const auto& words = input.recognition->words;
  for (uint32_t i = first_word; i < words.size() && words[i].span.begin < end; ++i) {
    if (words[i].span.begin < begin || (whole && words[i].span.end > end)) continue;
    for (const WordUse& use : input.relations->uses[words[i].word]) {
      if (use.kind == WordUse::Kind::predicate && use.language == language &&
          input.relations->rules->predicates[use.index].inflection == inflection) {
        return true;
      }
    }
  }
  return false;
}

bool finite_verb_at(const CompiledGrammar& grammar, std::string_view sentence, size_t at) {
  const auto skip_spaces = [&] {
    while (at < sentence.size() && sentence[at] == ' ') ++at;
  };
  skip_spaces();
  while (const uint32_t adverb = literal_at(sentence, at, grammar.adverbs, true)) {
    at += adverb;
    skip_spaces();
  }
  if (literal_at(sentence, at, grammar.auxiliaries, true) > 0) return true;
  size_t end = at;
  while (end < sentence.size() && core::is_ascii_alnum(static_cast<unsigned char>(sentence[end]))) ++end;
  const auto verb = grammar.verbs.find(std::string(sentence.substr(at, end - at)));
  return verb != grammar.verbs.end() && (verb->second & (kThirdPerson | kPast)) != 0;
}

}  // namespace whobuilds::relate
