// What any text must hold for a pattern to match in it: strings of which one must stand there, kinds of characters that
// must be neighbours. Asked of a sketch, that costs a few dozen operations, where a search costs some for each byte
// and, while a pattern is new, thousands for each state of its automaton. Of a hundred texts that a rule's pattern is
// tried on, two match.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/sketch.h"

namespace whobuilds::text {

// The conditions of any number of patterns, each known by its place in the order of add(). Thread-safe once filled.
class Requirements {
 public:
  // Of a case-sensitive pattern in RE2's syntax: the next one. Nothing is required by one of syntax that is not known
  // here.
  void add(std::string_view pattern);

  uint32_t size() const { return static_cast<uint32_t>(begins_.size()); }

  // False only if the pattern matches nowhere in any text of this sketch.
  bool allow(uint32_t pattern, const Sketch& sketch) const {
    return begins_[pattern] == kNothing || holds(sketch, begins_[pattern]);
  }

  // For core/archive.h.
  template <typename Archive>
  friend void fields(Archive& archive, Requirements& requirements) {
    archive.flat(requirements.begins_);
    archive.flat(requirements.conditions_);
    archive.flat(requirements.pairs_);
    archive.flat(requirements.literals_);
    archive.flat(requirements.marks_);
  }

 private:
  class Flattener;

  static constexpr uint32_t kNothing = UINT32_MAX;

  // A formula is a condition with all that it consists of behind it.
  struct Condition {
    enum class Kind : uint32_t {
      pair,      // one of pairs_[begin]
      literals,  // one of literals_[begin, end)
      all,       // of the conditions in front of `next`
      any,
    };
    Kind kind = Kind::all;
    uint32_t begin = 0, end = 0;
    uint32_t next = 0;  // index behind this condition and all that it consists of
  };
  // A string, as marks_[begin, end) that a text which holds it has: hashes of triples, and of a string shorter than
  // that its bytes, with kByte set.
  struct Literal {
    uint32_t begin = 0, end = 0;
  };
  static constexpr uint16_t kByte = 0x8000;

  bool holds(const Sketch& sketch, uint32_t condition) const;
  bool holds_one(const Sketch& sketch, const Condition& condition) const;

  std::vector<uint32_t> begins_;  // index of each pattern's condition, or kNothing
  std::vector<Condition> conditions_;
  std::vector<KindPairs> pairs_;
  std::vector<Literal> literals_;
  std::vector<uint16_t> marks_;
};

}  // namespace whobuilds::text
