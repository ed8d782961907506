// The routes, as openapi.json describes them: which operation a method and a path mean, and what it takes.
//
// openapi.json is the one place where routes and parameters are written down. It is served as it is, and requests are
// checked against it, so that the two cannot differ.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "whobuilds/diagnostic.h"

namespace whobuilds::serve {

enum class ParameterType : uint8_t { text, integer, number, boolean };

// A parameter of the query part of an address.
struct Parameter {
  std::string name;
  ParameterType type = ParameterType::text;
  bool list = false;  // the key may be repeated
  bool required = false;
  bool date = false;                      // YYYY, YYYY-MM or YYYY-MM-DD
  std::optional<std::string> value;       // when it is not given
  double minimum = 0, maximum = 0;        // of numbers
  size_t min_length = 0, max_length = 0;  // of texts, in bytes
  size_t max_items = 1;
  std::vector<std::string> choices;  // empty: any
  std::string pattern;               // that the whole must match; "": any
};

struct Route {
  std::string method, path, operation;
  std::vector<Parameter> parameters;
  bool writes = false;      // needs the token
  bool takes_body = false;  // JSON
};

// Checked values of a route's parameters: those that were given, and what stands for the others.
class Arguments {
 public:
  bool has(const std::string& name) const { return values_.count(name) > 0; }
  // Each requires that the parameter is one of the route, of this type, and given or with a value of its own; text() is
  // "" and boolean() false where it is neither.
  std::string text(const std::string& name) const;
  int64_t integer(const std::string& name) const;
  double number(const std::string& name) const;
  bool boolean(const std::string& name) const { return text(name) == "true"; }
  std::vector<std::string> list(const std::string& name) const;

 private:
  friend Result<Arguments> read_arguments(const Route&, const std::vector<std::pair<std::string, std::string>>&);
  std::map<std::string, std::vector<std::string>> values_;
};

// Checks what was given, in the order in which it was. All that is wrong: http.unknown_parameter, http.parameter.
Result<Arguments> read_arguments(const Route& route, const std::vector<std::pair<std::string, std::string>>& given);

// openapi.json.
std::string_view openapi();

// The routes of openapi.json, by path, then method. Made once.
const std::vector<Route>& routes();
// The route, or nullptr.
const Route* find_route(std::string_view method, std::string_view path);
// "GET, POST": what the path takes; "" where there is no such path.
std::string methods_of(std::string_view path);

}  // namespace whobuilds::serve
