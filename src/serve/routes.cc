#include "serve/routes.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <regex>

#include "serve/embedded_files.h"
#include "serve/json.h"
#include "serve/reply.h"

namespace whobuilds::serve {
namespace {

// ---- openapi.json to routes. What is missing there is a mistake of ours: at() throws, and every test with it.

const Json& resolved(const Json& document, const Json& part) {
  if (!part.contains("$ref")) return part;
  return document.at(Json::json_pointer(part.at("$ref").get<std::string>().substr(1)));
}

ParameterType type_of(const std::string& name) {
  if (name == "integer") return ParameterType::integer;
  if (name == "number") return ParameterType::number;
  return name == "boolean" ? ParameterType::boolean : ParameterType::text;
}

Parameter parameter_of(const Json& description) {
  const Json& schema = description.at("schema");
  Parameter parameter;
  parameter.name = description.at("name");
  parameter.required = description.value("required", false);
  parameter.list = schema.at("type") == "array";
  parameter.max_items = schema.value("maxItems", size_t{1});
  const Json& item = parameter.list ? schema.at("items") : schema;
  parameter.type = type_of(item.at("type"));
  parameter.date = item.value("format", "") == "partial-date";
  parameter.minimum = item.value("minimum", 0.0);
  parameter.maximum = item.value("maximum", 0.0);
  parameter.min_length = item.value("minLength", size_t{0});
  parameter.max_length = item.value("maxLength", size_t{0});
  parameter.pattern = item.value("pattern", "");
  for (const Json& choice : item.value("enum", Json::array())) parameter.choices.push_back(choice);
  if (schema.contains("default")) {
    const Json& value = schema.at("default");
    parameter.value = value.is_string() ? value.get<std::string>() : value.dump();
  }
  return parameter;
}

std::vector<Route> read_routes() {
  const Json document = Json::parse(openapi());
  std::vector<Route> found;
  for (const auto& [path, methods] : document.at("paths").items()) {
    for (const auto& [method, operation] : methods.items()) {
      Route route;
      route.path = path;
      for (const char c : method) route.method += static_cast<char>(c - 'a' + 'A');
      route.operation = operation.at("operationId");
      for (const Json& parameter : operation.at("parameters")) {
        route.parameters.push_back(parameter_of(resolved(document, parameter)));
      }
      route.writes = operation.contains("security");
      route.takes_body = operation.contains("requestBody");
      found.push_back(std::move(route));
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Route& a, const Route& b) { return std::tie(a.path, a.method) < std::tie(b.path, b.method); });
  return found;
}

// ---- checking

bool is_date(const std::string& text) {
  static const std::regex form("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?");
  return std::regex_match(text, form);
}

std::string short_number(double number) {
  std::string text = std::to_string(number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string range_text(const Parameter& parameter) {
  return (parameter.type == ParameterType::integer ? "a whole number from " : "a number from ") +
         short_number(parameter.minimum) + " to " + short_number(parameter.maximum);
}

template <typename Number>
bool is_number_within(const std::string& text, const Parameter& parameter) {
  Number number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return false;
  const double value = static_cast<double>(number);
  return std::isfinite(value) && value >= parameter.minimum && value <= parameter.maximum;
}

std::string choices_text(const std::vector<std::string>& choices) {
  std::string text;
  for (const std::string& choice : choices) text += (text.empty() ? "" : ", ") + choice;
  return "one of " + text;
}

// What was expected in place of a text; "" when it fits.
std::string expected_text(const Parameter& parameter, const std::string& text) {
  if (!is_utf8(text)) return "UTF-8";
  const std::vector<std::string>& choices = parameter.choices;
  if (!choices.empty() && std::find(choices.begin(), choices.end(), text) == choices.end())
    return choices_text(choices);
  if (parameter.date && !is_date(text)) return "a date: YYYY, YYYY-MM or YYYY-MM-DD";
  if (text.size() < parameter.min_length) return "at least " + std::to_string(parameter.min_length) + " bytes";
  if (parameter.max_length > 0 && text.size() > parameter.max_length) {
    return "at most " + std::to_string(parameter.max_length) + " bytes";
  }
  if (!parameter.pattern.empty() && !std::regex_match(text, std::regex(parameter.pattern))) {
    return "a text of the form " + parameter.pattern;
  }
  return "";
}

std::string expected_instead(const Parameter& parameter, const std::string& value) {
  switch (parameter.type) {
    case ParameterType::integer:
      return is_number_within<int64_t>(value, parameter) ? "" : range_text(parameter);
    case ParameterType::number:
      return is_number_within<double>(value, parameter) ? "" : range_text(parameter);
    case ParameterType::boolean:
      return value == "true" || value == "false" ? "" : "true or false";
    case ParameterType::text:
      break;
  }
  return expected_text(parameter, value);
}

std::string known_parameters(const Route& route) {
  std::string names;
  for (const Parameter& parameter : route.parameters) names += (names.empty() ? "" : ", ") + parameter.name;
  return names.empty() ? "no parameters" : "some of " + names;
}

// For messages: short, and certainly UTF-8.
std::string quoted(const std::string& value) {
  constexpr size_t kLongest = 60;
  return is_utf8(value) && value.size() <= kLongest ? " \"" + value + "\"" : "";
}

}  // namespace

std::string Arguments::text(const std::string& name) const {
  const auto found = values_.find(name);
  return found == values_.end() || found->second.empty() ? "" : found->second.front();
}

int64_t Arguments::integer(const std::string& name) const { return std::stoll(text(name)); }
double Arguments::number(const std::string& name) const { return std::stod(text(name)); }

std::vector<std::string> Arguments::list(const std::string& name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

Result<Arguments> read_arguments(const Route& route, const std::vector<std::pair<std::string, std::string>>& given) {
  Arguments arguments;
  Diagnostics problems;
  for (const auto& [name, value] : given) {
    const auto same_name = [&name = name](const Parameter& each) { return each.name == name; };
    const auto parameter = std::find_if(route.parameters.begin(), route.parameters.end(), same_name);
    if (parameter == route.parameters.end()) {
      problems.push_back(
          request_problem("http.unknown_parameter", "there is no parameter" + quoted(name), known_parameters(route)));
      continue;
    }
    const std::string expected = expected_instead(*parameter, value);
    if (!expected.empty()) {
      problems.push_back(request_problem(
          "http.parameter", name + " cannot be" + quoted(value) + (quoted(value).empty() ? " what was given" : ""),
          expected));
    }
    std::vector<std::string>& values = arguments.values_[name];
    if (values.size() == parameter->max_items) {
      problems.push_back(request_problem("http.parameter", name + " was given too often",
                                         "at most " + std::to_string(parameter->max_items)));
    }
    values.push_back(value);
  }
  for (const Parameter& parameter : route.parameters) {
    if (arguments.has(parameter.name)) continue;
    if (parameter.required) {
      problems.push_back(request_problem("http.parameter", "the parameter " + parameter.name + " is missing"));
    }
    if (parameter.value) arguments.values_[parameter.name] = {*parameter.value};
  }
  if (!problems.empty()) return problems;
  return arguments;
}

std::string_view openapi() { return embedded_openapi(); }

const std::vector<Route>& routes() {
  static const std::vector<Route> all = read_routes();
  return all;
}

const Route* find_route(std::string_view method, std::string_view path) {
  for (const Route& route : routes()) {
    if (route.method == method && route.path == path) return &route;
  }
  return nullptr;
}

std::string methods_of(std::string_view path) {
  std::string methods;
  for (const Route& route : routes()) {
    if (route.path == path) methods += (methods.empty() ? "" : ", ") + route.method;
  }
  return methods;
}

}  // namespace whobuilds::serve
