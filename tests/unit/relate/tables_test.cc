#include "relate/tables.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "whobuilds/read.h"

using namespace whobuilds;

TEST_CASE("tables: the cell that a row is about") {
  const Result<Document> document = read_document(
      "Before.\n\n| a | b |\n|---|---|\n| c | d |\n| | e |\n\nBetween.\n\n| # | Name | x |\n|---|---|---|\n| 1 | f | g "
      "|\n"
      "| No. 2 | h | i |\n| 2025 | j | k |\n",
      "a.md");
  REQUIRE(document.ok());
  text::Text text;
  text::prepare_text(*document, text);
  const auto text_of = [&](uint32_t block) {
    return block == Block::kNone ? std::string("none") : std::string(text.blocks[block].span.of(text.normal));
  };
  struct Row {
    std::string block, expected;
  };
  const std::vector<Row> rows = {
      {"Before.", "none"},  {"a", "a"},       {"b", "a"},    {"c", "c"},       {"d", "c"},    {"e", "e"},
      {"Between.", "none"}, {"Name", "Name"}, {"x", "Name"}, {"1", "1"},       {"f", "f"},    {"g", "f"},
      {"No. 2", "No. 2"},   {"h", "h"},       {"i", "h"},    {"2025", "2025"}, {"j", "2025"}, {"k", "2025"},
  };
  REQUIRE(document->blocks.size() == rows.size());
  for (uint32_t block = 0; block < rows.size(); ++block) {
    CAPTURE(rows[block].block);
    CHECK(text_of(block) == rows[block].block);
    CHECK(text_of(relate::row_head(*document, text, block)) == rows[block].expected);
  }
}
