// Dates, times and durations of the query language, on the proleptic Gregorian calendar. Offsets from UTC are known,
// names of time zones are not: their rules change, and results must not.
#pragma once

#include <string_view>

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

// From the first to the second: in months, days and seconds; or in whole months, whole days, or seconds alone.
Value duration_between(const Call& call);
Value duration_in_months(const Call& call);
Value duration_in_days(const Call& call);
Value duration_in_seconds(const Call& call);

// year, month, week, dayOfWeek, hour, epochSeconds, ...; of a duration: months, days, minutesOfHour, ...; null for what
// the kind does not have.
Value temporal_component(const Temporal& temporal, std::string_view name);

// Sums of temporal values and durations, durations times or by a number. Errors: query.type.
Value temporal_arithmetic(const Expression& expression, Execution& execution, const Value& left, const Value& right);
Value negated(const Expression& expression, Execution& execution, const Value& duration);

}  // namespace whobuilds::query
