#include "rules/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/utf8.h"

namespace whobuilds::rules {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr uint32_t kMaxDepth = 64;
constexpr uint32_t kMaxBytes = 1u << 30;

std::string quoted_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"') return "quotation mark";
  if (byte >= 0x20 && byte < 0x7F) return std::string("\"") + c + "\"";
  static const char* kDigits = "0123456789ABCDEF";
  return std::string("byte 0x") + kDigits[byte >> 4] + kDigits[byte & 15];
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string_view kind_name(JsonKind kind) {
  switch (kind) {
    case JsonKind::absent:
      return "nothing";
    case JsonKind::null:
      return "null";
    case JsonKind::boolean:
      return "a boolean";
    case JsonKind::number:
      return "a number";
    case JsonKind::string:
      return "a string";
    case JsonKind::array:
      return "an array";
    case JsonKind::object:
      return "an object";
  }
  return "";
}

JsonKind JsonValue::kind() const { return present() ? document_->nodes_[node_].kind : JsonKind::absent; }
bool JsonValue::boolean() const { return document_->nodes_[node_].boolean; }
double JsonValue::number() const { return document_->nodes_[node_].number; }
uint32_t JsonValue::size() const { return present() ? document_->nodes_[node_].size : 0; }
uint32_t JsonValue::offset() const { return document_->nodes_[node_].offset; }
std::string JsonValue::pointer() const { return document_->pointer_to(node_); }

std::string_view JsonValue::text() const {
  const auto& node = document_->nodes_[node_];
  return {node.text, node.text_size};
}

std::string_view JsonValue::key() const {
  const auto& node = document_->nodes_[node_];
  return {node.key, node.key_size};
}

uint32_t JsonValue::key_offset() const {
  const auto& node = document_->nodes_[node_];
  return node.key == nullptr ? node.offset : node.key_offset;
}

JsonValue::Iterator& JsonValue::Iterator::operator++() {
  node_ = document_->nodes_[node_].next;
  return *this;
}

JsonValue::Iterator JsonValue::begin() const {
  return {document_, present() ? document_->nodes_[node_].first_child : kNone};
}
JsonValue::Iterator JsonValue::end() const { return {document_, kNone}; }

// Recursive descent over the bytes. A syntax error ends the parse: what follows it would be
// guesswork.
class JsonParser {
 public:
  JsonParser(JsonDocument& document, Diagnostics& problems)
      : document_(document), problems_(problems), bytes_(document.bytes_) {}

  bool run() {
    document_.nodes_.reserve(bytes_.size() / 24 + 8);
    if (bytes_.substr(0, 3) == "\xEF\xBB\xBF") {
      return fail(0, "the file begins with a byte order mark", "", "save it as UTF-8 without one");
    }
    skip_space();
    if (!value(kNone, 0)) return false;
    skip_space();
    if (at_ < bytes_.size()) return fail(at_, "something follows the end of the value", "the end of the file");
    return true;
  }

 private:
  using Node = JsonDocument::Node;

  bool fail(uint32_t offset, std::string message, std::string expected, std::string remedy = "") {
    Diagnostic problem = document_.problem_at(offset, container_ == kNone ? "" : document_.pointer_to(container_),
                                              "rules.json", std::move(message));
    problem.expected = std::move(expected);
    problem.remedy = std::move(remedy);
    problems_.push_back(std::move(problem));
    return false;
  }

  bool fail_here(const std::string& expected) {
    if (at_ >= bytes_.size()) return fail(at_, "the file ends too early", expected);
    return fail(at_, "unexpected " + quoted_byte(bytes_[at_]), expected);
  }

  void skip_space() {
    while (at_ < bytes_.size() &&
           (bytes_[at_] == ' ' || bytes_[at_] == '\n' || bytes_[at_] == '\r' || bytes_[at_] == '\t')) {
      ++at_;
    }
  }

  bool next_is(char c) const { return at_ < bytes_.size() && bytes_[at_] == c; }

  uint32_t add_node(uint32_t parent, JsonKind kind) {
    Node node = place_;
    node.kind = kind;
    node.offset = at_;
    node.parent = parent;
    document_.nodes_.push_back(node);
    return static_cast<uint32_t>(document_.nodes_.size() - 1);
  }

  bool value(uint32_t parent, uint32_t depth) {
    if (depth > kMaxDepth) return fail(at_, "nested too deeply", "at most 64 levels");
    if (at_ >= bytes_.size()) return fail_here("a value");
    switch (bytes_[at_]) {
      case '{':
        return object(add_node(parent, JsonKind::object), depth);
      case '[':
        return array(add_node(parent, JsonKind::array), depth);
      case '"':
        return string_value(add_node(parent, JsonKind::string));
      case 't':
        return literal(add_node(parent, JsonKind::boolean), "true", true);
      case 'f':
        return literal(add_node(parent, JsonKind::boolean), "false", false);
      case 'n':
        return literal(add_node(parent, JsonKind::null), "null", false);
      default:
        break;
    }
    if (bytes_[at_] == '-' || is_digit(bytes_[at_])) return number(add_node(parent, JsonKind::number));
    return fail_here("a value");
  }

  bool literal(uint32_t node, std::string_view word, bool truth) {
    if (bytes_.substr(at_, word.size()) != word) return fail_here("\"" + std::string(word) + "\"");
    document_.nodes_[node].boolean = truth;
    at_ += static_cast<uint32_t>(word.size());
    return true;
  }

  bool digits() {
    if (at_ >= bytes_.size() || !is_digit(bytes_[at_])) return fail_here("a digit");
    while (at_ < bytes_.size() && is_digit(bytes_[at_])) ++at_;
    return true;
  }

  bool number(uint32_t node) {
    const uint32_t begin = at_;
    if (next_is('-')) ++at_;
    const bool zero = next_is('0');
    if (!digits()) return false;
    if (zero && at_ - begin > (bytes_[begin] == '-' ? 2u : 1u))
      return fail(begin, "a number begins with 0", "no leading zeros");
    if (next_is('.')) {
      ++at_;
      if (!digits()) return false;
    }
    if (next_is('e') || next_is('E')) {
      ++at_;
      if (next_is('+') || next_is('-')) ++at_;
      if (!digits()) return false;
    }
    double parsed = 0;
    const auto result = std::from_chars(bytes_.data() + begin, bytes_.data() + at_, parsed);
    // Out of range is either far too large or too close to zero to tell apart; both are mistakes.
    if (result.ec != std::errc()) return fail(begin, "the number is out of range", "a 64-bit floating point number");
    document_.nodes_[node].number = parsed;
    return true;
  }

  bool string_value(uint32_t node) {
    std::string_view text;
    if (!string(text)) return false;
    document_.nodes_[node].text = text.data();
    document_.nodes_[node].text_size = static_cast<uint32_t>(text.size());
    return true;
  }

  // Reads a string at its opening quote.
  bool string(std::string_view& out) {
    const uint32_t open = at_++;
    const uint32_t begin = at_;
    bool ascii = true;
    while (at_ < bytes_.size() && bytes_[at_] != '"' && bytes_[at_] != '\\') {
      const auto byte = static_cast<unsigned char>(bytes_[at_]);
      if (byte < 0x20) return control_character();
      ascii = ascii && byte < 0x80;
      ++at_;
    }
    if (at_ >= bytes_.size()) return fail(open, "the string has no end", "a closing \"");
    out = bytes_.substr(begin, at_ - begin);
    if (bytes_[at_] == '\\') {
      ascii = false;
      document_.unescaped_.emplace_back(out);
      if (!escaped_rest(open, document_.unescaped_.back())) return false;
      out = document_.unescaped_.back();
    }
    ++at_;
    return ascii || core::valid(out) || fail(open, "the string is not UTF-8", "", "save the file as UTF-8");
  }

  bool control_character() {
    return fail(at_, "a control character stands in a string (" + quoted_byte(bytes_[at_]) + ")", "",
                "write it as an escape such as \\n");
  }

  // Appends to `text` up to the closing quote, at which it stops.
  bool escaped_rest(uint32_t open, std::string& text) {
    while (at_ < bytes_.size() && bytes_[at_] != '"') {
      if (static_cast<unsigned char>(bytes_[at_]) < 0x20) return control_character();
      if (bytes_[at_] != '\\') {
        text += bytes_[at_++];
        continue;
      }
      if (!escape(text)) return false;
    }
    return at_ < bytes_.size() || fail(open, "the string has no end", "a closing \"");
  }

  bool escape(std::string& text) {
    const uint32_t begin = at_++;
    const char letter = at_ < bytes_.size() ? bytes_[at_] : '\0';
    ++at_;
    switch (letter) {
      case '"':
      case '\\':
      case '/':
        text += letter;
        return true;
      case 'b':
        text += '\b';
        return true;
      case 'f':
        text += '\f';
        return true;
      case 'n':
        text += '\n';
        return true;
      case 'r':
        text += '\r';
        return true;
      case 't':
        text += '\t';
        return true;
      case 'u':
        return unicode_escape(begin, text);
      default:
        break;
    }
    return fail(begin, "unknown escape", "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX",
                "write a backslash of a pattern as \\\\");
  }

  bool unicode_escape(uint32_t begin, std::string& text) {
    uint32_t unit = 0;
    if (!four_digits(unit)) return fail(begin, "broken escape", "\\u and four hexadecimal digits");
    if (unit >= 0xD800 && unit <= 0xDBFF) {
      uint32_t low = 0;
      const bool pair = bytes_.substr(at_, 2) == "\\u";
      if (pair) at_ += 2;
      if (!pair || !four_digits(low) || low < 0xDC00 || low > 0xDFFF) {
        return fail(begin, "half a surrogate pair", "two \\u escapes, or the character itself");
      }
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    } else if (unit >= 0xDC00 && unit <= 0xDFFF) {
      return fail(begin, "half a surrogate pair", "two \\u escapes, or the character itself");
    }
    core::append(text, unit);
    return true;
  }

  bool four_digits(uint32_t& unit) {
    if (bytes_.size() - std::min<size_t>(at_, bytes_.size()) < 4) return false;
    for (int i = 0; i < 4; ++i, ++at_) {
      const int digit = hex_value(bytes_[at_]);
      if (digit < 0) return false;
      unit = unit * 16 + static_cast<uint32_t>(digit);
    }
    return true;
  }

  void link(uint32_t parent, uint32_t& last, uint32_t child) {
    if (last == kNone) {
      document_.nodes_[parent].first_child = child;
    } else {
      document_.nodes_[last].next = child;
    }
    ++document_.nodes_[parent].size;
    last = child;
  }

  bool array(uint32_t node, uint32_t depth) {
    const uint32_t outer = container_;
    container_ = node;
    ++at_;
    skip_space();
    uint32_t last = kNone;
    if (!next_is(']')) {
      while (true) {
        const auto child = static_cast<uint32_t>(document_.nodes_.size());
        place_ = Node();
        place_.index = document_.nodes_[node].size;
        if (!value(node, depth + 1)) return false;
        link(node, last, child);
        skip_space();
        if (!next_is(',')) break;
        ++at_;
        skip_space();
      }
    }
    if (!next_is(']')) return fail_here("\",\" or \"]\"");
    ++at_;
    container_ = outer;
    return true;
  }

  bool object(uint32_t node, uint32_t depth) {
    const uint32_t outer = container_;
    container_ = node;
    ++at_;
    skip_space();
    uint32_t last = kNone;
    if (!next_is('}')) {
      while (true) {
        if (!member(node, last, depth)) return false;
        skip_space();
        if (!next_is(',')) break;
        ++at_;
        skip_space();
      }
    }
    if (!next_is('}')) return fail_here("\",\" or \"}\"");
    ++at_;
    container_ = outer;
    if (document_.nodes_[node].size > 1) drop_duplicates(node);
    return true;
  }

  bool member(uint32_t node, uint32_t& last, uint32_t depth) {
    if (!next_is('"')) return fail_here("a key in quotes");
    const uint32_t key_offset = at_;
    std::string_view key;
    if (!string(key)) return false;
    skip_space();
    if (!next_is(':')) return fail_here("\":\"");
    ++at_;
    skip_space();
    const auto child = static_cast<uint32_t>(document_.nodes_.size());
    place_ = Node();
    place_.key = key.data();
    place_.key_size = static_cast<uint32_t>(key.size());
    place_.key_offset = key_offset;
    if (!value(node, depth + 1)) return false;
    link(node, last, child);
    return true;
  }

  // Reports every member whose key stood before and unlinks it.
  void drop_duplicates(uint32_t node) {
    std::vector<uint32_t>& members = scratch_;
    members.clear();
    for (uint32_t child = document_.nodes_[node].first_child; child != kNone; child = document_.nodes_[child].next) {
      members.push_back(child);
    }
    if (members.size() <= 12 && !any_equal_pair(members)) return;
    std::sort(members.begin(), members.end(), [&](uint32_t a, uint32_t b) {
      const int order = key_of(a).compare(key_of(b));
      return order != 0 ? order < 0 : a < b;
    });
    bool any = false;
    for (size_t i = 1, first = 0; i < members.size(); ++i) {
      if (key_of(members[i]) != key_of(members[first])) {
        first = i;
        continue;
      }
      any = true;
      report_duplicate(members[first], members[i]);
    }
    if (any) unlink_duplicates(node);
  }

  // Most objects are small, and then this is faster than sorting.
  bool any_equal_pair(const std::vector<uint32_t>& members) const {
    for (size_t i = 1; i < members.size(); ++i) {
      for (size_t j = 0; j < i; ++j) {
        if (key_of(members[i]) == key_of(members[j])) return true;
      }
    }
    return false;
  }

  void report_duplicate(uint32_t first, uint32_t second) {
    const JsonValue value(&document_, second);
    const JsonValue earlier(&document_, first);
    const std::string key(value.key());
    Diagnostic problem = document_.problem_at(value.key_offset(), value.pointer(), "rules.duplicate_key",
                                              "the key \"" + key + "\" stands twice in one object");
    const Diagnostic place = document_.problem_at(earlier.key_offset(), "", "", "");
    problem.remedy = "remove it or merge it with the one in line " + std::to_string(place.line);
    problems_.push_back(std::move(problem));
    document_.nodes_[second].kind = JsonKind::absent;
  }

  void unlink_duplicates(uint32_t node) {
    uint32_t last = document_.nodes_[node].first_child;  // the first member is never a duplicate
    for (uint32_t child = document_.nodes_[last].next; child != kNone; child = document_.nodes_[child].next) {
      if (document_.nodes_[child].kind == JsonKind::absent) {
        document_.nodes_[node].size--;
        continue;
      }
      document_.nodes_[last].next = child;
      last = child;
    }
    document_.nodes_[last].next = kNone;
  }

  std::string_view key_of(uint32_t node) const { return {document_.nodes_[node].key, document_.nodes_[node].key_size}; }

  JsonDocument& document_;
  Diagnostics& problems_;
  std::string_view bytes_;
  uint32_t at_ = 0;
  Node place_;                  // key or index of the next value
  uint32_t container_ = kNone;  // the innermost open array or object
  std::vector<uint32_t> scratch_;
};

bool JsonDocument::parse(Diagnostics& problems) {
  if (bytes_.size() > kMaxBytes) {
    problems.push_back(problem_at(0, "", "rules.json", "the file is larger than 1 GiB"));
    return false;
  }
  if (JsonParser(*this, problems).run()) return true;
  nodes_.clear();
  return false;
}

Diagnostic JsonDocument::problem_at(uint32_t offset, std::string pointer, std::string code, std::string message) const {
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    for (size_t newline = bytes_.find('\n'); newline != std::string_view::npos;
         newline = bytes_.find('\n', newline + 1)) {
      line_starts_.push_back(static_cast<uint32_t>(newline + 1));
    }
  }
  const auto line = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset) - line_starts_.begin();
  Diagnostic problem;
  problem.code = std::move(code);
  problem.file = path_;
  problem.pointer = std::move(pointer);
  problem.line = static_cast<uint32_t>(line);
  problem.column = offset - line_starts_[line - 1] + 1;
  problem.message = std::move(message);
  return problem;
}

std::string JsonDocument::pointer_to(uint32_t node) const {
  std::vector<uint32_t> path;
  for (uint32_t at = node; nodes_[at].parent != kNone; at = nodes_[at].parent) path.push_back(at);
  std::string out;
  for (auto step = path.rbegin(); step != path.rend(); ++step) {
    out += '/';
    const Node& at = nodes_[*step];
    if (at.key == nullptr) {
      out += std::to_string(at.index);
      continue;
    }
    for (const char c : std::string_view(at.key, at.key_size)) {
      if (c == '~')
        out += "~0";
      else if (c == '/')
        out += "~1";
      else
        out += c;
    }
  }
  return out;
}

}  // namespace whobuilds::rules
