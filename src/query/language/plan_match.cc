#include "query/language/plan_match.h"

#include <algorithm>
#include <set>
#include <utility>

#include "query/language/slots.h"

namespace whobuilds::query {
namespace {

using Kind = Expression::Kind;

std::vector<PropertyTest> property_tests(const ExpressionPtr& map) {
  std::vector<PropertyTest> tests;
  if (map == nullptr) return tests;
  for (size_t i = 0; i < map->names.size(); ++i) tests.push_back({map->names[i], map->children[i]});
  return tests;
}

uint32_t index_of(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? kNoSlot : static_cast<uint32_t>(found - names.begin());
}

void conjuncts(const ExpressionPtr& condition, std::vector<ExpressionPtr>& out) {
  if (condition == nullptr) return;
  if (condition->kind != Kind::and_) {
    out.push_back(condition);
    return;
  }
  conjuncts(condition->children[0], out);
  conjuncts(condition->children[1], out);
}

class Planner {
 public:
  Planner(const PropertyGraph& graph, const MatchRequest& request)
      : graph_(graph),
        request_(request),
        known_(request.bound.begin(), request.bound.end()),
        own_(slots_read(request.pattern)) {
    conjuncts(request.where, waiting_);
    for (const PatternPart& part : request.pattern) {
      for (const NodePattern& node : part.nodes) defer_properties(node.slot, node.properties);
      for (const RelationshipPattern& relationship : part.relationships) {
        if (!relationship.variable_length) defer_properties(relationship.slot, relationship.properties);
      }
    }
  }

  MatchPlan plan() {
    std::vector<const PatternPart*> parts;
    for (const PatternPart& part : request_.pattern) parts.push_back(&part);
    place_conditions();
    while (!parts.empty()) {
      const auto cheapest = std::min_element(parts.begin(), parts.end(), [this](const auto* a, const auto* b) {
        return cost_of_part(*a) < cost_of_part(*b);
      });
      plan_part(**cheapest);
      parts.erase(cheapest);
    }
    return std::move(plan_);
  }

 private:
  bool is_known(uint32_t slot) const { return known_.count(slot) > 0; }

  bool is_ready(const Expression& condition) const {
    const std::vector<uint32_t> slots = slots_read(condition);
    return std::all_of(slots.begin(), slots.end(), [this](uint32_t slot) {
      return is_known(slot) || std::find(own_.begin(), own_.end(), slot) == own_.end();
    });
  }

  // Whether a property's value is known before any of the pattern is.
  bool is_independent(const Expression& value) const {
    const std::vector<uint32_t> slots = slots_read(value);
    return std::none_of(slots.begin(), slots.end(), [this](uint32_t slot) {
      const bool bound = std::find(request_.bound.begin(), request_.bound.end(), slot) != request_.bound.end();
      return !bound && std::find(own_.begin(), own_.end(), slot) != own_.end();
    });
  }

  // Properties that speak of other things of the pattern are conditions like those of WHERE.
  void defer_properties(uint32_t slot, const ExpressionPtr& map) {
    for (const PropertyTest& test : property_tests(map)) {
      if (is_independent(*test.value)) continue;
      const auto variable = std::make_shared<Expression>();
      variable->kind = Kind::variable;
      variable->slot = slot;
      const auto property = std::make_shared<Expression>();
      property->kind = Kind::property;
      property->name = test.key;
      property->children = {variable};
      const auto condition = std::make_shared<Expression>();
      condition->kind = Kind::equal;
      condition->children = {property, test.value};
      waiting_.push_back(condition);
    }
  }
  std::vector<PropertyTest> independent_tests(const ExpressionPtr& map) const {
    std::vector<PropertyTest> tests = property_tests(map);
    std::erase_if(tests, [this](const PropertyTest& test) { return !is_independent(*test.value); });
    return tests;
  }

  // Moves what has become decidable behind the last move.
  void place_conditions() {
    for (auto condition = waiting_.begin(); condition != waiting_.end();) {
      if (!is_ready(**condition)) {
        ++condition;
        continue;
      }
      (plan_.moves.empty() ? plan_.first_conditions : plan_.moves.back().conditions).push_back(*condition);
      condition = waiting_.erase(condition);
    }
  }
  void know(uint32_t slot) { known_.insert(slot); }
  void add(Move move) {
    plan_.moves.push_back(std::move(move));
    place_conditions();
  }

  NodeTest test_of(const NodePattern& node) const {
    NodeTest test;
    test.slot = node.slot;
    test.properties = independent_tests(node.properties);
    for (const std::string& name : node.labels) {
      const uint32_t label = index_of(graph_.labels(), name);
      test.impossible = test.impossible || label == kNoSlot;
      if (label != kNoSlot) test.labels.push_back(label);
    }
    return test;
  }

  RelationshipTest test_of(const RelationshipPattern& relationship) const {
    RelationshipTest test;
    test.slot = relationship.slot;
    test.any_type = relationship.types.empty();
    test.properties = independent_tests(relationship.properties);
    for (const std::string& name : relationship.types) {
      const uint32_t type = index_of(graph_.relationship_types(), name);
      if (type != kNoSlot) test.types.push_back(type);
    }
    return test;
  }

  // A condition `node.key = value` that can be looked up now, as a test.
  std::shared_ptr<const PropertyTest> lookup_for(const NodePattern& node) const {
    for (const PropertyTest& test : property_tests(node.properties)) {
      if (graph_.is_indexed(test.key) && is_ready(*test.value)) return std::make_shared<PropertyTest>(test);
    }
    for (const ExpressionPtr& condition : waiting_) {
      if (condition->kind != Kind::equal) continue;
      for (int side = 0; side < 2; ++side) {
        const Expression& left = *condition->children[static_cast<size_t>(side)];
        const ExpressionPtr& right = condition->children[static_cast<size_t>(1 - side)];
        const bool of_node = left.kind == Kind::property && left.children[0]->kind == Kind::variable &&
                             left.children[0]->slot == node.slot;
        if (of_node && graph_.is_indexed(left.name) && is_ready(*right))
          return std::make_shared<PropertyTest>(PropertyTest{left.name, right});
      }
    }
    return nullptr;
  }

  uint64_t cost_of_node(const NodePattern& node) const {
    if (is_known(node.slot)) return 0;
    if (lookup_for(node) != nullptr) return 1;
    uint64_t least = uint64_t{graph_.node_count()} + 2;
    for (const std::string& name : node.labels) {
      const uint32_t label = index_of(graph_.labels(), name);
      least = std::min<uint64_t>(least, label == kNoSlot ? 0 : graph_.nodes_with_label(label).size() + 2);
    }
    // Properties are likely to leave few.
    return independent_tests(node.properties).empty() ? least : least / 2 + 2;
  }

  uint64_t cost_of_part(const PatternPart& part) const {
    uint64_t least = UINT64_MAX;
    for (const NodePattern& node : part.nodes) least = std::min(least, cost_of_node(node));
    return least;
  }

  void plan_part(const PatternPart& part) {
    if (part.search != PathSearch::every) return plan_search(part);
    size_t start = 0;
    for (size_t i = 1; i < part.nodes.size(); ++i) {
      if (cost_of_node(part.nodes[i]) < cost_of_node(part.nodes[start])) start = i;
    }
    scan(part.nodes[start]);
    for (size_t i = start; i < part.relationships.size(); ++i) walk(part, i, false);
    for (size_t i = start; i-- > 0;) walk(part, i, true);
    if (part.slot != kNoSlot) make_path(part);
  }

  void scan(const NodePattern& node) {
    Move move;
    move.kind = Move::Kind::scan;
    move.node = test_of(node);
    move.node_bound = is_known(node.slot);
    if (!move.node_bound) move.lookup = lookup_for(node);
    know(node.slot);
    add(std::move(move));
  }

  void walk(const PatternPart& part, size_t index, bool backwards) {
    const RelationshipPattern& relationship = part.relationships[index];
    const NodePattern &from = part.nodes[backwards ? index + 1 : index],
                      &to = part.nodes[backwards ? index : index + 1];
    Move move;
    move.kind = Move::Kind::walk;
    move.from = from.slot;
    move.node = test_of(to);
    move.node_bound = is_known(to.slot);
    set_relationship(move, relationship);
    move.relationship_bound = is_known(relationship.slot);
    move.backwards = backwards;
    if (backwards && move.direction != PathDirection::either) {
      move.direction = move.direction == PathDirection::left ? PathDirection::right : PathDirection::left;
    }
    know(to.slot);
    know(relationship.slot);
    add(std::move(move));
  }

  void set_relationship(Move& move, const RelationshipPattern& relationship) const {
    move.relationship = test_of(relationship);
    move.direction = relationship.direction;
    move.variable_length = relationship.variable_length;
    move.shortest = relationship.variable_length ? relationship.shortest : 1;
    move.bounded = !relationship.variable_length || relationship.longest.has_value();
    move.longest = relationship.variable_length ? relationship.longest.value_or(0) : 1;
  }

  void plan_search(const PatternPart& part) {
    for (const NodePattern& node : part.nodes) scan(node);
    Move move;
    move.kind = Move::Kind::search;
    move.from = part.nodes[0].slot;
    move.node = test_of(part.nodes[1]);
    move.search = part.search;
    move.part = &part;
    set_relationship(move, part.relationships[0]);
    know(part.relationships[0].slot);
    if (part.slot != kNoSlot) know(part.slot);
    add(std::move(move));
  }

  void make_path(const PatternPart& part) {
    Move move;
    move.kind = Move::Kind::path;
    move.part = &part;
    know(part.slot);
    add(std::move(move));
  }

  const PropertyGraph& graph_;
  const MatchRequest& request_;
  std::set<uint32_t> known_;            // slots that have a value when the next move is made
  std::vector<uint32_t> own_;           // slots of the pattern
  std::vector<ExpressionPtr> waiting_;  // conditions that no move decides yet
  MatchPlan plan_;
};

}  // namespace

MatchPlan plan_match(const PropertyGraph& graph, const MatchRequest& request) { return Planner(graph, request).plan(); }

}  // namespace whobuilds::query
