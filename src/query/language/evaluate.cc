#include "query/language/evaluate.h"

#include <algorithm>
#include <cmath>

#include "query/language/functions.h"
#include "query/language/pipeline.h"
#include "query/language/temporal_arithmetic.h"
#include "query/language/temporal_components.h"
#include "text/regex.h"

namespace whobuilds::query {
namespace {

using Kind = Expression::Kind;
using Type = Value::Type;

Value truth(std::optional<bool> value) { return value ? Value(*value) : Value(); }

const char* type_name(const Value& value) {
  switch (value.type()) {
    case Type::map:
      return "a map";
    case Type::node:
      return "a node";
    case Type::relationship:
      return "a relationship";
    case Type::list:
      return "a list";
    case Type::path:
      return "a path";
    case Type::temporal:
      return "a date or time";
    case Type::string:
      return "a text";
    case Type::boolean:
      return "a truth value";
    case Type::integer:
      return "an integer";
    case Type::real:
      return "a number";
    default:
      return "null";
  }
}

Value fail_type(const Expression& expression, Execution& execution, const std::string& what, const Value& found) {
  execution.fail(expression.span, "type", what + ", and this is " + type_name(found));
  return {};
}

// ---- logic, as in SQL

Value evaluate_and(const Expression& e, Execution& x) {
  const std::optional<bool> left = evaluate_condition(*e.children[0], x);
  if (left && !*left) return false;
  const std::optional<bool> right = evaluate_condition(*e.children[1], x);
  if (right && !*right) return false;
  return left && right ? Value(true) : Value();
}

Value evaluate_or(const Expression& e, Execution& x) {
  const std::optional<bool> left = evaluate_condition(*e.children[0], x);
  if (left && *left) return true;
  const std::optional<bool> right = evaluate_condition(*e.children[1], x);
  if (right && *right) return true;
  return left && right ? Value(false) : Value();
}

Value evaluate_xor(const Expression& e, Execution& x) {
  const std::optional<bool> left = evaluate_condition(*e.children[0], x);
  const std::optional<bool> right = evaluate_condition(*e.children[1], x);
  return left && right ? Value(*left != *right) : Value();
}

// ---- comparison

Value evaluate_order(const Expression& e, Execution& x) {
  const Value left = evaluate(*e.children[0], x), right = evaluate(*e.children[1], x);
  // Not a number is neither less nor greater; with anything else than a number it cannot be compared.
  if (left.is_number() && right.is_number() && (std::isnan(left.number()) || std::isnan(right.number()))) return false;
  const std::optional<int> order = compare(left, right);
  if (!order) return {};
  switch (e.kind) {
    case Kind::less:
      return *order < 0;
    case Kind::less_or_equal:
      return *order <= 0;
    case Kind::greater:
      return *order > 0;
    default:
      return *order >= 0;
  }
}

Value evaluate_in(const Expression& e, Execution& x) {
  const Value needle = evaluate(*e.children[0], x), haystack = evaluate(*e.children[1], x);
  if (haystack.is_null()) return {};
  if (!haystack.is(Type::list)) return fail_type(e, x, "IN needs a list on its right", haystack);
  bool unknown = false;
  for (const Value& member : haystack.list()) {
    const std::optional<bool> found = equal(needle, member);
    if (found && *found) return true;
    unknown = unknown || !found;
  }
  return unknown ? Value() : Value(false);
}

Value evaluate_text_predicate(const Expression& e, Execution& x) {
  const Value whole = evaluate(*e.children[0], x), part = evaluate(*e.children[1], x);
  if (!whole.is(Type::string) || !part.is(Type::string)) return {};
  const std::string& text = whole.string();
  const std::string& wanted = part.string();
  if (e.kind == Kind::contains) return text.find(wanted) != std::string::npos;
  if (wanted.size() > text.size()) return false;
  return text.compare(e.kind == Kind::starts_with ? 0 : text.size() - wanted.size(), wanted.size(), wanted) == 0;
}

// The whole text must fit.
Value evaluate_matches(const Expression& e, Execution& x) {
  const Value whole = evaluate(*e.children[0], x), pattern = evaluate(*e.children[1], x);
  if (!whole.is(Type::string) || !pattern.is(Type::string)) return {};
  const text::Regex* regex = x.regex("^(?:" + pattern.string() + ")$", e.span);
  return regex == nullptr ? Value() : Value(regex->contains_match(whole.string()));
}

// ---- arithmetic

Value overflow(const Expression& e, Execution& x) {
  x.fail(e.span, "integer_overflow", "the result does not fit into 64 bits");
  return {};
}

Value integer_arithmetic(const Expression& e, Execution& x, int64_t a, int64_t b) {
  int64_t result = 0;
  switch (e.kind) {
    case Kind::add:
      return __builtin_add_overflow(a, b, &result) ? overflow(e, x) : Value(result);
    case Kind::subtract:
      return __builtin_sub_overflow(a, b, &result) ? overflow(e, x) : Value(result);
    case Kind::multiply:
      return __builtin_mul_overflow(a, b, &result) ? overflow(e, x) : Value(result);
    default:
      break;
  }
  if (b == 0) {
    x.fail(e.span, "division_by_zero", "an integer cannot be divided by zero");
    return {};
  }
  if (b == -1) return e.kind == Kind::modulo ? Value(int64_t{0}) : a == INT64_MIN ? overflow(e, x) : Value(-a);
  return e.kind == Kind::divide ? a / b : a % b;
}

Value real_arithmetic(Kind kind, double a, double b) {
  switch (kind) {
    case Kind::add:
      return a + b;
    case Kind::subtract:
      return a - b;
    case Kind::multiply:
      return a * b;
    case Kind::divide:
      return a / b;
    case Kind::modulo:
      return std::fmod(a, b);
    default:
      return std::pow(a, b);
  }
}

std::string text_of(const Value& value) {
  if (value.is(Type::string)) return value.string();
  if (value.is(Type::integer)) return std::to_string(value.integer());
  return real_text(value.real());
}

Value concatenated(Execution& x, const Value& left, const Value& right) {
  List list;
  if (left.is(Type::list)) {
    list = left.list();
  } else {
    list.push_back(left);
  }
  if (right.is(Type::list)) {
    list.insert(list.end(), right.list().begin(), right.list().end());
  } else {
    list.push_back(right);
  }
  return x.hold(list.size()) ? Value(std::move(list)) : Value();
}

Value evaluate_arithmetic(const Expression& e, Execution& x) {
  const Value left = evaluate(*e.children[0], x), right = evaluate(*e.children[1], x);
  if (e.kind == Kind::add && (left.is(Type::list) || right.is(Type::list))) {
    if (left.is_null() || right.is_null()) return {};
    return concatenated(x, left, right);
  }
  if (left.is_null() || right.is_null()) return {};
  if (left.is(Type::temporal) || right.is(Type::temporal)) return temporal_arithmetic(e, x, left, right);
  const auto is_text = [](const Value& value) { return value.is(Type::string); };
  if (e.kind == Kind::add && (is_text(left) || is_text(right)) && (is_text(left) || left.is_number()) &&
      (is_text(right) || right.is_number())) {
    return text_of(left) + text_of(right);
  }
  if (!left.is_number()) return fail_type(*e.children[0], x, "a number is needed here", left);
  if (!right.is_number()) return fail_type(*e.children[1], x, "a number is needed here", right);
  if (left.is(Type::integer) && right.is(Type::integer) && e.kind != Kind::power) {
    return integer_arithmetic(e, x, left.integer(), right.integer());
  }
  return real_arithmetic(e.kind, left.number(), right.number());
}

Value evaluate_sign(const Expression& e, Execution& x) {
  const Value value = evaluate(*e.children[0], x);
  if (value.is_null()) return {};
  if (value.is(Type::temporal) && e.kind == Kind::minus) return negated(e, x, value);
  if (!value.is_number()) return fail_type(e, x, "a sign needs a number", value);
  if (e.kind == Kind::plus) return value;
  if (value.is(Type::real)) return -value.real();
  return value.integer() == INT64_MIN ? overflow(e, x) : Value(-value.integer());
}

// ---- lists and maps

Value evaluate_index(const Expression& e, Execution& x) {
  const Value whole = evaluate(*e.children[0], x), index = evaluate(*e.children[1], x);
  if (whole.is_null() || index.is_null()) return {};
  if (whole.is(Type::list)) {
    if (!index.is(Type::integer)) return fail_type(*e.children[1], x, "a list is indexed with an integer", index);
    const auto size = static_cast<int64_t>(whole.list().size());
    const int64_t at = index.integer() < 0 ? index.integer() + size : index.integer();
    return at < 0 || at >= size ? Value() : whole.list()[static_cast<size_t>(at)];
  }
  const bool has_keys = whole.is(Type::map) || whole.is(Type::node) || whole.is(Type::relationship);
  if (!has_keys) return fail_type(e, x, "only lists, maps, nodes and relationships have an index", whole);
  if (!index.is(Type::string)) return fail_type(*e.children[1], x, "a property is indexed with its name", index);
  return property_of(whole, index.string(), e.span, x);
}

Value evaluate_slice(const Expression& e, Execution& x) {
  const Value whole = evaluate(*e.children[0], x);
  if (whole.is_null()) return {};
  if (!whole.is(Type::list)) return fail_type(e, x, "only a list can be cut", whole);
  const auto size = static_cast<int64_t>(whole.list().size());
  int64_t bounds[2] = {0, size};
  for (int i = 0; i < 2; ++i) {
    if (e.children[static_cast<size_t>(i) + 1] == nullptr) continue;
    const Value bound = evaluate(*e.children[static_cast<size_t>(i) + 1], x);
    if (bound.is_null()) return {};
    if (!bound.is(Type::integer)) return fail_type(e, x, "a list is cut at integers", bound);
    bounds[i] = std::clamp<int64_t>(bound.integer() < 0 ? bound.integer() + size : bound.integer(), 0, size);
  }
  if (bounds[0] >= bounds[1]) return List{};
  return List(whole.list().begin() + bounds[0], whole.list().begin() + bounds[1]);
}

Value evaluate_list(const Expression& e, Execution& x) {
  List list;
  list.reserve(e.children.size());
  for (const ExpressionPtr& member : e.children) list.push_back(evaluate(*member, x));
  return list;
}

Value evaluate_map(const Expression& e, Execution& x) {
  Map map;
  for (size_t i = 0; i < e.names.size(); ++i) map[e.names[i]] = evaluate(*e.children[i], x);
  return map;
}

// Empty: null, or the execution has failed.
std::optional<Value> list_to_walk(const Expression& list, Execution& x) {
  Value value = evaluate(list, x);
  if (value.is_null() || x.failed()) return std::nullopt;
  if (!value.is(Type::list)) {
    fail_type(list, x, "a list is needed here", value);
    return std::nullopt;
  }
  return value;
}

Value evaluate_comprehension(const Expression& e, Execution& x) {
  const std::optional<Value> list = list_to_walk(*e.children[0], x);
  if (!list) return {};
  List found;
  for (const Value& member : list->list()) {
    if (!x.go_on()) return {};
    x.frame[e.slot] = member;
    if (e.children[1] != nullptr && !evaluate_condition(*e.children[1], x).value_or(false)) continue;
    found.push_back(e.children[2] == nullptr ? member : evaluate(*e.children[2], x));
  }
  return x.hold(found.size()) ? Value(std::move(found)) : Value();
}

Value evaluate_quantifier(const Expression& e, Execution& x) {
  const std::optional<Value> list = list_to_walk(*e.children[0], x);
  if (!list) return {};
  size_t yes = 0, no = 0, unknown = 0;
  for (const Value& member : list->list()) {
    if (!x.go_on()) return {};
    x.frame[e.slot] = member;
    const std::optional<bool> holds = evaluate_condition(*e.children[1], x);
    ++(holds ? *holds ? yes : no : unknown);
  }
  switch (e.kind) {
    case Kind::all:
      return no > 0 ? Value(false) : unknown > 0 ? Value() : Value(true);
    case Kind::any:
      return yes > 0 ? Value(true) : unknown > 0 ? Value() : Value(false);
    case Kind::none:
      return yes > 0 ? Value(false) : unknown > 0 ? Value() : Value(true);
    default:
      return yes > 1 ? Value(false) : unknown > 0 ? Value() : Value(yes == 1);
  }
}

Value evaluate_reduce(const Expression& e, Execution& x) {
  const std::optional<Value> list = list_to_walk(*e.children[1], x);
  if (!list) return {};
  Value accumulator = evaluate(*e.children[0], x);
  for (const Value& member : list->list()) {
    if (!x.go_on()) return {};
    x.frame[e.slot] = accumulator;
    x.frame[e.second_slot] = member;
    accumulator = evaluate(*e.children[2], x);
  }
  return accumulator;
}

// ---- the rest

Value evaluate_case(const Expression& e, Execution& x) {
  const Value operand = e.children[0] == nullptr ? Value() : evaluate(*e.children[0], x);
  for (size_t i = 1; i + 2 < e.children.size(); i += 2) {
    const bool fits = e.children[0] == nullptr ? evaluate_condition(*e.children[i], x).value_or(false)
                                               : equal(operand, evaluate(*e.children[i], x)).value_or(false);
    if (fits) return evaluate(*e.children[i + 1], x);
  }
  return e.children.back() == nullptr ? Value() : evaluate(*e.children.back(), x);
}

bool has_all_labels(const PropertyGraph& graph, uint32_t node, const std::vector<std::string>& names) {
  return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    const std::vector<uint32_t>& labels = graph.labels_of(node);
    return std::any_of(labels.begin(), labels.end(), [&](uint32_t label) { return graph.labels()[label] == name; });
  });
}

Value evaluate_has_labels(const Expression& e, Execution& x) {
  const Value value = evaluate(*e.children[0], x);
  if (value.is_null()) return {};
  if (value.is(Type::node)) return has_all_labels(x.graph(), value.node(), e.names);
  if (!value.is(Type::relationship)) return fail_type(e, x, "only nodes and relationships have labels", value);
  const std::string& type = x.graph().relationship_types()[x.graph().type_of(value.relationship())];
  return std::all_of(e.names.begin(), e.names.end(), [&](const std::string& name) { return name == type; });
}

Value evaluate_call(const Expression& e, Execution& x) {
  std::vector<Value> arguments;
  arguments.reserve(e.children.size());
  for (const ExpressionPtr& child : e.children) arguments.push_back(evaluate(*child, x));
  if (x.failed()) return {};
  return e.function->call({arguments, e, x});
}

Value evaluate_parameter(const Expression& e, Execution& x) { return x.parameters().at(e.name); }

Value evaluate_exists(const Expression& e, Execution& x) {
  bool found = false;
  e.pipeline->run(x, [&] {
    found = true;
    return false;
  });
  return found;
}

Value evaluate_pattern_comprehension(const Expression& e, Execution& x) {
  List found;
  e.pipeline->run(x, [&] {
    found.push_back(evaluate(*e.children[1], x));
    return x.hold(1);
  });
  return found;
}

// The path of the only part, or a list of all shortest ones.
Value evaluate_shortest_path(const Expression& e, Execution& x) {
  List found;
  e.pipeline->run(x, [&] {
    found.push_back(x.frame[e.pattern.front().slot]);
    return e.pattern.front().search == PathSearch::all_shortest && x.hold(1);
  });
  if (e.pattern.front().search == PathSearch::all_shortest) return found;
  return found.empty() ? Value() : found.front();
}

}  // namespace

Value property_of(const Value& value, std::string_view key, Span span, Execution& x) {
  switch (value.type()) {
    case Type::null:
      return {};
    case Type::node:
      return x.graph().node_property(value.node(), key);
    case Type::relationship:
      return x.graph().relationship_property(value.relationship(), key);
    case Type::temporal:
      return temporal_component(value.temporal(), key);
    case Type::map: {
      const auto found = value.map().find(std::string(key));
      return found == value.map().end() ? Value() : found->second;
    }
    default:
      break;
  }
  x.fail(span, "type",
         std::string("only nodes, relationships and maps have properties, and this is ") + type_name(value));
  return {};
}

std::optional<bool> evaluate_condition(const Expression& expression, Execution& x) {
  const Value value = evaluate(expression, x);
  if (value.is(Type::boolean)) return value.boolean();
  if (!value.is_null()) fail_type(expression, x, "a condition is needed here", value);
  return std::nullopt;
}

Value evaluate(const Expression& e, Execution& x) {
  if (x.failed()) return {};
  switch (e.kind) {
    case Kind::literal:
      return e.value;
    case Kind::parameter:
      return evaluate_parameter(e, x);
    case Kind::variable:
    case Kind::aggregate:
      return x.frame[e.slot];
    case Kind::property:
      return property_of(evaluate(*e.children[0], x), e.name, e.span, x);
    case Kind::index:
      return evaluate_index(e, x);
    case Kind::slice:
      return evaluate_slice(e, x);
    case Kind::list:
      return evaluate_list(e, x);
    case Kind::map:
      return evaluate_map(e, x);
    case Kind::not_: {
      const std::optional<bool> inner = evaluate_condition(*e.children[0], x);
      return inner ? Value(!*inner) : Value();
    }
    case Kind::minus:
    case Kind::plus:
      return evaluate_sign(e, x);
    case Kind::or_:
      return evaluate_or(e, x);
    case Kind::xor_:
      return evaluate_xor(e, x);
    case Kind::and_:
      return evaluate_and(e, x);
    case Kind::equal:
      return truth(equal(evaluate(*e.children[0], x), evaluate(*e.children[1], x)));
    case Kind::unequal: {
      const std::optional<bool> same = equal(evaluate(*e.children[0], x), evaluate(*e.children[1], x));
      return same ? Value(!*same) : Value();
    }
    case Kind::less:
    case Kind::less_or_equal:
    case Kind::greater:
    case Kind::greater_or_equal:
      return evaluate_order(e, x);
    case Kind::add:
    case Kind::subtract:
    case Kind::multiply:
    case Kind::divide:
    case Kind::modulo:
    case Kind::power:
      return evaluate_arithmetic(e, x);
    case Kind::in:
      return evaluate_in(e, x);
    case Kind::starts_with:
    case Kind::ends_with:
    case Kind::contains:
      return evaluate_text_predicate(e, x);
    case Kind::matches:
      return evaluate_matches(e, x);
    case Kind::is_null:
      return evaluate(*e.children[0], x).is_null();
    case Kind::is_not_null:
      return !evaluate(*e.children[0], x).is_null();
    case Kind::has_labels:
      return evaluate_has_labels(e, x);
    case Kind::case_:
      return evaluate_case(e, x);
    case Kind::call:
      return evaluate_call(e, x);
    case Kind::comprehension:
      return evaluate_comprehension(e, x);
    case Kind::all:
    case Kind::any:
    case Kind::none:
    case Kind::single:
      return evaluate_quantifier(e, x);
    case Kind::reduce:
      return evaluate_reduce(e, x);
    case Kind::pattern_predicate:
    case Kind::exists:
      return evaluate_exists(e, x);
    case Kind::pattern_comprehension:
      return evaluate_pattern_comprehension(e, x);
    case Kind::shortest_path:
      return evaluate_shortest_path(e, x);
  }
  return {};
}

}  // namespace whobuilds::query
