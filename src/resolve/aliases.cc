#include "resolve/aliases.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/utf8.h"
#include "resolve/names.h"

namespace whobuilds::resolve {
namespace {

constexpr uint32_t kLongestBracket = 160;  // bytes; longer ones are asides, not names
constexpr uint32_t kLongestName = 60;      // bytes between quotation marks

struct Quotes {
  std::string_view open, close;
};
constexpr std::array<Quotes, 6> kQuotes = {
    {{"「", "」"}, {"『", "』"}, {"“", "”"}, {"\"", "\""}, {"‘", "’"}, {"《", "》"}}};

bool starts_with(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }
bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// What stands between a naming cue and the name: punctuation and `fillers`.
void skip_fillers(const std::vector<std::string>& fillers, std::string_view text, Span& span) {
  constexpr std::array<std::string_view, 5> kMarks = {" ", ",", ":", "、", "="};
  const auto skip = [&](std::string_view filler) {
    if (span.size() <= filler.size() || !starts_with(span.of(text), filler)) return false;
    span.begin += static_cast<uint32_t>(filler.size());
    return true;
  };
  while (std::any_of(kMarks.begin(), kMarks.end(), skip) || std::any_of(fillers.begin(), fillers.end(), skip)) {
  }
}

void trim(std::string_view text, Span& span) {
  while (!span.empty() && text[span.begin] == ' ') ++span.begin;
  while (!span.empty() && text[span.end - 1] == ' ') --span.end;
}

// Takes quotation marks off `span` if it is one quotation.
bool unquote(std::string_view text, Span& span) {
  for (const Quotes& quotes : kQuotes) {
    const std::string_view inside = span.of(text);
    if (inside.size() <= quotes.open.size() + quotes.close.size()) continue;
    if (!starts_with(inside, quotes.open) || !ends_with(inside, quotes.close)) continue;
    span.begin += static_cast<uint32_t>(quotes.open.size());
    span.end -= static_cast<uint32_t>(quotes.close.size());
    return true;
  }
  return false;
}

// Katakana writes a foreign name word by word, so both have as many words; a person's name in
// brackets beside a company's has not.
bool words_agree(std::string_view latin, std::string_view katakana) {
  const std::string_view dot = "・";
  size_t parts = 1;
  for (size_t at = katakana.find(dot); at != std::string_view::npos; at = katakana.find(dot, at + dot.size())) ++parts;
  if (parts == 1) return true;
  const auto words = static_cast<size_t>(1 + std::count_if(latin.begin(), latin.end(), [](char c) { return c == ' ' || c == '-'; }));
  return words == parts;
}

bool differ_in_script(std::string_view a, std::string_view b) {
  const uint8_t scripts_a = scripts_of(a), scripts_b = scripts_of(b);
  if (scripts_a == 0 || scripts_b == 0) return false;
  if ((scripts_a & scripts_b & ~kLatin) != 0) return false;
  if (scripts_a == scripts_b) return false;
  // A name in two scripts ("智谱AI") differs from one in Latin letters all the same.
  if ((scripts_a & kLatin) != 0 && (scripts_b & kKatakana) != 0) return words_agree(a, b);
  if ((scripts_b & kLatin) != 0 && (scripts_a & kKatakana) != 0) return words_agree(b, a);
  return true;
}

// A short form that begins the long one or the other way round: Alibaba, Alibaba Group Holding.
bool shortens(std::string_view a, std::string_view b) {
  const std::string key_a = merge_key(a), key_b = merge_key(b);
  return starts_with(key_a, key_b) || starts_with(key_b, key_a);
}

class Finder {
 public:
  Finder(const NameRules& names, const text::Text& text, const std::vector<NamedSpan>& mentions,
         std::vector<Alias>& out)
      : names_(names), text_(text), normal_(text.normal), mentions_(mentions), out_(out) {}

  void run() {
    for (uint32_t i = 0; i < mentions_.size(); ++i) {
      bracket_behind(i);
      bracket_around(i);
    }
    if (mentions_.empty()) return;
    for (const std::string& cue : names_.naming_phrases) phrases(cue);
  }

 private:
  // The name's own mention and how it is written.
  std::string_view written(uint32_t mention) const { return mentions_[mention].span.of(normal_); }

  // Index of the first mention that ends after `at`.
  uint32_t mention_from(uint32_t at) const {
    const auto found = std::partition_point(mentions_.begin(), mentions_.end(),
                                            [at](const NamedSpan& mention) { return mention.span.end <= at; });
    return static_cast<uint32_t>(found - mentions_.begin());
  }

  // X（...）: every part of the bracket may be another name of X.
  void bracket_behind(uint32_t mention) {
    uint32_t at = mentions_[mention].span.end;
    for (const Quotes& quotes : kQuotes) {
      if (starts_with(normal_.substr(at), quotes.close)) {
        at += static_cast<uint32_t>(quotes.close.size());
        break;
      }
    }
    if (at < normal_.size() && normal_[at] == ' ') ++at;
    if (at >= normal_.size() || normal_[at] != '(') return;
    const Span content = bracket_content(at);
    if (content.empty()) return;
    for (uint32_t begin = content.begin, parts = 0; begin < content.end && parts < 3; ++parts) {
      uint32_t end = begin;
      while (end < content.end && !separates_parts(end)) core::decode(normal_, end);
      consider(mention, {begin, end});
      begin = end;
      if (begin < content.end) core::decode(normal_, begin);
    }
  }

  bool separates_parts(uint32_t at) const {
    const char32_t c = core::decode(normal_, at);
    return c == ',' || c == ';' || c == '/' || c == 0x3001;
  }

  // The text between the bracket at `open` and its partner in the same block; empty if none is near.
  Span bracket_content(uint32_t open) const {
    const auto limit = std::min<uint32_t>(static_cast<uint32_t>(normal_.size()), open + kLongestBracket);
    uint32_t depth = 0;
    for (uint32_t at = open; at < limit; ++at) {
      if (normal_[at] == '\n') break;
      if (normal_[at] == '(') ++depth;
      if (normal_[at] == ')' && --depth == 0) return {open + 1, at};
    }
    return {};
  }

  void consider(uint32_t mention, Span part) {
    trim(normal_, part);
    bool named = false;
    for (const std::string& cue : names_.naming_cues) {
      if (part.size() > cue.size() && starts_with(part.of(text_.folded), cue)) {
        part.begin += static_cast<uint32_t>(cue.size());
        skip_fillers(names_.naming_fillers, normal_, part);
        named = true;
        break;
      }
    }
    const bool quoted = unquote(normal_, part);
    trim(normal_, part);
    if (!part.empty()) learn(mention, part, quoted, named);
  }

  // `certain`: a naming phrase or the shape says that it is a name.
  void learn(uint32_t mention, Span name, bool quoted, bool certain) {
    const std::string_view known = written(mention), text = name.of(normal_);
    const uint32_t other = mention_from(name.begin);
    if (other < mentions_.size() && mentions_[other].span.overlaps(name)) {
      if (mentions_[other].span == name && (certain || related(known, text, quoted))) unite(mention, other);
      return;
    }
    if (!may_be_alias(names_, text, quoted)) return;
    if (certain || is_evident(known, text, quoted, mentions_[mention])) {
      out_.push_back({mentions_[mention].thing, name, kNoIndex});
    }
  }

  static bool related(std::string_view known, std::string_view text, bool quoted) {
    return differ_in_script(known, text) || is_acronym_of(text, known) || is_acronym_of(known, text) ||
           (quoted && shortens(known, text));
  }

  // Text beside a name that nothing else shows to be a name is a description more often than not,
  // the more so beside a known name, whose other names are known too. It must abbreviate, be read
  // like the known name, or be a name in Latin letters for one that is not.
  static bool is_evident(std::string_view known, std::string_view text, bool quoted, const NamedSpan& mention) {
    if (is_acronym_of(text, known) || (quoted && shortens(known, text))) return true;
    if (!mention.listed && is_acronym_of(known, text)) return true;
    if (!differ_in_script(known, text)) return false;
    const uint8_t known_scripts = scripts_of(known), text_scripts = scripts_of(text);
    if (text_scripts == kLatin) return (text_scripts & known_scripts) == 0;
    const bool katakana = (text_scripts & kKatakana) != 0, known_katakana = (known_scripts & kKatakana) != 0;
    if (katakana && known_scripts == kLatin) return sounds_like(text, known);
    return mention.discovered && katakana == known_katakana;
  }

  void unite(uint32_t mention, uint32_t other) {
    const NamedSpan& a = mentions_[mention];
    const NamedSpan& b = mentions_[other];
    if (a.thing == b.thing || (a.listed && b.listed) || (a.types & b.types) == 0) return;
    out_.push_back({a.thing, b.span, b.thing});
  }

  // Y（X）with X known: Y in quotation marks, or a capitalised Latin or a katakana name right before.
  void bracket_around(uint32_t mention) {
    const Span known = mentions_[mention].span;
    if (known.begin < 2 || normal_[known.begin - 1] != '(') return;
    if (known.end >= normal_.size() || normal_[known.end] != ')') return;
    uint32_t end = known.begin - 1;
    if (normal_[end - 1] == ' ') --end;
    const uint32_t block_begin = line_begin(end);
    Span name = quotation_before(end, block_begin);
    const bool quoted = !name.empty();
    if (!quoted) name = latin_name_before(end, block_begin);
    if (name.empty()) name = katakana_name_before(end, block_begin);
    // In quotation marks it is a name, but what a listed acronym stands for would be listed too.
    const bool certain = quoted && (scripts_of(name.of(normal_)) != kLatin || scripts_of(known.of(normal_)) != kLatin);
    if (!name.empty()) learn(mention, name, quoted, certain);
  }

  uint32_t line_begin(uint32_t at) const {
    const uint32_t limit = at > 2 * kLongestName ? at - 2 * kLongestName : 0;
    while (at > limit && normal_[at - 1] != '\n') --at;
    while (at < normal_.size() && (normal_[at] & 0xC0) == 0x80) ++at;
    return at;
  }

  Span quotation_before(uint32_t end, uint32_t from) const {
    const std::string_view before = normal_.substr(from, end - from);
    for (const Quotes& quotes : kQuotes) {
      if (!ends_with(before, quotes.close)) continue;
      const size_t close = before.size() - quotes.close.size();
      const size_t open = close == 0 ? std::string_view::npos : before.rfind(quotes.open, close - 1);
      if (open == std::string_view::npos) continue;
      const Span name{from + static_cast<uint32_t>(open + quotes.open.size()), from + static_cast<uint32_t>(close)};
      if (name.size() <= kLongestName) return name;
    }
    return {};
  }

  // The run of capitalised Latin words that ends at `end`.
  Span latin_name_before(uint32_t end, uint32_t from) const {
    Span name{end, end};
    uint32_t at = end;
    while (at > from) {
      uint32_t word = at;
      while (word > from && core::is_ascii_alnum(static_cast<unsigned char>(normal_[word - 1]))) --word;
      if (word == at || !core::is_upper_ascii(static_cast<unsigned char>(normal_[word]))) break;
      name.begin = word;
      if (word == from || (normal_[word - 1] != ' ' && normal_[word - 1] != '-')) break;
      at = word - 1;
    }
    return name;
  }

  Span katakana_name_before(uint32_t end, uint32_t from) const {
    Span name{end, end};
    while (name.begin > from) {
      const uint32_t before = core::previous(normal_, name.begin);
      uint32_t at = before;
      const char32_t c = core::decode(normal_, at);
      if (before < from || (!core::is_katakana(c) && c != 0x30FB)) break;
      name.begin = before;
    }
    return name;
  }

  // 以下「Y」, 简称“Y”, hereinafter "Y" behind a mention in the same sentence.
  void phrases(std::string_view cue) {
    const std::string_view folded = text_.folded;
    for (size_t hit = folded.find(cue); hit != std::string_view::npos; hit = folded.find(cue, hit + cue.size())) {
      const auto at = static_cast<uint32_t>(hit);
      const Span name = quotation_after(at + static_cast<uint32_t>(cue.size()));
      if (name.empty()) continue;
      const uint32_t next = mention_from(at);
      if (next == 0) continue;
      const uint32_t mention = next - 1;
      if (same_sentence(mentions_[mention].span, at)) learn(mention, name, true, true);
    }
  }

  Span quotation_after(uint32_t at) const {
    constexpr uint32_t kReach = 24;  // bytes: "hereinafter referred to as the"
    const uint32_t limit = std::min<uint32_t>(at + kReach, static_cast<uint32_t>(normal_.size()));
    for (; at < limit && normal_[at] != '\n'; ++at) {
      for (const Quotes& quotes : kQuotes) {
        if (!starts_with(normal_.substr(at), quotes.open)) continue;
        const uint32_t begin = at + static_cast<uint32_t>(quotes.open.size());
        const size_t close = normal_.substr(begin, kLongestName).find(quotes.close);
        return close == std::string_view::npos ? Span{} : Span{begin, begin + static_cast<uint32_t>(close)};
      }
    }
    return {};
  }

  bool same_sentence(Span mention, uint32_t at) const {
    const auto found = std::partition_point(text_.sentences.begin(), text_.sentences.end(),
                                            [at](const text::Sentence& sentence) { return sentence.span.end <= at; });
    return found != text_.sentences.end() && found->span.begin <= mention.begin;
  }

  const NameRules& names_;
  const text::Text& text_;
  std::string_view normal_;
  const std::vector<NamedSpan>& mentions_;
  std::vector<Alias>& out_;
};

}  // namespace

void find_aliases(const NameRules& names, const text::Text& text, const std::vector<NamedSpan>& mentions,
                  std::vector<Alias>& out) {
  Finder(names, text, mentions, out).run();
}

}  // namespace whobuilds::resolve
