// Reading one JSON object into a struct, strictly: every key must be asked for, of the right type
// and, unless optional, there. Each fault is reported and leaves its out-parameter alone.
//
//   ObjectReader object(value, problems);
//   object.string("id", out.id).optional_strings("stems", out.stems);
//   object.finish();   // unknown keys, with the nearest known one as remedy
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/json.h"
#include "whobuilds/diagnostic.h"

namespace whobuilds::rules {

// An error that stands at `value`, or at its key. `value` must be present.
Diagnostic problem_at(JsonValue value, std::string code, std::string message);
Diagnostic problem_at_key(JsonValue value, std::string code, std::string message);

// `"a", "b" or "c"`.
std::string one_of(const std::vector<std::string_view>& words);

enum class Blank { refused, allowed };  // whether "" may stand in a list of strings

class ObjectReader {
 public:
  // When `value` is not an object that is reported, and nothing further about it.
  ObjectReader(JsonValue value, Diagnostics& problems);

  // A string that is not "".
  ObjectReader& string(std::string_view key, std::string& out);
  ObjectReader& optional_string(std::string_view key, std::string& out);
  // A list with at least one string.
  ObjectReader& strings(std::string_view key, std::vector<std::string>& out);
  // May be left out or empty.
  ObjectReader& optional_strings(std::string_view key, std::vector<std::string>& out, Blank blank = Blank::refused);
  ObjectReader& optional_boolean(std::string_view key, bool& out);
  // A number above 0.
  ObjectReader& positive_number(std::string_view key, double& out);
  ObjectReader& optional_positive_number(std::string_view key, double& out);
  // Above 0 and at most 1.
  ObjectReader& optional_confidence(std::string_view key, double& out);
  // Object whose keys are languages (en, ja, zh) and whose values are strings.
  ObjectReader& optional_language_map(std::string_view key, std::map<std::string, std::string>& out);
  // Object of lists of strings.
  ObjectReader& optional_lists(std::string_view key, std::map<std::string, std::vector<std::string>>& out);

  // The value under `key` if it is there and of that kind, else absent (a fault is reported).
  JsonValue required(std::string_view key, JsonKind kind);
  JsonValue optional(std::string_view key, JsonKind kind);
  // As above for a list of objects or strings: the elements of the right kind.
  std::vector<JsonValue> elements(std::string_view key, JsonKind element);
  std::vector<JsonValue> optional_elements(std::string_view key, JsonKind element);

  // Reports when the key is missing, or its list empty. Does not count as asked for.
  void require(std::string_view key);
  void require_some(std::string_view key);
  bool has(std::string_view key) const { return find(key).present(); }
  JsonValue find(std::string_view key) const;  // absent when there is none; does not count as asked for
  JsonValue value() const { return value_; }

  // Reports the keys that were not asked for. Call last.
  void finish();

 private:
  JsonValue take(std::string_view key);
  void wrong_type(JsonValue value, const std::string& expected);
  void empty(JsonValue value, std::string expected);
  void read_strings(JsonValue list, std::vector<std::string>& out, Blank blank);
  void read_number(JsonValue value, double& out, double limit, const std::string& expected);
  std::vector<JsonValue> of_kind(JsonValue list, JsonKind element);

  JsonValue value_;
  Diagnostics& problems_;
  std::vector<std::string_view> known_;
};

}  // namespace whobuilds::rules
