#include "relate/value_cues.h"

#include <algorithm>

#include "core/utf8.h"

namespace whobuilds::relate {
namespace {

// In bytes.
constexpr uint32_t kCueWindow = 48;      // between a value and the word that names it
constexpr uint32_t kCueWindowCjk = 84;   // the same where a character has three bytes
constexpr uint32_t kCountWindow = 20;    // the same for a plain count
constexpr uint32_t kJoinedCue = 24;      // between a value and a word behind it that it belongs to
constexpr uint32_t kApproximation = 12;  // "約", "about ", "or ": what may stand between a bracket and its value
constexpr uint32_t kVetoWindow = 48;     // around a value, within its clause
constexpr std::string_view kYet = ", yet";
constexpr std::string_view kComma = "、";
constexpr double kLeastCount = 100;  // of users and shipments
constexpr double kLeastMoney = 1e4;  // a company's; less is a price
constexpr double kLeastParameters = 1e6;
constexpr double kLeastTokens = 1e3;

using recognise::ValueMention;

// A bare 1900 to 2100.
bool is_year(const ValueMention& value) {
  return value.text.empty() && value.span.size() == 4 && value.high >= 1900 && value.high <= 2100;
}

}  // namespace

bool ValueCues::counts(std::vector<ValueMention>::const_iterator value) const {
  return !is_conversion(value) && !is_former(*value) && !is_in_name(*value);
}

NamedBy ValueCues::named_by(const ValueMention& value) const {
  NamedBy best;
  uint32_t best_distance = window();
  const auto& words = sentence_.input.recognition->words;
  const uint32_t from = value.span.begin > 4 * window() ? value.span.begin - 4 * window() : 0;
  const auto near =
      std::lower_bound(words.begin() + first_word_, words.end(), from,
                       [](const recognise::WordMention& word, uint32_t at) { return word.span.begin < at; });
  const uint32_t to = std::min(sentence_.span.end, value.span.end + 4 * window());
  for (auto i = static_cast<uint32_t>(near - words.begin()); i < words.size() && words[i].span.begin < to; ++i) {
    const uint32_t apart = distance_outside_brackets(words[i].span, value.span);
    if (apart >= best_distance ||
        (words[i].span.begin != value.span.begin && is_in_other_bracket(words[i].span, value.span)))
      continue;
    for (const WordUse& use : sentence_.input.relations->uses[words[i].word]) {
      if (!is_cue(use)) continue;
      const AttributeRule& rule = sentence_.input.rules->attribute_rules[use.index];
      if (vetoed(use.index, value.span)) continue;
      if (is_nearer_to_another(words[i].span, value) || reaches_back(value.span, words[i].span)) continue;
      if (!fits(rule, value) && !(use.counts && apart <= kCountWindow && is_plain_count(rule, value))) continue;
      // A rule that its unit alone can say gives way to a more special word in the same window
      // (17億パラメータのみを活性化).
      const uint32_t counted = rule.required || apart > 0 ? apart : window() - 1;
      if (counted >= best_distance) continue;
      best = {&rule, words[i].span};
      best_distance = counted;
    }
  }
  return best;
}

const AttributeRule* ValueCues::rule_without_cue(const ValueMention& value) const {
  const auto& rules = sentence_.input.rules->attribute_rules;
  for (uint32_t i = 0; i < rules.size(); ++i) {
    const bool spoken = rules[i].language == sentence_.language || rules[i].language == Language::unknown;
    if (spoken && !rules[i].required && fits(rules[i], value) && !vetoed(i, value.span)) return &rules[i];
  }
  return nullptr;
}

const AttributeRule* ValueCues::rule_of_list(const ValueMention& value, Span list) const {
  const AttributeRule* rule = nullptr;
  const auto& words = sentence_.input.recognition->words;
  for (uint32_t i = first_word_; i < words.size() && words[i].span.begin < sentence_.span.end; ++i) {
    const bool before = words[i].span.end <= list.begin;
    const bool behind = words[i].span.begin >= list.end && words[i].span.begin - list.end <= kCountWindow;
    if (!before && (rule != nullptr || !behind)) continue;
    for (const WordUse& use : sentence_.input.relations->uses[words[i].word]) {
      if (!is_cue(use)) continue;
      const AttributeRule& candidate = sentence_.input.rules->attribute_rules[use.index];
      if (fits(candidate, value) && !vetoed(use.index, words[i].span)) rule = &candidate;
    }
  }
  return rule;
}

Span ValueCues::first_cue(const AttributeRule& rule, Span range) const {
  const auto& words = sentence_.input.recognition->words;
  for (uint32_t i = first_word_; i < words.size() && words[i].span.begin < range.end; ++i) {
    if (words[i].span.begin < range.begin) continue;
    for (const WordUse& use : sentence_.input.relations->uses[words[i].word]) {
      const bool cue = is_cue(use) && &sentence_.input.rules->attribute_rules[use.index] == &rule;
      if (cue && !vetoed(use.index, words[i].span)) return words[i].span;
    }
  }
  return {};
}

// Cues of the sentence's language, and English ones anywhere.
bool ValueCues::is_cue(const WordUse& use) const {
  return use.kind == WordUse::Kind::attribute_cue &&
         (use.language == sentence_.language || use.language == Language::en);
}

// "約90億ドル(約1.4兆円)": the same amount once more.
bool ValueCues::is_conversion(std::vector<ValueMention>::const_iterator value) const {
  if (value->dimension != Dimension::money || value == sentence_.input.recognition->values.begin()) return false;
  const uint32_t open = sentence_.bracket_before(value->span.begin);
  if (open == kNone || value->span.begin - open > kApproximation) return false;
  const ValueMention& before = *(value - 1);
  return before.dimension == value->dimension && before.unit != value->unit && before.span.end <= open &&
         open - before.span.end <= kApproximation && sentence_.span.contains(before.span);
}

// "$90 million, up from $3 million", "从1B提升到10B", "3億ドルから10億ドルへ": what it was before.
bool ValueCues::is_former(const ValueMention& value) const {
  if (value.dimension == Dimension::date) return false;
  const bool marked = sentence_.language == Language::ja
                          ? literal_at(sentence_.text, value.span.end, sentence_.grammar->former_marks, false) > 0
                          : sentence_.stands_behind(value.span.begin, sentence_.grammar->former_marks);
  if (!marked) return false;
  const auto& values = sentence_.input.recognition->values;
  for (auto other = recognise::first_value(*sentence_.input.recognition, sentence_.span.begin);
       other != values.end() && other->span.begin < sentence_.span.end; ++other) {
    const bool later = sentence_.language == Language::en || other->span.begin > value.span.begin;
    if (later && other->dimension == value.dimension && !(other->span == value.span)) return true;
  }
  return false;
}

// "GTC 2026", "ICML'24": the year of an event, behind a capitalised word that is no preposition.
bool ValueCues::is_in_name(const ValueMention& value) const {
  if (value.dimension != Dimension::date || value.text.size() != 4) return false;
  const std::string& normal = sentence_.input.text->normal;
  uint32_t end = value.span.begin;
  while (end > sentence_.span.begin && (normal[end - 1] == ' ' || normal[end - 1] == '\'')) --end;
  uint32_t begin = end;
  while (begin > sentence_.span.begin && core::is_ascii_alnum(static_cast<unsigned char>(normal[begin - 1]))) --begin;
  if (begin == end || normal[begin] < 'A' || normal[begin] > 'Z') return false;
  return literal_at(sentence_.text, begin, sentence_.grammar->date_words, true) != end - begin;
}

// "671B(うち37Bがアクティブ)": what stands in a bracket names the values in there.
bool ValueCues::is_in_other_bracket(Span word, Span value) const {
  const uint32_t open = sentence_.bracket_before(word.begin);
  return open != kNone && open != sentence_.bracket_before(value.begin);
}

// "744B, of which 40B active": a cue belongs to the value that is nearest to it.
bool ValueCues::is_nearer_to_another(Span word, const ValueMention& value) const {
  const uint32_t apart = distance_outside_brackets(word, value.span, true);
  const auto& values = sentence_.input.recognition->values;
  const uint32_t from =
      word.begin - sentence_.span.begin > 4 * window() ? word.begin - 4 * window() : sentence_.span.begin;
  for (auto other = recognise::first_value(*sentence_.input.recognition, from);
       other != values.end() && other->span.begin < std::min(sentence_.span.end, word.end + 4 * window()); ++other) {
    const bool plain_count =
        other->dimension == Dimension::count && other->text.empty() && value.dimension == Dimension::parameters;
    if ((other->dimension != value.dimension && !plain_count) || other->span == value.span) continue;
    if (sentence_.bracket_before(other->span.begin) != sentence_.bracket_before(word.begin)) continue;
    if (distance_outside_brackets(word, other->span, true) < apart) return true;
  }
  return false;
}

// "120 billion parameters, yet it activates 12 billion": a word of the next clause.
bool ValueCues::reaches_back(Span value, Span word) const {
  if (!sentence_.is_spaced() || word.begin < value.end) return false;
  for (uint32_t at = value.end; at < word.begin; ++at) {
    if (sentence_.ends_clause(at) || sentence_.text.substr(at, kYet.size()) == kYet) return true;
  }
  return false;
}

uint32_t ValueCues::window() const { return sentence_.is_spaced() ? kCueWindow : kCueWindowCjk; }

// Whether a word beside the value says that it tells of something else ("64 GB DDR5", "116港元/股").
bool ValueCues::vetoed(uint32_t rule, Span value) const {
  const auto& veto = sentence_.input.relations->attribute_vetoes[rule];
  if (veto.empty()) return false;
  uint32_t begin = std::max(sentence_.span.begin, value.begin > kVetoWindow ? value.begin - kVetoWindow : 0);
  if (const uint32_t before = sentence_.last_end_before(value.begin); before != kNone)
    begin = std::max(begin, before + 1);
  const uint32_t end = std::min({value.end + kVetoWindow, sentence_.span.end, sentence_.first_end_from(value.end)});
  const std::string_view window = sentence_.text.substr(begin, end - begin);
  return std::any_of(veto.begin(), veto.end(),
                     [&](const std::string& word) { return window.find(word) != std::string_view::npos; });
}

bool ValueCues::fits(const AttributeRule& rule, const ValueMention& value) const {
  return sentence_.input.rules->ontology.attributes[rule.attribute].dimension == value.dimension &&
         (value.dimension != Dimension::count || (value.high >= kLeastCount && !is_year(value))) &&
         (value.dimension != Dimension::money || value.high >= kLeastMoney);
}

// Large enough, and of nothing else ("6710亿", not "384個").
bool ValueCues::is_plain_count(const AttributeRule& rule, const ValueMention& value) const {
  const Dimension wanted = sentence_.input.rules->ontology.attributes[rule.attribute].dimension;
  if (value.dimension != Dimension::count || !value.text.empty()) return false;
  return (wanted == Dimension::parameters && value.high >= kLeastParameters) ||
         (wanted == Dimension::tokens && value.high >= kLeastTokens);
}

// Between two stretches of the sentence, brackets left out. What follows the value directly ("…ドルの評価額")
// is nearer than what stands before it, what follows behind a comma names the next one; `plain`: all alike.
uint32_t ValueCues::distance_outside_brackets(Span word, Span value, bool plain) const {
  const bool after = word.begin >= value.end;
  if (!after && word.end > value.begin) return 0;
  const Span between = after ? Span{value.end, word.begin} : Span{word.end, value.begin};
  if (between.size() > 4 * window()) return between.size();
  uint32_t apart = 0, depth = 0;
  for (uint32_t at = between.begin; at < between.end; ++at) {
    if (sentence_.text[at] == '(') ++depth;
    if (depth == 0) ++apart;
    if (sentence_.text[at] == ')' && depth > 0) --depth;
  }
  if (!after || plain) return apart;
  const uint32_t mark = sentence_.mark_behind_date();
  const uint32_t begin = between.contains(Span{mark, mark}) ? mark + 1 : between.begin;
  const std::string_view gap = sentence_.text.substr(begin, between.end - begin);
  if (gap.find(kComma) != std::string_view::npos || gap.find(',') != std::string_view::npos)
    return 4 * window();  // of what follows
  return apart <= kJoinedCue ? apart / 4 : apart;
}

}  // namespace whobuilds::relate
