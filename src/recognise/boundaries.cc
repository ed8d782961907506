#include "recognise/boundaries.h"

#include "core/utf8.h"

namespace whobuilds::recognise {
namespace {

bool is_lower_ascii(char c) { return c >= 'a' && c <= 'z'; }
bool is_alnum(char c) { return core::is_ascii_alnum(static_cast<unsigned char>(c)); }
bool is_upper(char c) { return core::is_upper_ascii(static_cast<unsigned char>(c)); }
bool is_digit(char c) { return core::is_digit(static_cast<unsigned char>(c)); }

CharClass classify(char32_t c) {
  if (c == '_' || core::is_word(c)) return CharClass::word;
  if (core::is_katakana(c)) return CharClass::katakana;
  if (core::is_cjk(c)) return CharClass::cjk;
  return CharClass::other;
}

constexpr uint32_t kShortName = 4;  // characters up to which capitals decide
constexpr uint32_t kShortCode = 6;  // the same for words with digits ("Step 1")

// Separators that variants of a surface differ in.
bool is_separator(char32_t c) { return c == ' ' || c == '-' || c == 0x30FB; }

}  // namespace

CharClass class_at(std::string_view text, uint32_t at) {
  if (at >= text.size()) return CharClass::other;
  return classify(core::decode(text, at));
}

CharClass class_before(std::string_view text, uint32_t at) {
  if (at == 0) return CharClass::other;
  uint32_t before = core::previous(text, at);
  return classify(core::decode(text, before));
}

bool is_edge(std::string_view text, uint32_t at) {
  const CharClass before = class_before(text, at);
  if (before != CharClass::word && before != CharClass::katakana) return true;
  return class_at(text, at) != before;
}

bool ends_at_boundary(std::string_view text, uint32_t at) {
  if (is_edge(text, at)) return true;
  if (at == 0 || text[at] != 's') return false;
  const char last = text[at - 1];
  return (is_upper(last) || is_digit(last)) && class_at(text, at + 1) != CharClass::word;
}

Continuation continuation(std::string_view text, uint32_t at) {
  if (at == 0 || at + 1 >= text.size()) return Continuation::none;
  const char next = text[at];
  const char after = text[at + 1];
  if (next == '-') return is_upper(after) || is_digit(after) ? Continuation::hyphenated : Continuation::none;
  if (next == '.') {
    if (is_digit(after) && is_digit(text[at - 1])) return Continuation::other_name;
    const bool domain = is_lower_ascii(after) && at + 2 < text.size() && is_alnum(text[at + 2]);
    return domain ? Continuation::other_name : Continuation::none;
  }
  return Continuation::none;
}

bool joined_on_the_left(std::string_view text, uint32_t at) {
  if (at < 2 || text[at - 1] != '.') return false;
  const char before = text[at - 2];
  if (at < text.size() && is_digit(text[at])) return is_digit(before);
  return is_lower_ascii(before) && at < text.size() && is_lower_ascii(text[at]);
}

CasePolicy default_case_policy(std::string_view surface) {
  uint32_t characters = 0, capitals = 0, small = 0, digits = 0;
  bool inner_capital = false, other_script = false, in_word = false;
  for (uint32_t at = 0; at < surface.size();) {
    const char32_t c = core::decode(surface, at);
    ++characters;
    if (core::is_upper_ascii(c)) {
      ++capitals;
      inner_capital = inner_capital || in_word;
    } else if (c >= 'a' && c <= 'z') {
      ++small;
    } else if (core::is_digit(c)) {
      ++digits;
    } else if (c >= 0x80) {
      other_script = true;
    }
    in_word = core::is_word(c);
  }
  if (capitals + small == 0) return CasePolicy::any;
  if (characters <= kShortName) {
    // One capital and digits (H100, T4) or letters: what is written small is something else.
    if (small == 0) return CasePolicy::exact;
    return capitals == 1 && !inner_capital ? CasePolicy::exact_or_upper : CasePolicy::exact;
  }
  const bool begins_with_capital = core::is_upper_ascii(static_cast<unsigned char>(surface[0]));
  if (!begins_with_capital || inner_capital || other_script) return CasePolicy::any;
  return digits == 0 || characters <= kShortCode ? CasePolicy::capitalised : CasePolicy::any;
}

bool case_allows(CasePolicy policy, std::string_view listed, std::string_view written) {
  if (policy == CasePolicy::any) return true;
  bool exact = true, all_upper = true;
  uint32_t i = 0, j = 0;
  while (i < listed.size() && j < written.size()) {
    uint32_t next_i = i, next_j = j;
    const char32_t a = core::decode(listed, next_i);
    const char32_t b = core::decode(written, next_j);
    if (is_separator(a) && a != b) {
      i = next_i;
      continue;
    }
    if (is_separator(b) && a != b) {
      j = next_j;
      continue;
    }
    if (a != b) exact = false;
    if (b >= 'a' && b <= 'z') all_upper = false;
    i = next_i;
    j = next_j;
  }
  switch (policy) {
    case CasePolicy::any: return true;
    case CasePolicy::exact: return exact;
    case CasePolicy::exact_or_upper: return exact || all_upper;
    case CasePolicy::capitalised: return core::is_upper_ascii(static_cast<unsigned char>(written[0]));
  }
  return true;
}

}  // namespace whobuilds::recognise
