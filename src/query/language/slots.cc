#include "query/language/slots.h"

namespace whobuilds::query {
namespace {

void collect_slots(const Expression& e, std::vector<uint32_t>& slots);

void collect_pattern_slots(const Pattern& pattern, std::vector<uint32_t>& slots) {
  const auto properties = [&](const ExpressionPtr& map) {
    if (map != nullptr) collect_slots(*map, slots);
  };
  for (const PatternPart& part : pattern) {
    if (part.slot != kNoSlot) slots.push_back(part.slot);
    for (const NodePattern& node : part.nodes) {
      slots.push_back(node.slot);
      properties(node.properties);
    }
    for (const RelationshipPattern& relationship : part.relationships) {
      slots.push_back(relationship.slot);
      properties(relationship.properties);
    }
  }
}

void collect_query_slots(const Query& query, std::vector<uint32_t>& slots) {
  const auto expression = [&](const ExpressionPtr& e) {
    if (e != nullptr) collect_slots(*e, slots);
  };
  for (const SingleQuery& part : query.parts) {
    for (const Clause& clause : part.clauses) {
      collect_pattern_slots(clause.pattern, slots);
      expression(clause.where);
      expression(clause.list);
      for (const ProjectionItem& item : clause.projection.items) expression(item.expression);
      for (const SortItem& item : clause.projection.sort) expression(item.expression);
    }
  }
}

void collect_slots(const Expression& e, std::vector<uint32_t>& slots) {
  if (e.slot != kNoSlot) slots.push_back(e.slot);
  for (const ExpressionPtr& child : e.children) {
    if (child != nullptr) collect_slots(*child, slots);
  }
  collect_pattern_slots(e.pattern, slots);
  if (e.query != nullptr) collect_query_slots(*e.query, slots);
}

}  // namespace

std::vector<uint32_t> slots_read(const Expression& expression) {
  std::vector<uint32_t> slots;
  collect_slots(expression, slots);
  return slots;
}

std::vector<uint32_t> slots_read(const Pattern& pattern) {
  std::vector<uint32_t> slots;
  collect_pattern_slots(pattern, slots);
  return slots;
}

}  // namespace whobuilds::query
