#include "whobuilds/value.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string_view>
#include <tuple>

namespace whobuilds {
namespace {

int sign(int64_t a, int64_t b) { return a < b ? -1 : a > b ? 1 : 0; }

// Integers beyond 2^53 are compared exactly with reals: by the whole part first.
int compare_mixed(int64_t a, double b) {
  constexpr double kTwo63 = 9223372036854775808.0;
  if (b >= kTwo63) return -1;
  if (b < -kTwo63) return 1;
  const double whole = std::trunc(b);
  const int by_whole = sign(a, static_cast<int64_t>(whole));
  if (by_whole != 0) return by_whole;
  return b > whole ? -1 : b < whole ? 1 : 0;
}

// Requires numbers that are not NaN.
int compare_numbers(const Value& a, const Value& b) {
  const bool a_whole = a.is(Value::Type::integer), b_whole = b.is(Value::Type::integer);
  if (a_whole && b_whole) return sign(a.integer(), b.integer());
  if (a_whole) return compare_mixed(a.integer(), b.real());
  if (b_whole) return -compare_mixed(b.integer(), a.real());
  return a.real() < b.real() ? -1 : a.real() > b.real() ? 1 : 0;
}

bool is_nan(const Value& value) { return value.is(Value::Type::real) && std::isnan(value.real()); }

int compare_texts(const std::string& a, const std::string& b) {
  const int by_bytes = a.compare(b);
  return by_bytes < 0 ? -1 : by_bytes > 0 ? 1 : 0;
}

// The instant in UTC; for what has no date, on the first day.
std::tuple<int64_t, int32_t> instant(const Temporal& t) {
  return {t.days * 86400 + t.seconds - t.offset, t.nanoseconds};
}

// An average month, so that durations have an order.
std::tuple<int64_t, int32_t> length(const Temporal& t) {
  constexpr int64_t kSecondsOfMonth = 2629746;
  return {t.months * kSecondsOfMonth + t.days * 86400 + t.seconds, t.nanoseconds};
}

int compare_temporals(const Temporal& a, const Temporal& b) {
  if (a.kind != b.kind) return a.kind < b.kind ? -1 : 1;
  const auto x = a.kind == Temporal::Kind::duration ? length(a) : instant(a);
  const auto y = b.kind == Temporal::Kind::duration ? length(b) : instant(b);
  return x < y ? -1 : x > y ? 1 : 0;
}

bool equal_temporals(const Temporal& a, const Temporal& b) {
  if (a.kind != b.kind) return false;
  if (a.kind != Temporal::Kind::duration) return instant(a) == instant(b);
  return std::tie(a.months, a.days, a.seconds, a.nanoseconds) == std::tie(b.months, b.days, b.seconds, b.nanoseconds);
}

std::vector<uint32_t> steps_of(const Path& path) {
  std::vector<uint32_t> steps;
  for (size_t i = 0; i < path.nodes.size(); ++i) {
    steps.push_back(path.nodes[i]);
    if (i < path.relationships.size()) steps.push_back(path.relationships[i]);
  }
  return steps;
}

int compare_paths(const Path& a, const Path& b) {
  const std::vector<uint32_t> x = steps_of(a), y = steps_of(b);
  return x < y ? -1 : y < x ? 1 : 0;
}

std::optional<bool> equal_lists(const List& a, const List& b) {
  if (a.size() != b.size()) return false;
  bool unknown = false;
  for (size_t i = 0; i < a.size(); ++i) {
    const std::optional<bool> member = equal(a[i], b[i]);
    if (!member) {
      unknown = true;
    } else if (!*member) {
      return false;
    }
  }
  if (unknown) return std::nullopt;
  return true;
}

std::optional<bool> equal_maps(const Map& a, const Map& b) {
  if (a.size() != b.size()) return false;
  bool unknown = false;
  for (auto x = a.begin(), y = b.begin(); x != a.end(); ++x, ++y) {
    if (x->first != y->first) return false;
    const std::optional<bool> member = equal(x->second, y->second);
    if (member && !*member) return false;
    unknown = unknown || !member;
  }
  if (unknown) return std::nullopt;
  return true;
}

// Empty: unknown; lists are compared member by member, the shorter before the longer.
std::optional<int> compare_lists(const List& a, const List& b) {
  for (size_t i = 0; i < a.size() && i < b.size(); ++i) {
    const std::optional<int> member = compare(a[i], b[i]);
    if (!member || *member != 0) return member;
  }
  return sign(static_cast<int64_t>(a.size()), static_cast<int64_t>(b.size()));
}

int order_lists(const List& a, const List& b) {
  for (size_t i = 0; i < a.size() && i < b.size(); ++i) {
    if (const int member = order(a[i], b[i])) return member;
  }
  return sign(static_cast<int64_t>(a.size()), static_cast<int64_t>(b.size()));
}

int order_maps(const Map& a, const Map& b) {
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end(); ++x, ++y) {
    if (const int key = compare_texts(x->first, y->first)) return key;
    if (const int member = order(x->second, y->second)) return member;
  }
  return sign(static_cast<int64_t>(a.size()), static_cast<int64_t>(b.size()));
}

int rank(const Value& value) {
  if (is_nan(value)) return 100;
  if (value.is(Value::Type::null)) return 101;
  return static_cast<int>(value.is(Value::Type::real) ? Value::Type::integer : value.type());
}

size_t mix(size_t seed, size_t more) { return seed ^ (more + 0x9E3779B97F4A7C15ULL + (seed << 6) + (seed >> 2)); }

// Whole reals hash as the integer that they equal.
size_t hash_number(const Value& value) {
  if (value.is(Value::Type::integer)) return std::hash<int64_t>()(value.integer());
  const double number = value.real();
  if (std::abs(number) < 9.2e18 && number == std::trunc(number)) {
    return std::hash<int64_t>()(static_cast<int64_t>(number));
  }
  return std::isnan(number) ? 7 : std::hash<double>()(number);
}

size_t hash_path(const Path& path) {
  size_t seed = 11;
  for (const uint32_t step : steps_of(path)) seed = mix(seed, step);
  return seed;
}

// Equal durations may be made of different parts, so only what order() looks at counts.
size_t hash_temporal(const Temporal& temporal) {
  const auto key = temporal.kind == Temporal::Kind::duration ? length(temporal) : instant(temporal);
  return mix(mix(static_cast<size_t>(temporal.kind), static_cast<size_t>(std::get<0>(key))),
             static_cast<size_t>(std::get<1>(key)));
}

}  // namespace

Value::Type Value::type() const {
  static constexpr std::array<Type, 11> kTypes = {Type::null,         Type::boolean, Type::integer, Type::real,
                                                  Type::string,       Type::list,    Type::map,     Type::node,
                                                  Type::relationship, Type::path,    Type::temporal};
  return kTypes[data_.index()];
}

std::optional<bool> equal(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return std::nullopt;
  if (a.is_number() && b.is_number()) return !is_nan(a) && !is_nan(b) && compare_numbers(a, b) == 0;
  if (a.type() != b.type()) return false;
  if (a.is(Value::Type::list)) return equal_lists(a.list(), b.list());
  if (a.is(Value::Type::map)) return equal_maps(a.map(), b.map());
  if (a.is(Value::Type::temporal)) return equal_temporals(a.temporal(), b.temporal());
  return order(a, b) == 0;
}

std::optional<int> compare(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) {
    if (is_nan(a) || is_nan(b)) return std::nullopt;
    return compare_numbers(a, b);
  }
  if (a.type() != b.type()) return std::nullopt;
  switch (a.type()) {
    case Value::Type::string:
    case Value::Type::boolean:
      return order(a, b);
    case Value::Type::list:
      return compare_lists(a.list(), b.list());
    case Value::Type::temporal:
      if (a.temporal().kind != b.temporal().kind || a.temporal().kind == Temporal::Kind::duration) return std::nullopt;
      return order(a, b);
    default:
      return std::nullopt;
  }
}

int order(const Value& a, const Value& b) {
  const int a_rank = rank(a), b_rank = rank(b);
  if (a_rank != b_rank || a_rank >= 100) return sign(a_rank, b_rank);
  switch (a.type()) {
    case Value::Type::map:
      return order_maps(a.map(), b.map());
    case Value::Type::node:
      return sign(a.node(), b.node());
    case Value::Type::relationship:
      return sign(a.relationship(), b.relationship());
    case Value::Type::list:
      return order_lists(a.list(), b.list());
    case Value::Type::path:
      return compare_paths(a.path(), b.path());
    case Value::Type::temporal:
      return compare_temporals(a.temporal(), b.temporal());
    case Value::Type::string:
      return compare_texts(a.string(), b.string());
    case Value::Type::boolean:
      return sign(a.boolean(), b.boolean());
    default:
      return compare_numbers(a, b);
  }
}

bool same(const Value& a, const Value& b) { return order(a, b) == 0; }

size_t hash(const Value& value) {
  switch (value.type()) {
    case Value::Type::boolean:
      return value.boolean() ? 2 : 3;
    case Value::Type::integer:
    case Value::Type::real:
      return hash_number(value);
    case Value::Type::string:
      return std::hash<std::string>()(value.string());
    case Value::Type::node:
      return mix(5, value.node());
    case Value::Type::relationship:
      return mix(6, value.relationship());
    case Value::Type::path:
      return hash_path(value.path());
    case Value::Type::temporal:
      return hash_temporal(value.temporal());
    case Value::Type::list: {
      size_t seed = 13;
      for (const Value& member : value.list()) seed = mix(seed, hash(member));
      return seed;
    }
    case Value::Type::map: {
      size_t seed = 17;
      for (const auto& member : value.map())
        seed = mix(mix(seed, std::hash<std::string>()(member.first)), hash(member.second));
      return seed;
    }
    default:
      return 0;
  }
}

}  // namespace whobuilds
