#include "relate/tables.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "whobuilds/read.h"

using namespace whobuilds;

TEST_CASE("tables: the first cell of a row") {
  const Result<Document> document = read_document(
      "Before.\n\n| a | b |\n|---|---|\n| c | d |\n| | e |\n\nBetween.\n\n| f | g |\n|---|---|\n| h | i |\n", "a.md");
  REQUIRE(document.ok());
  const auto text_of = [&](uint32_t block) {
    return block == Block::kNone ? std::string("none")
                                 : std::string(document->blocks[block].pieces.front().source.of(document->text));
  };
  struct Row {
    std::string block, expected;
  };
  const std::vector<Row> rows = {
      {"Before.", "none"},  {"a", "a"}, {"b", "a"}, {"c", "c"}, {"d", "c"}, {"e", "e"},
      {"Between.", "none"}, {"f", "f"}, {"g", "f"}, {"h", "h"}, {"i", "h"},
  };
  REQUIRE(document->blocks.size() == rows.size());
  for (uint32_t block = 0; block < rows.size(); ++block) {
    CAPTURE(rows[block].block);
    CHECK(text_of(block) == rows[block].block);
    CHECK(text_of(relate::first_cell(*document, block)) == rows[block].expected);
  }
}
