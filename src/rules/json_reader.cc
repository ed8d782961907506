#include "rules/json_reader.h"

#include <algorithm>

#include "core/edit_distance.h"

namespace whobuilds::rules {
namespace {

std::string quoted(std::string_view word) { return "\"" + std::string(word) + "\""; }

// How messages call a value: by its key, or by its place in a list.
std::string name_of(JsonValue value) {
  if (!value.key().empty()) return quoted(value.key());
  return value.pointer().empty() ? "the file" : "the element";
}

std::string plural(JsonKind kind) { return kind == JsonKind::object ? "a list of objects" : "a list of strings"; }

constexpr double kNoLimit = 1e300;

}  // namespace

Diagnostic problem_at(JsonValue value, std::string code, std::string message) {
  return value.document().problem_at(value.offset(), value.pointer(), std::move(code), std::move(message));
}

Diagnostic problem_at_key(JsonValue value, std::string code, std::string message) {
  return value.document().problem_at(value.key_offset(), value.pointer(), std::move(code), std::move(message));
}

std::string one_of(const std::vector<std::string_view>& words) {
  std::string out;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
    out += quoted(words[i]);
  }
  return out;
}

ObjectReader::ObjectReader(JsonValue value, Diagnostics& problems) : value_(value), problems_(problems) {
  known_.reserve(12);
  if (!value_.present() || value_.kind() == JsonKind::object) return;
  wrong_type(value_, "an object");
  value_ = JsonValue();
}

JsonValue ObjectReader::find(std::string_view key) const {
  for (const JsonValue member : value_) {
    if (member.key() == key) return member;
  }
  return {};
}

JsonValue ObjectReader::take(std::string_view key) {
  known_.push_back(key);
  return find(key);
}

void ObjectReader::require(std::string_view key) {
  if (!value_.present() || has(key)) return;
  Diagnostic problem = problem_at(value_, "rules.missing_key", "the key " + quoted(key) + " is missing");
  problem.remedy = "add it";
  problems_.push_back(std::move(problem));
}

void ObjectReader::wrong_type(JsonValue value, const std::string& expected) {
  Diagnostic problem = problem_at(value, "rules.type", name_of(value) + " is " + std::string(kind_name(value.kind())));
  problem.expected = expected;
  problems_.push_back(std::move(problem));
}

void ObjectReader::empty(JsonValue value, std::string expected) {
  Diagnostic problem = problem_at(value, "rules.value", name_of(value) + " is empty");
  problem.expected = std::move(expected);
  problems_.push_back(std::move(problem));
}

JsonValue ObjectReader::optional(std::string_view key, JsonKind kind) {
  const JsonValue value = take(key);
  if (!value.present() || value.kind() == kind) return value;
  wrong_type(value, std::string(kind_name(kind)));
  return {};
}

JsonValue ObjectReader::required(std::string_view key, JsonKind kind) {
  require(key);
  return optional(key, kind);
}

ObjectReader& ObjectReader::string(std::string_view key, std::string& out) {
  require(key);
  return optional_string(key, out);
}

ObjectReader& ObjectReader::optional_string(std::string_view key, std::string& out) {
  const JsonValue value = optional(key, JsonKind::string);
  if (!value.present()) return *this;
  if (value.text().empty()) {
    empty(value, "a text");
  } else {
    out = value.text();
  }
  return *this;
}

void ObjectReader::read_strings(JsonValue list, std::vector<std::string>& out, Blank blank) {
  out.clear();
  out.reserve(list.size());
  for (const JsonValue element : of_kind(list, JsonKind::string)) {
    if (element.text().empty() && blank == Blank::refused) {
      empty(element, "a text");
    } else {
      out.emplace_back(element.text());
    }
  }
}

std::vector<JsonValue> ObjectReader::of_kind(JsonValue list, JsonKind element) {
  std::vector<JsonValue> out;
  out.reserve(list.size());
  for (const JsonValue value : list) {
    if (value.kind() == element) {
      out.push_back(value);
    } else {
      wrong_type(value, std::string(kind_name(element)));
    }
  }
  return out;
}

void ObjectReader::require_some(std::string_view key) {
  require(key);
  const JsonValue list = find(key);
  if (list.kind() == JsonKind::array && list.size() == 0) empty(list, "at least one element");
}

std::vector<JsonValue> ObjectReader::optional_elements(std::string_view key, JsonKind element) {
  const JsonValue list = take(key);
  if (list.present() && list.kind() != JsonKind::array) {
    wrong_type(list, plural(element));
    return {};
  }
  return of_kind(list, element);
}

std::vector<JsonValue> ObjectReader::elements(std::string_view key, JsonKind element) {
  require_some(key);
  return optional_elements(key, element);
}

ObjectReader& ObjectReader::strings(std::string_view key, std::vector<std::string>& out) {
  require_some(key);
  return optional_strings(key, out);
}

ObjectReader& ObjectReader::optional_strings(std::string_view key, std::vector<std::string>& out, Blank blank) {
  const JsonValue list = take(key);
  if (!list.present()) return *this;
  if (list.kind() == JsonKind::array) {
    read_strings(list, out, blank);
  } else {
    wrong_type(list, plural(JsonKind::string));
  }
  return *this;
}

ObjectReader& ObjectReader::optional_boolean(std::string_view key, bool& out) {
  const JsonValue value = optional(key, JsonKind::boolean);
  if (value.present()) out = value.boolean();
  return *this;
}

void ObjectReader::read_number(JsonValue value, double& out, double limit, const std::string& expected) {
  if (!value.present()) return;
  if (value.number() > 0 && value.number() <= limit) {
    out = value.number();
    return;
  }
  Diagnostic problem = problem_at(value, "rules.value", quoted(value.key()) + " is out of range");
  problem.expected = expected;
  problems_.push_back(std::move(problem));
}

ObjectReader& ObjectReader::positive_number(std::string_view key, double& out) {
  require(key);
  return optional_positive_number(key, out);
}

ObjectReader& ObjectReader::optional_positive_number(std::string_view key, double& out) {
  read_number(optional(key, JsonKind::number), out, kNoLimit, "a number above 0");
  return *this;
}

ObjectReader& ObjectReader::optional_confidence(std::string_view key, double& out) {
  read_number(optional(key, JsonKind::number), out, 1, "a number above 0, at most 1");
  return *this;
}

ObjectReader& ObjectReader::optional_language_map(std::string_view key, std::map<std::string, std::string>& out) {
  const JsonValue value = optional(key, JsonKind::object);
  if (!value.present()) return *this;
  ObjectReader names(value, problems_);
  for (const std::string_view language : {"en", "ja", "zh"}) {
    std::string name;
    names.optional_string(language, name);
    if (!name.empty()) out.emplace(language, std::move(name));
  }
  names.finish();
  return *this;
}

ObjectReader& ObjectReader::optional_lists(std::string_view key, std::map<std::string, std::vector<std::string>>& out) {
  for (const JsonValue member : optional(key, JsonKind::object)) {
    std::vector<std::string>& words = out[std::string(member.key())];
    if (member.kind() == JsonKind::array) {
      read_strings(member, words, Blank::allowed);
    } else {
      wrong_type(member, plural(JsonKind::string));
    }
  }
  return *this;
}

void ObjectReader::finish() {
  for (const JsonValue member : value_) {
    if (std::find(known_.begin(), known_.end(), member.key()) != known_.end()) continue;
    Diagnostic problem = problem_at_key(member, "rules.unknown_key", "unknown key " + quoted(member.key()));
    problem.expected = known_.size() == 1 ? quoted(known_[0]) : "one of " + one_of(known_);
    std::vector<std::string_view> unused;
    std::copy_if(known_.begin(), known_.end(), std::back_inserter(unused),
                 [&](std::string_view known) { return !has(known); });
    const std::string near = core::nearest(member.key(), unused);
    problem.remedy = near.empty() ? "remove it" : "rename it to " + quoted(near);
    problems_.push_back(std::move(problem));
  }
}

}  // namespace whobuilds::rules
