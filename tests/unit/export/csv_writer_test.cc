#include "export/csv_writer.h"

#include <doctest/doctest.h>

#include <vector>

using namespace std::string_literals;
using whobuilds::exporting::CsvReader;
using whobuilds::exporting::CsvWriter;

namespace {

std::string cell(const std::string& text, CsvReader reader) {
  std::string out;
  CsvWriter(out, reader).text(text);
  return out;
}

}  // namespace

TEST_CASE("cells of text") {
  struct Row {
    const char* name;
    std::string text, spreadsheet, database;
  };
  const std::vector<Row> rows = {
      {"plain", "abc", "abc", "abc"},
      {"empty", "", "", ""},
      {"han", "华为", "华为", "华为"},
      {"comma", "a,b", "\"a,b\"", "\"a,b\""},
      {"quotes", "a\"b", "\"a\"\"b\"", "\"a\"\"b\""},
      {"line break", "a\nb", "\"a\nb\"", "a b"},
      {"carriage return", "a\r\nb", "\"a\r\nb\"", "a  b"},
      {"space in front", " a", "\" a\"", "\" a\""},
      {"space behind", "a ", "\"a \"", "\"a \""},
      {"formula", "=1+1", "'=1+1", "=1+1"},
      {"formula with quotes", "=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"", "\"=HYPERLINK(\"\"x\"\")\""},
      {"plus", "+1", "'+1", "+1"},
      {"minus", "-1", "'-1", "-1"},
      {"at", "@A1", "'@A1", "@A1"},
      {"tab", "\ta", "'\ta", "\ta"},
      {"formula behind a control character", "\x01=1", "'=1", "=1"},
      {"full-width equals is no formula", "＝1", "＝1", "＝1"},
      {"control characters", "a\0b\x1F\x7F"s, "ab", "ab"},
      {"control characters alone", "\x01\x02", "", ""},
      {"broken bytes", "a\xFFz", "a\xEF\xBF\xBDz", "a\xEF\xBF\xBDz"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(cell(row.text, CsvReader::spreadsheet) == row.spreadsheet);
    CHECK(cell(row.text, CsvReader::database) == row.database);
  }
  CHECK(rows.size() == 20);
}

TEST_CASE("rows") {
  std::string out;
  CsvWriter csv(out, CsvReader::spreadsheet);
  csv.plain("id").plain("text").end_row();
  csv.plain("-1").text("-1").end_row();
  csv.plain("").text("").plain("").end_row();
  CHECK(out == "id,text\n-1,'-1\n,,\n");
}
