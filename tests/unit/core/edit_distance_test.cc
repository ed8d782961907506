#include "core/edit_distance.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace whobuilds;

TEST_CASE("edit distance, by row") {
  struct Row {
    const char *name, *left, *right;
    size_t limit, expected;
  };
  const std::vector<Row> rows = {
      {"same", "chip", "chip", 3, 0},
      {"one more", "chip", "chips", 3, 1},
      {"one less", "chip", "hip", 3, 1},
      {"another letter", "chip", "ship", 3, 1},
      {"neighbours swapped", "chip", "hcip", 3, 1},
      {"capitals are other letters", "chip", "CHIP", 5, 4},
      {"characters, not bytes", "華為", "華威", 3, 1},
      {"no further than the limit", "chip", "model", 3, 3},
      {"lengths alone reach the limit", "", "model", 3, 3},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(core::edit_distance(row.left, row.right, row.limit) == row.expected);
    CHECK(core::edit_distance(row.right, row.left, row.limit) == row.expected);
  }
}

TEST_CASE("nearest, by row") {
  struct Row {
    const char* name;
    std::string_view word;
    std::vector<std::string_view> known;
    std::string expected;
  };
  const std::vector<std::string_view> relations = {"develops", "part_of", "competes_with"};
  const std::vector<Row> rows = {
      {"a letter is missing", "devlops", relations, "develops"},
      {"letters are swapped", "devleops", relations, "develops"},
      {"two changes in eight letters", "devleop", {"developers", "develops"}, "develops"},
      {"a beginning", "compete", relations, "competes_with"},
      {"a beginning goes before what is nearer", "comp", {"competes_with", "camp"}, "competes_with"},
      {"two letters are no beginning", "pa", relations, ""},
      {"one letter for another", "m", {"company", "n"}, "n"},
      {"three letters may differ by one", "jsn", {"d3", "json"}, "json"},
      {"but not by two", "jxn", {"json"}, ""},
      {"the nearest, not the first", "chipps", {"hips", "chips"}, "chips"},
      {"the first of those as near", "cat", {"dog", "bat", "hat"}, "bat"},
      {"capitals are other letters", "CHIP", {"chip"}, ""},
      {"far from all", "xyz", relations, ""},
      {"no word", "", relations, ""},
      {"nothing is known", "chip", {}, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(core::nearest(row.word, row.known) == row.expected);
  }
}
