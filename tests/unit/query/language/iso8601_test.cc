#include "query/language/iso8601.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

using namespace whobuilds;
using Kind = Temporal::Kind;

TEST_CASE("texts read and written again, by row") {
  struct Row {
    const char* name;
    Kind kind;
    const char *text, *expected;  // "": not read
  };
  const std::vector<Row> rows = {
      {"a day", Kind::date, "2024-12-26", "2024-12-26"},
      {"without dashes", Kind::date, "20241226", "2024-12-26"},
      {"a day of a week", Kind::date, "2024-W52-4", "2024-12-26"},
      {"the nth day", Kind::date, "2024-361", "2024-12-26"},
      {"a year alone", Kind::date, "2024", "2024-01-01"},
      {"a year of five digits", Kind::date, "+12024-01-01", "+12024-01-01"},
      {"before year 0", Kind::date, "-0001-01-01", "-0001-01-01"},
      {"no such month", Kind::date, "2024-13", ""},
      {"no such day", Kind::date, "2023-02-29", ""},
      {"more behind it", Kind::date, "2024-12-26x", ""},
      {"a time with an offset", Kind::time, "12:30:15.5+09:00", "12:30:15.5+09:00"},
      {"a time without colons", Kind::time, "1230Z", "12:30Z"},
      {"an hour", Kind::local_time, "12", "12:00"},
      {"no such hour", Kind::local_time, "24:00", ""},
      {"both", Kind::date_time, "2024-12-26T12:30Z", "2024-12-26T12:30Z"},
      {"a day as midnight", Kind::local_date_time, "2024-12-26", "2024-12-26T00:00"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const std::optional<Temporal> read = query::parse_temporal(row.kind, row.text);
    CHECK((read ? temporal_text(*read) : "") == row.expected);
  }
}

TEST_CASE("durations read and written again, by row") {
  struct Row {
    const char *name, *text, *expected;  // "": not read
  };
  const std::vector<Row> rows = {
      {"every unit", "P1Y2M3DT4H5M6.5S", "P1Y2M3DT4H5M6.5S"},
      {"weeks are days", "P1W", "P7D"},
      {"minutes fill hours", "PT90M", "PT1H30M"},
      {"half a year", "P0.5Y", "P6M"},
      {"a sign before all", "-P1D", "P-1D"},
      {"a sign before one", "PT-1.5S", "PT-1.5S"},
      {"nothing of it", "PT0S", "PT0S"},
      {"no amount", "P", ""},
      {"no unit", "P1", ""},
      {"no time behind T", "P1DT", ""},
      {"too much", "P9999999999999999Y", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const std::optional<Temporal> read = query::parse_duration(row.text);
    CHECK((read ? temporal_text(*read) : "") == row.expected);
  }
}

TEST_CASE("offsets, by row") {
  struct Row {
    const char* text;
    std::optional<int32_t> seconds;
    const char* written;
  };
  const std::vector<Row> rows = {
      {"Z", 0, "Z"},
      {"", 0, "Z"},
      {"+09", 32400, "+09:00"},
      {"-0330", -12600, "-03:30"},
      {"+09:00:30", 32430, "+09:00:30"},
      {"09", std::nullopt, ""},
      {"+25", std::nullopt, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const std::optional<int32_t> offset = query::parse_offset(row.text);
    CHECK(offset == row.seconds);
    if (offset) CHECK(query::offset_text(*offset) == row.written);
  }
}
