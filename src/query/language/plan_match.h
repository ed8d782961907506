// The plan of a MATCH: which moves, in which order, find the pattern in the graph.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "query/language/match.h"
#include "query/language/syntax.h"

namespace whobuilds::query {

// An expression and the property it must equal.
struct PropertyTest {
  std::string key;
  ExpressionPtr value;
};

struct NodeTest {
  uint32_t slot = kNoSlot;
  std::vector<uint32_t> labels;
  bool impossible = false;  // a label that the graph does not know
  std::vector<PropertyTest> properties;
};

struct RelationshipTest {
  uint32_t slot = kNoSlot;
  std::vector<uint32_t> types;
  bool any_type = true;
  std::vector<PropertyTest> properties;
};

// One move of a plan.
struct Move {
  enum class Kind : uint8_t { scan, walk, search, path };

  Kind kind = Kind::scan;
  NodeTest node;  // scan: the node; walk, search: where it ends
  bool node_bound = false;
  std::shared_ptr<const PropertyTest> lookup;  // scan: by an indexed property, or null
  uint32_t from = kNoSlot;                     // walk, search: slot of the node it starts from
  RelationshipTest relationship;
  bool relationship_bound = false;
  PathDirection direction = PathDirection::either;  // as seen from `from`
  bool variable_length = false;
  uint32_t shortest = 1, longest = 1;
  bool bounded = true;
  bool backwards = false;  // walked against the order in which the pattern is written
  PathSearch search = PathSearch::every;
  const PatternPart* part = nullptr;      // path: what it is made of; search: its part
  std::vector<ExpressionPtr> conditions;  // to be asked after it
};

struct MatchPlan {
  std::vector<ExpressionPtr> first_conditions;  // speak of nothing in the pattern: asked before anything else
  std::vector<Move> moves;
};

// Starts at what is bound or, failing that, at the node with the most selective property or label, and goes on along
// relationships; each condition is asked after the first move behind which all that it speaks of is known. Moves point
// into the request's pattern, which must outlive the plan.
MatchPlan plan_match(const PropertyGraph& graph, const MatchRequest& request);

}  // namespace whobuilds::query
