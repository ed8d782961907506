#include "read/inline_marks.h"

#include <algorithm>
#include <array>

#include "core/utf8.h"
#include "read/references.h"

namespace whobuilds::read {
namespace {

constexpr size_t kLongestWikiLink = 200;  // bytes

// A mark begins with one of these bytes, and goes on with that one (without regard to case, that is with bit 5 set):
// "**", "http", "www", "[[", "]]", "![", and template tags with any.
constexpr char kAny = '\1';
constexpr std::array<char, 256> make_second_of_mark() {
  std::array<char, 256> second{};
  second['*'] = '*';
  second['h'] = second['H'] = 't';
  second['w'] = second['W'] = 'w';
  second['['] = '[' | 0x20;
  second[']'] = ']' | 0x20;
  second['!'] = '[' | 0x20;
  second['{'] = kAny;
  return second;
}
constexpr std::array<char, 256> kSecondOfMark = make_second_of_mark();

// A quick look at two bytes: most are turned away here.
bool may_begin_mark(std::string_view text, uint32_t at) {
  const char second = kSecondOfMark[static_cast<unsigned char>(text[at])];
  if (second == '\0') return false;
  return second == kAny || (at + 1 < text.size() && (text[at + 1] | 0x20) == second);
}

// Liquid and kramdown: {% ... %}, {{ ... }}, {: ...}.
std::string_view template_close(std::string_view open) {
  return open == "{%" ? "%}" : open == "{{" ? "}}" : open == "{:" ? "}" : "";
}

}  // namespace

InlineMarks::InlineMarks(std::string_view document, Span run)
    : document_(document), text_(document.substr(0, run.end)), begin_(run.begin), at_(run.begin) {}

InlineMark InlineMarks::next() {
  const auto end = static_cast<uint32_t>(text_.size());
  for (; at_ < end; ++at_) {
    if (!may_begin_mark(text_, at_)) continue;
    const InlineMark mark = mark_at(at_);
    if (mark.kind == InlineMark::Kind::none) continue;
    at_ = std::min(mark.span.end, end);
    return mark;
  }
  return {};
}

InlineMark InlineMarks::mark_at(uint32_t at) {
  using Kind = InlineMark::Kind;
  Kind kind = Kind::other;
  uint32_t end = 0;
  switch (text_[at]) {
    case '*':
      kind = Kind::bold;
      end = at + 2;
      break;
    case ']':
      end = at + 2;
      break;
    case '[':
      end = wiki_link_begin(at);
      break;
    case '!':
      end = embedded_end(at);
      break;
    case '{':
      end = template_end(at);
      break;
    default:
      kind = Kind::url;
      if (at == begin_ || !core::is_word(static_cast<unsigned char>(text_[at - 1]))) end = url_end(text_, at);
  }
  return end == 0 ? InlineMark{} : InlineMark{kind, {at, end}};
}

// Each of these gives where the mark that begins at `at` ends, 0 when there is none.
uint32_t InlineMarks::template_end(uint32_t at) {
  const std::string_view close = template_close(text_.substr(at, 2));
  if (close.empty() || close == unclosed_) return 0;
  const size_t found = text_.find(close, at + 2);
  if (found != text_.npos) return static_cast<uint32_t>(found + close.size());
  unclosed_ = close;
  return 0;
}

// "[[Name]]" and "[[page|Name]]": where the name begins.
uint32_t InlineMarks::wiki_link_begin(uint32_t at) const {
  const std::string_view inside = document_.substr(at + 2, kLongestWikiLink);
  const size_t close = inside.find("]]"), bar = inside.find('|');
  if (close == inside.npos || inside.substr(0, close).find('\n') != inside.npos) return 0;
  return at + 2 + (bar < close ? static_cast<uint32_t>(bar) + 1 : 0);
}

// "![[picture]]" and "![text](path)" that is no image to CommonMark.
uint32_t InlineMarks::embedded_end(uint32_t at) const {
  const bool wiki = text_.substr(at, 3) == "![[";
  const std::string_view inside = text_.substr(at, kLongestWikiLink);
  const size_t middle = wiki ? 0 : inside.find("](");
  if (middle == inside.npos) return 0;
  const std::string_view close = wiki ? "]]" : ")";
  const size_t end = inside.find(close, middle);
  return end == inside.npos ? 0 : at + static_cast<uint32_t>(end + close.size());
}

}  // namespace whobuilds::read
