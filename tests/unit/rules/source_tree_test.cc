// The rules of the source tree have no problems.
#include <doctest/doctest.h>

#include "rules/load.h"

using namespace whobuilds;

TEST_CASE("the rules of the source tree have no problems") {
  const auto files = rules::read_rule_files(std::string(WHOBUILDS_SOURCE_DIR) + "/rules");
  REQUIRE(files.ok());
  const Result<Rules> loaded = rules::parse_rules(*files);
  std::string problems;
  for (const Diagnostic& problem : loaded.diagnostics()) problems += problem.to_string() + "\n";
  CHECK(problems == "");
  REQUIRE(loaded.ok());
  CHECK(loaded->ontology.types.size() > 0);
  CHECK(rules::list_rules(*loaded).size() > 100);
}
