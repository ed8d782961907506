#include "read/plain.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/utf8.h"
#include "read/block_builder.h"
#include "read/lines.h"
#include "read/references.h"

namespace whobuilds::read {
namespace {

struct Line {
  Span span;           // without surrounding white space
  uint32_t width = 0;  // in columns: a CJK character takes two
  bool after_blank = false;
  bool indented = false;  // by an ideographic space, as Japanese and Chinese paragraphs are
};

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

constexpr std::string_view kIdeographicSpace = "\xE3\x80\x80";

// "12", "- 12 -", "12 / 30", "Page 3": what stands at the edge of a page.
bool is_page_number(std::string_view text) {
  if (text.size() > 16) return false;
  if (text.substr(0, 5) == "Page " || text.substr(0, 5) == "page ") text.remove_prefix(5);
  bool digit = false;
  for (const char c : text) {
    digit = digit || (c >= '0' && c <= '9');
    if (std::string_view("0123456789-/ ").find(c) == std::string_view::npos) return false;
  }
  return digit;
}

std::vector<Line> split_lines(std::string_view text, uint32_t begin) {
  std::vector<Line> lines;
  bool blank = true;
  for (uint32_t at = begin; at < text.size();) {
    const size_t newline = text.find('\n', at);
    const auto end = static_cast<uint32_t>(newline == text.npos ? text.size() : newline);
    Line line;
    line.span = {at, end};
    at = end + 1;
    while (!line.span.empty() && is_white(text[line.span.end - 1])) --line.span.end;
    while (!line.span.empty() && is_white(text[line.span.begin])) ++line.span.begin;
    while (line.span.size() >= 3 && line.span.of(text).substr(0, 3) == kIdeographicSpace) {
      line.span.begin += 3;
      line.indented = true;
    }
    if (line.span.empty()) {
      blank = true;
      continue;
    }
    if (is_page_number(line.span.of(text))) continue;
    line.after_blank = blank;
    line.width = width_of(line.span.of(text));
    blank = false;
    lines.push_back(line);
  }
  return lines;
}

// The width that most long lines keep within: that of the page, if the text is set to one.
uint32_t page_width(const std::vector<Line>& lines) {
  std::vector<uint32_t> widths;
  for (const Line& line : lines) widths.push_back(line.width);
  if (widths.empty()) return 0;
  const size_t nth = widths.size() * 9 / 10;
  std::nth_element(widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(nth), widths.end());
  return widths[nth];
}

bool ends_line(std::string_view line) {
  const char32_t c = last_character(line);
  return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF1A ||
         c == 0x300D || c == 0x201D || c == '"';
}

// The size of a bullet or number with the white space after it, or 0.
uint32_t bullet_size(std::string_view line) {
  uint32_t at = 0;
  const char32_t c = core::decode(line, at);
  uint32_t end = 0;
  if (c == 0x30FB || c == 0x2022 || c == 0x25CF || c == 0x25CB || c == 0x25A0 || c == 0x25A1 || c == 0x25C6 ||
      c == 0x25C7 || c == 0x2713 || (c >= 0x2460 && c <= 0x2473)) {
    end = at;
  } else if ((c == '-' || c == '*' || c == 0x2013) && at < line.size() && line[at] == ' ') {
    end = at;
  } else if (core::is_digit(c)) {
    while (at < line.size() && at < 3 && core::is_digit(static_cast<unsigned char>(line[at]))) ++at;
    const bool marked = at + 1 < line.size() && (line[at] == '.' || line[at] == ')') && line[at + 1] == ' ';
    end = marked ? at + 1 : 0;
  }
  while (end > 0 && end < line.size() && line[end] == ' ') ++end;
  return end;
}

bool begins_inside_sentence(char32_t c) {
  return (c >= 'a' && c <= 'z') || core::is_hiragana(c) || c == 0x3001 || c == 0x3002 || c == 0xFF0C || c == ',' ||
         c == ')' || c == 0x300D || c == 0xFF09;
}

constexpr uint32_t kNarrowPage = 30;      // columns; narrower text is verse or a table, not set to a page
constexpr uint32_t kLongestHeading = 80;  // columns
constexpr uint8_t kHeadingLevel = 6;

// Whether `line` goes on where `before` broke off.
bool continues(std::string_view text, const Line& before, const Line& line, uint32_t page) {
  if (line.indented || bullet_size(line.span.of(text)) > 0) return false;
  const bool fills = page >= kNarrowPage && before.width * 10 >= page * 7;
  const bool inside = begins_inside_sentence(first_character(line.span.of(text)));
  if (ends_line(before.span.of(text))) return fills && !line.after_blank;
  if (line.after_blank) return fills && inside;
  return fills || inside;
}

class PlainReader {
 public:
  PlainReader(Document& document, uint32_t begin)
      : document_(document),
        builder_(document.text),
        lines_(split_lines(document.text, begin)),
        page_(page_width(lines_)) {}

  void read(bool find_title) {
    size_t at = find_title ? read_title() : 0;
    while (at < lines_.size()) {
      size_t end = at + 1;
      while (end < lines_.size() && continues(document_.text, lines_[end - 1], lines_[end], page_)) ++end;
      add(at, end);
      at = end;
    }
    close_list();
    builder_.move_to(document_);
  }

 private:
  std::string_view text(const Line& line) const { return line.span.of(document_.text); }

  // The first line, if it is short and parted from what follows. Returns the number of lines taken.
  size_t read_title() {
    if (lines_.empty() || lines_[0].width > 2 * kLongestHeading || ends_statement(lines_[0])) return 0;
    if (lines_.size() > 1 && continues(document_.text, lines_[0], lines_[1], page_) && !lines_[1].after_blank) return 0;
    Block title;
    title.kind = BlockKind::title;
    title.pieces.push_back({lines_[0].span, {}, false});
    builder_.add(std::move(title));
    document_.title = std::string(text(lines_[0]));
    return 1;
  }

  bool ends_statement(const Line& line) const {
    const char32_t c = last_character(text(line));
    return c == 0x3002 || c == '.' || c == ',' || c == 0x3001 || c == 0xFF0C;
  }

  bool is_heading(size_t begin, size_t end) const {
    const Line& line = lines_[begin];
    const bool apart = end == lines_.size() || lines_[end].after_blank || lines_[end].indented;
    return end == begin + 1 && line.after_blank && apart && end < lines_.size() && !line.indented &&
           line.width <= kLongestHeading && !ends_statement(line);
  }

  void add(size_t begin, size_t end) {
    Block block;
    for (size_t i = begin; i < end; ++i) add_line(lines_[i].span, block);
    const std::string_view first = text(lines_[begin]);
    const uint32_t bullet = bullet_size(first);
    if (bullet > 0 && bullet < first.size()) {
      if (builder_.list_depth() == 0) builder_.begin_list();
      builder_.begin_item();
      block.kind = BlockKind::list_item;
      block.level = 1;
      drop_front(block, lines_[begin].span.begin + bullet);
    } else {
      close_list();
      if (is_heading(begin, end)) {
        block.kind = BlockKind::heading;
        block.level = kHeadingLevel;
      }
    }
    builder_.add(std::move(block), links_);
    links_ = {};
  }

  // Adds a line without its URLs, after a line break.
  void add_line(Span line, Block& block) {
    if (!block.pieces.empty()) {
      const uint32_t end = block.pieces.back().source.end;
      const auto newline = static_cast<uint32_t>(document_.text.find('\n', end));
      block.pieces.push_back({{newline, newline + 1}, {}, false});
    }
    uint32_t begin = line.begin;
    for (uint32_t at = line.begin; at < line.end;) {
      const char c = document_.text[at];
      const uint32_t end =
          c == 'h' || c == 'H' || c == 'w' ? url_end(std::string_view(document_.text).substr(0, line.end), at) : 0;
      if (end == 0) {
        ++at;
        continue;
      }
      if (begin < at) block.pieces.push_back({{begin, at}, {}, false});
      links_.link_bytes += end - at;
      links_.has_url = true;
      begin = at = end;
    }
    if (begin < line.end) block.pieces.push_back({{begin, line.end}, {}, false});
  }

  static void drop_front(Block& block, uint32_t begin) {
    while (!block.pieces.empty() && block.pieces.front().source.end <= begin) block.pieces.erase(block.pieces.begin());
    if (!block.pieces.empty()) block.pieces.front().source.begin = std::max(block.pieces.front().source.begin, begin);
  }

  void close_list() {
    if (builder_.list_depth() > 0) builder_.end_list();
  }

  Document& document_;
  BlockBuilder builder_;
  std::vector<Line> lines_;
  uint32_t page_;
  LinkShare links_;
};

}  // namespace

void read_plain(Document& document, uint32_t begin, bool find_title) { PlainReader(document, begin).read(find_title); }

}  // namespace whobuilds::read
