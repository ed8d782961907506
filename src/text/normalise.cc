#include "text/normalise.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <atomic>

#include "core/utf8.h"
#include "text/fold.h"

namespace whobuilds::text {
namespace {

enum class CharClass : uint8_t {
  unknown,    // nobody has asked yet
  copy,       // stands for itself, and nothing after it can change that but a combining mark
  changes,    // NFKC writes it otherwise
  combining,  // may join the character before it
  white,
  drop,
  bracket,  // may begin a citation mark
  circled,  // a circled number
  hyphen,   // a hyphen that typesetters use: names are spelled with the plain one
  apostrophe,  // the typographic one, which also closes quotations
  dash,
};

const icu::Normalizer2& nfkc_normalizer() {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const instance = icu::Normalizer2::getNFKCInstance(status);
  return *instance;
}

constexpr bool is_white(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kIdeographicSpace = 0x3000;
constexpr char32_t kFullWidthBracket = 0xFF3B;
constexpr char32_t kBlackBracket = 0x3010;
constexpr char32_t kDagger = 0x2020;
constexpr std::string_view kPause = "、", kFullStop = "。";
constexpr char32_t kApostrophe = 0x2019;
constexpr char32_t kDash = 0x2014;

constexpr bool is_lower_ascii(char32_t c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_letter_ascii(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_digit_ascii(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_word_ascii(char c) { return is_letter_ascii(c) || is_digit_ascii(c); }
constexpr bool ends_word_ascii(char c) { return is_word_ascii(c) || c == ')' || c == '"' || c == '.' || c == '%'; }
constexpr bool is_full_width_ascii(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E; }
constexpr bool is_line_break(char32_t c) { return c == '\n' || c == '\r'; }

constexpr bool is_superscript_digit(char32_t c) {
  return c == 0xB2 || c == 0xB3 || c == 0xB9 || c == 0x2070 || (c >= 0x2074 && c <= 0x2079);
}

// Emoji and the like, flags too. Stars and check marks say something and stay.
constexpr bool is_pictograph(char32_t c) {
  constexpr char32_t kStar = 0x2605, kWhiteStar = 0x2606, kSparkles = 0x2728;
  return (c >= 0x1F1E6 && c <= 0x1F1FF) || (c >= 0x1F300 && c <= 0x1FAFF) || c == kSparkles ||
         (c >= 0x2600 && c <= 0x26FF && c != kStar && c != kWhiteStar);
}

constexpr bool is_dropped(char32_t c) {
  return c < 32 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x034F || c == 0x061C || c == 0x180E ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
         (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE01EF) || c == 0x2122 || c == 0xAE ||
         c == 0x2120 || is_superscript_digit(c);
}

constexpr bool is_circled(char32_t c) {
  return (c >= 0x2460 && c <= 0x2473) || (c >= 0x3251 && c <= 0x325F) || (c >= 0x32B1 && c <= 0x32BF);
}

CharClass class_by_icu(char32_t c) {
  if (is_white(c) || is_pictograph(c)) return CharClass::white;
  if (is_dropped(c)) return CharClass::drop;
  if (is_circled(c)) return CharClass::circled;
  if (c >= 0x2010 && c <= 0x2012) return CharClass::hyphen;
  if (c == kApostrophe) return CharClass::apostrophe;
  if (c == kDash) return CharClass::dash;
  if (c == '[' || c == kFullWidthBracket || c == kBlackBracket) return CharClass::bracket;
  const icu::Normalizer2& normalizer = nfkc_normalizer();
  const auto character = static_cast<UChar32>(c);
  if (!normalizer.hasBoundaryBefore(character)) return CharClass::combining;
  if (normalizer.isInert(character)) return CharClass::copy;  // quicker to ask, and true of most
  UErrorCode status = U_ZERO_ERROR;
  return normalizer.isNormalized(icu::UnicodeString(character), status) ? CharClass::copy : CharClass::changes;
}

// Han, hangul and private use: two thirds of the basic plane, which NFKC leaves alone.
constexpr bool is_inert(char32_t c) {
  return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xE000 && c <= 0xF8FF);
}

// Of the basic plane, each asked of ICU when it first stands in a text: a text has few of them. Threads that ask at the
// same time find the same.
constinit std::array<std::atomic<CharClass>, 0x10000> known_classes{};

CharClass class_in_table(char32_t c) {
  CharClass known = known_classes[c].load(std::memory_order_relaxed);
  if (known == CharClass::unknown) {
    known = is_inert(c) ? CharClass::copy : class_by_icu(c);
    known_classes[c].store(known, std::memory_order_relaxed);
  }
  return known;
}

// Beyond the basic plane: rare han copy, the rest is looked at.
CharClass class_beyond_table(char32_t c) {
  if (c >= 0x20000 && c < 0x2F800) return CharClass::copy;
  return class_by_icu(c);
}

CharClass class_of(char32_t c) { return c < known_classes.size() ? class_in_table(c) : class_beyond_table(c); }

// Characters between which white space means nothing: han, kana, CJK and full-width punctuation.
constexpr bool is_unspaced(char32_t c) {
  return core::is_han(c) || core::is_hiragana(c) || core::is_katakana(c) || (c > 0x3000 && c <= 0x303F) ||
         c == 0x30FB || (c >= 0xFF00 && c <= 0xFF65);
}

// What begins and ends a Latin word, a number or a bracket beside a CJK character.
bool begins_word(char32_t c) { return c == '(' || (core::is_word(c) && !is_unspaced(c)); }
bool ends_word(char32_t c) { return c == ')' || c == '%' || c == '+' || (core::is_word(c) && !is_unspaced(c)); }

// Marks that stand close to the word before them.
constexpr bool is_closing_mark(char32_t c) {
  return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')';
}

constexpr uint32_t kLongestCitation = 48;  // bytes

// A character as citation marks see it: full-width forms like their ASCII ones.
char32_t plain_form(char32_t c) { return is_full_width_ascii(c) ? c - 0xFEE0 : c; }

bool joins_numbers(char32_t c) { return c == ',' || c == '-' || c == 0x2013 || c == 0x3001 || c == ';' || c == ' '; }

// [12], [3, 4], [1-3]: at most three digits each, so that years stay.
uint32_t number_citation_end(std::string_view text, uint32_t at) {
  const uint32_t limit = std::min<size_t>(text.size(), at + kLongestCitation);
  uint32_t digits = 0;
  bool any = false;
  while (at < limit) {
    const char32_t c = plain_form(core::decode(text, at));
    if (core::is_digit(c)) {
      if (++digits > 3) return 0;
      any = true;
    } else if (c == ']') {
      return any && digits > 0 ? at : 0;
    } else if (joins_numbers(c) && any) {
      digits = 0;
    } else {
      return 0;
    }
  }
  return 0;
}

// [^note], 【4†source】: anything without white space up to the closing bracket.
uint32_t note_citation_end(std::string_view text, uint32_t at, char32_t close, char32_t required) {
  const uint32_t limit = std::min<size_t>(text.size(), at + kLongestCitation);
  bool seen = false;
  while (at < limit) {
    const char32_t c = core::decode(text, at);
    if (c == close) return seen ? at : 0;
    if (is_white(c)) return 0;
    seen = seen || c == required;
  }
  return 0;
}

// Where the citation mark that begins at `at` ends, or 0 when none begins there.
uint32_t citation_end(std::string_view text, uint32_t at) {
  const char32_t open = core::decode(text, at);
  if (open == kBlackBracket) return note_citation_end(text, at, 0x3011, kDagger);
  if (const uint32_t end = number_citation_end(text, at)) return end;
  return at < text.size() && text[at] == '^' ? note_citation_end(text, at, ']', '^') : 0;
}

// A letter and its marks are normalised together; more marks than this are cut into parts, since
// ordering them takes quadratic time.
constexpr uint32_t kMostMarks = 32;

// Printable ASCII without brackets and with nothing but single spaces inside stands for itself.
bool is_plain(std::string_view utf8) {
  char last = ' ';
  for (const char c : utf8) {
    if (c < ' ' || c == 0x7F || c == '[' || (c == ' ' && last == ' ')) return false;
    last = c;
  }
  return last != ' ';
}

}  // namespace

struct Normaliser::Source {
  bool verbatim;
  uint32_t begin;  // verbatim: where the piece begins in the original
  Span whole;      // otherwise: what the piece stands for

  Span of(uint32_t from, uint32_t to) const { return verbatim ? Span{begin + from, begin + to} : whole; }
};

void Normaliser::append_verbatim(std::string_view piece, uint32_t original_begin) {
  append(piece, {true, original_begin, {}});
  original_end_ = original_begin + static_cast<uint32_t>(piece.size());
}

void Normaliser::append_decoded(std::string_view piece, Span source) {
  append(piece, {false, 0, source});
  original_end_ = source.end;
}

void Normaliser::end_block() {
  white_ = {};
  replace("\n", {original_end_, original_end_});
  block_begin_ = static_cast<uint32_t>(normal_.size());
}

// One pass: characters that stand for themselves are gathered into runs and copied as such.
void Normaliser::append(std::string_view piece, const Source& source) {
  const auto size = static_cast<uint32_t>(piece.size());
  uint32_t run = 0;  // where the run of copied characters begins
  uint32_t at = 0;
  while (at < size) {
    const uint32_t begin = at;
    const char32_t c = core::decode(piece, at);
    const CharClass char_class = class_of(c);
    if (char_class == CharClass::copy && c != kReplacement) {
      if (white_.any) settle_white(c);
      continue;
    }
    // The usual space: between a copied character and a word.
    const bool beside_cjk =
        is_unspaced_language() && begin > 0 && static_cast<unsigned char>(piece[begin - 1]) >= 0x80;
    if (c == ' ' && begin > run && !beside_cjk && at < size && piece[at] > ' ' && piece[at] != '[') continue;
    const uint32_t keep_until =
        char_class == CharClass::combining && begin > run ? core::previous(piece, begin) : begin;
    copy(piece, run, keep_until, source);
    switch (char_class) {
      case CharClass::white:
        add_white(c, source.of(begin, at));
        break;
      case CharClass::drop:
        break;
      case CharClass::bracket:
        at = append_bracket(piece, begin, source);
        break;
      case CharClass::hyphen:
        settle_white(c);
        replace("-", source.of(begin, at));
        break;
      case CharClass::apostrophe:
        append_apostrophe(piece, begin, at, source);
        break;
      case CharClass::dash:
        append_dash(piece, begin, at, source);
        break;
      case CharClass::circled:
        settle_white(c);
        replace("(" + nfkc(piece.substr(begin, at - begin)) + ")", source.of(begin, at));
        break;
      case CharClass::copy:
        settle_white(c);
        replace("\xEF\xBF\xBD", source.of(begin, at));
        break;
      case CharClass::unknown:
      case CharClass::changes:
      case CharClass::combining:
        settle_white(c);
        at = append_by_nfkc(piece, keep_until, at, source);
        break;
    }
    run = at;
  }
  copy(piece, run, size, source);
}

void Normaliser::copy(std::string_view piece, uint32_t begin, uint32_t end, const Source& source) {
  if (begin == end) return;
  normal_.append(piece.substr(begin, end - begin));
  if (source.verbatim)
    map_.append_verbatim(source.begin + begin, end - begin);
  else
    map_.append_replaced(source.whole, end - begin);
}

void Normaliser::replace(std::string_view text, Span original) {
  normal_.append(text);
  map_.append_replaced(original, static_cast<uint32_t>(text.size()));
}

// Between letters it becomes the plain one.
void Normaliser::append_apostrophe(std::string_view piece, uint32_t begin, uint32_t end, const Source& source) {
  settle_white(kApostrophe);
  const char before = normal_.size() > block_begin_ ? normal_.back() : ' ';
  const char after = end < piece.size() ? piece[end] : ' ';
  if (is_letter_ascii(before) && is_letter_ascii(after))
    replace("'", source.of(begin, end));
  else
    copy(piece, begin, end, source);
}

// Gets a space on each side where a Latin word stands close to it; not between numbers, which it makes a range.
void Normaliser::append_dash(std::string_view piece, uint32_t begin, uint32_t end, const Source& source) {
  settle_white(kDash);
  const char before = normal_.size() > block_begin_ ? normal_.back() : ' ';
  const char after = end < piece.size() ? piece[end] : ' ';
  const Span dash = source.of(begin, end);
  const bool range = is_digit_ascii(before) && is_digit_ascii(after);
  if (!range && ends_word_ascii(before)) replace(" ", {dash.begin, dash.begin});
  copy(piece, begin, end, source);
  if (!range && is_word_ascii(after)) replace(" ", {dash.end, dash.end});
}

// Drops the citation mark at `at`, or appends the bracket. Returns where to go on.
uint32_t Normaliser::append_bracket(std::string_view piece, uint32_t at, const Source& source) {
  if (const uint32_t end = citation_end(piece, at)) {
    white_.cited = white_.any;
    return end;
  }
  const uint32_t begin = at;
  const char32_t c = core::decode(piece, at);
  settle_white(c);
  if (c == kFullWidthBracket)
    replace("[", source.of(begin, at));
  else
    copy(piece, begin, at, source);
  return at;
}

// Appends the NFKC form of what begins at `begin` and goes at least to `at`: a character and the
// marks after it. Returns where it ends.
uint32_t Normaliser::append_by_nfkc(std::string_view piece, uint32_t begin, uint32_t at, const Source& source) {
  for (uint32_t marks = 0, next = at; at < piece.size() && marks < kMostMarks; ++marks, at = next) {
    if (class_of(core::decode(piece, next)) != CharClass::combining) break;
  }
  uint32_t first_end = begin;
  const char32_t first = core::decode(piece, first_end);
  if (first_end == at && is_full_width_ascii(first)) {
    const char ascii = static_cast<char>(plain_form(first));
    const bool pause = language_ == Language::ja && (ascii == ',' || ascii == '.') && !ends_in_digit();
    if (pause)
      replace(ascii == ',' ? kPause : kFullStop, source.of(begin, at));
    else
      replace({&ascii, 1}, source.of(begin, at));
  } else {
    replace(nfkc(piece.substr(begin, at - begin)), source.of(begin, at));
  }
  return at;
}

bool Normaliser::ends_in_digit() const { return normal_.size() > block_begin_ && is_digit_ascii(normal_.back()); }

void Normaliser::add_white(char32_t c, Span original) {
  if (!white_.any) white_.original = original;
  white_.any = true;
  white_.original.end = original.end;
  white_.line_break = white_.line_break || is_line_break(c);
  white_.separates = white_.separates || c == '\t' || c == kIdeographicSpace || is_pictograph(c);
}

// Decides, now that the character after it is known, what the pending white space becomes.
void Normaliser::settle_white(char32_t next) {
  if (!white_.any) return;
  const White white = white_;
  white_ = {};
  if (normal_.size() == block_begin_) return;
  uint32_t last_begin = core::previous(normal_, static_cast<uint32_t>(normal_.size()));
  const char32_t last = core::decode(normal_, last_begin);
  if (white.cited && is_closing_mark(next)) return;
  const bool before = is_unspaced(last), after = is_unspaced(next);
  const bool beside_word = (before && begins_word(next)) || (after && ends_word(last));
  if (is_unspaced_language() && !white.separates && beside_word) return;
  if (!white.separates && (white.line_break ? before || after : before && after)) return;
  if (white.line_break && last == '-' && join_hyphenated(next)) return;
  replace(" ", white.original);
}

// At "-" and a line break: whether the word goes on in the next line. Takes the hyphen back where
// it only marks the break.
bool Normaliser::join_hyphenated(char32_t next) {
  if (normal_.size() < block_begin_ + 2) return false;
  const char before = normal_[normal_.size() - 2];
  if (!core::is_word(static_cast<unsigned char>(before)) || !core::is_word(next)) return false;
  if (is_lower_ascii(static_cast<unsigned char>(before)) && is_lower_ascii(next) && map_.ends_verbatim()) {
    normal_.pop_back();
    map_.drop_last_verbatim(1);
  }
  return true;
}

std::string normalised(std::string_view utf8, Language language) {
  if (is_plain(utf8)) return std::string(utf8);
  std::string normal;
  OffsetMap map;
  Normaliser normaliser(normal, map);
  normaliser.set_language(language);
  normaliser.append_verbatim(utf8, 0);
  return normal;
}

}  // namespace whobuilds::text
