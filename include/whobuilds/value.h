// Values of the query language: what its expressions compute and its results hold.
//
// A Value is a plain value, cheap to copy: lists, maps and paths are shared and immutable. Nodes and relationships are
// indices into the graph that was queried and mean nothing without it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace whobuilds {

class Value;

struct NodeReference {
  uint32_t node = 0;
};

struct RelationshipReference {
  uint32_t relationship = 0;
};

// A walk: nodes.size() == relationships.size() + 1, and relationship i joins nodes i and i + 1 in either direction.
struct Path {
  std::vector<uint32_t> nodes;
  std::vector<uint32_t> relationships;
};

// A point in time or a length of time, on the proleptic Gregorian calendar. Which members count depends on the kind.
struct Temporal {
  enum class Kind : uint8_t { date_time, local_date_time, date, time, local_time, duration };

  Kind kind = Kind::date;
  int64_t months = 0;       // duration
  int64_t days = 0;         // since 1970-01-01; of a duration: its days
  int64_t seconds = 0;      // since midnight of that day, on the local clock; of a duration: its seconds
  int32_t nanoseconds = 0;  // 0 to 999,999,999
  int32_t offset = 0;       // seconds east of UTC: date_time, time
  std::string zone;         // name of the time zone when one was given ("Europe/Stockholm"): date_time
};

using List = std::vector<Value>;
using Map = std::map<std::string, Value>;

class Value {
 public:
  // In the order in which values of different types are sorted; numbers are one type there.
  enum class Type : uint8_t { map, node, relationship, list, path, temporal, string, boolean, integer, real, null };

  Value() = default;                                                                          // null
  Value(bool truth) : data_(truth) {}                                                         // NOLINT
  Value(int64_t number) : data_(number) {}                                                    // NOLINT
  Value(double number) : data_(number) {}                                                     // NOLINT
  Value(std::string text) : data_(std::move(text)) {}                                         // NOLINT
  Value(const char* text) : data_(std::string(text)) {}                                       // NOLINT
  Value(List list) : data_(std::make_shared<const List>(std::move(list))) {}                  // NOLINT
  Value(Map map) : data_(std::make_shared<const Map>(std::move(map))) {}                      // NOLINT
  Value(NodeReference node) : data_(node) {}                                                  // NOLINT
  Value(RelationshipReference relationship) : data_(relationship) {}                          // NOLINT
  Value(Path path) : data_(std::make_shared<const Path>(std::move(path))) {}                  // NOLINT
  Value(Temporal temporal) : data_(std::make_shared<const Temporal>(std::move(temporal))) {}  // NOLINT

  Type type() const;
  bool is(Type type) const { return this->type() == type; }
  bool is_null() const { return data_.index() == 0; }
  bool is_true() const { return std::holds_alternative<bool>(data_) && std::get<bool>(data_); }
  bool is_number() const { return is(Type::integer) || is(Type::real); }

  // Each requires the type.
  bool boolean() const { return std::get<bool>(data_); }
  int64_t integer() const { return std::get<int64_t>(data_); }
  double real() const { return std::get<double>(data_); }
  const std::string& string() const { return std::get<std::string>(data_); }
  const List& list() const { return *std::get<std::shared_ptr<const List>>(data_); }
  const Map& map() const { return *std::get<std::shared_ptr<const Map>>(data_); }
  uint32_t node() const { return std::get<NodeReference>(data_).node; }
  uint32_t relationship() const { return std::get<RelationshipReference>(data_).relationship; }
  const Path& path() const { return *std::get<std::shared_ptr<const Path>>(data_); }
  const Temporal& temporal() const { return *std::get<std::shared_ptr<const Temporal>>(data_); }
  // Of an integer or a real.
  double number() const { return is(Type::integer) ? static_cast<double>(integer()) : real(); }

 private:
  std::variant<std::monostate, bool, int64_t, double, std::string, std::shared_ptr<const List>,
               std::shared_ptr<const Map>, NodeReference, RelationshipReference, std::shared_ptr<const Path>,
               std::shared_ptr<const Temporal>>
      data_;
};

// Whether a = b in the query language: empty (unknown) when null decides. Numbers are compared by value; values of
// different types are different; lists and maps are compared member by member.
std::optional<bool> equal(const Value& a, const Value& b);

// a < b: -1, 0 or 1; empty when the two cannot be compared (null, different types, not a number).
std::optional<int> compare(const Value& a, const Value& b);

// The total order of ORDER BY, min and max: maps, nodes, relationships, lists, paths, temporals, strings, booleans,
// numbers, not-a-number, null.
int order(const Value& a, const Value& b);

// Equality of DISTINCT and of grouping: as order() == 0, so null equals null. hash() agrees with it.
bool same(const Value& a, const Value& b);
size_t hash(const Value& value);

// "2024-12-26", "PT12H", ...: ISO 8601.
std::string temporal_text(const Temporal& temporal);

}  // namespace whobuilds
