#include "resolve/names.h"

#include <algorithm>
#include <array>

#include "core/utf8.h"
#include "text/fold.h"

namespace whobuilds::resolve {
namespace {

using core::is_ascii_alnum;
using core::is_digit;

bool is_separator(char32_t c) {
  return core::is_space(c) || c == '-' || c == '_' || (c >= 0x2010 && c <= 0x2015) || c == 0xB7 || c == 0x30FB;
}

bool is_letter(char32_t c) { return core::is_word(c) && !is_digit(c); }

// What a character is for the borders between segments.
enum class Kind : uint8_t { separator, digit, letter, cjk, other };

Kind kind_of(char32_t c) {
  if (is_separator(c)) return Kind::separator;
  if (is_digit(c)) return Kind::digit;
  if (core::is_cjk(c)) return Kind::cjk;
  if (is_letter(c)) return Kind::letter;
  return Kind::other;
}

// text::name_key, without asking the normaliser about names in ASCII, which most are.
std::string folded_name(std::string_view name) {
  const bool ascii = std::none_of(name.begin(), name.end(), [](char c) { return (c & 0x80) != 0; });
  return ascii ? text::folded(name) : text::name_key(name);
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// Versions written "v2" and names of technologies that end in a number, of which every maker has one.
bool is_shared_technology(const NameRules& names, std::string_view part) {
  size_t letters = 0;
  while (letters < part.size() && !is_digit(static_cast<unsigned char>(part[letters])) && part[letters] != ' ') ++letters;
  const std::string_view stem = part.substr(0, letters);
  if (stem == "v") return true;
  return std::find(names.technologies.begin(), names.technologies.end(), text::folded(stem)) != names.technologies.end();
}

// The words of a name in a spaced script.
std::vector<std::string_view> words_of(std::string_view name) {
  std::vector<std::string_view> words;
  size_t begin = 0;
  for (size_t i = 0; i <= name.size(); ++i) {
    if (i < name.size() && name[i] != ' ' && name[i] != '-') continue;
    if (i > begin) words.push_back(name.substr(begin, i - begin));
    begin = i + 1;
  }
  return words;
}

bool is_bracket_punctuation(char32_t c) {
  switch (c) {
    case ',': case ';': case ':': case '!': case '?': case '/': case '(': case ')': case '[': case ']': case '"':
    case '=': case '+': case '%': case '$': case '<': case '>': case '~': case '*': case '@': case '#': case '|':
    case 0x3001: case 0x3002: case 0x300C: case 0x300D: case 0x201C: case 0x201D: case 0x2192:
      return true;
    default:
      return c < 0x20 || c == 0xFFFD;
  }
}

bool latin_words_capitalised(std::string_view text) {
  for (const std::string_view word : words_of(text)) {
    const bool has_capital = std::any_of(word.begin(), word.end(), [](char c) { return core::is_upper_ascii(c); });
    const bool ascii_letter = (word[0] >= 'a' && word[0] <= 'z');
    if (ascii_letter && !has_capital) return false;
  }
  return true;
}

size_t count_characters(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == ',')) text.remove_suffix(1);
  return text;
}

// Kinds of consonants: k (k g c q), s (s z j sh ch), t (t d), n (n m), h (h f), b (b p v), r (r l).
// Vowels, y and w leave no trace.
std::string consonants_of_latin(std::string_view latin) {
  std::string out;
  const std::string folded = text::folded(latin);
  for (size_t i = 0; i < folded.size(); ++i) {
    const char next = i + 1 < folded.size() ? folded[i + 1] : ' ';
    const bool soft = next == 'e' || next == 'i' || next == 'y' || next == 'h';
    switch (folded[i]) {
      case 'k': case 'g': case 'q': out += 'k'; break;
      case 'c': out += soft ? 's' : 'k'; break;
      case 's': case 'z': case 'j': out += 's'; break;
      case 'x': out += "ks"; break;
      case 't': case 'd': out += 't'; break;
      case 'n': case 'm': out += 'n'; break;
      case 'f': out += 'h'; break;
      case 'b': case 'p': case 'v': out += 'b'; break;
      case 'r': case 'l': out += 'r'; break;
      default: break;
    }
    // Doubled letters and pairs such as "ck" are one sound.
    if (out.size() > 1 && out[out.size() - 1] == out[out.size() - 2] && (folded[i] == folded[i - 1] || folded[i] == 'k')) out.pop_back();
  }
  return out;
}

std::string consonants_of_katakana(std::string_view katakana) {
  // One letter for each character from small A (U+30A1) to VU (U+30F4), '.' for those without a consonant.
  constexpr std::string_view kRows =
      "..........kkkkkkkkkkssssssssssttss.ttttttn"
      "nnnnhbbhbbhbbhbbhbbnnnnn......rrrrr.....nb";
  std::string out;
  for (uint32_t at = 0; at < katakana.size();) {
    const char32_t c = core::decode(katakana, at);
    if (c < 0x30A1 || c > 0x30F4) continue;
    const char kind = kRows[c - 0x30A1];
    // The h of ハ ヒ ヘ ホ is often mute in other languages, that of フ is an f.
    if (kind == 'h' && c != 0x30D5) continue;
    if (kind != '.') out += kind;
  }
  return out;
}

// Cuts one trade word off the end; the name itself when there is none.
std::string_view cut_trade_word(const NameRules& names, std::string_view name, std::string_view folded_name) {
  for (const std::string_view word : names.company_endings) {
    if (!ends_with(folded_name, word) || folded_name.size() == word.size()) continue;
    const size_t rest = folded_name.size() - word.size();
    const bool cjk_word = (word[0] & 0x80) != 0;
    if (!cjk_word && folded_name[rest - 1] != ' ') continue;
    return trimmed(name.substr(0, rest));
  }
  return name;
}

}  // namespace

std::string merge_key(std::string_view name) {
  const std::string folded = folded_name(name);
  std::string key;
  key.reserve(folded.size());
  for (uint32_t at = 0; at < folded.size();) {
    const uint32_t begin = at;
    if (!is_separator(core::decode(folded, at))) key.append(folded, begin, at - begin);
  }
  return key;
}

std::string slug(std::string_view label) {
  const std::string folded = folded_name(label);
  std::string out;
  out.reserve(folded.size());
  for (const char c : folded) {
    const bool keep = (c & 0x80) != 0 || is_ascii_alnum(static_cast<unsigned char>(c)) || (c == '.' && !out.empty());
    if (keep) {
      out += c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (!out.empty() && (out.back() == '-' || out.back() == '.')) out.pop_back();
  return out;
}

uint8_t scripts_of(std::string_view name) {
  uint8_t scripts = 0;
  for (uint32_t at = 0; at < name.size();) {
    const char32_t c = core::decode(name, at);
    if (core::is_han(c)) {
      scripts |= kHan;
    } else if (core::is_katakana(c)) {
      scripts |= kKatakana;
    } else if (core::is_hiragana(c)) {
      scripts |= kHiragana;
    } else if (is_letter(c)) {
      scripts |= kLatin;
    } else if (core::is_cjk(c)) {
      scripts |= kOtherScript;
    }
  }
  return scripts;
}

std::vector<uint32_t> segment_starts(std::string_view name) {
  std::vector<uint32_t> starts;
  Kind before = Kind::separator;
  for (uint32_t at = 0; at < name.size();) {
    const uint32_t begin = at;
    const Kind kind = kind_of(core::decode(name, at));
    const bool script_border = (before == Kind::cjk && (kind == Kind::letter || kind == Kind::digit)) ||
                               (kind == Kind::cjk && (before == Kind::letter || before == Kind::digit));
    const bool after_separator = before == Kind::separator && kind != Kind::separator;
    if (begin > 0 && (script_border || after_separator)) starts.push_back(begin);
    before = kind;
  }
  return starts;
}

SegmentedKey segmented_key(std::string_view name) {
  const std::string folded = folded_name(name);
  SegmentedKey out;
  Kind before = Kind::separator;
  uint32_t letters = 0;  // length of the letter run that ends here
  for (uint32_t at = 0; at < folded.size();) {
    const uint32_t begin = at;
    const Kind kind = kind_of(core::decode(folded, at));
    if (kind == Kind::separator) {
      before = kind;
      letters = 0;
      continue;
    }
    const bool cjk_border = (before == Kind::cjk) != (kind == Kind::cjk) && before != Kind::separator &&
                            kind != Kind::other && before != Kind::other;
    const bool number_begins = kind == Kind::digit && before == Kind::letter && letters > 1;
    if (!out.key.empty() && (before == Kind::separator || cjk_border || number_begins)) {
      out.borders.push_back(static_cast<uint32_t>(out.key.size()));
    }
    out.key.append(folded, begin, at - begin);
    letters = kind == Kind::letter ? letters + 1 : 0;
    before = kind;
  }
  return out;
}

bool is_part_name(const NameRules& names, std::string_view part, bool sized) {
  bool letter = false, digit = false;
  for (uint32_t at = 0; at < part.size();) {
    const char32_t c = core::decode(part, at);
    if (is_digit(c)) digit = true;
    if (is_letter(c)) letter = true;
    if (core::is_cjk(c)) return false;
  }
  if (!letter || !digit || part.size() < 2 || part.size() > 40 || is_shared_technology(names, part)) return false;
  size_t number_end = 0;
  while (number_end < part.size() && (is_digit(static_cast<unsigned char>(part[number_end])) || part[number_end] == '.')) {
    ++number_end;
  }
  if (number_end == 0) return true;
  if (number_end < part.size() && part[number_end] == ' ' && part.substr(0, number_end).find('.') == part.npos) return false;
  const std::string unit = merge_key(part.substr(number_end));
  constexpr std::array<std::string_view, 12> kUnits = {"nm", "gb", "tb", "mb", "w", "kw", "mw", "k", "x", "d", "bit", "tops"};
  if (std::find(kUnits.begin(), kUnits.end(), unit) != kUnits.end()) return false;
  return !(sized && (unit == "b" || unit == "m" || unit == "t"));
}

bool is_acronym_of(std::string_view acronym, std::string_view name) {
  if (acronym.size() < 2 || acronym.size() > 6) return false;
  if (!std::all_of(acronym.begin(), acronym.end(), [](char c) { return core::is_upper_ascii(c); })) return false;
  const std::vector<std::string_view> words = words_of(name);
  if (words.size() < 2 || words.front().front() != acronym.front()) return false;
  size_t matched = 0;
  for (const std::string_view word : words) {
    if (matched < acronym.size() && word.front() == acronym[matched]) ++matched;
  }
  return matched == acronym.size();
}

bool sounds_like(std::string_view katakana, std::string_view latin) {
  const std::string a = consonants_of_katakana(katakana), b = consonants_of_latin(latin);
  if (a.empty() || b.empty()) return false;
  // Longest common subsequence.
  std::vector<size_t> row(b.size() + 1);
  for (const char consonant : a) {
    size_t diagonal = 0;
    for (size_t i = 0; i < b.size(); ++i) {
      const size_t above = row[i + 1];
      row[i + 1] = consonant == b[i] ? diagonal + 1 : std::max(row[i], above);
      diagonal = above;
    }
  }
  return row.back() * 3 >= std::max(a.size(), b.size()) * 2;
}

bool may_be_alias(const NameRules& names, std::string_view text, bool quoted) {
  const size_t length = count_characters(text);
  if (length < 2 || length > 40) return false;
  bool has_letter = false;
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    if (is_bracket_punctuation(c)) return false;
    if (!quoted && (is_digit(c) || core::is_hiragana(c))) return false;
    if (core::is_cjk(c) || is_letter(c)) has_letter = true;
  }
  if (!has_letter) return false;
  const std::string folded = text::folded(text);
  if (std::find(names.asides.begin(), names.asides.end(), folded) != names.asides.end()) return false;
  const uint8_t scripts = scripts_of(text);
  if (scripts == kLatin) return length <= 32 && words_of(text).size() <= 4 && latin_words_capitalised(text);
  std::string_view cjk = text;
  if ((scripts & kLatin) != 0) {
    // "智谱AI" is a name, "AI资讯" says where something was read.
    if (!ends_with(folded, "ai")) return false;
    cjk.remove_suffix(2);
  }
  const uint8_t cjk_scripts = scripts & static_cast<uint8_t>(~kLatin);
  const bool mixed = (cjk_scripts & (cjk_scripts - 1)) != 0;
  if (length > 14 || (scripts & kOtherScript) != 0 || (mixed && !quoted)) return false;
  return std::none_of(names.kind_endings.begin(), names.kind_endings.end(),
                      [cjk](const std::string& ending) { return ends_with(cjk, ending); });
}

std::string_view without_trade_words(const NameRules& names, std::string_view name) {
  std::string_view rest = name;
  for (int cuts = 0; cuts < 3; ++cuts) {
    const std::string_view shorter = cut_trade_word(names, rest, text::folded(rest));
    if (shorter.size() == rest.size()) break;
    rest = shorter;
  }
  if (rest.size() == name.size()) return {};
  const uint8_t scripts = scripts_of(rest);
  const size_t length = count_characters(rest);
  const size_t least = scripts == kLatin ? 4 : scripts == kHan ? 2 : 3;
  if (length < least || rest.find_first_of(" ") != std::string_view::npos) return {};
  if (scripts == kLatin && !core::is_upper_ascii(static_cast<unsigned char>(rest.front()))) return {};
  return rest;
}

}  // namespace whobuilds::resolve
