#include "rules/rules.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace whobuilds;

TEST_CASE("rules: what is within what by the catalogue's parents") {
  Rules rules;
  std::vector<CatalogueEntity>& entities = rules.entities.made();
  entities.resize(12);
  entities[1].parent = 0;
  entities[2].parent = 1;
  entities[3].parent = 0;
  for (EntityIndex i = 5; i < 12; ++i) entities[i].parent = i - 1;  // a chain that begins at 4
  entities[4].parent = 11;                                          // and closes
  struct Row {
    std::string name;
    EntityIndex unit, owner;
    bool expected;
  };
  const std::vector<Row> rows = {
      {"itself", 0, 0, true},
      {"a unit", 1, 0, true},
      {"a unit of a unit", 2, 0, true},
      {"the owner in its unit", 0, 1, false},
      {"a sister", 3, 1, false},
      {"nothing", kNoIndex, 0, false},
      {"in nothing", 1, kNoIndex, false},
      {"a cycle ends", 5, 0, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(rules.is_within(row.unit, row.owner) == row.expected);
  }
}
