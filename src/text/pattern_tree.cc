#include "text/pattern_tree.h"

#include <algorithm>

#include "core/utf8.h"

namespace whobuilds::text {
namespace {

constexpr char32_t kLastCodePoint = 0x10FFFF;
constexpr int kDeepest = 100;  // groups within groups

using Ranges = std::vector<std::pair<char32_t, char32_t>>;

Ranges all_but(Ranges ranges) {
  std::sort(ranges.begin(), ranges.end());
  Ranges out;
  char32_t next = 0;
  for (const auto& [low, high] : ranges) {
    if (low > next) out.emplace_back(next, low - 1);
    next = std::max<char32_t>(next, high + 1);
  }
  if (next <= kLastCodePoint) out.emplace_back(next, kLastCodePoint);
  return out;
}

class PatternParser {
 public:
  explicit PatternParser(std::string_view pattern) : pattern_(pattern) {}

  std::optional<PatternNode> run() {
    PatternNode node = choice(0);
    if (failed_ || at_ != pattern_.size()) return std::nullopt;
    return node;
  }

 private:
  bool next_is(std::string_view mark) const { return pattern_.substr(at_, mark.size()) == mark; }
  bool take(std::string_view mark) {
    if (!next_is(mark)) return false;
    at_ += static_cast<uint32_t>(mark.size());
    return true;
  }
  bool ended() const { return at_ >= pattern_.size(); }

  PatternNode fail() {
    failed_ = true;
    at_ = static_cast<uint32_t>(pattern_.size());
    return {};
  }

  PatternNode choice(int depth) {
    if (depth > kDeepest) return fail();
    PatternNode out;
    out.kind = PatternNode::Kind::choice;
    do {
      out.parts.push_back(sequence(depth));
    } while (take("|"));
    return out;
  }

  PatternNode sequence(int depth) {
    PatternNode out;
    out.kind = PatternNode::Kind::sequence;
    while (!ended() && !next_is("|") && !next_is(")")) out.parts.push_back(repeated(depth));
    return out;
  }

  PatternNode repeated(int depth) {
    PatternNode part = atom(depth);
    PatternNode out;
    out.kind = PatternNode::Kind::repeat;
    if (take("*")) {
    } else if (take("+")) {
      out.least = 1;
    } else if (take("?")) {
      out.at_most_once = true;
    } else if (next_is("{")) {
      if (!read_counts(out)) return fail();
    } else {
      return part;
    }
    take("?");  // as few as possible: the same texts
    if (next_is("*") || next_is("+") || next_is("?") || next_is("{")) return fail();
    out.parts.push_back(std::move(part));
    return out;
  }

  // {2}, {2,} or {2,4}.
  bool read_counts(PatternNode& out) {
    ++at_;
    uint32_t most = 0;
    if (!read_number(out.least)) return false;
    if (take("}")) {
      out.at_most_once = out.least <= 1;
      return true;
    }
    if (!take(",")) return false;
    if (take("}")) return true;
    if (!read_number(most) || !take("}")) return false;
    out.at_most_once = most <= 1;
    return true;
  }

  bool read_number(uint32_t& out) {
    const uint32_t begin = at_;
    for (out = 0; !ended() && at_ - begin < 5 && core::is_digit(static_cast<uint8_t>(pattern_[at_])); ++at_)
      out = out * 10 + static_cast<uint32_t>(pattern_[at_] - '0');
    return at_ > begin;
  }

  PatternNode atom(int depth) {
    if (take("(")) return group(depth);
    if (take("[")) return bracket();
    if (take("^") || take("$")) return {};
    if (take(".")) return chars({{0, kLastCodePoint}}, false);
    if (take("\\")) return escape();
    if (next_is("*") || next_is("+") || next_is("?") || next_is("{")) return fail();
    const char32_t c = core::decode(pattern_, at_);
    return chars({{c, c}}, true);
  }

  PatternNode group(int depth) {
    const bool outer = any_case_;
    if (take("?P<")) {
      while (!ended() && !next_is(">")) ++at_;
      if (!take(">")) return fail();
    } else if (take("?i)")) {
      any_case_ = true;
      return {};
    } else if (take("?i:")) {
      any_case_ = true;
    } else if (!take("?:") && next_is("?")) {
      return fail();
    }
    PatternNode out = choice(depth + 1);
    any_case_ = outer;
    if (!take(")")) return fail();
    return out;
  }

  PatternNode escape() {
    if (ended()) return fail();
    if (take("b") || take("B") || take("A") || take("z")) return {};
    Ranges ranges;
    bool exact = true;
    if (!escaped_chars(ranges, exact)) return fail();
    return chars(std::move(ranges), exact);
  }

  // What stands behind a backslash, in brackets or out of them. False: not known here.
  bool escaped_chars(Ranges& ranges, bool& exact) {
    if (take("d")) return append(ranges, {{'0', '9'}});
    if (take("D")) return append(ranges, all_but({{'0', '9'}}));
    if (take("s")) return append(ranges, {{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}});
    if (take("S")) return append(ranges, all_but({{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}}));
    if (take("w")) return append(ranges, {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}, {'_', '_'}});
    if (take("n")) return append(ranges, {{'\n', '\n'}});
    if (take("t")) return append(ranges, {{'\t', '\t'}});
    if (take("p{Han}")) {
      exact = false;
      return append(ranges, {{0x2E80, 0x303F}, {0x3400, 0x9FFF}, {0xF900, 0xFAFF}, {0x16F00, kLastCodePoint}});
    }
    if (take("p{Katakana}")) {
      exact = false;
      return append(ranges, {{0x30A0, 0x30FF}, {0x31F0, 0x33FF}, {0xFF00, 0xFFFF}, {0x1AFF0, 0x1B2FF}});
    }
    if (take("P{Han}") || take("P{Katakana}")) {
      exact = false;
      return append(ranges, {{0, kLastCodePoint}});
    }
    if (ended() || core::is_ascii_alnum(static_cast<uint8_t>(pattern_[at_]))) return false;
    const char32_t c = core::decode(pattern_, at_);
    return append(ranges, {{c, c}});
  }

  static bool append(Ranges& ranges, const Ranges& more) {
    ranges.insert(ranges.end(), more.begin(), more.end());
    return true;
  }

  PatternNode bracket() {
    const bool negated = take("^");
    Ranges ranges;
    bool exact = true;
    for (bool first = true; first || !next_is("]"); first = false) {
      if (ended() || next_is("[:")) return fail();
      if (take("\\")) {
        if (!escaped_chars(ranges, exact) || (next_is("-") && !next_is("-]"))) return fail();
        continue;
      }
      const char32_t low = core::decode(pattern_, at_);
      char32_t high = low;
      if (next_is("-") && !next_is("-]")) {
        ++at_;
        if (ended() || next_is("\\") || next_is("[")) return fail();
        high = core::decode(pattern_, at_);
      }
      ranges.emplace_back(low, high);
    }
    ++at_;
    if (!negated) return chars(std::move(ranges), exact);
    // What is left of a superset would be too little.
    return exact ? chars(all_but(std::move(ranges)), true) : chars({{0, kLastCodePoint}}, false);
  }

  PatternNode chars(Ranges ranges, bool exact) {
    PatternNode out;
    out.kind = PatternNode::Kind::chars;
    out.ranges = std::move(ranges);
    out.exact = exact;
    if (any_case_) allow_both_cases(out);
    return out;
  }

  // A superset: all letters where there is one, and everything where letters beyond ASCII may be meant.
  static void allow_both_cases(PatternNode& node) {
    const auto touches = [&node](char32_t low, char32_t high) {
      return std::any_of(node.ranges.begin(), node.ranges.end(),
                         [&](const auto& range) { return range.first <= high && range.second >= low; });
    };
    if (touches(0x80, kLastCodePoint)) {
      node.ranges = {{0, kLastCodePoint}};
    } else if (touches('A', 'Z') || touches('a', 'z')) {
      append(node.ranges, {{'A', 'Z'}, {'a', 'z'}, {0x17F, 0x17F}, {0x212A, 0x212A}});
    }
    node.exact = false;
  }

  const std::string_view pattern_;
  uint32_t at_ = 0;
  bool any_case_ = false;
  bool failed_ = false;
};

}  // namespace

std::optional<PatternNode> parse_pattern(std::string_view pattern) { return PatternParser(pattern).run(); }

}  // namespace whobuilds::text
