#include "query/language/functions.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

#include "core/edit_distance.h"
#include "core/utf8.h"
#include "query/language/temporal.h"
#include "query/language/temporal_arithmetic.h"
#include "text/fold.h"
#include "whobuilds/query.h"

namespace whobuilds::query {
namespace {

using Type = Value::Type;

Value wrong(const Call& call, const std::string& needed) {
  call.execution.fail(call.expression.span, "type", call.expression.name + " needs " + needed);
  return {};
}

const Value& first(const Call& call) { return call.arguments.front(); }

// ---- graph

std::string label_name(const PropertyGraph& graph, uint32_t label) { return graph.labels()[label]; }

Value labels(const Call& call) {
  if (first(call).is_null()) return {};
  if (!first(call).is(Type::node)) return wrong(call, "a node");
  const PropertyGraph& graph = call.execution.graph();
  List names;
  for (const uint32_t label : graph.labels_of(first(call).node())) names.push_back(label_name(graph, label));
  return names;
}

Value type(const Call& call) {
  if (first(call).is_null()) return {};
  if (!first(call).is(Type::relationship)) return wrong(call, "a relationship");
  const PropertyGraph& graph = call.execution.graph();
  return graph.relationship_types()[graph.type_of(first(call).relationship())];
}

Value id(const Call& call) {
  if (first(call).is(Type::node)) return static_cast<int64_t>(first(call).node());
  if (first(call).is(Type::relationship)) return static_cast<int64_t>(first(call).relationship());
  return first(call).is_null() ? Value() : wrong(call, "a node or a relationship");
}

template <uint32_t (PropertyGraph::*End)(uint32_t) const>
Value end_of(const Call& call) {
  if (first(call).is_null()) return {};
  if (!first(call).is(Type::relationship)) return wrong(call, "a relationship");
  return NodeReference{(call.execution.graph().*End)(first(call).relationship())};
}

Value keys(const Call& call) {
  const Value& value = first(call);
  std::vector<std::string> names;
  switch (value.type()) {
    case Type::null:
      return {};
    case Type::node:
      names = call.execution.graph().node_keys(value.node());
      break;
    case Type::relationship:
      names = call.execution.graph().relationship_keys(value.relationship());
      break;
    case Type::map:
      for (const auto& member : value.map()) names.push_back(member.first);
      break;
    default:
      return wrong(call, "a node, a relationship or a map");
  }
  return List(names.begin(), names.end());
}

Value properties(const Call& call) {
  const Value& value = first(call);
  const PropertyGraph& graph = call.execution.graph();
  Map found;
  switch (value.type()) {
    case Type::null:
    case Type::map:
      return value;
    case Type::node:
      for (const std::string& key : graph.node_keys(value.node())) found[key] = graph.node_property(value.node(), key);
      return found;
    case Type::relationship:
      for (const std::string& key : graph.relationship_keys(value.relationship())) {
        found[key] = graph.relationship_property(value.relationship(), key);
      }
      return found;
    default:
      return wrong(call, "a node, a relationship or a map");
  }
}

Value nodes(const Call& call) {
  if (first(call).is_null()) return {};
  if (!first(call).is(Type::path)) return wrong(call, "a path");
  List found;
  for (const uint32_t node : first(call).path().nodes) found.push_back(NodeReference{node});
  return found;
}

Value relationships(const Call& call) {
  if (first(call).is_null()) return {};
  if (!first(call).is(Type::path)) return wrong(call, "a path");
  List found;
  for (const uint32_t relationship : first(call).path().relationships) {
    found.push_back(RelationshipReference{relationship});
  }
  return found;
}

Value length(const Call& call) {
  if (first(call).is_null()) return {};
  if (!first(call).is(Type::path)) return wrong(call, "a path");
  return static_cast<int64_t>(first(call).path().relationships.size());
}

// ---- lists

int64_t characters(std::string_view text) {
  int64_t count = 0;
  for (uint32_t at = 0; at < text.size(); core::decode(text, at)) ++count;
  return count;
}

Value size(const Call& call) {
  const Value& value = first(call);
  if (value.is(Type::list)) return static_cast<int64_t>(value.list().size());
  if (value.is(Type::string)) return characters(value.string());
  return value.is_null() ? Value() : wrong(call, "a list or a text");
}

// null for null; with `needed` an error for anything else than a list.
const List* list_of(const Call& call) {
  if (first(call).is(Type::list)) return &first(call).list();
  if (!first(call).is_null()) wrong(call, "a list");
  return nullptr;
}

Value head(const Call& call) {
  const List* list = list_of(call);
  return list == nullptr || list->empty() ? Value() : list->front();
}
Value last(const Call& call) {
  const List* list = list_of(call);
  return list == nullptr || list->empty() ? Value() : list->back();
}
Value tail(const Call& call) {
  const List* list = list_of(call);
  if (list == nullptr) return {};
  return list->empty() ? List{} : List(list->begin() + 1, list->end());
}

Value reverse(const Call& call) {
  if (first(call).is(Type::string)) {
    const std::string& text = first(call).string();
    std::string turned;
    for (auto at = static_cast<uint32_t>(text.size()); at > 0;) {
      const uint32_t begin = core::previous(text, at);
      turned.append(text, begin, at - begin);
      at = begin;
    }
    return turned;
  }
  const List* list = list_of(call);
  return list == nullptr ? Value() : Value(List(list->rbegin(), list->rend()));
}

Value range(const Call& call) {
  int64_t bounds[3] = {0, 0, 1};
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    if (!call.arguments[i].is(Type::integer)) {
      call.execution.fail(call.expression.span, "argument_type", "range needs integers");
      return {};
    }
    bounds[i] = call.arguments[i].integer();
  }
  const int64_t step = bounds[2];
  if (step == 0) {
    call.execution.fail(call.expression.span, "out_of_range", "the step of range cannot be 0");
    return {};
  }
  List numbers;
  for (int64_t number = bounds[0]; step > 0 ? number <= bounds[1] : number >= bounds[1];) {
    if (!call.execution.hold(1)) return {};
    numbers.push_back(number);
    if (__builtin_add_overflow(number, step, &number)) break;
  }
  return numbers;
}

Value coalesce(const Call& call) {
  const auto found =
      std::find_if(call.arguments.begin(), call.arguments.end(), [](const Value& v) { return !v.is_null(); });
  return found == call.arguments.end() ? Value() : *found;
}

// ---- conversions

Value to_integer(const Call& call) {
  const Value& value = first(call);
  switch (value.type()) {
    case Type::null:
    case Type::integer:
      return value;
    case Type::boolean:
      return static_cast<int64_t>(value.boolean());
    case Type::real: {
      const double whole = std::trunc(value.real());
      return std::abs(whole) < 9223372036854775808.0 ? Value(static_cast<int64_t>(whole)) : Value();
    }
    case Type::string: {
      const std::string& text = value.string();
      int64_t number = 0;
      const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
      if (read.ec == std::errc() && read.ptr == text.data() + text.size()) return number;
      double real = 0;
      const auto read_real = std::from_chars(text.data(), text.data() + text.size(), real);
      const bool fits =
          read_real.ec == std::errc() && read_real.ptr == text.data() + text.size() && std::abs(real) < 9e18;
      return fits ? Value(static_cast<int64_t>(real)) : Value();
    }
    default:
      return wrong(call, "a number, a text or a truth value");
  }
}

Value to_float(const Call& call) {
  const Value& value = first(call);
  if (value.is_null()) return {};
  if (value.is_number()) return value.number();
  if (!value.is(Type::string)) return wrong(call, "a number or a text");
  const std::string& text = value.string();
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() && !text.empty() ? Value(number) : Value();
}

Value to_boolean(const Call& call) {
  const Value& value = first(call);
  if (value.is_null() || value.is(Type::boolean)) return value;
  if (value.is(Type::integer)) return value.integer() != 0;
  if (!value.is(Type::string)) return wrong(call, "a text, an integer or a truth value");
  const std::string text = text::folded(value.string());
  return text == "true" ? Value(true) : text == "false" ? Value(false) : Value();
}

Value to_string(const Call& call) {
  const Value& value = first(call);
  switch (value.type()) {
    case Type::null:
    case Type::string:
      return value;
    case Type::boolean:
      return value.boolean() ? "true" : "false";
    case Type::integer:
      return std::to_string(value.integer());
    case Type::real:
      return real_text(value.real());
    case Type::temporal:
      return temporal_text(value.temporal());
    default:
      return wrong(call, "a text, a number, a truth value or a date");
  }
}

// The forms that give null instead of an error.
template <Value (*Convert)(const Call&)>
Value or_null(const Call& call) {
  const Type type = first(call).type();
  const bool simple = type == Type::boolean || type == Type::integer || type == Type::real || type == Type::string ||
                      type == Type::temporal;
  return simple ? Convert(call) : Value();
}

// ---- numbers

template <double (*Compute)(double)>
Value real_function(const Call& call) {
  const Value& value = first(call);
  if (value.is_null()) return {};
  return value.is_number() ? Value(Compute(value.number())) : wrong(call, "a number");
}

// The overloads of the standard library, each for one type.
double acos_of(double x) { return std::acos(x); }
double asin_of(double x) { return std::asin(x); }
double atan_of(double x) { return std::atan(x); }
double ceil_of(double x) { return std::ceil(x); }
double cos_of(double x) { return std::cos(x); }
double exp_of(double x) { return std::exp(x); }
double floor_of(double x) { return std::floor(x); }
double log_of(double x) { return std::log(x); }
double log10_of(double x) { return std::log10(x); }
double sin_of(double x) { return std::sin(x); }
double sqrt_of(double x) { return std::sqrt(x); }
double tan_of(double x) { return std::tan(x); }
double cotangent(double x) { return 1 / std::tan(x); }
double degrees(double x) { return x * 180 / std::numbers::pi; }
double radians(double x) { return x * std::numbers::pi / 180; }
double haversine(double x) { return (1 - std::cos(x)) / 2; }
double half_up(double x) { return std::floor(x + 0.5); }

Value absolute(const Call& call) {
  const Value& value = first(call);
  if (value.is(Type::integer) && value.integer() != INT64_MIN) return std::abs(value.integer());
  return value.is_null() ? Value() : value.is_number() ? Value(std::abs(value.number())) : wrong(call, "a number");
}

Value sign(const Call& call) {
  const Value& value = first(call);
  if (value.is_null()) return {};
  if (!value.is_number()) return wrong(call, "a number");
  return static_cast<int64_t>((value.number() > 0) - (value.number() < 0));
}

Value round(const Call& call) {
  if (call.arguments.size() == 1 || first(call).is_null()) return real_function<half_up>(call);
  const Value& digits = call.arguments[1];
  if (!first(call).is_number() || !digits.is(Type::integer)) return wrong(call, "a number and a number of digits");
  const double scale = std::pow(10, static_cast<double>(std::clamp<int64_t>(digits.integer(), -300, 300)));
  return half_up(first(call).number() * scale) / scale;
}

Value atan2(const Call& call) {
  if (first(call).is_null() || call.arguments[1].is_null()) return {};
  if (!first(call).is_number() || !call.arguments[1].is_number()) return wrong(call, "two numbers");
  return std::atan2(first(call).number(), call.arguments[1].number());
}

Value constant_e(const Call& /*call*/) { return std::numbers::e; }
Value constant_pi(const Call& /*call*/) { return std::numbers::pi; }

// The same numbers in every run: results are a function of graph and query.
Value random(const Call& call) { return call.execution.next_random(); }

// ---- texts

// False when an argument is null, or, with an error, when one is no text.
bool all_texts(const Call& call) {
  for (const Value& value : call.arguments) {
    if (value.is_null()) return false;
  }
  for (const Value& value : call.arguments) {
    if (value.is(Type::string)) continue;
    wrong(call, "texts");
    return false;
  }
  return true;
}

template <std::string (*Change)(std::string_view)>
Value text_function(const Call& call) {
  return all_texts(call) ? Value(Change(first(call).string())) : Value();
}

std::string left_trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\n\r\f\v");
  return begin == std::string_view::npos ? "" : std::string(text.substr(begin));
}
std::string right_trimmed(std::string_view text) {
  const size_t end = text.find_last_not_of(" \t\n\r\f\v");
  return end == std::string_view::npos ? "" : std::string(text.substr(0, end + 1));
}
std::string trimmed(std::string_view text) { return left_trimmed(right_trimmed(text)); }

// `count` characters from character `begin` on.
std::string cut(std::string_view text, int64_t begin, int64_t count) {
  uint32_t at = 0;
  for (; begin > 0 && at < text.size(); --begin) core::decode(text, at);
  const uint32_t from = at;
  for (; count > 0 && at < text.size(); --count) core::decode(text, at);
  return std::string(text.substr(from, at - from));
}

// The integer arguments after the text; false when one is null or, with an error, none or negative.
bool lengths(const Call& call, std::vector<int64_t>& numbers) {
  for (size_t i = 1; i < call.arguments.size(); ++i) {
    const Value& value = call.arguments[i];
    if (value.is_null()) return false;
    if (!value.is(Type::integer) || value.integer() < 0) {
      wrong(call, "positions that are not negative");
      return false;
    }
    numbers.push_back(value.integer());
  }
  if (first(call).is_null()) return false;
  if (!first(call).is(Type::string)) wrong(call, "a text");
  return first(call).is(Type::string);
}

Value substring(const Call& call) {
  std::vector<int64_t> numbers;
  if (!lengths(call, numbers)) return {};
  return cut(first(call).string(), numbers[0], numbers.size() > 1 ? numbers[1] : INT64_MAX);
}
Value left(const Call& call) {
  std::vector<int64_t> numbers;
  return lengths(call, numbers) ? Value(cut(first(call).string(), 0, numbers[0])) : Value();
}
Value right(const Call& call) {
  std::vector<int64_t> numbers;
  if (!lengths(call, numbers)) return {};
  const int64_t count = characters(first(call).string());
  return cut(first(call).string(), std::max<int64_t>(0, count - numbers[0]), INT64_MAX);
}

Value replace(const Call& call) {
  if (!all_texts(call)) return {};
  const std::string &text = first(call).string(), &from = call.arguments[1].string(), &to = call.arguments[2].string();
  if (from.empty()) return text;
  std::string out;
  size_t at = 0;
  for (size_t found = text.find(from); found != std::string::npos; found = text.find(from, at)) {
    out.append(text, at, found - at).append(to);
    at = found + from.size();
    if (!call.execution.hold(to.size() / 32)) return {};
  }
  return out.append(text, at, std::string::npos);
}

Value split(const Call& call) {
  if (!all_texts(call)) return {};
  const std::string &text = first(call).string(), &by = call.arguments[1].string();
  List parts;
  size_t at = 0;
  if (by.empty()) {
    for (uint32_t next = 0; next < text.size(); at = next) {
      core::decode(text, next);
      parts.emplace_back(text.substr(at, next - at));
    }
    return parts;
  }
  for (size_t found = text.find(by); found != std::string::npos; found = text.find(by, at)) {
    parts.emplace_back(text.substr(at, found - at));
    at = found + by.size();
  }
  parts.emplace_back(text.substr(at));
  return call.execution.hold(parts.size()) ? Value(std::move(parts)) : Value();
}

constexpr Function kFunctions[] = {
    {"abs", 1, 1, "ir", StaticType::any, absolute},
    {"acos", 1, 1, "ir", StaticType::real, real_function<acos_of>},
    {"asin", 1, 1, "ir", StaticType::real, real_function<asin_of>},
    {"atan", 1, 1, "ir", StaticType::real, real_function<atan_of>},
    {"atan2", 2, 2, "ir", StaticType::real, atan2},
    {"ceil", 1, 1, "ir", StaticType::real, real_function<ceil_of>},
    {"coalesce", 1, 255, "", StaticType::any, coalesce},
    {"cos", 1, 1, "ir", StaticType::real, real_function<cos_of>},
    {"cot", 1, 1, "ir", StaticType::real, real_function<cotangent>},
    {"date", 1, 1, "", StaticType::temporal, make_temporal<Temporal::Kind::date>},
    {"datetime", 1, 1, "", StaticType::temporal, make_temporal<Temporal::Kind::date_time>},
    {"degrees", 1, 1, "ir", StaticType::real, real_function<degrees>},
    {"duration", 1, 1, "", StaticType::temporal, make_duration},
    {"duration.between", 2, 2, "", StaticType::temporal, duration_between},
    {"duration.indays", 2, 2, "", StaticType::temporal, duration_in_days},
    {"duration.inmonths", 2, 2, "", StaticType::temporal, duration_in_months},
    {"duration.inseconds", 2, 2, "", StaticType::temporal, duration_in_seconds},
    {"e", 0, 0, "", StaticType::real, constant_e},
    {"endnode", 1, 1, "e", StaticType::node, end_of<&PropertyGraph::target_of>},
    {"exp", 1, 1, "ir", StaticType::real, real_function<exp_of>},
    {"floor", 1, 1, "ir", StaticType::real, real_function<floor_of>},
    {"haversin", 1, 1, "ir", StaticType::real, real_function<haversine>},
    {"head", 1, 1, "l", StaticType::any, head},
    {"id", 1, 1, "ne", StaticType::integer, id},
    {"keys", 1, 1, "nem", StaticType::list, keys},
    {"labels", 1, 1, "n", StaticType::list, labels},
    {"last", 1, 1, "l", StaticType::any, last},
    {"left", 2, 2, "s", StaticType::string, left},
    {"length", 1, 1, "p", StaticType::integer, length},
    {"localdatetime", 1, 1, "", StaticType::temporal, make_temporal<Temporal::Kind::local_date_time>},
    {"localtime", 1, 1, "", StaticType::temporal, make_temporal<Temporal::Kind::local_time>},
    {"log", 1, 1, "ir", StaticType::real, real_function<log_of>},
    {"log10", 1, 1, "ir", StaticType::real, real_function<log10_of>},
    {"ltrim", 1, 1, "s", StaticType::string, text_function<left_trimmed>},
    {"nodes", 1, 1, "p", StaticType::list, nodes},
    {"pi", 0, 0, "", StaticType::real, constant_pi},
    {"properties", 1, 1, "nem", StaticType::map, properties},
    {"radians", 1, 1, "ir", StaticType::real, real_function<radians>},
    {"rand", 0, 0, "", StaticType::real, random},
    {"range", 2, 3, "i", StaticType::list, range},
    {"relationships", 1, 1, "p", StaticType::list, relationships},
    {"replace", 3, 3, "s", StaticType::string, replace},
    {"reverse", 1, 1, "ls", StaticType::any, reverse},
    {"right", 2, 2, "s", StaticType::string, right},
    {"round", 1, 2, "ir", StaticType::real, round},
    {"rtrim", 1, 1, "s", StaticType::string, text_function<right_trimmed>},
    {"sign", 1, 1, "ir", StaticType::integer, sign},
    {"sin", 1, 1, "ir", StaticType::real, real_function<sin_of>},
    {"size", 1, 1, "ls", StaticType::integer, size},
    {"split", 2, 2, "s", StaticType::list, split},
    {"sqrt", 1, 1, "ir", StaticType::real, real_function<sqrt_of>},
    {"startnode", 1, 1, "e", StaticType::node, end_of<&PropertyGraph::source_of>},
    {"substring", 2, 3, "s", StaticType::string, substring},
    {"tail", 1, 1, "l", StaticType::list, tail},
    {"tan", 1, 1, "ir", StaticType::real, real_function<tan_of>},
    {"time", 1, 1, "", StaticType::temporal, make_temporal<Temporal::Kind::time>},
    {"toboolean", 1, 1, "bis", StaticType::boolean, to_boolean},
    {"tobooleanornull", 1, 1, "", StaticType::boolean, or_null<to_boolean>},
    {"tofloat", 1, 1, "irs", StaticType::real, to_float},
    {"tofloatornull", 1, 1, "", StaticType::real, or_null<to_float>},
    {"tointeger", 1, 1, "birs", StaticType::integer, to_integer},
    {"tointegerornull", 1, 1, "", StaticType::integer, or_null<to_integer>},
    {"tolower", 1, 1, "s", StaticType::string, text_function<text::lower_case>},
    {"tostring", 1, 1, "birst", StaticType::string, to_string},
    {"tostringornull", 1, 1, "", StaticType::string, or_null<to_string>},
    {"toupper", 1, 1, "s", StaticType::string, text_function<text::upper_case>},
    {"trim", 1, 1, "s", StaticType::string, text_function<trimmed>},
    {"type", 1, 1, "e", StaticType::string, type},
};

}  // namespace

const Function* find_function(std::string_view name) {
  const std::string folded = text::folded(name);
  const auto found =
      std::lower_bound(std::begin(kFunctions), std::end(kFunctions), folded,
                       [](const Function& function, const std::string& key) { return function.name < key; });
  return found != std::end(kFunctions) && found->name == folded ? &*found : nullptr;
}

std::string nearest_function(std::string_view name) {
  std::vector<std::string_view> known;
  for (const Function& function : kFunctions) known.push_back(function.name);
  return core::nearest(text::folded(name), known);
}

char type_letter(StaticType type) {
  constexpr std::string_view kLetters = "?0birslmnept";
  return kLetters[static_cast<size_t>(type)];
}

std::string real_text(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
  char buffer[40];
  const double size = std::abs(number);
  const bool plain = number == 0 || (size >= 1e-3 && size < 1e7);
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number,
                                 plain ? std::chars_format::fixed : std::chars_format::scientific);
  std::string text(buffer, end.ptr);
  const size_t exponent = text.find('e');
  if (text.find('.') == std::string::npos) text.insert(exponent == std::string::npos ? text.size() : exponent, ".0");
  // 1e+21 and 1e-05 are written 1.0E21 and 1.0E-5.
  const size_t mark = text.find('e');
  if (mark == std::string::npos) return text;
  std::string power = text.substr(mark + 1);
  const bool negative = power.front() == '-';
  power.erase(0, power.find_first_not_of("+-0"));
  return text.substr(0, mark) + "E" + (negative ? "-" : "") + power;
}

}  // namespace whobuilds::query
