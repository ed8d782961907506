// Which fields each kind of temporal value has, and the normal form of their amounts.
#pragma once

#include <cstdint>

#include "whobuilds/value.h"

namespace whobuilds::query {

constexpr int64_t kSecondsOfDay = 86400;
constexpr int64_t kNanos = 1'000'000'000;  // of a second

constexpr bool has_date(Temporal::Kind kind) {
  return kind == Temporal::Kind::date || kind == Temporal::Kind::date_time || kind == Temporal::Kind::local_date_time;
}
constexpr bool has_time(Temporal::Kind kind) {
  return kind != Temporal::Kind::date && kind != Temporal::Kind::duration;
}
constexpr bool has_offset(Temporal::Kind kind) {
  return kind == Temporal::Kind::time || kind == Temporal::Kind::date_time;
}

// Brings nanoseconds into a second and, but for durations, seconds into a day; days take what is over, if there is a
// date.
void carry(Temporal& temporal);

// A duration of these amounts, of any sign; fractions are carried into the next smaller unit, a month taken as
// 30.436875 days. Requires fits().
Temporal duration_of(double months, double days, double seconds, int64_t nanoseconds);
// Whether a duration can hold these amounts.
bool fits(double months, double days, double seconds);

}  // namespace whobuilds::query
