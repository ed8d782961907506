// The functions that make dates, times and durations, on the proleptic Gregorian calendar. Offsets from UTC are known,
// names of time zones are not: their rules change, and results must not.
#pragma once

#include "query/language/functions.h"

namespace whobuilds::query {

// date(), time(), localtime(), datetime() and localdatetime() of an ISO 8601 text, a map of components ({year: 2024,
// month: 12}, also {date: other, hour: 3}) or another temporal value. Errors: query.temporal.
Value make_temporal_of(Temporal::Kind kind, const Call& call);
template <Temporal::Kind kind>
Value make_temporal(const Call& call) {
  return make_temporal_of(kind, call);
}

// duration() of an ISO 8601 text ("P1Y2M3DT4H") or a map ({months: 1, days: 2.5}). Fractions are carried into the next
// smaller unit, a month taken as 30.436875 days.
Value make_duration(const Call& call);

}  // namespace whobuilds::query
