#include <algorithm>

#include "query/language/binder.h"
#include "text/fold.h"

namespace whobuilds::query {
namespace {

using Kind = Expression::Kind;

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

bool is_arithmetic(Kind kind) { return kind >= Kind::add && kind <= Kind::power; }

StaticType arithmetic_type(Kind kind, StaticType left, StaticType right) {
  if (kind == Kind::add && (left == StaticType::list || right == StaticType::list)) return StaticType::list;
  const auto is_number = [](StaticType type) { return type == StaticType::integer || type == StaticType::real; };
  if (!is_number(left) || !is_number(right)) return StaticType::any;
  return left == StaticType::integer && right == StaticType::integer && kind != Kind::power ? StaticType::integer
                                                                                            : StaticType::real;
}

bool calls_random(const Expression& e) {
  if (e.kind == Kind::call && e.function != nullptr && std::string_view(e.function->name) == "rand") return true;
  return std::any_of(e.children.begin(), e.children.end(),
                     [](const ExpressionPtr& child) { return child != nullptr && calls_random(*child); });
}

// exists(n.name), the older way to say n.name IS NOT NULL.
StaticType make_exists_test(Expression& e) {
  e.kind = Kind::is_not_null;
  return StaticType::boolean;
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

}  // namespace

StaticType Binder::bind_value(ExpressionPtr& e) { return bind_at(e, {}); }

void Binder::bind_condition(ExpressionPtr& e) {
  const StaticType type = bind_at(e, {false, true});
  if (!may_be(type, {StaticType::boolean})) fail(e->span, "argument_type", "WHERE needs a condition");
}

StaticType Binder::bind_at(ExpressionPtr& e, Place place) {
  const Place outer = place_;
  place_ = place;
  const StaticType type = bind_expression(*e);
  place_ = outer;
  return type;
}

StaticType Binder::bind_expression(Expression& e) {
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
StaticType Binder::bind_operand(const ExpressionPtr& e) {
  if (e == nullptr) return StaticType::any;
  const Place outer = place_;
  place_.patterns = false;
  const StaticType type = bind_expression(*e);
  place_ = outer;
  return type;
}

StaticType Binder::bind_plain(Expression& e) {
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

void Binder::check(const Expression& e, StaticType type, std::initializer_list<StaticType> allowed,
                   const char* needed) {
  if (!may_be(type, allowed)) fail(e.span, "argument_type", needed);
}

StaticType Binder::bind_parameter(const Expression& e) {
  const auto found = parameters_.find(e.name);
  if (found != parameters_.end()) return StaticType::any;
  fail(e.span, "parameter_missing", "there is no value for the parameter $" + e.name);
  std::vector<std::string> names;
  for (const auto& parameter : parameters_) names.push_back(parameter.first);
  problems_.back().remedy = did_you_mean(e.name, names);
  return StaticType::any;
}

StaticType Binder::bind_variable(Expression& e) {
  const auto found = scope_.find(e.name);
  if (found == scope_.end()) {
    fail(e.span, "undefined_variable", "the variable " + e.name + " is not defined");
    problems_.back().remedy = did_you_mean(e.name, visible_names());
    return StaticType::any;
  }
  e.slot = found->second.slot;
  return found->second.type;
}

StaticType Binder::bind_property(Expression& e) {
  const StaticType base = bind_operand(e.children[0]);
  check(e, base, {StaticType::node, StaticType::relationship, StaticType::map, StaticType::temporal},
        "only nodes, relationships and maps have properties");
  return StaticType::any;
}

StaticType Binder::bind_has_labels(Expression& e) {
  const StaticType base = bind_operand(e.children[0]);
  check(e, base, {StaticType::node, StaticType::relationship}, "only nodes and relationships have labels");
  if (base == StaticType::node) {
    for (const std::string& label : e.names) warn_unknown(e.span, "unknown_label", "label", label, graph_.labels());
  }
  return StaticType::boolean;
}

StaticType Binder::bind_logic(Expression& e) {
  for (const ExpressionPtr& child : e.children) {
    const StaticType type = bind_expression(*child);
    if (!may_be(type, {StaticType::boolean}))
      fail(child->span, "argument_type", "AND, OR, XOR and NOT need conditions");
  }
  return StaticType::boolean;
}

StaticType Binder::bind_in(Expression& e) {
  bind_operand(e.children[0]);
  if (!may_be(bind_operand(e.children[1]), {StaticType::list})) {
    fail(e.children[1]->span, "argument_type", "IN needs a list on its right");
  }
  return StaticType::boolean;
}

StaticType Binder::bind_call(Expression& e) {
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
  } else if (count > 0 && *e.function->accepts != 0 && !may_be(types[0], {}) &&
             std::string_view(e.function->accepts).find(type_letter(types[0])) == std::string_view::npos) {
    fail(e.span, "argument_type", e.name + " cannot take such an argument");
  }
  return e.function->result;
}

StaticType Binder::bind_aggregate(Expression& e) {
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

StaticType Binder::bind_case(Expression& e) {
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

StaticType Binder::bind_comprehension(Expression& e) {
  if (!may_be(bind_operand(e.children[0]), {StaticType::list})) {
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
  if (!may_be(predicate, {StaticType::boolean})) fail(e.children[1]->span, "argument_type", "WHERE needs a condition");
  if (e.children.size() > 2 && e.children[2] != nullptr) bind_expression(*e.children[2]);
  place_ = outer;
  return e.kind == Kind::comprehension ? StaticType::list : StaticType::boolean;
}

StaticType Binder::bind_reduce(Expression& e) {
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

}  // namespace whobuilds::query
