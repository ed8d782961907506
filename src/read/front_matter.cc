#include "read/front_matter.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cctype>
#include <optional>

namespace whobuilds::read {
namespace {

constexpr uint32_t kLargest = 256u << 10;  // bytes; longer front matter is none

enum class Key { other, title, excerpt, date, url, language, aliases };

Key key_of(std::string_view name) {
  const auto is = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (is({"title"})) return Key::title;
  if (is({"excerpt", "description", "summary", "subtitle", "lead", "abstract"})) return Key::excerpt;
  if (is({"date", "published", "pubDate", "pubDatetime", "publishDate", "publish_date", "published_at",
          "date_published", "created", "created_at"})) {
    return Key::date;
  }
  if (is({"url", "canonical_url", "canonical", "source_url"})) return Key::url;
  if (is({"aliases", "alias"})) return Key::aliases;
  if (is({"lang", "language", "locale"})) return Key::language;
  return Key::other;
}

struct Fence {
  Span content;  // between the fences
  uint32_t end;  // after the closing line
  char sign;     // '-' or '+'
};

uint32_t line_end(std::string_view text, uint32_t at) {
  const size_t end = text.find('\n', at);
  return static_cast<uint32_t>(end == text.npos ? text.size() : end);
}

std::string_view without_trailing_space(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

std::optional<Fence> find_fence(std::string_view text, uint32_t begin) {
  const uint32_t first_end = line_end(text, begin);
  const std::string_view first = without_trailing_space(text.substr(begin, first_end - begin));
  if ((first != "---" && first != "+++") || first_end == text.size()) return std::nullopt;
  const uint32_t content = first_end + 1;
  for (uint32_t at = content; at < text.size() && at - content < kLargest;) {
    const uint32_t end = line_end(text, at);
    const std::string_view line = without_trailing_space(text.substr(at, end - at));
    if (line == first || (first == "---" && line == "...")) {
      return Fence{{content, at}, std::min(end + 1, static_cast<uint32_t>(text.size())), first[0]};
    }
    at = end + 1;
  }
  return std::nullopt;
}

// "name:" or "name =" at the beginning of a line without indentation.
std::string_view key_name(std::string_view line, char separator) {
  size_t end = 0;
  while (end < line.size() &&
         (std::isalnum(static_cast<unsigned char>(line[end])) || line[end] == '_' || line[end] == '-'))
    ++end;
  const std::string_view name = line.substr(0, end);
  while (end < line.size() && line[end] == ' ') ++end;
  return end < line.size() && line[end] == separator ? name : std::string_view();
}

// A value and where it stands: from its first byte, a quotation mark if it has one.
struct Value {
  std::string text;
  uint32_t at = 0;
};

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// The pieces of a block that hold `value`, found again byte by byte in the file. Escapes other than
// of quotation marks cannot be: the value then stands for its first line as a whole.
std::vector<Piece> pieces_of(std::string_view text, const Value& value) {
  std::vector<Piece> pieces;
  uint32_t at = value.at;
  if (at < text.size() && (text[at] == '|' || text[at] == '>'))
    at = std::min(line_end(text, at) + 1, static_cast<uint32_t>(text.size()));
  const char quote = at < text.size() && (text[at] == '"' || text[at] == '\'') ? text[at++] : '\0';
  const auto verbatim = [&](uint32_t begin) {
    if (!pieces.empty() && pieces.back().decoded.empty() && pieces.back().source.end == begin) {
      ++pieces.back().source.end;
    } else {
      pieces.push_back({{begin, begin + 1}, {}, false});
    }
  };
  for (size_t i = 0; i < value.text.size();) {
    if (is_white(value.text[i])) {
      const uint32_t begin = at;
      while (i < value.text.size() && is_white(value.text[i])) ++i;
      while (at < text.size() && is_white(text[at])) ++at;
      if (i == value.text.size()) break;
      if (begin == at) return {{{value.at, line_end(text, value.at)}, value.text, false}};
      pieces.push_back({{begin, at}, " ", false});
      continue;
    }
    if (pieces.empty()) {
      while (at < text.size() && is_white(text[at])) ++at;
    }
    const bool escaped = quote == '"' && at + 1 < text.size() && text[at] == '\\' && text[at + 1] == value.text[i] &&
                         (value.text[i] == '"' || value.text[i] == '\\' || value.text[i] == '/');
    if (escaped) ++at;
    if (at >= text.size() || text[at] != value.text[i]) {
      return {{{value.at, std::max(value.at, line_end(text, value.at))}, value.text, false}};
    }
    verbatim(at);
    ++at;
    if (quote == '\'' && value.text[i] == '\'' && at < text.size() && text[at] == '\'') ++at;
    ++i;
  }
  return pieces;
}

// Excerpts made of Markdown keep its emphasis marks: they are no text.
std::vector<Piece> without_stars(std::string_view text, const std::vector<Piece>& pieces) {
  std::vector<Piece> kept;
  for (const Piece& piece : pieces) {
    uint32_t begin = piece.source.begin;
    const std::string_view before = text.substr(0, piece.source.end);
    for (size_t at = before.find("**", begin); piece.decoded.empty() && at != before.npos;
         at = before.find("**", begin)) {
      const auto end = static_cast<uint32_t>(at);
      if (begin < end) kept.push_back({{begin, end}, {}, piece.strong});
      begin = end + 2;
    }
    if (begin < piece.source.end) kept.push_back({{begin, piece.source.end}, piece.decoded, piece.strong});
  }
  return kept;
}

void take(std::string_view text, Key key, const Value& value, FrontMatter& out) {
  if (value.text.empty()) return;
  switch (key) {
    case Key::title:
      if (!out.title.empty()) return;
      out.title = value.text;
      break;
    case Key::excerpt:
      break;
    case Key::date:
      if (out.date.empty()) out.date = normal_date(value.text);
      return;
    case Key::url:
      if (value.text.substr(0, 4) == "http") out.url = value.text;
      return;
    case Key::language:
      out.language = language_from_code(value.text);
      return;
    case Key::aliases:
      out.aliases.push_back(value.text);
      return;
    case Key::other:
      return;
  }
  Block block;
  block.kind = key == Key::title ? BlockKind::title : BlockKind::excerpt;
  block.pieces = without_stars(text, pieces_of(text, value));
  out.blocks.push_back(std::move(block));
}

// Quotation marks and comments taken off a value written in one line.
Value line_value(std::string_view text, Span span) {
  while (!span.empty() && is_white(text[span.begin])) ++span.begin;
  while (!span.empty() && is_white(text[span.end - 1])) --span.end;
  Value value;
  value.at = span.begin;
  std::string_view raw = span.of(text);
  if (raw.size() >= 2 && (raw[0] == '"' || raw[0] == '\'')) {
    const size_t close = raw.rfind(raw[0]);
    raw = close > 0 ? raw.substr(1, close - 1) : raw.substr(1);
    for (size_t i = 0; i < raw.size(); ++i) {
      if (raw[i] == '\\' && i + 1 < raw.size()) ++i;
      value.text.push_back(raw[i]);
    }
    return value;
  }
  value.text = raw;
  return value;
}

void read_lines(std::string_view text, Span content, char separator, FrontMatter& out) {
  for (uint32_t at = content.begin; at < content.end;) {
    const uint32_t end = std::min(line_end(text, at), content.end);
    const std::string_view line = text.substr(at, end - at);
    const std::string_view name = key_name(line, separator);
    if (!name.empty()) {
      const auto after = at + static_cast<uint32_t>(line.find(separator)) + 1;
      take(text, key_of(name), line_value(text, {after, end}), out);
    }
    at = end + 1;
  }
}

// Whether brackets and braces of a line that is not read are balanced: otherwise the line is broken or
// goes on.
bool closes_what_it_opens(std::string_view line) {
  return std::count(line.begin(), line.end(), '[') == std::count(line.begin(), line.end(), ']') &&
         std::count(line.begin(), line.end(), '{') == std::count(line.begin(), line.end(), '}');
}

// Where the value of a line is one that YAML reads as it stands: a plain scalar that begins with a
// letter or digit and holds no sign of its own, or a quoted one without escapes.
bool is_simple_value(std::string_view raw) {
  if (raw.empty()) return false;
  if (raw[0] == '"' || raw[0] == '\'') {
    return raw.size() > 2 && raw.back() == raw[0] && raw.find(raw[0], 1) == raw.size() - 1 &&
           raw.find('\\') == raw.npos;
  }
  const auto first = static_cast<unsigned char>(raw[0]);
  const bool word = std::isalnum(first) != 0 || first >= 0x80;
  return word && raw.find(": ") == raw.npos && raw.find(" #") == raw.npos && raw.back() != ':' &&
         raw.find('\t') == raw.npos;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_white(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_white(text.back())) text.remove_suffix(1);
  return text;
}

// Most front matter is a list of simple lines as far as we read it; a YAML parser takes longer over
// it than the rest of reading does. False when any value that we read needs the parser.
bool is_simple(std::string_view text, Span content) {
  Key key = Key::other;
  for (uint32_t at = content.begin; at < content.end;) {
    const uint32_t end = std::min(line_end(text, at), content.end);
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (trimmed(line).empty()) continue;
    const std::string_view name = key_name(line, ':');
    const bool goes_on = is_white(line[0]) || line[0] == '-';
    if (name.empty() && !goes_on && line[0] != '#') return false;
    if (goes_on && key != Key::other) return false;
    if (name.empty()) continue;
    key = key_of(name);
    if (key == Key::other && !closes_what_it_opens(line)) return false;
    if (key != Key::other && !is_simple_value(trimmed(line.substr(line.find(':') + 1)))) return false;
  }
  return true;
}

Diagnostic malformed(const std::string& why, uint32_t line) {
  Diagnostic warning;
  warning.code = "read.front_matter";
  warning.severity = Severity::warning;
  warning.line = line;
  warning.message = "the front matter is not YAML: " + why;
  warning.remedy = "quote values that hold a colon; its title, excerpt and date lines were read one by one";
  return warning;
}

void take_aliases(const YAML::Node& names, FrontMatter& out) {
  for (const YAML::Node& name : names) {
    if (name.IsScalar() && !name.Scalar().empty()) out.aliases.push_back(name.Scalar());
  }
}

// yaml-cpp throws; nothing of that leaves this function.
void read_yaml(std::string_view text, Span content, FrontMatter& out) {
  try {
    const YAML::Node root = YAML::Load(std::string(content.of(text)));
    if (!root.IsMap()) {
      out.problems.push_back(malformed("no keys and values", 1));
      return;
    }
    for (const auto& entry : root) {
      if (!entry.first.IsScalar()) continue;
      const Key key = key_of(entry.first.Scalar());
      if (key == Key::aliases && entry.second.IsSequence()) take_aliases(entry.second, out);
      if (!entry.second.IsScalar()) continue;
      const auto at = content.begin + static_cast<uint32_t>(std::max(0, entry.second.Mark().pos));
      if (at < content.end) take(text, key, {entry.second.Scalar(), at}, out);
    }
  } catch (const YAML::Exception& error) {
    out.problems.push_back(malformed(error.msg, static_cast<uint32_t>(std::max(0, error.mark.line)) + 2));
    read_lines(text, content, ':', out);
  } catch (const std::exception& error) {
    out.problems.push_back(malformed(error.what(), 1));
    read_lines(text, content, ':', out);
  }
}

// Whether any line looks like "key: value": otherwise the fences are thematic breaks of the text.
bool has_keys(std::string_view text, const Fence& fence) {
  const char separator = fence.sign == '-' ? ':' : '=';
  for (uint32_t at = fence.content.begin; at < fence.content.end; at = line_end(text, at) + 1) {
    if (!key_name(text.substr(at, line_end(text, at) - at), separator).empty()) return true;
  }
  return fence.content.empty();
}

// Blocks ascend and do not overlap (as they would where YAML aliases repeat a value).
void keep_file_order(std::vector<Block>& blocks) {
  blocks.erase(std::remove_if(blocks.begin(), blocks.end(), [](const Block& block) { return block.pieces.empty(); }),
               blocks.end());
  std::stable_sort(blocks.begin(), blocks.end(),
                   [](const Block& a, const Block& b) { return a.pieces.front().source < b.pieces.front().source; });
  uint32_t end = 0;
  const auto overlaps = [&end](const Block& block) {
    if (block.pieces.front().source.begin < end) return true;
    end = block.pieces.back().source.end;
    return false;
  };
  std::vector<Block> kept;
  for (Block& block : blocks) {
    if (!overlaps(block)) kept.push_back(std::move(block));
  }
  blocks = std::move(kept);
}

// Reads up to `most` digits at `at`; -1 when there is none.
int read_number(std::string_view text, size_t& at, int most) {
  int number = -1;
  for (; most > 0 && at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, --most) {
    number = (number < 0 ? 0 : number * 10) + (text[at] - '0');
  }
  return number;
}

bool skip_any(std::string_view text, size_t& at, std::initializer_list<std::string_view> separators) {
  for (const std::string_view separator : separators) {
    if (text.substr(at, separator.size()) != separator) continue;
    at += separator.size();
    return true;
  }
  return false;
}

std::string two_digits(int number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

std::string joined_date(int year, int month, int day) {
  if (year < 1900 || year > 2200) return {};
  std::string date = std::to_string(year);
  if (month < 1 || month > 12) return date;
  date += "-" + two_digits(month);
  if (day < 1 || day > 31) return date;
  return date + "-" + two_digits(day);
}

int month_by_name(std::string_view name) {
  constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (name.size() < 3) return 0;
  std::string begin;
  for (const char c : name.substr(0, 3))
    begin.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  const size_t at = kMonths.find(begin);
  return at == kMonths.npos || at % 3 != 0 ? 0 : static_cast<int>(at / 3) + 1;
}

// "Nov 7, 2025", "7 November 2025", "Fri, 07 Nov 2025 ...".
std::string date_with_month_name(std::string_view text) {
  int year = 0, month = 0, day = 0;
  for (size_t at = 0; at < text.size() && year == 0;) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (std::isdigit(byte)) {
      const int number = read_number(text, at, 4);
      (number > 31 ? year : day) = number;
    } else if (std::isalpha(byte)) {
      size_t end = at;
      while (end < text.size() && std::isalpha(static_cast<unsigned char>(text[end]))) ++end;
      if (month == 0) month = month_by_name(text.substr(at, end - at));
      at = end;
    } else {
      ++at;
    }
  }
  return month == 0 ? std::string() : joined_date(year, month, day);
}

}  // namespace

std::string normal_date(std::string_view text) {
  size_t at = 0;
  while (at < text.size() && is_white(text[at])) ++at;
  const size_t begin = at;
  const int year = read_number(text, at, 4);
  if (at - begin != 4) return date_with_month_name(text);
  if (!skip_any(text, at, {"-", "/", ".", "年"})) return at == text.size() ? joined_date(year, 0, 0) : std::string();
  const int month = read_number(text, at, 2);
  if (!skip_any(text, at, {"-", "/", ".", "月"})) return joined_date(year, month, 0);
  return joined_date(year, month, read_number(text, at, 2));
}

FrontMatter read_front_matter(std::string_view text, uint32_t begin) {
  FrontMatter out;
  const std::optional<Fence> fence = find_fence(text, begin);
  if (!fence || !has_keys(text, *fence)) return out;
  out.end = fence->end;
  if (fence->sign == '+')
    read_lines(text, fence->content, '=', out);
  else if (is_simple(text, fence->content))
    read_lines(text, fence->content, ':', out);
  else
    read_yaml(text, fence->content, out);
  keep_file_order(out.blocks);
  return out;
}

}  // namespace whobuilds::read
