#include "relate/lists.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/utf8.h"
#include "relate/discourse.h"

namespace whobuilds::relate {
namespace {

constexpr std::string_view kCloseQuotes[] = {"」", "』", "”", "\"", "’", "》", "〉", "】"};
constexpr std::string_view kPause = "、";
constexpr std::string_view kFullStop = "。";
constexpr std::string_view kAlso = "も";
constexpr std::string_view kComma = ",";
constexpr std::string_view kCommaAnd = ", and";
constexpr uint32_t kLongestHypernym = 60;     // bytes
constexpr size_t kLongestCounter = 6;         // bytes behind the digits of a count: 個の
constexpr size_t kLongestUnknownMember = 30;  // bytes

// What ends the noun phrase that names a list's kind.
const Literals kPhraseBreaks(std::vector<std::string>{"、", "。", ",", "を", "が", "は"});

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool holds(const Literals& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "192個の", "192 ", "8x", "3个2.6ghz": numbers, each with at most a counter.
bool is_count(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789", kNumber = "0123456789,.";
  const size_t digits = std::min(text.find_first_not_of(kNumber), text.size());
  const size_t next = std::min(text.find_first_of(kDigits, digits), text.size());
  if (next - digits > kLongestCounter) return false;
  return next == text.size() || is_count(text.substr(next));
}

class ListReader {
 public:
  ListReader(const SentenceView& view, const Islands& islands, const Segment& segment, uint32_t index)
      : view_(view),
        islands_(islands),
        segment_(segment),
        grammar_(*view.grammar),
        mention_(view.mention(index).span),
        types_(view.types_of(view.mention(index))) {}

  // Only a list separator stands between the last slot and the mention, and they are of one kind.
  bool joins() const {
    if (segment_.slots.empty() || segment_.slots.back().members.empty()) return false;
    const Slot& last = segment_.slots.back();
    if (!of_one_kind(last.types)) return false;
    const std::string_view separator = separator_behind(last);
    if (separator == kPause && (is_headline_subject(last) || is_closed(last))) return false;
    if (view_.language == Language::zh && is_partner_list(last, separator)) return false;
    if (separator == kAlso) return is_followed_by(kAlso);
    if (separator == kCommaAnd && last.members.size() == 1 && view_.spaced() && is_followed_by_verb()) return false;
    if (separator == kComma && is_run_of_commas(last)) return true;
    // "sells to A and B, C has agreed": the list was an object.
    if (separator == kComma && last.position > 0 && view_.spaced() && is_followed_by_verb()) return false;
    if (separator == kComma && (has_fronted_comma_behind(last) || !comma_is_list(last))) return false;
    return holds(grammar_.list_separators, separator) || names_group(separator);
  }

  // The last slot is the maker of the mention, and before it stand a thing of the mention's kind and a separator.
  bool joins_past_maker() const {
    if (segment_.slots.size() < 2 || view_.input.discourse == nullptr || view_.only_companies(types_)) return false;
    const Slot& maker = segment_.slots.back();
    const Slot& thing = segment_.slots[segment_.slots.size() - 2];
    const bool names_company = (types_ & view_.input.discourse->company_types()) != 0;
    if (maker.members.size() != 1 || !view_.only_companies(maker.types) || thing.members.empty() || names_company)
      return false;
    if (!of_one_kind(thing.types)) return false;
    const std::string_view typed = segment_.typed;
    const std::string_view genitive = trimmed(typed.substr(maker.position + kSlotBytes));
    const uint32_t after = thing.position + kSlotBytes;
    const std::string_view separator = trimmed(typed.substr(after, maker.position - after));
    if (separator == kComma && thing.members.size() == 1 && islands_.fronted_comma != kNone) return false;
    return (genitive.empty() || holds(grammar_.genitives, genitive) || describes(genitive)) &&
           holds(grammar_.list_separators, separator);
  }

  // "、Aの公開基盤であるX": what the member is to its maker.
  bool describes(std::string_view between) const {
    constexpr size_t kLongestDescription = 60;  // bytes
    constexpr std::string_view kCopula = "である";
    if (view_.language != Language::ja || between.size() > kLongestDescription || !between.ends_with(kCopula))
      return false;
    if (literal_at(between, 0, grammar_.genitives, false) == 0) return false;
    for (uint32_t at = 0; at < between.size(); core::decode(between, at)) {
      if (literal_at(between, at, kPhraseBreaks, false) > 0) return false;
    }
    return true;
  }

  // In English, where the catalogue knows of it or nothing goes on behind the name ("Oracle's OpenAI contract").
  bool is_owned() const {
    if (!view_.spaced() || segment_.slots.empty() || !view_.only_companies(types_)) return false;
    const Slot& owner = segment_.slots.back();
    if (owner.members.empty() || !view_.only_companies(owner.types)) return false;
    const std::string_view between = trimmed(std::string_view(segment_.typed).substr(owner.position + kSlotBytes));
    return holds(grammar_.genitives, between) && stands_free();
  }

 private:
  // No noun that the name determines comes behind it.
  bool stands_free() const {
    const uint32_t behind = view_.skip_spaces(mention_.end);
    const std::string_view text = view_.text();
    if (behind >= text.size() || !core::is_ascii_alnum(static_cast<unsigned char>(text[behind]))) return true;
    const auto goes_on_with = [&](const Literals& words) { return literal_at(text, behind, words, true) > 0; };
    return view_.has_finite_verb_at(behind) || separator_at(behind) > 0 || goes_on_with(grammar_.place_marks) ||
           goes_on_with(grammar_.giver_marks) || goes_on_with(grammar_.coordinators) ||
           goes_on_with(grammar_.adjuncts) || goes_on_with(grammar_.relative_pronouns);
  }

  // "AMD and a crop of startups such as Groq": a noun phrase between the conjunction and its examples.
  bool names_group(std::string_view separator) const {
    constexpr size_t kLongestGroup = 60;  // bytes
    if (!view_.spaced() || separator.size() > kLongestGroup) return false;
    if (separator.substr(0, 1) == kComma) separator = trimmed(separator.substr(1));
    const uint32_t joint = literal_at(separator, 0, grammar_.list_separators, true);
    const auto end = static_cast<uint32_t>(separator.size());
    const uint32_t examples = literal_before(separator, end, grammar_.example_marks, true);
    if (joint == 0 || examples == 0 || joint + examples >= end) return false;
    for (uint32_t at = joint; at < end - examples; ++at) {
      if (separator[at] == ',' || separator[at] == ';') return false;
      if (separator[at] == ' ' && finite_verb_at(grammar_, separator, at)) return false;
    }
    return true;
  }

  bool of_one_kind(TypeSet types) const {
    return (list_kind(view_.input.relations->rules->ontology, types) & types_) != 0;
  }

  // What stands between the slot and the mention, without what each member may bring along: an amount
  // ("Amazon $50B、NVIDIA $30B"), its kind and a count ("36 Grace CPUs and 72 Blackwell GPUs").
  std::string_view separator_behind(const Slot& last) const {
    std::string_view between = trimmed(std::string_view(segment_.typed).substr(last.position + kSlotBytes));
    const uint32_t amount = amount_behind(last.span.end);
    if (amount > 0 && amount < between.size()) between = trimmed(between.substr(amount));
    if (between.empty()) return between;
    const uint32_t kind = literal_at(between, 0, grammar_.type_nouns, view_.spaced());
    if (kind > 0 && kind < between.size()) between = trimmed(between.substr(kind));
    const size_t digits = between.find_first_of("0123456789");
    if (digits != std::string_view::npos && digits > 0 && is_count(between.substr(digits)))
      between = trimmed(between.substr(0, digits));
    return without_unknown_members(without_member_nouns(between));
  }

  // "、大北精工、": members whose names nobody knows stand between pauses of a list, without a particle.
  std::string_view without_unknown_members(std::string_view between) const {
    if (view_.spaced() || between.substr(0, kPause.size()) != kPause) return between;
    const size_t next = between.find(kPause, kPause.size());
    if (next == std::string_view::npos || !is_unknown_name(between.substr(kPause.size(), next - kPause.size())))
      return between;
    return without_unknown_members(between.substr(next));
  }

  bool is_unknown_name(std::string_view text) const {
    if (text.empty() || text.size() > kLongestUnknownMember) return false;
    for (uint32_t at = 0; at < text.size();) {
      const char32_t c = core::decode(text, at);
      const bool letter = c < 0x80 && core::is_ascii_alnum(static_cast<unsigned char>(c));
      if (!letter && c != U' ' && !core::is_han(c) && !core::is_katakana(c)) return false;
    }
    return true;
  }

  // "A and existing backers B", "A、フランスの新興企業B": what a member is called before its name.
  std::string_view without_member_nouns(std::string_view separator) const {
    const uint32_t noun = last_member_noun(separator);
    if (noun == 0) return separator;
    return without_member_nouns(trimmed(separator.substr(0, separator.size() - noun)));
  }

  // Bytes of the member noun that ends `text` behind something else, or 0.
  uint32_t last_member_noun(std::string_view text) const {
    const auto end = static_cast<uint32_t>(text.size());
    for (const Literals* nouns : {&grammar_.member_nouns, &grammar_.epithets}) {
      const uint32_t size = literal_before(text, end, *nouns, view_.spaced());
      if (size > 0 && size < end) return size;
    }
    return 0;
  }

  // Bytes of the amount of money right behind `at` (spaces skipped), or 0.
  uint32_t amount_behind(uint32_t at) const {
    const uint32_t begin = view_.skip_spaces(at);
    const auto value = recognise::first_value(*view_.input.recognition, begin);
    const bool money = value != view_.input.recognition->values.end() && value->span.begin == begin &&
                       value->dimension == Dimension::money;
    return money ? value->span.size() : 0;
  }

  // In running English two names are a list when "and" or the like joins them; a bare comma makes one only of
  // three and more ("Waymo, Alphabet's unit, ..." is an apposition).
  bool comma_is_list(const Slot& last) const {
    if (!view_.spaced() || view_.kind == BlockKind::table_cell || last.members.size() > 1) return true;
    // "AMD, Intel and others"
    if (literal_at(view_.text(), view_.skip_spaces(mention_.end), grammar_.list_closers, true) > 0) return true;
    const uint32_t behind = view_.skip_spaces(skip_behind_name(view_, mention_.end, view_.span.end, false));
    const Island* bracket = islands_.beginning_at(behind, kNone);
    const uint32_t at = bracket == nullptr ? behind : bracket->outer.end;
    const uint32_t size = separator_at(view_.skip_spaces(at));
    const bool ends = at >= view_.span.end || view_.text()[at] == '.' || view_.text()[at] == ';';
    if (size == 0 && ends && stands_behind_colon(last)) return true;
    if (size == 0) return view_.kind != BlockKind::paragraph && (at >= view_.span.end || opens_headline(last, at));
    const uint32_t member = view_.skip_spaces(view_.skip_spaces(at) + size);
    const uint32_t next = skip_member_nouns(member);
    return view_.mention_covering(next) != nullptr ||
           (is_last_separator(at, size) && (is_capital(next) || is_determiner(member) || holds_determiner(at, size) ||
                                            names_group(between_names(at))));
  }

  // What stands from `at` to the sentence's next name; "" without one.
  std::string_view between_names(uint32_t at) const {
    const auto next = resolve::first_mention(*view_.input.resolution, at);
    const bool here = next != view_.input.resolution->mentions.end() && next->span.begin < view_.span.end;
    return here ? trimmed(view_.text().substr(at, next->span.begin - at)) : std::string_view();
  }

  // "Investors: Accel, Nvidia."
  bool stands_behind_colon(const Slot& last) const {
    uint32_t at = view_.input.resolution->mentions[last.members.front()].span.begin;
    while (at > view_.span.begin && view_.text()[at - 1] == ' ') --at;
    return at > view_.span.begin && view_.text()[at - 1] == ':';
  }

  // "Lightspeed, Sequoia and Eric Schmidt": a list may end in a name that is none of ours.
  bool is_last_separator(uint32_t at, uint32_t size) const {
    return trimmed(view_.text().substr(view_.skip_spaces(at), size)) != kComma;
  }

  // "AMD, Intel and a crop of startups": or in others that it does not name.
  bool is_determiner(uint32_t at) const {
    return literal_at(view_.text(), at, grammar_.articles, true) > 0 ||
           literal_at(view_.text(), at, grammar_.determiners, true) > 0;
  }

  // Separators such as "and a".
  bool holds_determiner(uint32_t at, uint32_t size) const {
    const std::string_view separator = trimmed(view_.text().substr(view_.skip_spaces(at), size));
    const size_t word = separator.rfind(' ');
    if (word == std::string_view::npos) return false;
    return is_determiner(view_.skip_spaces(at) + static_cast<uint32_t>(word) + 1);
  }

  bool is_capital(uint32_t at) const {
    const std::string& text = view_.input.text->normal;
    return at < view_.span.end && text[at] >= 'A' && text[at] <= 'Z';
  }

  uint32_t skip_member_nouns(uint32_t at) const {
    for (uint32_t size = 1; size > 0 && view_.mention_covering(at) == nullptr;) {
      size = std::max(literal_at(view_.text(), at, grammar_.member_nouns, view_.spaced()),
                      literal_at(view_.text(), at, grammar_.epithets, view_.spaced()));
      at = view_.skip_spaces(at + size);
    }
    return at;
  }

  // "跟投方包括A,B,C": Chinese names of one kind with nothing but commas between them, three at least.
  bool is_run_of_commas(const Slot& last) const {
    if (view_.language != Language::zh) return false;
    const std::string_view text = view_.text();
    if (last.members.size() > 1) {
      uint32_t before = view_.input.resolution->mentions[last.members.back()].span.begin;
      while (before > 0 && text[before - 1] == ' ') --before;
      return before > 0 && text[before - 1] == ',';
    }
    const uint32_t comma = view_.skip_spaces(mention_.end);
    if (comma >= view_.span.end || text[comma] != ',') return false;
    const auto* next = view_.mention_covering(view_.skip_spaces(comma + 1));
    return next != nullptr && (view_.types_of(*next) & types_) != 0;
  }

  // "A与B、C、D合作": "and" between the first two of a list that goes on with pauses is "with", which a list's own
  // "and" between its last two never is.
  bool is_partner_list(const Slot& last, std::string_view separator) const {
    if (last.members.size() != 1 || !holds(grammar_.coordinators, separator)) return false;
    const uint32_t pause = mention_.end;
    if (view_.text().substr(pause, kPause.size()) != kPause) return false;
    const auto* next = view_.mention_covering(pause + static_cast<uint32_t>(kPause.size()));
    return next != nullptr && (view_.types_of(*next) & types_) != 0;
  }

  // "AMD, OpenAI team up", "Microsoft, Nvidia to invest in Anthropic": a headline's comma for "and".
  bool opens_headline(const Slot& last, uint32_t after) const {
    if (last.position != 0 || (view_.kind != BlockKind::heading && view_.kind != BlockKind::title)) return false;
    const std::string_view text = view_.text();
    uint32_t end = after;
    while (end < text.size() && core::is_ascii_alnum(static_cast<unsigned char>(text[end]))) ++end;
    const std::string word(text.substr(after, end - after));
    const auto verb = grammar_.verbs.find(word);
    return word == "to" || (verb != grammar_.verbs.end() && (verb->second & (kBase | kPast)) != 0);
  }

  // "富士通、NECを買収": in a headline the comma behind the first company marks the subject, unless the list goes on.
  bool is_headline_subject(const Slot& last) const {
    if (view_.language != Language::ja || (is_running_text() && ends_with_full_stop())) return false;
    if (last.members.size() != 1 || !view_.only_companies(last.types)) return false;
    if (headline_label(grammar_, std::string_view(segment_.typed).substr(0, last.position)) < last.position)
      return false;
    const uint32_t after = view_.skip_spaces(mention_.end);
    return literal_at(view_.text(), after, grammar_.case_marks, false) > 0 &&
           view_.mention_covering(after) == nullptr && !goes_on(after);
  }

  // "GroqやCerebrasなど、NVIDIAに挑む": the list has ended, the pause begins what is said of it.
  bool is_closed(const Slot& last) const {
    const uint32_t behind = view_.skip_spaces(last.span.end);
    return view_.language == Language::ja && literal_at(view_.text(), behind, grammar_.list_closers, false) > 0;
  }

  bool is_running_text() const { return view_.kind == BlockKind::paragraph || view_.kind == BlockKind::quote; }
  bool ends_with_full_stop() const {
    return view_.text().size() >= kFullStop.size() &&
           view_.text().substr(view_.text().size() - kFullStop.size()) == kFullStop;
  }

  bool goes_on(uint32_t at) const {
    const uint32_t size = separator_at(at);
    return size > 0 && view_.mention_covering(skip_member_nouns(view_.skip_spaces(at + size))) != nullptr;
  }

  uint32_t separator_at(uint32_t at) const {
    return literal_at(view_.text(), at, grammar_.list_separators, view_.spaced());
  }

  // "AもBも使う": each of two that do alike has the mark behind it.
  bool is_followed_by(std::string_view mark) const { return view_.text().substr(mention_.end).starts_with(mark); }

  // "Google brought A to B, and Cursor dropped its model": the name begins a clause.
  bool is_followed_by_verb() const { return view_.has_finite_verb_at(view_.skip_spaces(mention_.end)); }

  bool has_fronted_comma_behind(const Slot& last) const {
    const uint32_t comma = islands_.fronted_comma;
    return comma != kNone && last.span.end <= comma && comma < mention_.begin;
  }

  const SentenceView& view_;
  const Islands& islands_;
  const Segment& segment_;
  const CompiledGrammar& grammar_;
  Span mention_;
  TypeSet types_;
};

// Whether the phrase from `at` whose last word is [word, end) says a relation (など競合モデル). The last word alone
// does not where it is a type noun (など多くのモデル), though it relates two names elsewhere.
bool holds_relation(const SentenceView& view, uint32_t at, uint32_t word, uint32_t end) {
  const bool type_noun = literal_at(view.text(), word, view.grammar->type_nouns, view.spaced()) == end - word;
  return type_noun ? view.has_predicate(at, word, "noun", false) : view.has_predicate(at, end, "noun", true);
}

// The bytes of the words of the list that stand from `at` on without a gap (大手チップメーカー).
uint32_t compound_size(std::string_view text, uint32_t at, const Literals& words) {
  uint32_t end = at;
  while (const uint32_t size = literal_at(text, end, words, false)) end += size;
  return end - at;
}

// "といった中国の新興企業" after a list says what its members are; what marks the list comes after it.
// A noun of relation there (といった競合他社) is read, not skipped.
uint32_t skip_hypernym(const SentenceView& view, uint32_t at, uint32_t end) {
  const std::string_view text = view.text().substr(0, end);
  const uint32_t intro = literal_at(text, at, view.grammar->hypernym_intros, false);
  for (uint32_t word = at + intro; word < std::min(end, at + kLongestHypernym);) {
    const uint32_t tail = compound_size(text, word, view.grammar->hypernym_tails);
    if (tail > 0 && (intro > 0 || core::is_digit(static_cast<unsigned char>(text[word - 1])) || text[word - 1] == ' '))
      return holds_relation(view, at, word, word + tail) ? at : word + tail;
    if (view.mention_covering(word) != nullptr || literal_at(text, word, kPhraseBreaks, false) > 0) break;
    core::decode(text, word);
  }
  return at;
}

// "H100s": an s alone right behind a name.
bool has_plural_s(std::string_view text, uint32_t at) {
  if (at >= text.size() || text[at] != 's') return false;
  return at + 1 == text.size() || !core::is_ascii_alnum(static_cast<unsigned char>(text[at + 1]));
}

uint32_t skip_close_quotes(std::string_view text, uint32_t at) {
  for (const std::string_view quote : kCloseQuotes) {
    if (text.substr(at, quote.size()) == quote) at += static_cast<uint32_t>(quote.size());
  }
  return at;
}

}  // namespace

Joining joining(const SentenceView& view, const Islands& islands, const Segment& segment, uint32_t index) {
  const ListReader reader(view, islands, segment, index);
  if (reader.joins()) return Joining::list;
  if (reader.is_owned()) return Joining::owned;
  return reader.joins_past_maker() ? Joining::list_past_maker : Joining::none;
}

uint32_t skip_behind_name(const SentenceView& view, uint32_t at, uint32_t end, bool company) {
  const Literals& type_nouns = company ? view.grammar->company_nouns : view.grammar->type_nouns;
  const std::string_view text = view.text().substr(0, end);
  if (view.spaced() && has_plural_s(text, at)) ++at;
  for (bool more = true; more && at < end;) {
    const uint32_t begin = at;
    at = skip_close_quotes(text, at);
    uint32_t word = at;
    while (word < end && text[word] == ' ') ++word;
    if (const uint32_t skipped = skip_hypernym(view, at, end); skipped > at) return skipped;
    uint32_t size = literal_at(text, word, type_nouns, view.spaced());
    if (size == 0) size = literal_at(text, word, view.grammar->list_closers, view.spaced());
    if (size > 0 && view.mention_covering(word) == nullptr) at = word + size;
    more = at > begin;
  }
  return at;
}

}  // namespace whobuilds::relate
