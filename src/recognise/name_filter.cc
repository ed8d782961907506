#include "recognise/name_filter.h"

#include <algorithm>
#include <string>

#include "core/utf8.h"
#include "text/fold.h"

namespace whobuilds::recognise {
namespace {

constexpr uint32_t kMaxCharacters = 40, kMaxWords = 5, kMaxHan = 8;
constexpr uint32_t kMaxWordsOfPerson = 3;

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}
bool starts_with(std::string_view text, std::string_view begin) { return text.substr(0, begin.size()) == begin; }

template <typename Words>
bool ends_with_any(std::string_view text, const Words& ends) {
  return std::any_of(std::begin(ends), std::end(ends), [text](std::string_view end) { return ends_with(text, end); });
}
template <typename Words>
bool starts_with_any(std::string_view text, const Words& beginnings) {
  return std::any_of(std::begin(beginnings), std::end(beginnings),
                     [text](std::string_view begin) { return starts_with(text, begin); });
}

bool holds(const std::vector<std::string_view>& sorted_words, std::string_view word) {
  return std::binary_search(sorted_words.begin(), sorted_words.end(), word);
}

// The word at the beginning of `text`, which it is taken off, with the space or hyphen behind it.
std::string_view take_word(std::string_view& text, std::string_view separators) {
  const size_t end = std::min(text.find_first_of(separators), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

struct Looks {
  uint32_t characters = 0, words = 1, letters = 0, capitals = 0, digits = 0, hiragana = 0, han = 0, other = 0;
};

Looks looks_of(std::string_view name) {
  constexpr std::u32string_view kInnerMarks = U"-.&+・'/_";
  Looks looks;
  for (uint32_t at = 0; at < name.size();) {
    const char32_t c = core::decode(name, at);
    ++looks.characters;
    if (c == ' ') {
      ++looks.words;
    } else if (core::is_digit(c)) {
      ++looks.digits;
    } else if (core::is_word(c)) {
      ++looks.letters;
      if (core::is_upper_ascii(c)) ++looks.capitals;
    } else if (core::is_hiragana(c)) {
      ++looks.hiragana;
    } else if (core::is_han(c)) {
      ++looks.han;
    } else if (core::is_katakana(c)) {
      ++looks.letters;
    } else if (kInnerMarks.find(c) == kInnerMarks.npos) {
      ++looks.other;
    }
  }
  return looks;
}

// Digits with a dot, and with one letter behind (7b, 128k).
bool is_number(std::string_view word) {
  if (word.size() > 1 && word.back() >= 'a' && word.back() <= 'z') word.remove_suffix(1);
  return std::all_of(word.begin(), word.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

// v7, V2.1: a version that lacks its name.
bool is_bare_version(std::string_view name) {
  return (name[0] == 'v' || name[0] == 'V') && is_number(name.substr(1));
}

}  // namespace

NameFilter::NameFilter(const NameRules& rules)
    : rules_(&rules),
      ordinary_(sorted(rules.ordinary)),
      quantifiers_(sorted(rules.quantifiers)),
      given_names_(sorted(rules.given_names)) {}

NameFilter::Words NameFilter::sorted(const std::vector<std::string>& words) {
  Words out(words.begin(), words.end());
  std::sort(out.begin(), out.end());
  return out;
}

Span NameFilter::trimmed(std::string_view text, Span name) const {
  constexpr std::string_view kMarks[] = {" ", "「", "」", "『", "』", "“", "”", "\"", "'", "《",
                                         "》", ",", ".", ":", ";", "*", "-", "・", "、"};
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::string_view mark : kMarks) {
      if (name.size() > mark.size() && starts_with(text.substr(name.begin), mark)) {
        name.begin += static_cast<uint32_t>(mark.size());
        changed = true;
      }
      if (name.size() > mark.size() && ends_with(text.substr(0, name.end), mark)) {
        name.end -= static_cast<uint32_t>(mark.size());
        changed = true;
      }
    }
    for (const std::string& article : rules_->articles) {
      const std::string_view rest = name.of(text);
      if (rest.size() <= article.size() + 1 || !starts_with(rest, article) || rest[article.size()] != ' ') continue;
      name.begin += static_cast<uint32_t>(article.size()) + 1;
      changed = true;
    }
  }
  return name;
}

bool NameFilter::plausible(std::string_view text, Span name, bool quoted, bool emphasised) const {
  const std::string_view written = name.of(text);
  if (!looks_like_name(written, quoted, emphasised)) return false;
  if (is_titled(text, name) || starts_with_any(text.substr(name.end), rules_->events)) return false;
  if ((!quoted || emphasised) && begins_with_given_name(written)) return false;
  if (ends_with_any(written, rules_->adjective_endings) || is_bare_version(written)) return false;
  const std::string folded = text::folded(written);
  return !begins_with_quantifier(folded) && !all_ordinary(folded);
}

// By its length, its script and its capitals.
bool NameFilter::looks_like_name(std::string_view written, bool quoted, bool emphasised) const {
  constexpr std::string_view kCompanyEnding = "公司";
  const Looks looks = looks_of(written);
  if (looks.characters < 2 || looks.characters > kMaxCharacters || looks.words > kMaxWords || looks.other > 0)
    return false;
  if (looks.letters + looks.han == 0) return false;
  if (looks.hiragana > (quoted ? 1u : 0u)) return false;
  const auto is_in_name = [written](const std::string& word) { return written.find(word) != written.npos; };
  if (looks.han > 0 && std::any_of(rules_->phrase_words.begin(), rules_->phrase_words.end(), is_in_name)) return false;
  if (looks.han > kMaxHan && !ends_with(written, kCompanyEnding)) return false;
  const bool latin_only = looks.han == 0 && looks.hiragana == 0;
  const bool small = latin_only && looks.capitals == 0 && static_cast<unsigned char>(written[0]) < 0x80;
  return !small || emphasised || (quoted && looks.digits > 0);
}

bool NameFilter::is_han_word(std::string_view written) {
  const Looks looks = looks_of(written);
  return looks.letters + looks.digits == 0;
}

// A title right before or behind, or at its begin, makes the name a person's.
bool NameFilter::is_titled(std::string_view text, Span name) const {
  return ends_with_any(text.substr(0, name.begin), rules_->titles_before) ||
         starts_with_any(name.of(text), rules_->titles_before) ||
         starts_with_any(text.substr(name.end), rules_->titles_behind);
}

// A given name and then one or two words that begin with capitals and are not ordinary: a person, not "Alice Robotics".
bool NameFilter::begins_with_given_name(std::string_view written) const {
  if (!holds(given_names_, take_word(written, " "))) return false;
  uint32_t words = 1;
  while (!written.empty()) {
    const std::string_view word = take_word(written, " ");
    if (word.empty() || !core::is_upper_ascii(static_cast<unsigned char>(word[0]))) return false;
    if (holds(ordinary_, text::folded(word))) return false;
    ++words;
  }
  return words >= 2 && words <= kMaxWordsOfPerson;
}

// "Other Telcos", "Many Labs": a phrase about some of a kind.
bool NameFilter::begins_with_quantifier(std::string_view folded) const {
  const std::string_view first = take_word(folded, " ");
  return !folded.empty() && holds(quantifiers_, first);
}

// Whether all words, also the parts around hyphens, are ordinary or numbers.
bool NameFilter::all_ordinary(std::string_view folded) const {
  if (holds(ordinary_, folded)) return true;
  while (!folded.empty()) {
    const std::string_view word = take_word(folded, " -");
    if (!is_number(word) && !holds(ordinary_, word)) return false;
  }
  return true;
}

bool is_quoted(std::string_view text, Span name) {
  constexpr std::string_view kOpen[] = {"「", "『", "“", "\"", "《", "‘", "【"};
  constexpr std::string_view kClose[] = {"」", "』", "”", "\"", "》", "’", "】"};
  return ends_with_any(text.substr(0, name.begin), kOpen) && starts_with_any(text.substr(name.end), kClose);
}

}  // namespace whobuilds::recognise
