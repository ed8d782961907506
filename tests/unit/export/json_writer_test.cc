#include "export/json_writer.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

using whobuilds::exporting::JsonLayout;
using whobuilds::exporting::JsonWriter;

namespace {

template <typename T>
std::string written(const T& value) {
  std::string out;
  JsonWriter(out, JsonLayout::line).value(value);
  return out;
}

void write_sample(JsonWriter& json) {
  json.begin_object();
  json.member("a", uint32_t{1});
  json.key("b").begin_array();
  json.value("x");
  json.begin_object();
  json.end_object();
  json.end_array();
  json.key("c").begin_array();
  json.end_array();
  json.member("d", false);
  json.end_object();
}

}  // namespace

TEST_CASE("layout: indented and on a line") {
  std::string indented, line;
  JsonWriter a(indented, JsonLayout::indented), b(line, JsonLayout::line);
  write_sample(a);
  write_sample(b);
  CHECK(indented == "{\n  \"a\": 1,\n  \"b\": [\n    \"x\",\n    {}\n  ],\n  \"c\": [],\n  \"d\": false\n}");
  CHECK(line == "{\"a\":1,\"b\":[\"x\",{}],\"c\":[],\"d\":false}");
}

TEST_CASE("strings") {
  struct Row {
    const char* name;
    std::string text, expected;
  };
  const std::vector<Row> rows = {
      {"plain", "abc", "\"abc\""},
      {"empty", "", "\"\""},
      {"quote and backslash", "\"\\", "\"\\\"\\\\\""},
      {"line ends", "a\r\n\tb", "\"a\\r\\n\\tb\""},
      {"nul", std::string("\0", 1), "\"\\u0000\""},
      {"han stays", "华为", "\"华为\""},
      {"line separator", "\xE2\x80\xA8", "\"\\u2028\""},
      {"broken byte", "a\xFFz", "\"a\xEF\xBF\xBDz\""},
      {"cut character", "\xE5\x8D", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(written(row.text) == row.expected);
  }
}

TEST_CASE("numbers") {
  struct Row {
    double number;
    const char* expected;
  };
  const std::vector<Row> rows = {{0, "0"},       {-0.0, "0"},     {0.9, "0.9"},   {671e9, "671000000000"},
                                 {-3, "-3"},     {0.1 + 0.2, "0.30000000000000004"}, {1e21, "1e+21"},
                                 {1.5e-7, "1.5e-07"}, {std::numeric_limits<double>::infinity(), "null"}};
  for (const Row& row : rows) CHECK(written(row.number) == row.expected);
  CHECK(rows.size() == 9);
}
