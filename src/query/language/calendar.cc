#include "query/language/calendar.h"

#include <cstdlib>

namespace whobuilds::query {
namespace {

constexpr int64_t kLargestYear = 999'999'999;

}  // namespace

// H. Hinnant, "chrono-compatible low-level date algorithms", here and in civil_of.
int64_t days_of(const Civil& c) {
  const int64_t y = c.year - (c.month <= 2);
  const int64_t era = floor_div(y, 400), year_of_era = y - era * 400;
  const int64_t day_of_year = (153 * (c.month + (c.month > 2 ? -3 : 9)) + 2) / 5 + c.day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

Civil civil_of(int64_t days) {
  days += 719468;
  const int64_t era = floor_div(days, 146097), day_of_era = days - era * 146097;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted = (5 * day_of_year + 2) / 153;
  Civil civil;
  civil.day = day_of_year - (153 * shifted + 2) / 5 + 1;
  civil.month = shifted + (shifted < 10 ? 3 : -9);
  civil.year = year_of_era + era * 400 + (civil.month <= 2);
  return civil;
}

int64_t days_in_month(int64_t year, int64_t month) {
  const Civil next{month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1};
  return days_of(next) - days_of({year, month, 1});
}

int64_t first_day_of_quarter(const Civil& civil) { return days_of({civil.year, (civil.month - 1) / 3 * 3 + 1, 1}); }

int64_t day_of_week(int64_t days) { return floor_mod(days + 3, 7) + 1; }

int64_t first_week(int64_t year) {
  const int64_t fourth = days_of({year, 1, 4});
  return fourth - (day_of_week(fourth) - 1);
}

int64_t week_year(int64_t days) { return civil_of(days - day_of_week(days) + 4).year; }

std::optional<int64_t> checked_day(int64_t year, int64_t month, int64_t day) {
  if (std::abs(year) > kLargestYear || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
    return std::nullopt;
  return days_of({year, month, day});
}

std::optional<int64_t> checked_week(int64_t year, int64_t week, int64_t weekday) {
  if (std::abs(year) > kLargestYear || week < 1 || week > 53 || weekday < 1 || weekday > 7) return std::nullopt;
  const int64_t day = first_week(year) + (week - 1) * 7 + weekday - 1;
  return week_year(day) == year ? std::optional(day) : std::nullopt;
}

std::optional<int64_t> checked_ordinal(int64_t year, int64_t ordinal) {
  const int64_t length = days_of({year + 1, 1, 1}) - days_of({year, 1, 1});
  if (std::abs(year) > kLargestYear || ordinal < 1 || ordinal > length) return std::nullopt;
  return days_of({year, 1, 1}) + ordinal - 1;
}

}  // namespace whobuilds::query
