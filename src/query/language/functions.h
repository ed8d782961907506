// The functions of the query language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/language/execution.h"

namespace whobuilds::query {

struct Call {
  const std::vector<Value>& arguments;
  const Expression& expression;  // where the call stands, for errors
  Execution& execution;
};

// What is known of a value before the query runs.
enum class StaticType : uint8_t {
  any,
  null,
  boolean,
  integer,
  real,
  string,
  list,
  map,
  node,
  relationship,
  path,
  temporal
};

struct Function {
  const char* name;
  uint8_t fewest, most;  // arguments; most = 255: any number
  const char* accepts;   // letters of the types the first argument may have, "" for any (see type_letter)
  StaticType result;
  Value (*call)(const Call&);
};

// Known in any case; nullptr when there is none.
const Function* find_function(std::string_view name);
// The name most like this one, "" when none is near.
std::string nearest_function(std::string_view name);

// b boolean, i integer, r real, s string, l list, m map, n node, e relationship (edge), p path, t temporal, 0 null, ?
// any
char type_letter(StaticType type);

// A real number as the language writes it: always with a point or an exponent.
std::string real_text(double number);

}  // namespace whobuilds::query
