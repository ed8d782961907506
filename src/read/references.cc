#include "read/references.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "core/utf8.h"

namespace whobuilds::read {
namespace {

constexpr std::string_view kReferenceWords[] = {"参考文献",
                                                "参考資料",
                                                "参考",
                                                "参考リンク",
                                                "参考サイト",
                                                "参考情報",
                                                "参考記事",
                                                "出典",
                                                "出所",
                                                "情報源",
                                                "情報ソース",
                                                "ソース",
                                                "引用",
                                                "引用元",
                                                "引用文献",
                                                "関連リンク",
                                                "関連記事",
                                                "関連情報",
                                                "リンク",
                                                "脚注",
                                                "注釈",
                                                "リファレンス",
                                                "あわせて読みたい",
                                                "来源",
                                                "资料来源",
                                                "参考资料",
                                                "参考链接",
                                                "参考来源",
                                                "引用来源",
                                                "数据来源",
                                                "信息来源",
                                                "延伸阅读",
                                                "相关阅读",
                                                "相关链接",
                                                "相关文章",
                                                "相关资源",
                                                "扩展阅读",
                                                "链接",
                                                "註釋",
                                                "參考資料",
                                                "參考文獻",
                                                "資料來源",
                                                "來源",
                                                "references",
                                                "reference",
                                                "sources",
                                                "source",
                                                "citations",
                                                "citation",
                                                "bibliography",
                                                "further reading",
                                                "footnotes",
                                                "endnotes",
                                                "works cited",
                                                "links",
                                                "related links",
                                                "related posts",
                                                "related articles",
                                                "read more",
                                                "see also",
                                                "sources cited"};

// Of headings over what a site sells or links to, wherever the word stands in them.
constexpr std::string_view kNavigationWords[] = {
    "おすすめ書籍", "おすすめの書籍", "おすすめの本",      "オススメ書籍",        "関連書籍", "参考書籍",
    "関連記事",     "おすすめ記事",   "recommended books", "recommended reading", "推荐书籍", "推荐阅读"};

constexpr std::string_view kListWords[] = {"一覧", "リスト", "列表", "まとめ", " list", "集"};

constexpr size_t kLongestSourceWord = 32, kLongestSourceLine = 200;  // bytes
constexpr size_t kLongestReferenceHeading = 60;                      // bytes
constexpr uint32_t kShortName = 30;  // bytes: a list of links this short may be a list of names

char32_t lower(char32_t c) { return core::is_upper_ascii(c) ? c + 32 : c; }

bool is_letter(char32_t c) { return core::is_word(c) || core::is_cjk(c); }

// The words of a heading, lower case, parted by what joins equal things: "・", "/", "&", "and", "と".
// Numbers in front and punctuation around are left out.
std::vector<std::string> heading_parts(std::string_view heading) {
  std::vector<std::string> parts(1);
  for (uint32_t at = 0; at < heading.size();) {
    const char32_t c = lower(core::decode(heading, at));
    const bool begins_part = parts.back().empty();
    if (is_letter(c) && !(begins_part && core::is_digit(c)))
      core::append(parts.back(), c);
    else if (c == ' ' && !begins_part)
      parts.back().push_back(' ');
    else if (!core::is_digit(c) && !begins_part)
      parts.emplace_back();
  }
  for (std::string& part : parts) {
    while (!part.empty() && part.back() == ' ') part.pop_back();
  }
  return parts;
}

bool is_reference_word(std::string_view word) {
  for (const std::string_view suffix : kListWords) {
    if (word.size() > suffix.size() && word.substr(word.size() - suffix.size()) == suffix) {
      word.remove_suffix(suffix.size());
      break;
    }
  }
  return std::find(std::begin(kReferenceWords), std::end(kReferenceWords), word) != std::end(kReferenceWords);
}

// Also where two words are joined by " and ", "と" or "及び".
bool is_reference_phrase(std::string_view phrase) {
  if (is_reference_word(phrase)) return true;
  for (const std::string_view joint : {" and ", "と", "及び", "および", "和", "与"}) {
    const size_t at = phrase.find(joint);
    if (at == phrase.npos) continue;
    if (is_reference_word(phrase.substr(0, at)) && is_reference_word(phrase.substr(at + joint.size()))) return true;
  }
  return false;
}

bool begins_with_ignoring_case(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (size_t i = 0; i < prefix.size(); ++i) {
    if (lower(static_cast<unsigned char>(text[i])) != static_cast<unsigned char>(prefix[i])) return false;
  }
  return true;
}

constexpr bool is_url_byte(unsigned char c) {
  return c > ' ' && c < 0x7F && c != '<' && c != '>' && c != '"' && c != '`' && c != '{' && c != '}' && c != '|' &&
         c != '\\' && c != '^';
}

bool begins_with_citation(std::string_view text) {
  if (text.empty() || text[0] != '[') return false;
  const size_t close = text.find(']');
  return close != text.npos && close > 1 && close < 8 && is_citation(text.substr(0, close + 1));
}

bool is_footnote_definition(std::string_view text) {
  const size_t close = text.find("]:");
  return text.substr(0, 2) == "[^" && close != text.npos && text.substr(0, close).find(' ') == text.npos;
}

// "出典：...", "【来源】...", "Source: ...": a short line that names where something was taken from.
bool is_source_line(std::string_view text) {
  for (const std::string_view open : {"\u3010", "(", "\uFF08", "["}) {
    if (text.substr(0, open.size()) == open) text.remove_prefix(open.size());
  }
  for (const std::string_view close : {":", "\uFF1A", "\u3011", "]"}) {
    const size_t at = text.substr(0, kLongestSourceWord).find(close);
    if (at != text.npos && at > 0 && text.size() <= kLongestSourceLine && is_reference_heading(text.substr(0, at)))
      return true;
  }
  return false;
}

bool ends_statement(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
  for (const std::string_view mark : {"。", "！", "？", ".", "!", "?"}) {
    if (text.size() >= mark.size() && text.substr(text.size() - mark.size()) == mark) return true;
  }
  return false;
}

}  // namespace

bool is_reference_heading(std::string_view heading) {
  if (heading.size() > kLongestReferenceHeading) return false;
  const bool navigation =
      std::any_of(std::begin(kNavigationWords), std::end(kNavigationWords),
                  [&](std::string_view word) { return heading.find(word) != std::string_view::npos; });
  if (navigation) return true;
  bool any = false;
  for (const std::string& part : heading_parts(heading)) {
    if (part.empty()) continue;
    if (!is_reference_phrase(part)) return false;
    any = true;
  }
  return any;
}

uint32_t url_end(std::string_view text, uint32_t at) {
  const std::string_view rest = text.substr(at);
  const bool begins = begins_with_ignoring_case(rest, "http://") || begins_with_ignoring_case(rest, "https://") ||
                      begins_with_ignoring_case(rest, "www.");
  if (!begins) return 0;
  uint32_t end = at;
  while (end < text.size() && is_url_byte(static_cast<unsigned char>(text[end]))) ++end;
  while (end > at && std::string_view(".,;:!?'*_~").find(text[end - 1]) != std::string_view::npos) --end;
  const std::string_view url = text.substr(at, end - at);
  const bool unopened = url.find('(') == url.npos && url.find(')') != url.npos;
  return unopened ? at + static_cast<uint32_t>(url.find(')')) : end;
}

bool is_url(std::string_view text) {
  if (begins_with_ignoring_case(text, "mailto:")) return true;
  const uint32_t end = url_end(text, 0);
  if (end != 0 && end + 2 >= text.size()) return true;
  const size_t scheme = text.find("://");
  return scheme != text.npos && scheme < 8 && text.find(' ') == text.npos;
}

bool is_coined(std::string_view code) {
  constexpr size_t kShortest = 4, kLongest = 40;
  if (code.size() < kShortest || code.size() > kLongest) return false;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const bool plain = std::all_of(code.begin(), code.end(),
                                 [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; });
  return plain && letter(code.front()) && letter(code.back());
}

bool is_citation(std::string_view text) {
  bool any = false;
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    const bool sign = c == '[' || c == ']' || c == '(' || c == ')' || c == '^' || c == '*' || c == '#' || c == 0x6CE8 ||
                      c == 0x203B || c == 0x21A9 || c == 0xFE0E || c == ',' || c == '-';
    if (!sign && !core::is_digit(c)) return false;
    any = true;
  }
  return any && text.size() <= 12;
}

bool is_reference(std::string_view text, uint32_t link_bytes, bool url_dropped) {
  if (is_footnote_definition(text) || is_source_line(text)) return true;
  if (link_bytes == 0) return false;
  if (begins_with_citation(text)) return true;
  const auto plain = static_cast<uint32_t>(text.size());
  if (url_dropped) return plain == 0 || (link_bytes * 10 >= (plain + link_bytes) * 4 && !ends_statement(text));
  return plain > kShortName && link_bytes * 10 >= plain * 8 && !ends_statement(text);
}

bool is_hashtags(std::string_view text) {
  uint32_t tags = 0;
  bool at_word_begin = true;
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    if (core::is_space(c)) {
      at_word_begin = true;
    } else if (at_word_begin) {
      if (c != '#' && c != 0xFF03) return false;
      ++tags;
      at_word_begin = false;
    }
  }
  return tags >= 2;
}

}  // namespace whobuilds::read
