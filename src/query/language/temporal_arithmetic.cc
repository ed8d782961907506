#include "query/language/temporal_arithmetic.h"

#include <algorithm>
#include <cstdlib>

#include "query/language/calendar.h"
#include "query/language/temporal_fields.h"

namespace whobuilds::query {
namespace {

using Kind = Temporal::Kind;

int64_t months_since(int64_t days) {
  const Civil civil = civil_of(days);
  return civil.year * 12 + civil.month - 1;
}

void add_months(Temporal& t, int64_t months) {
  const Civil civil = civil_of(t.days);
  const int64_t all = civil.year * 12 + civil.month - 1 + months;
  const int64_t year = floor_div(all, 12), month = floor_mod(all, 12) + 1;
  t.days = days_of({year, month, std::min(civil.day, days_in_month(year, month))});
}

Temporal plus(Temporal t, const Temporal& duration, int64_t sign) {
  if (has_date(t.kind)) {
    add_months(t, sign * duration.months);
    t.days += sign * duration.days;
  }
  if (has_time(t.kind)) {
    t.seconds += sign * duration.seconds;
    t.nanoseconds += static_cast<int32_t>(sign * duration.nanoseconds);
  } else {
    // A date takes the whole days of a duration's hours.
    t.days += sign * (duration.seconds / kSecondsOfDay);
  }
  carry(t);
  return t;
}

Temporal sum_of_durations(Temporal t, const Temporal& other, int64_t sign) {
  t.months += sign * other.months;
  t.days += sign * other.days;
  t.seconds += sign * other.seconds;
  t.nanoseconds += static_cast<int32_t>(sign * other.nanoseconds);
  carry(t);
  return t;
}

bool small_enough(const Temporal& t) {
  constexpr int64_t kMost = int64_t{1} << 52;
  return std::abs(t.months) < kMost && std::abs(t.days) < kMost && std::abs(t.seconds) < kMost;
}

struct Distance {
  int64_t days = 0, seconds = 0;  // of the same sign
  int64_t nanoseconds = 0;        // never negative
};

// Seconds of the day and days between; what has no date is on the same day.
Distance distance(const Temporal& from, const Temporal& to) {
  const bool dated = has_date(from.kind) && has_date(to.kind);
  Distance d;
  d.days = dated ? to.days - from.days : 0;
  const bool zoned = has_offset(from.kind) && has_offset(to.kind);
  d.seconds = (to.seconds - (zoned ? to.offset : 0)) - (from.seconds - (zoned ? from.offset : 0));
  d.nanoseconds = to.nanoseconds - from.nanoseconds;
  const int64_t whole = d.seconds + floor_div(d.nanoseconds, kNanos) + d.days * kSecondsOfDay;
  d.nanoseconds = floor_mod(d.nanoseconds, kNanos);
  d.days = whole / kSecondsOfDay;
  d.seconds = whole % kSecondsOfDay;
  return d;
}

// Both arguments; false when one is null or, with an error, no moment.
bool moments(const Call& call, const Temporal*& from, const Temporal*& to) {
  for (const Value& value : call.arguments) {
    if (value.is_null()) return false;
    if (value.is(Value::Type::temporal) && value.temporal().kind != Kind::duration) continue;
    call.execution.fail(call.expression.span, "type", call.expression.name + " needs two dates or times");
    return false;
  }
  from = &call.arguments[0].temporal();
  to = &call.arguments[1].temporal();
  return true;
}

// Whole months from one to the other, never beyond it.
int64_t whole_months(const Temporal& from, const Temporal& to) {
  if (!has_date(from.kind) || !has_date(to.kind)) return 0;
  int64_t months = months_since(to.days) - months_since(from.days);
  const auto beyond = [&](int64_t count) {
    Temporal moved = from;
    add_months(moved, count);
    const Distance rest = distance(moved, to);
    const bool before = rest.days < 0 || rest.seconds < 0;
    const bool after = rest.days > 0 || rest.seconds > 0 || rest.nanoseconds > 0;
    return count > 0 ? before : count < 0 && after;
  };
  if (beyond(months)) months += months > 0 ? -1 : 1;
  return months;
}

Value difference(const Call& call, bool in_months, bool in_days, bool in_seconds) {
  const Temporal *from = nullptr, *to = nullptr;
  if (!moments(call, from, to)) return {};
  Temporal result, start = *from;
  result.kind = Kind::duration;
  if (in_months) {
    result.months = whole_months(start, *to);
    if (has_date(start.kind)) add_months(start, result.months);
  }
  const Distance rest = distance(start, *to);
  if (in_days) result.days = rest.days;
  if (in_seconds) {
    result.seconds = rest.seconds + (in_days ? 0 : rest.days * kSecondsOfDay);
    result.nanoseconds = static_cast<int32_t>(rest.nanoseconds);
  }
  return result;
}

}  // namespace

Value temporal_arithmetic(const Expression& e, Execution& x, const Value& left, const Value& right) {
  using Operator = Expression::Kind;
  const auto is_duration = [](const Value& value) {
    return value.is(Value::Type::temporal) && value.temporal().kind == Kind::duration && small_enough(value.temporal());
  };
  const bool sum = e.kind == Operator::add || e.kind == Operator::subtract;
  const int64_t sign = e.kind == Operator::subtract ? -1 : 1;
  if (sum && is_duration(left) && is_duration(right)) return sum_of_durations(left.temporal(), right.temporal(), sign);
  if (sum && left.is(Value::Type::temporal) && is_duration(right) && small_enough(left.temporal())) {
    return plus(left.temporal(), right.temporal(), sign);
  }
  if (e.kind == Operator::add && is_duration(left) && right.is(Value::Type::temporal)) {
    return plus(right.temporal(), left.temporal(), 1);
  }
  const bool scaled =
      (e.kind == Operator::multiply || e.kind == Operator::divide) && is_duration(left) && right.is_number();
  const bool turned = e.kind == Operator::multiply && is_duration(right) && left.is_number();
  if (scaled || turned) {
    const Temporal& t = (scaled ? left : right).temporal();
    const double number = (scaled ? right : left).number();
    const double factor = e.kind == Operator::divide ? 1 / number : number;
    const double months = static_cast<double>(t.months) * factor, days = static_cast<double>(t.days) * factor;
    const double seconds = (static_cast<double>(t.seconds) + t.nanoseconds / 1e9) * factor;
    if (fits(months, days, seconds)) return duration_of(months, days, seconds, 0);
  }
  x.fail(e.span, "type", "dates and times are reckoned with durations, durations with numbers");
  return {};
}

Value negated(const Expression& e, Execution& x, const Value& value) {
  if (value.temporal().kind == Kind::duration && small_enough(value.temporal())) {
    return sum_of_durations(Temporal{Kind::duration, 0, 0, 0, 0, 0, ""}, value.temporal(), -1);
  }
  x.fail(e.span, "type", "only durations and numbers have a sign");
  return {};
}

Value duration_between(const Call& call) { return difference(call, true, true, true); }
Value duration_in_months(const Call& call) { return difference(call, true, false, false); }
Value duration_in_days(const Call& call) { return difference(call, false, true, false); }
Value duration_in_seconds(const Call& call) { return difference(call, false, false, true); }

}  // namespace whobuilds::query
