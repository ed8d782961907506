// The syntax tree of a query, and what the binder adds to it: slots.
//
// A slot is a place in the frame, the row of values that a query works on: each variable has one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "whobuilds/span.h"
#include "whobuilds/value.h"

namespace whobuilds::query {

constexpr uint32_t kNoSlot = UINT32_MAX;

struct Expression;
struct Query;
struct Function;  // functions.h
class Pipeline;   // pipeline.h
using ExpressionPtr = std::shared_ptr<Expression>;

enum class PathDirection : uint8_t { right, left, either };

struct NodePattern {
  Span span;
  std::string variable;             // "" for none
  std::vector<std::string> labels;  // all of them are asked for
  ExpressionPtr properties;         // a map, or null
  uint32_t slot = kNoSlot;
};

struct RelationshipPattern {
  Span span;
  std::string variable;
  std::vector<std::string> types;  // any of them, or any type when empty
  ExpressionPtr properties;
  PathDirection direction = PathDirection::either;
  bool variable_length = false;
  uint32_t shortest = 1;            // of a variable length
  std::optional<uint32_t> longest;  // none: no bound
  uint32_t slot = kNoSlot;
};

enum class PathSearch : uint8_t { every, one_shortest, all_shortest };

// nodes[0] relationships[0] nodes[1] ...
struct PatternPart {
  Span span;
  std::string variable;  // of the path
  uint32_t slot = kNoSlot;
  PathSearch search = PathSearch::every;
  std::vector<NodePattern> nodes;
  std::vector<RelationshipPattern> relationships;
};

using Pattern = std::vector<PatternPart>;

struct Expression {
  enum class Kind : uint8_t {
    literal,    // value
    parameter,  // name
    variable,   // name, slot
    property,   // children[0] . name
    index,      // children[0] [ children[1] ]
    slice,      // children[0] [ children[1] .. children[2] ], either may be null
    list,       // children
    map,        // names: children
    not_,
    minus,
    plus,  // children[0]
    or_,
    xor_,
    and_,  // children[0], children[1]; so are the following
    equal,
    unequal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    add,
    subtract,
    multiply,
    divide,
    modulo,
    power,
    in,
    starts_with,
    ends_with,
    contains,
    matches,
    is_null,
    is_not_null,    // children[0]
    has_labels,     // children[0] : names; or a relationship with one of the types
    case_,          // children: [operand or null], when, then, when, then, ..., [else or null]
    call,           // name, children, function
    aggregate,      // name, children, distinct, slot: count(*) has no children
    comprehension,  // slot IN children[0] WHERE children[1] | children[2], the last two may be null
    all,
    any,
    none,
    single,                 // slot IN children[0] WHERE children[1]
    reduce,                 // slot = children[0], second_slot IN children[1] | children[2]
    pattern_predicate,      // pattern
    pattern_comprehension,  // pattern WHERE children[0] | children[1]
    exists,                 // query
    shortest_path,          // pattern
  };

  Kind kind = Kind::literal;
  Span span;           // bytes of the query
  uint32_t depth = 0;  // of the tree below
  std::string name;
  std::vector<std::string> names;
  std::vector<ExpressionPtr> children;
  Value value;
  bool distinct = false;
  uint32_t slot = kNoSlot, second_slot = kNoSlot;
  std::string second_name;
  Pattern pattern;
  std::shared_ptr<Query> query;
  const Function* function = nullptr;
  std::shared_ptr<Pipeline> pipeline;  // of what looks into the graph: pattern predicates, comprehensions, EXISTS
};

struct ProjectionItem {
  ExpressionPtr expression;
  std::string name;  // the alias, or the expression as written
  bool aliased = false;
  uint32_t slot = kNoSlot;
};

struct SortItem {
  ExpressionPtr expression;
  bool descending = false;
};

struct Projection {
  Span span;
  bool distinct = false;
  bool all = false;  // *
  std::vector<ProjectionItem> items;
  std::vector<SortItem> sort;
  ExpressionPtr skip, limit;
};

struct Clause {
  enum class Kind : uint8_t { match, unwind, with, return_ };

  Kind kind = Kind::match;
  Span span;
  bool optional = false;    // match
  Pattern pattern;          // match
  ExpressionPtr where;      // match, with
  ExpressionPtr list;       // unwind
  std::string variable;     // unwind
  uint32_t slot = kNoSlot;  // unwind
  Projection projection;    // with, return
};

struct SingleQuery {
  Span span;
  std::vector<Clause> clauses;
};

// Single queries joined by UNION.
struct Query {
  std::vector<SingleQuery> parts;
  bool keep_duplicates = false;  // UNION ALL
};

}  // namespace whobuilds::query
