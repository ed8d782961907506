#include "query/language/temporal_fields.h"

#include <cmath>

#include "query/language/calendar.h"

namespace whobuilds::query {
namespace {

using Kind = Temporal::Kind;

constexpr double kDaysOfMonth = 30.436875;

}  // namespace

void carry(Temporal& t) {
  int64_t nanoseconds = t.nanoseconds;
  t.seconds += floor_div(nanoseconds, kNanos);
  t.nanoseconds = static_cast<int32_t>(floor_mod(nanoseconds, kNanos));
  if (t.kind == Kind::duration) return;
  if (has_date(t.kind)) t.days += floor_div(t.seconds, kSecondsOfDay);
  t.seconds = floor_mod(t.seconds, kSecondsOfDay);
}

Temporal duration_of(double months, double days, double seconds, int64_t nanoseconds) {
  Temporal t;
  t.kind = Kind::duration;
  const double whole_months = std::trunc(months);
  days += (months - whole_months) * kDaysOfMonth;
  const double whole_days = std::trunc(days);
  seconds += (days - whole_days) * static_cast<double>(kSecondsOfDay);
  const double whole_seconds = std::trunc(seconds);
  t.months = static_cast<int64_t>(whole_months);
  t.days = static_cast<int64_t>(whole_days);
  nanoseconds += std::llround((seconds - whole_seconds) * static_cast<double>(kNanos));
  t.seconds = static_cast<int64_t>(whole_seconds) + floor_div(nanoseconds, kNanos);
  t.nanoseconds = static_cast<int32_t>(floor_mod(nanoseconds, kNanos));
  return t;
}

bool fits(double months, double days, double seconds) {
  return std::abs(months) < 1e12 && std::abs(days) < 1e14 && std::abs(seconds) < 1e17;
}

}  // namespace whobuilds::query
