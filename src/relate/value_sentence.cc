#include "relate/value_sentence.h"

#include <algorithm>

#include "core/utf8.h"

namespace whobuilds::relate {
namespace {

constexpr uint32_t kLongestBracket = 400;  // bytes
constexpr uint32_t kLongestClause = 800;
constexpr uint32_t kBeforeDate = 12;  // "date: ", "- in early ": what may stand before a sentence's date

}  // namespace

uint32_t distance(Span a, Span b) {
  return a.end <= b.begin ? b.begin - a.end : b.end <= a.begin ? a.begin - b.end : 0;
}

ValueSentence::ValueSentence(const RelateInput& relate_input, uint32_t sentence)
    : input(relate_input),
      index(sentence),
      span(input.text->sentences[sentence].span),
      text(std::string_view(input.text->folded).substr(0, span.end)),
      language(input.text->blocks[input.text->sentences[sentence].block].language) {
  if (language == Language::unknown) language = Language::en;
  grammar = &input.relations->grammars[static_cast<size_t>(language)];
  kind = input.document->blocks[input.text->sentences[sentence].block].kind;
  const auto value = recognise::first_value(*input.recognition, span.begin);
  if (value == input.recognition->values.end() || value->span.begin >= span.end) return;
  mark_behind_date_ = find_mark_behind_date();
  for (uint32_t at = span.begin; at < span.end; ++at) {
    if (ends_clause(at)) clause_ends_.push_back(at);
  }
}

uint32_t ValueSentence::bracket_before(uint32_t at) const {
  const uint32_t limit = at - span.begin > kLongestBracket ? at - kLongestBracket : span.begin;
  while (at > limit) {
    --at;
    if (text[at] == ')') return kNone;
    if (text[at] == '(') return at;
  }
  return kNone;
}

uint32_t ValueSentence::find_mark_behind_date() const {
  const auto value = recognise::first_value(*input.recognition, span.begin);
  if (value->dimension != Dimension::date || value->span.begin - span.begin > kBeforeDate) return kNone;
  uint32_t at = value->span.end;
  while (at < span.end && (text[at] == ' ' || text[at] == ')' || text[at] == ']')) ++at;
  return ends_clause(at) ? at : kNone;
}

bool ValueSentence::ends_clause(uint32_t at) const {
  if (at == mark_behind_date_) return false;
  if (literal_at(text, at, grammar->clause_ends, is_spaced()) == 0) return false;
  const bool in_number = at > 0 && at + 1 < text.size() && core::is_digit(static_cast<unsigned char>(text[at - 1])) &&
                         core::is_digit(static_cast<unsigned char>(text[at + 1]));
  return !in_number;
}

uint32_t ValueSentence::last_end_before(uint32_t at) const {
  const auto after = std::lower_bound(clause_ends_.begin(), clause_ends_.end(), at);
  return after == clause_ends_.begin() ? kNone : *(after - 1);
}

uint32_t ValueSentence::first_end_from(uint32_t at) const {
  const auto first = std::lower_bound(clause_ends_.begin(), clause_ends_.end(), at);
  return first == clause_ends_.end() ? kNone : *first;
}

Span ValueSentence::clause_of(Span value) const {
  Span clause{value.begin - span.begin > kLongestClause ? value.begin - kLongestClause : span.begin,
              std::min(span.end, value.end + kLongestClause)};
  if (const uint32_t before = last_end_before(value.begin); before != kNone)
    clause.begin = std::max(clause.begin, before);
  clause.end = std::min(clause.end, first_end_from(value.end));
  return clause;
}

bool ValueSentence::stands_behind(uint32_t at, const Literals& words) const {
  const std::string& folded = input.text->folded;
  const uint32_t begin = at < span.begin ? 0 : span.begin;  // the row's head stands in another sentence
  while (at > begin && folded[at - 1] == ' ') --at;
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return word.size() <= at - begin && folded.compare(at - word.size(), word.size(), word) == 0 &&
           !(is_spaced() && cuts_word(folded, at - word.size(), at));
  });
}

uint32_t ValueSentence::behind(Span mention) const {
  uint32_t at = mention.end;
  for (bool more = true; more && at < text.size();) {
    more = false;
    for (const std::string_view closing : {" ", "」", "』", "\"", "”"}) {
      if (text.substr(at, closing.size()) == closing) {
        at += static_cast<uint32_t>(closing.size());
        more = true;
      }
    }
    if (at < text.size() && text[at] == '(') {
      const size_t close = text.find(')', at);
      if (close == std::string_view::npos) break;
      at = static_cast<uint32_t>(close) + 1;
      more = true;
    }
  }
  return at;
}

}  // namespace whobuilds::relate
