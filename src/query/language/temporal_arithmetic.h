// Sums and differences of temporal values.
#pragma once

#include "query/language/functions.h"

namespace whobuilds::query {

// Sums of temporal values and durations, durations times or by a number. Errors: query.type.
Value temporal_arithmetic(const Expression& expression, Execution& execution, const Value& left, const Value& right);
Value negated(const Expression& expression, Execution& execution, const Value& duration);

// duration.between() and its likes, from the first argument to the second: in months, days and seconds; or in whole
// months, whole days, or seconds alone. Errors: query.type.
Value duration_between(const Call& call);
Value duration_in_months(const Call& call);
Value duration_in_days(const Call& call);
Value duration_in_seconds(const Call& call);

}  // namespace whobuilds::query
