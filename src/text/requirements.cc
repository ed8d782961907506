#include "text/requirements.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/utf8.h"
#include "text/pattern_tree.h"

namespace whobuilds::text {
namespace {

constexpr size_t kMostStrings = 256;   // that a part of a pattern is spelt out as
constexpr size_t kMostCompared = 64;   // strings, each with each
constexpr size_t kMostSpeltChars = 4;  // of a class of characters that is spelt out
constexpr uint32_t kMostTriples = 6;   // of a string that are looked for

using Strings = std::vector<std::string>;  // ascending, each once

void sort_unique(Strings& strings) {
  std::sort(strings.begin(), strings.end());
  strings.erase(std::unique(strings.begin(), strings.end()), strings.end());
}

bool has_empty(const Strings& strings) { return !strings.empty() && strings.front().empty(); }

// A formula while it is being made. `all` of nothing is always true.
struct Formula {
  enum class Kind : uint8_t { pair, literals, all, any };
  Kind kind = Kind::all;
  KindPairs pairs{};
  Strings strings;
  std::vector<Formula> parts;

  bool is_true() const { return kind == Kind::all && parts.empty(); }
};

void require(Formula& all, Formula more) {
  if (more.is_true()) return;
  if (more.kind == Formula::Kind::all) {
    for (Formula& part : more.parts) all.parts.push_back(std::move(part));
  } else {
    all.parts.push_back(std::move(more));
  }
}

// What is known of a part of a pattern.
struct Part {
  bool spelt = false;  // it matches `strings` and nothing else
  Strings strings;
  Formula needed;  // of a part that is not spelt out
  bool nullable = false;
  KindSet first = 0, last = 0;  // kinds of the first and last characters of what it matches
};

Formula one_of(Strings strings) {
  Formula out;
  if (strings.empty() || has_empty(strings)) return out;
  out.kind = Formula::Kind::literals;
  if (strings.size() > kMostCompared) {
    out.strings = std::move(strings);
    return out;
  }
  for (const std::string& string : strings) {
    // A string is no condition of its own when it holds another one.
    const bool longer = std::any_of(strings.begin(), strings.end(), [&string](const std::string& other) {
      return other.size() < string.size() && string.find(other) != std::string::npos;
    });
    if (!longer) out.strings.push_back(string);
  }
  return out;
}

Formula needed_of(Part part) { return part.spelt ? one_of(std::move(part.strings)) : std::move(part.needed); }

Formula neighbours(KindSet left, KindSet right) {
  Formula out;
  out.kind = Formula::Kind::pair;
  for (uint32_t kind = 0; kind < kCharKinds; ++kind) {
    if ((left >> kind) & 1) out.pairs[kind / 4] |= uint64_t{right} << (kind % 4 * 16);
  }
  return out;
}

KindSet kinds_of(const PatternNode& node) {
  // Kinds beyond ASCII are looked up at the ends of stretches that have one kind, or by every character of short
  // ranges.
  static constexpr char32_t kSteps[] = {0x80,   0x2019, 0x201C, 0x201D, 0x3001, 0x3002, 0x300A, 0x300B, 0x300C,
                                        0x300D, 0x300E, 0x300F, 0x3010, 0x3011, 0x3041, 0x30A0, 0x4E00, 0x10FFFF};
  KindSet kinds = 0;
  const auto add = [&kinds](char32_t c) { kinds = static_cast<KindSet>(kinds | kind_bit(kind_of(c))); };
  for (const auto& [low, high] : node.ranges) {
    for (char32_t c = low; c <= high && c < 0x80; ++c) add(c);
    if (high < 0x80) continue;
    add(std::max<char32_t>(low, 0x80));
    add(high);
    for (const char32_t step : kSteps) {
      if (step < low || step > high) continue;
      add(step);
      if (step < high) add(step + 1);
    }
    // Between the stretches stands what is of no other kind.
    if (high - low > 1) kinds = static_cast<KindSet>(kinds | kind_bit(CharKind::other));
  }
  return kinds;
}

Part analyse(const PatternNode& node);

Part analyse_chars(const PatternNode& node) {
  Part out;
  out.first = out.last = kinds_of(node);
  size_t count = 0;
  for (const auto& [low, high] : node.ranges) count += std::min<size_t>(high - low + 1, kMostSpeltChars + 1);
  out.spelt = node.exact && count <= kMostSpeltChars;
  if (!out.spelt) return out;
  for (const auto& [low, high] : node.ranges) {
    for (char32_t c = low; c <= high; ++c) {
      std::string string;
      core::append(string, c);
      out.strings.push_back(std::move(string));
    }
  }
  sort_unique(out.strings);
  return out;
}

Part analyse_choice(const PatternNode& node) {
  if (node.parts.size() == 1) return analyse(node.parts[0]);
  Part out;
  out.spelt = true;
  std::vector<Part> parts;
  for (const PatternNode& each : node.parts) {
    parts.push_back(analyse(each));
    const Part& part = parts.back();
    out.nullable = out.nullable || part.nullable;
    out.first = static_cast<KindSet>(out.first | part.first);
    out.last = static_cast<KindSet>(out.last | part.last);
    out.spelt = out.spelt && part.spelt;
    if (out.spelt) out.strings.insert(out.strings.end(), part.strings.begin(), part.strings.end());
  }
  sort_unique(out.strings);
  out.spelt = out.spelt && out.strings.size() <= kMostStrings;
  if (out.spelt) return out;
  Strings spelt;
  out.needed.kind = Formula::Kind::any;
  for (Part& part : parts) {
    Formula needed = needed_of(std::move(part));
    if (needed.is_true()) {
      out.needed = Formula{};
      return out;
    }
    if (needed.kind == Formula::Kind::literals)
      spelt.insert(spelt.end(), needed.strings.begin(), needed.strings.end());
    else
      out.needed.parts.push_back(std::move(needed));
  }
  sort_unique(spelt);
  if (!spelt.empty()) out.needed.parts.push_back(one_of(std::move(spelt)));
  return out;
}

// Parts one behind the other, read from left to right.
class SequenceAnalysis {
 public:
  SequenceAnalysis() { out_.nullable = true; }

  void add(Part part) {
    const bool joined = part.spelt && !has_empty(run_);  // the strings will say more
    if (!out_.nullable && !part.nullable && !joined) require(out_.needed, neighbours(out_.last, part.first));
    if (out_.nullable) out_.first = static_cast<KindSet>(out_.first | part.first);
    out_.last = part.nullable ? static_cast<KindSet>(out_.last | part.last) : part.last;
    out_.nullable = out_.nullable && part.nullable;
    if (part.spelt) {
      add_strings(std::move(part.strings));
    } else {
      end_run();
      require(out_.needed, std::move(part.needed));
    }
  }

  Part finish() {
    out_.spelt = !cut_;
    if (out_.spelt)
      out_.strings = std::move(run_);
    else
      end_run();
    return std::move(out_);
  }

 private:
  void add_strings(Strings strings) {
    if (run_.size() * strings.size() > kMostStrings) {
      end_run();
      run_ = std::move(strings);
      return;
    }
    Strings joined;
    joined.reserve(run_.size() * strings.size());
    for (const std::string& left : run_) {
      for (const std::string& right : strings) joined.push_back(left + right);
    }
    sort_unique(joined);
    run_ = std::move(joined);
  }

  void end_run() {
    require(out_.needed, one_of(std::move(run_)));
    run_ = {""};
    cut_ = true;
  }

  Part out_;
  Strings run_ = {""};  // what the parts since the last one that is not spelt out match
  bool cut_ = false;    // whether that is not all parts
};

Part analyse_sequence(const PatternNode& node) {
  SequenceAnalysis sequence;
  for (const PatternNode& each : node.parts) sequence.add(analyse(each));
  return sequence.finish();
}

Part analyse_repeat(const PatternNode& node) {
  Part part = analyse(node.parts[0]);
  if (node.least == 0) {
    part.nullable = true;
    part.needed = Formula{};
    part.spelt = part.spelt && node.at_most_once;
    if (!has_empty(part.strings)) part.strings.insert(part.strings.begin(), "");
    return part;
  }
  if (node.least == 1 && node.at_most_once) return part;
  part.needed = part.spelt ? one_of(std::move(part.strings)) : std::move(part.needed);
  part.spelt = false;
  if (node.least >= 2 && !part.nullable) {
    Formula both;
    require(both, std::move(part.needed));
    require(both, neighbours(part.last, part.first));
    part.needed = std::move(both);
  }
  return part;
}

Part analyse(const PatternNode& node) {
  switch (node.kind) {
    case PatternNode::Kind::chars:
      return analyse_chars(node);
    case PatternNode::Kind::choice:
      return analyse_choice(node);
    case PatternNode::Kind::sequence:
      return analyse_sequence(node);
    case PatternNode::Kind::repeat:
      return analyse_repeat(node);
    case PatternNode::Kind::empty:
      break;
  }
  Part nothing;
  nothing.spelt = nothing.nullable = true;
  nothing.strings.push_back("");
  return nothing;
}

// What is quick to ask goes first.
size_t cost_of(const Formula& formula) {
  size_t cost = formula.kind == Formula::Kind::pair ? 1 : 2 + 2 * formula.strings.size();
  for (const Formula& part : formula.parts) cost += cost_of(part);
  return cost;
}

void sort_by_cost(std::vector<Formula>& formulas) {
  std::stable_sort(formulas.begin(), formulas.end(),
                   [](const Formula& a, const Formula& b) { return cost_of(a) < cost_of(b); });
}

}  // namespace

// Turns a formula into conditions in the flat lists.
class Requirements::Flattener {
 public:
  explicit Flattener(Requirements& out) : out_(out) {}

  void add(Formula formula) {
    const size_t index = out_.conditions_.size();
    out_.conditions_.emplace_back();
    Condition condition;
    switch (formula.kind) {
      case Formula::Kind::pair:
        condition.kind = Condition::Kind::pair;
        condition.begin = static_cast<uint32_t>(out_.pairs_.size());
        out_.pairs_.push_back(formula.pairs);
        break;
      case Formula::Kind::literals:
        condition.kind = Condition::Kind::literals;
        condition.begin = static_cast<uint32_t>(out_.literals_.size());
        for (const std::string& string : formula.strings) add_literal(string);
        condition.end = static_cast<uint32_t>(out_.literals_.size());
        break;
      case Formula::Kind::all:
      case Formula::Kind::any:
        condition.kind = formula.kind == Formula::Kind::all ? Condition::Kind::all : Condition::Kind::any;
        sort_by_cost(formula.parts);
        for (Formula& part : formula.parts) add(std::move(part));
    }
    condition.next = static_cast<uint32_t>(out_.conditions_.size());
    out_.conditions_[index] = condition;
  }

 private:
  void add_literal(const std::string& string) {
    Literal literal;
    literal.begin = static_cast<uint32_t>(out_.marks_.size());
    if (string.size() < 3) {
      for (const char c : string) out_.marks_.push_back(static_cast<uint16_t>(kByte | static_cast<uint8_t>(c)));
    } else {
      const uint32_t triples = static_cast<uint32_t>(string.size() - 2);
      const uint32_t count = std::min(triples, kMostTriples);
      for (uint32_t i = 0; i < count; ++i) add_triple(string, count == 1 ? 0 : i * (triples - 1) / (count - 1));
    }
    literal.end = static_cast<uint32_t>(out_.marks_.size());
    out_.literals_.push_back(literal);
  }

  void add_triple(const std::string& string, uint32_t at) {
    uint32_t bytes = 0;
    for (uint32_t i = at; i < at + 3; ++i) bytes = bytes << 8 | static_cast<uint8_t>(string[i]);
    out_.marks_.push_back(static_cast<uint16_t>(triple_hash(bytes)));
  }

  Requirements& out_;
};

void Requirements::add(std::string_view pattern) {
  begins_.push_back(kNothing);
  const auto tree = parse_pattern(pattern);
  if (!tree) return;
  Formula needed = needed_of(analyse(*tree));
  if (needed.is_true()) return;
  begins_.back() = static_cast<uint32_t>(conditions_.size());
  Flattener(*this).add(std::move(needed));
}

bool Requirements::holds(const Sketch& sketch, uint32_t index) const {
  const Condition& condition = conditions_[index];
  switch (condition.kind) {
    case Condition::Kind::pair:
      return sketch.may_hold_pair(pairs_[condition.begin]);
    case Condition::Kind::literals:
      return holds_one(sketch, condition);
    case Condition::Kind::all:
      for (uint32_t part = index + 1; part < condition.next; part = conditions_[part].next) {
        if (!holds(sketch, part)) return false;
      }
      return true;
    case Condition::Kind::any:
      for (uint32_t part = index + 1; part < condition.next; part = conditions_[part].next) {
        if (holds(sketch, part)) return true;
      }
      return false;
  }
  return true;
}

bool Requirements::holds_one(const Sketch& sketch, const Condition& condition) const {
  const auto marked = [&sketch](uint16_t mark) {
    return mark & kByte ? sketch.holds_byte(static_cast<uint8_t>(mark)) : sketch.may_hold_triple(mark);
  };
  for (uint32_t i = condition.begin; i < condition.end; ++i) {
    const auto [begin, end] = literals_[i];
    if (std::all_of(marks_.begin() + begin, marks_.begin() + end, marked)) return true;
  }
  return false;
}

}  // namespace whobuilds::text
