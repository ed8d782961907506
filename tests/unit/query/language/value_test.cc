#include "whobuilds/value.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cmath>
#include <limits>

using namespace whobuilds;

namespace {

rc::Gen<Value> any_value(int depth) {
  const auto number = rc::gen::map(rc::gen::inRange<int64_t>(-3, 4), [](int64_t n) { return Value(n); });
  const auto real = rc::gen::map(rc::gen::inRange<int>(-6, 7), [](int n) { return Value(n / 2.0); });
  const auto rare =
      rc::gen::element(Value(), Value(true), Value(false), Value(std::nan("")), Value("a"), Value("b"),
                       Value(INT64_MAX), Value(INT64_MIN), Value(9223372036854775807.0), Value(NodeReference{1}),
                       Value(NodeReference{2}), Value(RelationshipReference{1}), Value(Path{{1, 2}, {3}}),
                       Value(Temporal{Temporal::Kind::date, 0, 5, 0, 0, 0, ""}));
  if (depth == 0) return rc::gen::oneOf(number, real, rare);
  const auto list = rc::gen::map(rc::gen::resize(3, rc::gen::container<List>(any_value(depth - 1))),
                                 [](List l) { return Value(std::move(l)); });
  const auto map = rc::gen::map(
      rc::gen::resize(2, rc::gen::container<Map>(rc::gen::element<std::string>("k", "l"), any_value(depth - 1))),
      [](Map m) { return Value(std::move(m)); });
  return rc::gen::oneOf(number, real, rare, list, map);
}

}  // namespace

TEST_CASE("order is total, and hash and equality go with it") {
  CHECK(rc::check("antisymmetric", [] {
    const Value a = *any_value(2), b = *any_value(2);
    RC_ASSERT(order(a, b) == -order(b, a));
    RC_ASSERT(order(a, a) == 0);
  }));
  CHECK(rc::check("transitive", [] {
    const Value a = *any_value(1), b = *any_value(1), c = *any_value(1);
    if (order(a, b) <= 0 && order(b, c) <= 0) RC_ASSERT(order(a, c) <= 0);
  }));
  CHECK(rc::check("hash agrees", [] {
    const Value a = *any_value(2), b = *any_value(2);
    if (same(a, b)) RC_ASSERT(hash(a) == hash(b));
  }));
  CHECK(rc::check("what is equal sorts together, what compares sorts alike", [] {
    const Value a = *any_value(2), b = *any_value(2);
    if (equal(a, b).value_or(false)) RC_ASSERT(same(a, b));
    const std::optional<int> compared = compare(a, b);
    if (compared && !a.is(Value::Type::list)) RC_ASSERT(*compared == order(a, b));
  }));
}

TEST_CASE("values of different types have their places") {
  const std::vector<Value> ascending = {Value(Map{}),
                                        Value(NodeReference{0}),
                                        Value(RelationshipReference{0}),
                                        Value(List{}),
                                        Value(Path{{0}, {}}),
                                        Value(Temporal{}),
                                        Value("x"),
                                        Value(false),
                                        Value(true),
                                        Value(-1.5),
                                        Value(int64_t{2}),
                                        Value(std::numeric_limits<double>::infinity()),
                                        Value(std::nan("")),
                                        Value()};
  for (size_t i = 0; i < ascending.size(); ++i) {
    for (size_t j = 0; j < ascending.size(); ++j) {
      CAPTURE(i);
      CAPTURE(j);
      CHECK(order(ascending[i], ascending[j]) == (i < j ? -1 : i > j ? 1 : 0));
    }
  }
}

TEST_CASE("integers beyond 2^53 are compared exactly with reals") {
  CHECK(order(Value(int64_t{9007199254740993}), Value(9007199254740992.0)) == 1);
  CHECK(order(Value(INT64_MAX), Value(9223372036854775808.0)) == -1);
  CHECK(equal(Value(int64_t{9007199254740993}), Value(9007199254740992.0)) == std::optional<bool>(false));
}
