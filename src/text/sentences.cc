#include "text/sentences.h"

#include <algorithm>
#include <array>

#include "core/utf8.h"

namespace whobuilds::text {
namespace {

constexpr uint32_t kLongestBracket = 1200;   // bytes, 400 CJK characters
constexpr uint32_t kLongestSentence = 2000;  // characters
constexpr size_t kDeepestBrackets = 16;

// The bracket that closes `c`, or 0. A single quote is mostly an apostrophe and is none.
constexpr char32_t closing_of(char32_t c) {
  switch (c) {
    case '(':
      return ')';
    case '[':
      return ']';
    case 0x201C:
      return 0x201D;
    case 0x3008:
    case 0x300A:
    case 0x300C:
    case 0x300E:
    case 0x3010:
    case 0x3014:
      return c + 1;
    default:
      return 0;
  }
}

constexpr bool is_closing(char32_t c) {
  return c == ')' || c == ']' || c == 0x201D || c == 0x3009 || c == 0x300B || c == 0x300D || c == 0x300F ||
         c == 0x3011 || c == 0x3015;
}

constexpr bool is_cjk_text(char32_t c) { return core::is_cjk(c) || (c > 0x3000 && c <= 0x303F); }
constexpr bool is_lower_ascii(char32_t c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_end_mark(char32_t c) { return c == '!' || c == '?' || c == 0x3002; }

// Bytes that can begin something the splitter looks at.
constexpr std::array<bool, 256> make_stop_table() {
  std::array<bool, 256> stops{};
  for (const unsigned char c : {'.', '!', '?', '(', ')', '[', ']'}) stops[c] = true;
  stops[0xE2] = stops[0xE3] = true;
  return stops;
}
constexpr std::array<bool, 256> kStops = make_stop_table();

// Abbreviations that never end a sentence, and those that end one only before a word that begins
// sentences (below). Lower case, without the final full stop.
constexpr std::array<std::string_view, 26> kTitles = {
    "dr",   "mr", "mrs", "ms",  "prof", "st", "gen", "sen",  "rep", "gov", "lt",     "col", "sgt",
    "capt", "vs", "v",   "e.g", "i.e",  "cf", "fig", "figs", "eq",  "sec", "approx", "est", "al"};
constexpr std::array<std::string_view, 20> kOpenAbbreviations = {"corp", "inc",  "ltd", "co",  "cos", "llc", "plc",
                                                                 "jr",   "sr",   "etc", "jan", "feb", "mar", "apr",
                                                                 "aug",  "sept", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 4> kNumberWords = {"no", "nos", "vol", "p"};
constexpr std::array<std::string_view, 40> kStarters = {
    "the",   "a",       "an",   "it",    "its",   "in",        "on",        "at",       "this",    "that",
    "these", "those",   "they", "their", "he",    "she",       "we",        "our",      "i",       "but",
    "and",   "however", "as",   "for",   "with",  "by",        "when",      "while",    "if",      "to",
    "there", "also",    "both", "since", "after", "according", "meanwhile", "although", "another", "what"};

template <size_t n>
bool holds(const std::array<std::string_view, n>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The word that ends before `at`, back to white space, a bracket or a CJK character; lower case.
// Empty when it is longer than any abbreviation.
struct Word {
  std::array<char, 12> letters{};
  size_t size = 0;
  bool capital = false;  // its first letter
  std::string_view view() const { return {letters.data(), size}; }
};

uint32_t word_begin(std::string_view text, uint32_t from, uint32_t at) {
  while (at > from) {
    const auto byte = static_cast<unsigned char>(text[at - 1]);
    if (byte <= ' ' || byte >= 0x80 || byte == '(' || byte == '[' || byte == '"' || byte == '/') break;
    --at;
  }
  return at;
}

Word lower_word(std::string_view text) {
  Word word;
  if (text.empty() || text.size() > word.letters.size()) return word;
  word.capital = core::is_upper_ascii(static_cast<unsigned char>(text[0]));
  for (const char c : text) {
    word.letters[word.size++] = core::is_upper_ascii(static_cast<unsigned char>(c)) ? static_cast<char>(c + 32) : c;
  }
  return word;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "U.S", "N.V": single letters between full stops.
bool is_dotted(std::string_view word) {
  if (word.size() < 3 || word.size() % 2 == 0) return false;
  for (size_t i = 1; i < word.size(); i += 2) {
    if (word[i] != '.') return false;
  }
  return true;
}

std::string_view next_word(std::string_view text, uint32_t at) {
  uint32_t end = at;
  while (end < text.size() && core::is_word(static_cast<unsigned char>(text[end])) &&
         static_cast<unsigned char>(text[end]) < 0x80) {
    ++end;
  }
  return text.substr(at, end - at);
}

// Whether what follows the full stop and the space can begin a sentence: no small letter, unless
// it begins a name such as vLLM, xAI or gpt-5.
bool can_begin_sentence(std::string_view text, uint32_t at) {
  if (at >= text.size() || !is_lower_ascii(static_cast<unsigned char>(text[at]))) return true;
  for (; at < text.size() && text[at] > ' '; ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (core::is_upper_ascii(byte) || core::is_digit(byte)) return true;
  }
  return false;
}

// Whether the word before a full stop is one that carries it. `after` begins the next word.
bool is_abbreviation(std::string_view text, Span sentence_so_far, uint32_t after) {
  const uint32_t begin = word_begin(text, sentence_so_far.begin, sentence_so_far.end);
  const std::string_view raw = text.substr(begin, sentence_so_far.end - begin);
  if (begin == sentence_so_far.begin && is_number(raw) && raw.size() <= 3) return true;  // "1. First"
  const Word word = lower_word(raw);
  if (word.size == 0) return false;
  if (holds(kTitles, word.view())) return true;
  const std::string_view following = next_word(text, after);
  if (holds(kNumberWords, word.view())) return is_number(following);
  const bool initial = word.size == 1 && word.capital;
  if (!initial && !is_dotted(word.view()) && !holds(kOpenAbbreviations, word.view())) return false;
  return !holds(kStarters, lower_word(following).view());
}

char32_t character_before(std::string_view text, Span block, uint32_t at) {
  if (at == block.begin) return 0;
  uint32_t begin = core::previous(text, at);
  return core::decode(text, begin);
}

char32_t character_at(std::string_view text, uint32_t at) { return at < text.size() ? core::decode(text, at) : 0; }

constexpr char32_t kIdeographicStop = 0x3002;
constexpr char32_t kClosingQuote = 0x201D;

uint32_t skip_straight_quotes(std::string_view text, uint32_t at) {
  while (at < text.size() && (text[at] == '"' || text[at] == '\'')) ++at;
  return at;
}

// Whether a run of ! ? that ends at `end` ends a sentence, given the character before it.
bool ends_at_exclamation(std::string_view text, char32_t mark, char32_t before, uint32_t end) {
  const char32_t next = character_at(text, end);
  if (next == 0) return true;
  if (next == ' ') return can_begin_sentence(text, end + 1);
  if (!is_cjk_text(before) && !is_cjk_text(next)) return false;
  if (mark == '!' && core::is_word(before)) return false;  // Yahoo!ニュース
  return next != 0x3068 && next != 0x3001 && next != ',' && !is_closing(next);
}

// Whether the full stop before `end` ends a sentence that began at `begin`.
bool ends_at_full_stop(std::string_view text, uint32_t begin, char32_t before, uint32_t end) {
  const char32_t next = character_at(text, end);
  if (next == 0) return true;
  if (is_cjk_text(before)) return !core::is_ascii_alnum(next) && !is_closing(next);
  const Span so_far = {begin, end - 1};
  if (is_cjk_text(next)) return is_lower_ascii(before) && !is_abbreviation(text, so_far, end);
  const uint32_t after_quotes = skip_straight_quotes(text, end);
  if (character_at(text, after_quotes) != ' ') return after_quotes == text.size();
  return can_begin_sentence(text, after_quotes + 1) && !is_abbreviation(text, so_far, after_quotes + 1);
}

// Whether a sentence that ended inside quotation marks ends with them.
bool ends_after_quote(std::string_view text, uint32_t end) {
  const char32_t next = character_at(text, end);
  if (next == ' ') return can_begin_sentence(text, end + 1);
  return next == 0 || (core::is_han(next) && next != 0x7684);  // not 的
}

// Where a sentence of more than kLongestSentence characters is cut: after the last comma or space
// before that. `sentence` itself where it is short enough.
Span cut(std::string_view text, Span sentence) {
  if (sentence.size() <= kLongestSentence) return sentence;
  uint32_t at = sentence.begin, good = 0;
  for (uint32_t characters = 0; characters < kLongestSentence; ++characters) {
    if (at >= sentence.end) return sentence;
    const char32_t c = core::decode(text, at);
    if (c == ' ' || c == ',' || c == ';' || c == 0x3001) good = at;
  }
  return {sentence.begin, good != 0 ? good : at};
}

Span trimmed(std::string_view text, Span span) {
  while (!span.empty() && text[span.begin] == ' ') ++span.begin;
  while (!span.empty() && text[span.end - 1] == ' ') --span.end;
  return span;
}

}  // namespace

void SentenceSplitter::open(char32_t close, uint32_t at) {
  if (brackets_.size() < kDeepestBrackets) brackets_.push_back({close, at, static_cast<uint32_t>(ends_.size())});
}

// Ends found inside a pair of brackets were none.
void SentenceSplitter::close(char32_t c) {
  for (size_t i = brackets_.size(); i-- > 0;) {
    if (brackets_[i].close != c) continue;
    ends_.resize(brackets_[i].ends_before);
    brackets_.resize(i);
    return;
  }
}

void SentenceSplitter::forget_unclosed(uint32_t at) {
  size_t stale = 0;
  while (stale < brackets_.size() && brackets_[stale].at + kLongestBracket < at) ++stale;
  brackets_.erase(brackets_.begin(), brackets_.begin() + static_cast<std::ptrdiff_t>(stale));
}

void SentenceSplitter::emit(std::string_view normal, Span sentence, std::vector<Span>& out) {
  while (!sentence.empty()) {
    const Span part = cut(normal, sentence);
    const Span kept = trimmed(normal, part);
    if (!kept.empty()) out.push_back(kept);
    sentence.begin = part.end;
  }
}

// Looks at the bracket or mark at `at`; returns where to go on.
uint32_t SentenceSplitter::step(std::string_view text, Span block, uint32_t at) {
  const uint32_t begin = at;
  const char32_t c = core::decode(text, at);
  if (const char32_t closer = closing_of(c)) {
    open(closer, begin);
    return at;
  }
  const char32_t before = character_before(text, block, begin);
  if (is_closing(c)) {
    close(c);
    // Chinese and English put the full stop inside the quotation marks; Japanese goes on (と述べた).
    const bool ends_inside = is_end_mark(before) || before == '.';
    if (c == kClosingQuote && ends_inside && ends_after_quote(text, at)) ends_.push_back(at);
    return at;
  }
  if (!is_end_mark(c) && c != '.') return at;
  uint32_t marks = 1;
  while (at < text.size()) {
    uint32_t next = at;
    const char32_t mark = core::decode(text, next);
    if (!is_end_mark(mark) && mark != '.') break;
    at = next;
    ++marks;
  }
  const char32_t last = character_before(text, block, at);
  const uint32_t sentence_begin = ends_.empty() ? block.begin : ends_.back();
  const bool dots = c == '.' && last == '.' && marks > 1;
  const bool ends = last == kIdeographicStop ? true
                    : last == '.'            ? !dots && ends_at_full_stop(text, sentence_begin, before, at)
                                             : ends_at_exclamation(text, last, before, skip_straight_quotes(text, at));
  if (ends) ends_.push_back(skip_straight_quotes(text, at));
  return at;
}

void SentenceSplitter::split(std::string_view normal, Span block, std::vector<Span>& out) {
  brackets_.clear();
  ends_.clear();
  const std::string_view text = normal.substr(0, block.end);
  for (uint32_t at = block.begin; at < block.end;) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (!kStops[byte]) {
      ++at;
    } else if (byte >= 0x80 && (at + 2 >= block.end || static_cast<unsigned char>(text[at + 1]) != 0x80)) {
      ++at;
    } else {
      forget_unclosed(at);
      at = step(text, block, at);
    }
  }
  uint32_t begin = block.begin;
  for (const uint32_t end : ends_) {
    emit(normal, {begin, end}, out);
    begin = end;
  }
  emit(normal, {begin, block.end}, out);
}

}  // namespace whobuilds::text
