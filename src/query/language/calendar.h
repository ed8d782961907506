// The proleptic Gregorian calendar: days since 1970-01-01 to years, months and weeks, and back.
#pragma once

#include <cstdint>
#include <optional>

namespace whobuilds::query {

struct Civil {
  int64_t year = 1970;
  int64_t month = 1, day = 1;
};

// Quotient and remainder rounded down, so that the remainder has the sign of `b`. Require b != 0.
constexpr int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a % b < 0) != (b < 0)); }
constexpr int64_t floor_mod(int64_t a, int64_t b) { return a - floor_div(a, b) * b; }

// Days since 1970-01-01; of a day that its month does not have, that many days from the first.
int64_t days_of(const Civil& civil);
Civil civil_of(int64_t days);

int64_t days_in_month(int64_t year, int64_t month);
// Of the quarter that the day is in.
int64_t first_day_of_quarter(const Civil& civil);

// Weeks as in ISO 8601: 1 = Monday; the Monday of week 1 of a year; the year that a day's week is of.
int64_t day_of_week(int64_t days);
int64_t first_week(int64_t year);
int64_t week_year(int64_t days);

// The day that these make, if they make one: a date; a weekday of a week; the nth day of a year.
std::optional<int64_t> checked_day(int64_t year, int64_t month, int64_t day);
std::optional<int64_t> checked_week(int64_t year, int64_t week, int64_t weekday);
std::optional<int64_t> checked_ordinal(int64_t year, int64_t ordinal);

}  // namespace whobuilds::query
