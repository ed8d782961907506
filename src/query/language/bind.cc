#include "query/language/bind.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/edit_distance.h"
#include "query/language/functions.h"
#include "query/language/match.h"
#include "query/language/same_syntax.h"
#include "query/language/slots.h"
#include "query/language/tokens.h"
#include "text/fold.h"

namespace whobuilds::query {
namespace {

using Kind = Expression::Kind;

struct Variable {
  uint32_t slot = kNoSlot;
  StaticType type = StaticType::any;
};
using Scope = std::map<std::string, Variable>;

bool one_of(StaticType type, std::initializer_list<StaticType> allowed) {
  return type == StaticType::any || type == StaticType::null ||
         std::find(allowed.begin(), allowed.end(), type) != allowed.end();
}

bool is_arithmetic(Kind kind) { return kind >= Kind::add && kind <= Kind::power; }

StaticType literal_type(const Value& value) {
  switch (value.type()) {
    case Value::Type::boolean:
      return StaticType::boolean;
    case Value::Type::integer:
      return StaticType::integer;
    case Value::Type::real:
      return StaticType::real;
    case Value::Type::string:
      return StaticType::string;
    case Value::Type::list:
      return StaticType::list;
    case Value::Type::map:
      return StaticType::map;
    case Value::Type::null:
      return StaticType::null;
    default:
      return StaticType::any;
  }
}

bool contains_aggregate(const Expression& e) {
  if (e.kind == Kind::aggregate) return true;
  return std::any_of(e.children.begin(), e.children.end(),
                     [](const ExpressionPtr& child) { return child != nullptr && contains_aggregate(*child); });
}

void collect_aggregates(const ExpressionPtr& e, std::vector<ExpressionPtr>& found) {
  if (e == nullptr) return;
  if (e->kind == Kind::aggregate) {
    found.push_back(e);
    return;
  }
  for (const ExpressionPtr& child : e->children) collect_aggregates(child, found);
}

bool calls_random(const Expression& e) {
  if (e.kind == Kind::call && e.function != nullptr && std::string_view(e.function->name) == "rand") return true;
  return std::any_of(e.children.begin(), e.children.end(),
                     [](const ExpressionPtr& child) { return child != nullptr && calls_random(*child); });
}

class Binder {
 public:
  Binder(std::string_view text, const PropertyGraph& graph, const Map& parameters)
      : text_(text), graph_(graph), parameters_(parameters) {}

  Result<Program> run(std::shared_ptr<Query> query) {
    Program program;
    program.query = std::move(query);
    for (SingleQuery& single : program.query->parts) program.parts.push_back(bind_part(single, program));
    if (has_errors(problems_)) return std::move(problems_);
    program.slots = slots_;
    return {std::move(program), std::move(problems_)};
  }

 private:
  // ---- what all share

  void fail(Span span, std::string_view code, std::string message) {
    problems_.push_back(query_error(text_, span, code, std::move(message)));
  }
  uint32_t new_slot() { return slots_++; }

  // The nearest of `names`, as a remedy.
  static std::string did_you_mean(const std::string& name, const std::vector<std::string>& names) {
    const std::string near = core::nearest(name, {names.begin(), names.end()});
    return near.empty() ? "" : "did you mean " + near + "?";
  }
  std::vector<std::string> visible_names() const {
    std::vector<std::string> names;
    for (const auto& variable : scope_) names.push_back(variable.first);
    return names;
  }

  void warn_unknown(Span span, std::string_view code, const std::string& what, const std::string& name,
                    const std::vector<std::string>& known) {
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    Diagnostic problem = query_error(text_, span, code, "the graph has no " + what + " " + name);
    problem.severity = Severity::warning;
    problem.remedy = did_you_mean(name, known);
    problems_.push_back(std::move(problem));
  }

  // ---- clauses

  Part bind_part(SingleQuery& single, Program& program) {
    scope_.clear();
    Part part;
    part.pipeline = std::make_unique<Pipeline>();
    pipeline_ = part.pipeline.get();
    for (Clause& clause : single.clauses) bind_clause(clause);
    std::vector<std::string> columns;
    if (!single.clauses.empty()) {
      for (const ProjectionItem& item : single.clauses.back().projection.items) {
        columns.push_back(item.name);
        part.result.push_back(item.slot);
      }
    }
    return join_columns(std::move(part), columns, single, program);
  }

  // The parts of a UNION name the same columns; the first one's order is that of the result.
  Part join_columns(Part part, const std::vector<std::string>& columns, const SingleQuery& single, Program& program) {
    if (program.columns.empty()) {
      program.columns = columns;
      return part;
    }
    std::vector<uint32_t> ordered;
    for (const std::string& column : program.columns) {
      const auto found = std::find(columns.begin(), columns.end(), column);
      if (found != columns.end()) ordered.push_back(part.result[static_cast<size_t>(found - columns.begin())]);
    }
    if (ordered.size() != program.columns.size() || columns.size() != ordered.size()) {
      fail(single.span, "union_columns", "both sides of UNION must return columns of the same names");
    }
    part.result = std::move(ordered);
    return part;
  }

  void bind_clause(Clause& clause) {
    switch (clause.kind) {
      case Clause::Kind::match:
        return bind_match(clause);
      case Clause::Kind::unwind:
        return bind_unwind(clause);
      default:
        return bind_projection(clause);
    }
  }

  void bind_unwind(Clause& clause) {
    bind_value(clause.list);
    if (scope_.count(clause.variable) > 0) {
      fail(clause.span, "variable_bound", "the variable " + clause.variable + " exists already");
    }
    clause.slot = new_slot();
    scope_[clause.variable] = {clause.slot, StaticType::any};
    pipeline_->add(make_unwind(clause.list, clause.slot));
  }

  void bind_match(Clause& clause) {
    const std::vector<uint32_t> bound = bind_pattern(clause.pattern, PatternUse::clause);
    if (clause.where != nullptr) bind_condition(clause.where);
    if (has_errors(problems_)) return;
    pipeline_->add(make_match(graph_, {clause.pattern, clause.where, bound, clause.optional}));
  }

  // ---- patterns

  enum class PatternUse : uint8_t { clause, predicate, comprehension };

  // Gives slots to all of a pattern; returns those that had a value before.
  std::vector<uint32_t> bind_pattern(Pattern& pattern, PatternUse use) {
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

  void bind_pattern_properties(ExpressionPtr& properties) {
    if (properties != nullptr) bind_value(properties);
  }

  // Each relationship of a walk is tested as it is walked, when the rest of the pattern may not be known yet.
  void bind_properties_of(RelationshipPattern& relationship, const Scope& before) {
    const Scope all = scope_;
    if (relationship.variable_length) scope_ = before;
    bind_pattern_properties(relationship.properties);
    scope_ = all;
  }

  void bind_path_name(PatternPart& part, const Scope& before, PatternUse use) {
    if (part.variable.empty()) return;
    const bool in_pattern = scope_.count(part.variable) > 0 && before.count(part.variable) == 0;
    if (in_pattern || (before.count(part.variable) > 0 && use != PatternUse::comprehension)) {
      fail(part.span, "variable_bound", "the variable " + part.variable + " exists already");
    }
    part.slot = new_slot();
    scope_[part.variable] = {part.slot, StaticType::path};
  }

  bool refuse_new(const std::string& name, Span span, PatternUse use) {
    if (use != PatternUse::predicate) return false;
    fail(span, "undefined_variable", "the variable " + name + " is not defined");
    problems_.back().remedy = did_you_mean(name, visible_names());
    return true;
  }

  // A path cannot be called like something in it.
  bool refuse_path_name(const std::string& name, Span span) {
    if (scope_.at(name).slot != path_slot_) return false;
    fail(span, "variable_bound", "the path is called " + name + " already");
    return true;
  }

  void bind_node(NodePattern& node, PatternUse use, const Scope& before, std::vector<uint32_t>& bound) {
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
    if (!one_of(known->second.type, {StaticType::node})) {
      fail(node.span, "variable_type", "the variable " + node.variable + " is no node");
    }
  }

  void bind_relationship(RelationshipPattern& relationship, PatternUse use, const Scope& before,
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
    if (!one_of(known->second.type, {type})) {
      fail(relationship.span, "variable_type",
           "the variable " + relationship.variable + " is no " +
               (relationship.variable_length ? "list of relationships" : "relationship"));
    }
  }

  // ---- expressions

  // What may stand at a place.
  struct Place {
    bool aggregates = false;
    bool patterns = false;  // pattern predicates
  };

  StaticType bind_value(ExpressionPtr& e) { return bind_at(e, {}); }

  void bind_condition(ExpressionPtr& e) {
    const StaticType type = bind_at(e, {false, true});
    if (!one_of(type, {StaticType::boolean})) fail(e->span, "argument_type", "WHERE needs a condition");
  }

  StaticType bind_at(ExpressionPtr& e, Place place) {
    const Place outer = place_;
    place_ = place;
    const StaticType type = bind_expression(*e);
    place_ = outer;
    return type;
  }

  StaticType bind_expression(Expression& e) {
    switch (e.kind) {
      case Kind::literal:
        return literal_type(e.value);
      case Kind::parameter:
        return bind_parameter(e);
      case Kind::variable:
        return bind_variable(e);
      case Kind::property:
        return bind_property(e);
      case Kind::has_labels:
        return bind_has_labels(e);
      case Kind::not_:
      case Kind::and_:
      case Kind::or_:
      case Kind::xor_:
        return bind_logic(e);
      case Kind::in:
        return bind_in(e);
      case Kind::call:
        return bind_call(e);
      case Kind::aggregate:
        return bind_aggregate(e);
      case Kind::case_:
        return bind_case(e);
      case Kind::comprehension:
      case Kind::all:
      case Kind::any:
      case Kind::none:
      case Kind::single:
        return bind_comprehension(e);
      case Kind::reduce:
        return bind_reduce(e);
      case Kind::pattern_predicate:
        return bind_pattern_predicate(e);
      case Kind::pattern_comprehension:
        return bind_pattern_comprehension(e);
      case Kind::exists:
        return bind_exists(e);
      case Kind::shortest_path:
        return bind_shortest_path(e);
      default:
        return bind_plain(e);
    }
  }

  // Operands where neither pattern predicates nor, unless they may stand here, aggregates are asked for.
  StaticType bind_operand(const ExpressionPtr& e) {
    if (e == nullptr) return StaticType::any;
    const Place outer = place_;
    place_.patterns = false;
    const StaticType type = bind_expression(*e);
    place_ = outer;
    return type;
  }

  StaticType bind_plain(Expression& e) {
    std::vector<StaticType> types;
    for (const ExpressionPtr& child : e.children) types.push_back(bind_operand(child));
    if (e.kind == Kind::list) return StaticType::list;
    if (e.kind == Kind::map) return StaticType::map;
    if (e.kind == Kind::slice) return StaticType::list;
    if (e.kind == Kind::index) {
      check(e, types[0], {StaticType::list, StaticType::map, StaticType::node, StaticType::relationship},
            "an index needs a list or a map");
      if (types[0] == StaticType::list) check(e, types[1], {StaticType::integer}, "a list is indexed with an integer");
      return StaticType::any;
    }
    if (e.kind == Kind::minus || e.kind == Kind::plus) return types[0];
    return is_arithmetic(e.kind) ? arithmetic_type(e.kind, types[0], types[1]) : StaticType::boolean;
  }

  static StaticType arithmetic_type(Kind kind, StaticType left, StaticType right) {
    if (kind == Kind::add && (left == StaticType::list || right == StaticType::list)) return StaticType::list;
    const auto is_number = [](StaticType type) { return type == StaticType::integer || type == StaticType::real; };
    if (!is_number(left) || !is_number(right)) return StaticType::any;
    return left == StaticType::integer && right == StaticType::integer && kind != Kind::power ? StaticType::integer
                                                                                              : StaticType::real;
  }

  void check(const Expression& e, StaticType type, std::initializer_list<StaticType> allowed, const char* needed) {
    if (!one_of(type, allowed)) fail(e.span, "argument_type", needed);
  }

  StaticType bind_parameter(const Expression& e) {
    const auto found = parameters_.find(e.name);
    if (found != parameters_.end()) return StaticType::any;
    fail(e.span, "parameter_missing", "there is no value for the parameter $" + e.name);
    std::vector<std::string> names;
    for (const auto& parameter : parameters_) names.push_back(parameter.first);
    problems_.back().remedy = did_you_mean(e.name, names);
    return StaticType::any;
  }

  StaticType bind_variable(Expression& e) {
    const auto found = scope_.find(e.name);
    if (found == scope_.end()) {
      fail(e.span, "undefined_variable", "the variable " + e.name + " is not defined");
      problems_.back().remedy = did_you_mean(e.name, visible_names());
      return StaticType::any;
    }
    e.slot = found->second.slot;
    return found->second.type;
  }

  StaticType bind_property(Expression& e) {
    const StaticType base = bind_operand(e.children[0]);
    check(e, base, {StaticType::node, StaticType::relationship, StaticType::map, StaticType::temporal},
          "only nodes, relationships and maps have properties");
    return StaticType::any;
  }

  StaticType bind_has_labels(Expression& e) {
    const StaticType base = bind_operand(e.children[0]);
    check(e, base, {StaticType::node, StaticType::relationship}, "only nodes and relationships have labels");
    if (base == StaticType::node) {
      for (const std::string& label : e.names) warn_unknown(e.span, "unknown_label", "label", label, graph_.labels());
    }
    return StaticType::boolean;
  }

  StaticType bind_logic(Expression& e) {
    for (const ExpressionPtr& child : e.children) {
      const StaticType type = bind_expression(*child);
      if (!one_of(type, {StaticType::boolean}))
        fail(child->span, "argument_type", "AND, OR, XOR and NOT need conditions");
    }
    return StaticType::boolean;
  }

  StaticType bind_in(Expression& e) {
    bind_operand(e.children[0]);
    if (!one_of(bind_operand(e.children[1]), {StaticType::list})) {
      fail(e.children[1]->span, "argument_type", "IN needs a list on its right");
    }
    return StaticType::boolean;
  }

  StaticType bind_call(Expression& e) {
    std::vector<StaticType> types;
    const std::string lower = text::folded(e.name);
    for (const ExpressionPtr& child : e.children) types.push_back(bind_operand(child));
    if (lower == "exists" && e.children.size() == 1) return make_exists_test(e);
    e.function = find_function(e.name);
    if (e.function == nullptr) {
      fail(e.span, "unknown_function", "there is no function " + e.name);
      const std::string nearest = nearest_function(e.name);
      if (!nearest.empty()) problems_.back().remedy = "did you mean " + nearest + "()?";
      return StaticType::any;
    }
    const size_t count = e.children.size();
    if (count < e.function->fewest || (e.function->most != 255 && count > e.function->most)) {
      fail(e.span, "arguments",
           e.name + " takes " + std::to_string(e.function->fewest) +
               (e.function->most == e.function->fewest ? ""
                : e.function->most == 255              ? " or more"
                                                       : " to " + std::to_string(e.function->most)) +
               " arguments, not " + std::to_string(count));
    } else if (count > 0 && *e.function->accepts != 0 && !one_of(types[0], {}) &&
               std::string_view(e.function->accepts).find(type_letter(types[0])) == std::string_view::npos) {
      fail(e.span, "argument_type", e.name + " cannot take such an argument");
    }
    return e.function->result;
  }

  // exists(n.name), the older way to say n.name IS NOT NULL.
  StaticType make_exists_test(Expression& e) {
    e.kind = Kind::is_not_null;
    return StaticType::boolean;
  }

  StaticType bind_aggregate(Expression& e) {
    if (!place_.aggregates) {
      fail(e.span, in_aggregate_ ? "nested_aggregation" : "aggregation",
           in_aggregate_ ? "an aggregate cannot stand inside another one"
                         : e.name + " cannot stand here: aggregates stand in WITH and RETURN");
    }
    const size_t needed = e.name.rfind("percentile", 0) == 0 ? 2 : 1;
    if (!e.children.empty() && e.children.size() != needed) {
      fail(e.span, "arguments",
           e.name + " takes " + std::to_string(needed) + " arguments, not " + std::to_string(e.children.size()));
    }
    const bool inside = in_aggregate_;
    const Place outer = place_;
    in_aggregate_ = true;
    place_ = {};
    std::vector<StaticType> types;
    for (const ExpressionPtr& child : e.children) {
      types.push_back(bind_expression(*child));
      if (calls_random(*child)) fail(child->span, "not_constant", "rand() cannot stand inside an aggregate");
    }
    in_aggregate_ = inside;
    place_ = outer;
    e.slot = new_slot();
    return e.name == "count" ? StaticType::integer : e.name == "collect" ? StaticType::list : StaticType::any;
  }

  StaticType bind_case(Expression& e) {
    for (size_t i = 0; i < e.children.size(); ++i) {
      if (e.children[i] == nullptr) continue;
      const bool condition = e.children[0] == nullptr && i % 2 == 1 && i + 1 < e.children.size();
      if (condition) {
        bind_expression(*e.children[i]);
      } else {
        bind_operand(e.children[i]);
      }
    }
    return StaticType::any;
  }

  // A variable that is seen only inside.
  class Local {
   public:
    Local(Scope& scope, const std::string& name, Variable variable) : scope_(scope), before_(scope) {
      scope_[name] = variable;
    }
    ~Local() { scope_ = before_; }
    Local(const Local&) = delete;
    Local& operator=(const Local&) = delete;

   private:
    Scope& scope_;
    Scope before_;
  };

  StaticType bind_comprehension(Expression& e) {
    if (!one_of(bind_operand(e.children[0]), {StaticType::list})) {
      fail(e.children[0]->span, "argument_type", "a list is needed here");
    }
    e.slot = new_slot();
    const Local local(scope_, e.name, {e.slot, StaticType::any});
    const Place outer = place_;
    place_ = {};
    StaticType predicate = StaticType::any;
    if (e.children[1] != nullptr) {
      place_.patterns = true;
      predicate = bind_expression(*e.children[1]);
      place_.patterns = false;
    }
    if (!one_of(predicate, {StaticType::boolean}))
      fail(e.children[1]->span, "argument_type", "WHERE needs a condition");
    if (e.children.size() > 2 && e.children[2] != nullptr) bind_expression(*e.children[2]);
    place_ = outer;
    return e.kind == Kind::comprehension ? StaticType::list : StaticType::boolean;
  }

  StaticType bind_reduce(Expression& e) {
    bind_operand(e.children[0]);
    bind_operand(e.children[1]);
    e.slot = new_slot();
    e.second_slot = new_slot();
    const Local accumulator(scope_, e.name, {e.slot, StaticType::any});
    const Local member(scope_, e.second_name, {e.second_slot, StaticType::any});
    const Place outer = place_;
    place_ = {};
    bind_expression(*e.children[2]);
    place_ = outer;
    return StaticType::any;
  }

  std::shared_ptr<Pipeline> match_pipeline(Pattern& pattern, const ExpressionPtr& where,
                                           const std::vector<uint32_t>& bound) {
    auto pipeline = std::make_shared<Pipeline>();
    if (!has_errors(problems_)) pipeline->add(make_match(graph_, {pattern, where, bound, false}));
    return pipeline;
  }

  StaticType bind_pattern_predicate(Expression& e) {
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

  StaticType bind_pattern_comprehension(Expression& e) {
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

  StaticType bind_exists(Expression& e) {
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

  StaticType bind_shortest_path(Expression& e) {
    const Scope before = scope_;
    const std::vector<uint32_t> bound = bind_pattern(e.pattern, PatternUse::predicate);
    e.pattern.front().slot = new_slot();
    scope_ = before;
    e.pipeline = match_pipeline(e.pattern, nullptr, bound);
    return e.pattern.front().search == PathSearch::one_shortest ? StaticType::path : StaticType::list;
  }

  // ---- WITH and RETURN

  void bind_projection(Clause& clause) {
    Projection& projection = clause.projection;
    if (projection.all) expand_star(projection);
    const Scope before = scope_;
    // A projection inside this one's WHERE has its own.
    const std::vector<ExpressionPtr> outer_written = written_;
    const std::vector<Assignment> outer_keys = keys_;
    Scope after;
    std::vector<StaticType> types;
    for (ProjectionItem& item : projection.items) {
      types.push_back(bind_at(item.expression, {true, false}));
      check_name(item, clause, after);
    }
    const bool grouped = std::any_of(projection.items.begin(), projection.items.end(),
                                     [](const ProjectionItem& item) { return contains_aggregate(*item.expression); });
    written_ = originals(projection);
    std::vector<ExpressionPtr> aggregates;
    if (grouped) group(projection, before, aggregates);
    assign_slots(projection, grouped, types, after);
    bind_tail(clause, before, after, grouped, aggregates);
    written_ = outer_written;
    keys_ = outer_keys;
    scope_ = after;
  }

  void expand_star(Projection& projection) {
    if (scope_.empty()) fail(projection.span, "no_variables", "there is no variable that * could stand for");
    std::vector<ProjectionItem> items;
    for (const auto& variable : scope_) {
      ProjectionItem item;
      item.expression = std::make_shared<Expression>();
      item.expression->kind = Kind::variable;
      item.expression->name = variable.first;
      item.expression->span = projection.span;
      item.name = variable.first;
      items.push_back(std::move(item));
    }
    projection.items.insert(projection.items.begin(), items.begin(), items.end());
  }

  void check_name(const ProjectionItem& item, const Clause& clause, Scope& after) {
    if (clause.kind == Clause::Kind::with && !item.aliased && item.expression->kind != Kind::variable) {
      fail(item.expression->span, "no_alias", "an expression in WITH needs a name");
      problems_.back().remedy = "write AS and a name after it";
    }
    if (!after.emplace(item.name, Variable{}).second) {
      fail(item.expression->span, "column_conflict", "two columns are named " + item.name);
    }
  }

  // The items' expressions as they were written, for ORDER BY to find again.
  static std::vector<ExpressionPtr> originals(const Projection& projection) {
    std::vector<ExpressionPtr> written;
    for (const ProjectionItem& item : projection.items) written.push_back(item.expression);
    return written;
  }

  // Replaces grouping keys inside `e` by the slots that hold them; anything else that stands outside the aggregates
  // and is not constant has no single value in a group.
  ExpressionPtr regrouped(const ExpressionPtr& e, const std::vector<Assignment>& keys, const Scope& visible) {
    if (e == nullptr || e->kind == Kind::aggregate) return e;
    for (const Assignment& key : keys) {
      if (is_simple(*key.expression) && same_syntax(*key.expression, *e)) return slot_variable(key.slot, e->span);
    }
    if (e->kind == Kind::variable) {
      const auto known = visible.find(e->name);
      if (known != visible.end() && known->second.slot == e->slot) {
        fail(e->span, "ambiguous_aggregation", e->name + " has no single value in a group");
        problems_.back().remedy = "return " + e->name + " by itself, so that it is grouped by";
      }
      return e;
    }
    auto copy = std::make_shared<Expression>(*e);
    for (ExpressionPtr& child : copy->children) child = regrouped(child, keys, visible);
    return copy;
  }
  static bool is_simple(const Expression& e) {
    return e.kind == Kind::variable || (e.kind == Kind::property && is_simple(*e.children[0]));
  }
  static ExpressionPtr slot_variable(uint32_t slot, Span span) {
    auto variable = std::make_shared<Expression>();
    variable->kind = Kind::variable;
    variable->slot = slot;
    variable->span = span;
    return variable;
  }

  void group(Projection& projection, const Scope& before, std::vector<ExpressionPtr>& aggregates) {
    keys_.clear();
    for (ProjectionItem& item : projection.items) {
      if (contains_aggregate(*item.expression)) continue;
      keys_.push_back({item.expression, new_slot()});
      item.expression = slot_variable(keys_.back().slot, item.expression->span);
    }
    for (ProjectionItem& item : projection.items) {
      if (!contains_aggregate(*item.expression)) continue;
      collect_aggregates(item.expression, aggregates);
      item.expression = regrouped(item.expression, keys_, before);
    }
  }

  // A variable that keeps its name, or takes another, keeps its slot.
  void assign_slots(Projection& projection, bool grouped, const std::vector<StaticType>& types, Scope& after) {
    for (size_t i = 0; i < projection.items.size(); ++i) {
      ProjectionItem& item = projection.items[i];
      const bool plain = item.expression->kind == Kind::variable && item.expression->slot != kNoSlot;
      item.slot = plain && !grouped ? item.expression->slot : new_slot();
      after[item.name] = {item.slot, types[i]};
    }
  }

  // ORDER BY, SKIP, LIMIT and WHERE, and the steps of all.
  void bind_tail(Clause& clause, const Scope& before, const Scope& after, bool grouped,
                 const std::vector<ExpressionPtr>& aggregates) {
    Projection& projection = clause.projection;
    // Behind groups and DISTINCT only the columns are left of a row; else the variables before can still be asked.
    const bool columns_only = grouped || projection.distinct;
    Scope tail = columns_only ? Scope{} : before;
    for (const auto& column : after) tail[column.first] = column.second;
    for (SortItem& item : projection.sort) bind_sort_item(item, projection, tail, before, columns_only);
    bind_count(projection.skip, "SKIP");
    bind_count(projection.limit, "LIMIT");
    if (clause.where != nullptr) {
      scope_ = tail;
      if (columns_only) clause.where = with_columns(clause.where, projection, false);
      bind_condition(clause.where);
    }
    if (!has_errors(problems_)) add_steps(clause, grouped, aggregates);
  }

  void bind_sort_item(SortItem& item, const Projection& projection, const Scope& tail, const Scope& before,
                      bool columns_only) {
    const bool aggregate = contains_aggregate(*item.expression);
    if (columns_only) item.expression = with_columns(item.expression, projection, aggregate);
    if (aggregate) refuse_ungrouped(*item.expression, tail, before);
    scope_ = tail;
    if (!contains_aggregate(*item.expression)) {
      bind_value(item.expression);
      return;
    }
    const size_t known = problems_.size();
    bind_at(item.expression, {true, false});
    if (problems_.size() == known) {
      fail(item.expression->span, "aggregation", "ORDER BY can ask only for aggregates that are columns");
    }
  }

  // Beside an aggregate only columns have a single value.
  void refuse_ungrouped(const Expression& e, const Scope& tail, const Scope& before) {
    if (e.kind == Kind::aggregate) return;
    if (e.kind == Kind::variable && before.count(e.name) > 0 && tail.count(e.name) == 0) {
      fail(e.span, "ambiguous_aggregation", e.name + " has no single value in a group");
    }
    for (const ExpressionPtr& child : e.children) {
      if (child != nullptr) refuse_ungrouped(*child, tail, before);
    }
  }

  // `e` with each part that was written like a column replaced by that column.
  // Beside aggregates only plain columns are known again within a larger expression.
  ExpressionPtr with_columns(const ExpressionPtr& e, const Projection& projection, bool only_plain,
                             bool whole = true) const {
    if (e == nullptr || is_column(*e, projection)) return e;
    for (size_t i = 0; i < written_.size(); ++i) {
      const bool plain = is_simple(*written_[i]) || written_[i]->kind == Kind::aggregate;
      if ((only_plain && !whole && !plain) || !same_syntax(*written_[i], *e)) continue;
      auto column = std::make_shared<Expression>();
      column->kind = Kind::variable;
      column->name = projection.items[i].name;
      column->span = e->span;
      return column;
    }
    auto copy = std::make_shared<Expression>(*e);
    for (ExpressionPtr& child : copy->children) child = with_columns(child, projection, only_plain, false);
    return copy;
  }

  static bool is_column(const Expression& e, const Projection& projection) {
    return e.kind == Kind::variable && std::any_of(projection.items.begin(), projection.items.end(),
                                                   [&](const ProjectionItem& item) { return item.name == e.name; });
  }

  void bind_count(ExpressionPtr& e, const char* clause) {
    if (e == nullptr) return;
    const Scope before = std::exchange(scope_, {});
    const size_t known = problems_.size();
    const StaticType type = bind_value(e);
    scope_ = before;
    for (size_t i = known; i < problems_.size(); ++i) {
      if (problems_[i].code != "query.undefined_variable") continue;
      problems_[i].code = "query.not_constant";
      problems_[i].message = std::string(clause) + " cannot depend on the row";
    }
    if (problems_.size() > known) return;
    check(*e, type, {StaticType::integer}, "SKIP and LIMIT need an integer");
    if (e->kind == Kind::literal && e->value.is(Value::Type::integer) && e->value.integer() < 0) {
      fail(e->span, "negative_count", std::string(clause) + " cannot be negative");
    }
  }

  void add_steps(Clause& clause, bool grouped, const std::vector<ExpressionPtr>& aggregates) {
    Projection& projection = clause.projection;
    if (grouped) pipeline_->add(make_group(keys_, aggregates));
    std::vector<Assignment> assignments;
    std::vector<uint32_t> columns;
    for (const ProjectionItem& item : projection.items) {
      columns.push_back(item.slot);
      const bool in_place = item.expression->kind == Kind::variable && item.expression->slot == item.slot;
      if (!in_place) assignments.push_back({item.expression, item.slot});
    }
    if (!assignments.empty()) pipeline_->add(make_compute(std::move(assignments)));
    if (projection.distinct) pipeline_->add(make_distinct(columns));
    if (!projection.sort.empty()) {
      pipeline_->add(
          make_sort(sort_keys(projection), kept_by_sort(clause, columns), projection.skip, projection.limit));
    } else if (projection.skip != nullptr || projection.limit != nullptr) {
      pipeline_->add(make_skip_and_limit(projection.skip, projection.limit));
    }
    if (clause.where != nullptr) pipeline_->add(make_filter(clause.where));
  }

  static std::vector<SortKey> sort_keys(const Projection& projection) {
    std::vector<SortKey> keys;
    for (const SortItem& item : projection.sort) keys.push_back({item.expression, item.descending});
    return keys;
  }
  static std::vector<uint32_t> kept_by_sort(const Clause& clause, std::vector<uint32_t> columns) {
    if (clause.where == nullptr) return columns;
    for (const uint32_t slot : slots_read(*clause.where)) {
      if (slot != kNoSlot && std::find(columns.begin(), columns.end(), slot) == columns.end()) columns.push_back(slot);
    }
    return columns;
  }

  std::string_view text_;
  const PropertyGraph& graph_;
  const Map& parameters_;
  Scope scope_;
  Place place_;
  bool in_aggregate_ = false;
  Pipeline* pipeline_ = nullptr;
  uint32_t slots_ = 0;
  uint32_t path_slot_ = kNoSlot;        // of the part being bound
  std::vector<ExpressionPtr> written_;  // of the present projection
  std::vector<Assignment> keys_;        // of the present projection
  Diagnostics problems_;
};

}  // namespace

Result<Program> bind(std::shared_ptr<Query> query, std::string_view text, const PropertyGraph& graph,
                     const Map& parameters) {
  return Binder(text, graph, parameters).run(std::move(query));
}

}  // namespace whobuilds::query
