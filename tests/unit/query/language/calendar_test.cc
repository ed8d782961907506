#include "query/language/calendar.h"

#include <doctest/doctest.h>

#include <vector>

using namespace whobuilds;
using query::Civil;

TEST_CASE("days, dates and weeks, by row") {
  struct Row {
    const char* name;
    int64_t days;
    Civil civil;
    int64_t day_of_week, week_year;
  };
  const std::vector<Row> rows = {
      {"the first day", 0, {1970, 1, 1}, 4, 1970},
      {"the day before", -1, {1969, 12, 31}, 3, 1970},
      {"a leap day", 19782, {2024, 2, 29}, 4, 2024},
      {"1900 had no leap day", -25508, {1900, 3, 1}, 4, 1900},
      {"a week of the year before", 18630, {2021, 1, 3}, 7, 2020},
      {"a week of the year after", 20087, {2024, 12, 30}, 1, 2025},
      {"a year 0", -719468, {0, 3, 1}, 3, 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Civil civil = query::civil_of(row.days);
    CHECK(civil.year == row.civil.year);
    CHECK(civil.month == row.civil.month);
    CHECK(civil.day == row.civil.day);
    CHECK(query::days_of(row.civil) == row.days);
    CHECK(query::day_of_week(row.days) == row.day_of_week);
    CHECK(query::week_year(row.days) == row.week_year);
  }
}

TEST_CASE("months and quarters") {
  CHECK(query::days_in_month(2024, 2) == 29);
  CHECK(query::days_in_month(2100, 2) == 28);
  CHECK(query::days_in_month(2023, 12) == 31);
  CHECK(query::first_day_of_quarter({2024, 6, 30}) == query::days_of({2024, 4, 1}));
  CHECK(query::first_day_of_quarter({2024, 10, 1}) == query::days_of({2024, 10, 1}));
}

TEST_CASE("what makes a day, and what makes none") {
  CHECK(query::checked_day(2024, 2, 29) == 19782);
  CHECK_FALSE(query::checked_day(2023, 2, 29).has_value());
  CHECK_FALSE(query::checked_day(2023, 13, 1).has_value());
  CHECK_FALSE(query::checked_day(1'000'000'000, 1, 1).has_value());
  CHECK(query::checked_week(2020, 53, 7) == 18630);
  CHECK_FALSE(query::checked_week(2021, 53, 1).has_value());
  CHECK_FALSE(query::checked_week(2021, 1, 8).has_value());
  CHECK(query::checked_ordinal(2024, 366) == query::days_of({2024, 12, 31}));
  CHECK_FALSE(query::checked_ordinal(2023, 366).has_value());
  CHECK_FALSE(query::checked_ordinal(2023, 0).has_value());
}

TEST_CASE("division rounds down") {
  CHECK(query::floor_div(-1, 7) == -1);
  CHECK(query::floor_mod(-1, 7) == 6);
  CHECK(query::floor_div(-14, 7) == -2);
  CHECK(query::floor_mod(-14, 7) == 0);
  CHECK(query::floor_div(13, 7) == 1);
  CHECK(query::floor_mod(13, 7) == 6);
}
