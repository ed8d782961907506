#include "query/language/binder.h"
#include "query/language/match.h"

namespace whobuilds::query {

// Gives slots to all of a pattern; returns those that had a value before.
std::vector<uint32_t> Binder::bind_pattern(Pattern& pattern, PatternUse use) {
  std::vector<uint32_t> bound;
  std::set<std::string> relationships;  // of this pattern
  const Scope before = scope_;
  for (PatternPart& part : pattern) {
    bind_path_name(part, before, use);
    path_slot_ = part.variable.empty() ? kNoSlot : part.slot;
    for (size_t i = 0; i < part.nodes.size(); ++i) {
      bind_node(part.nodes[i], use, before, bound);
      if (i < part.relationships.size()) bind_relationship(part.relationships[i], use, before, relationships, bound);
    }
  }
  // Properties may speak of any variable of the pattern.
  for (PatternPart& part : pattern) {
    for (NodePattern& node : part.nodes) bind_pattern_properties(node.properties);
    for (RelationshipPattern& relationship : part.relationships) bind_properties_of(relationship, before);
    if (!part.variable.empty()) scope_[part.variable] = {part.slot, StaticType::path};
  }
  return bound;
}

void Binder::bind_pattern_properties(ExpressionPtr& properties) {
  if (properties != nullptr) bind_value(properties);
}

// Each relationship of a walk is tested as it is walked, when the rest of the pattern may not be known yet.
void Binder::bind_properties_of(RelationshipPattern& relationship, const Scope& before) {
  const Scope all = scope_;
  if (relationship.variable_length) scope_ = before;
  bind_pattern_properties(relationship.properties);
  scope_ = all;
}

void Binder::bind_path_name(PatternPart& part, const Scope& before, PatternUse use) {
  if (part.variable.empty()) return;
  const bool in_pattern = scope_.count(part.variable) > 0 && before.count(part.variable) == 0;
  if (in_pattern || (before.count(part.variable) > 0 && use != PatternUse::comprehension)) {
    fail(part.span, "variable_bound", "the variable " + part.variable + " exists already");
  }
  part.slot = new_slot();
  scope_[part.variable] = {part.slot, StaticType::path};
}

bool Binder::refuse_new(const std::string& name, Span span, PatternUse use) {
  if (use != PatternUse::predicate) return false;
  fail(span, "undefined_variable", "the variable " + name + " is not defined");
  problems_.back().remedy = did_you_mean(name, visible_names());
  return true;
}

// A path cannot be called like something in it.
bool Binder::refuse_path_name(const std::string& name, Span span) {
  if (scope_.at(name).slot != path_slot_) return false;
  fail(span, "variable_bound", "the path is called " + name + " already");
  return true;
}

void Binder::bind_node(NodePattern& node, PatternUse use, const Scope& before, std::vector<uint32_t>& bound) {
  for (const std::string& label : node.labels)
    warn_unknown(node.span, "unknown_label", "label", label, graph_.labels());
  const auto known = node.variable.empty() ? scope_.end() : scope_.find(node.variable);
  if (known == scope_.end()) {
    node.slot = new_slot();
    if (node.variable.empty()) return;
    if (!refuse_new(node.variable, node.span, use)) scope_[node.variable] = {node.slot, StaticType::node};
    return;
  }
  node.slot = known->second.slot;
  if (before.count(node.variable) > 0) bound.push_back(node.slot);
  if (refuse_path_name(node.variable, node.span)) return;
  if (!may_be(known->second.type, {StaticType::node})) {
    fail(node.span, "variable_type", "the variable " + node.variable + " is no node");
  }
}

void Binder::bind_relationship(RelationshipPattern& relationship, PatternUse use, const Scope& before,
                               std::set<std::string>& in_pattern, std::vector<uint32_t>& bound) {
  for (const std::string& type : relationship.types) {
    warn_unknown(relationship.span, "unknown_type", "relationship type", type, graph_.relationship_types());
  }
  const StaticType type = relationship.variable_length ? StaticType::list : StaticType::relationship;
  const auto known = relationship.variable.empty() ? scope_.end() : scope_.find(relationship.variable);
  if (!relationship.variable.empty() && !in_pattern.insert(relationship.variable).second) {
    fail(relationship.span, "relationship_twice",
         "a pattern walks no relationship twice, so " + relationship.variable + " cannot stand in it twice");
  }
  if (known == scope_.end()) {
    relationship.slot = new_slot();
    if (relationship.variable.empty()) return;
    if (!refuse_new(relationship.variable, relationship.span, use))
      scope_[relationship.variable] = {relationship.slot, type};
    return;
  }
  relationship.slot = known->second.slot;
  if (before.count(relationship.variable) > 0) bound.push_back(relationship.slot);
  if (refuse_path_name(relationship.variable, relationship.span)) return;
  if (!may_be(known->second.type, {type})) {
    fail(relationship.span, "variable_type",
         "the variable " + relationship.variable + " is no " +
             (relationship.variable_length ? "list of relationships" : "relationship"));
  }
}

std::shared_ptr<Pipeline> Binder::match_pipeline(Pattern& pattern, const ExpressionPtr& where,
                                                 const std::vector<uint32_t>& bound) {
  auto pipeline = std::make_shared<Pipeline>();
  if (!has_errors(problems_)) pipeline->add(make_match(graph_, {pattern, where, bound, false}));
  return pipeline;
}

StaticType Binder::bind_pattern_predicate(Expression& e) {
  if (!place_.patterns) {
    fail(e.span, "pattern_place", "a pattern stands in MATCH, in WHERE or in EXISTS { }");
    return StaticType::boolean;
  }
  const Scope before = scope_;
  const std::vector<uint32_t> bound = bind_pattern(e.pattern, PatternUse::predicate);
  scope_ = before;
  e.pipeline = match_pipeline(e.pattern, nullptr, bound);
  return StaticType::boolean;
}

StaticType Binder::bind_pattern_comprehension(Expression& e) {
  const Scope before = scope_;
  const Place outer = place_;
  place_ = {};
  const std::vector<uint32_t> bound = bind_pattern(e.pattern, PatternUse::comprehension);
  if (e.children[0] != nullptr) bind_condition(e.children[0]);
  bind_expression(*e.children[1]);
  place_ = outer;
  scope_ = before;
  e.pipeline = match_pipeline(e.pattern, e.children[0], bound);
  return StaticType::list;
}

StaticType Binder::bind_exists(Expression& e) {
  const Scope before = scope_;
  if (e.query == nullptr) {  // exists((a)-->(b))
    const std::vector<uint32_t> bound = bind_pattern(e.pattern, PatternUse::predicate);
    e.pipeline = match_pipeline(e.pattern, nullptr, bound);
  } else if (e.query->parts.size() > 1) {
    fail(e.span, "syntax", "EXISTS { } cannot hold a UNION");
  } else {
    Pipeline* outer = pipeline_;
    const Place place = place_;
    place_ = {};
    e.pipeline = std::make_shared<Pipeline>();
    pipeline_ = e.pipeline.get();
    for (Clause& clause : e.query->parts.front().clauses) bind_clause(clause);
    pipeline_ = outer;
    place_ = place;
  }
  scope_ = before;
  return StaticType::boolean;
}

StaticType Binder::bind_shortest_path(Expression& e) {
  const Scope before = scope_;
  const std::vector<uint32_t> bound = bind_pattern(e.pattern, PatternUse::predicate);
  e.pattern.front().slot = new_slot();
  scope_ = before;
  e.pipeline = match_pipeline(e.pattern, nullptr, bound);
  return e.pattern.front().search == PathSearch::one_shortest ? StaticType::path : StaticType::list;
}

}  // namespace whobuilds::query
