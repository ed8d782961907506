// Shapes: how constructions and patterns place their arguments in a typed segment.
//
//   "A は|が ... B @mark .. V"      source marked は or が, target marked as the predicate asks, verb
//
// Elements, separated by spaces: A and B (the roles), L (a list whose members are both), V (the
// predicate), `x|y` (a literal standing right there, of which
// `@name` stands for a word list of the grammar and `@mark` for the marks of the predicate's group),
// and gaps that hold no slot unless said otherwise:
// `_` within a noun phrase, `..` within a clause, `...` anything, slots too. `^` in the first element and
// `$` in the last one are the segment's ends, alone or as an alternative to literals (`、|。|$`). A trailing
// `?` makes a literal optional, a leading `!` forbids it; `@mark!` wants a mark that is not empty.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "relate/literals.h"
#include "rules/rules.h"
#include "whobuilds/diagnostic.h"

namespace whobuilds::relate {

struct ShapeElement {
  enum class Kind : uint8_t {
    source,
    target,
    list,
    predicate,
    literal,
    mark,
    phrase_gap,
    clause_gap,
    any_gap,
    begin,
    end
  };
  Kind kind = Kind::literal;
  bool optional = false;
  bool forbidden = false;             // literal: must not stand there
  bool nonempty = false;              // mark: the unmarked argument does not fit
  bool or_edge = false;               // literal: the segment's end on its side of the anchor does as well
  Literals literals;                  // literal, mark
};

// How the predicates of a group mark their target.
struct Marks {
  Literals words;
  bool unmarked = false;  // nothing needs to stand there
  bool empty() const { return words.empty() && !unmarked; }
};

struct Shape {
  std::vector<ShapeElement> elements;
  uint32_t anchor = 0;  // index of the predicate, or of the first slot when there is none
  bool has_predicate = false, has_source = false, has_target = false, has_list = false;
  struct Roles {
    bool source = false, target = false, list = false;
  };
  Roles before, after;  // which roles stand on which side of the anchor; the anchor itself, if a slot, after it
};

// A literal of a rule in the form in which it stands in typed text: NFKC, folded, with its spaces.
std::string literal_key(const std::string& literal);

// Errors: rules.shape (unknown word list, no slot, two predicates, a gap at either end, signs where they mean nothing:
// a slot or gap among alternatives, an empty alternative, an optional slot, an end in the middle).
Result<Shape> parse_shape(const std::string& shape, const Grammar& grammar);

}  // namespace whobuilds::relate
