// The rules of the source tree and their copy in the library.
#include <doctest/doctest.h>

#include "rules/load.h"

using namespace whobuilds;

TEST_CASE("the library holds the rule files of the source tree byte by byte") {
  const auto files = rules::read_rule_files(std::string(WHOBUILDS_SOURCE_DIR) + "/rules");
  REQUIRE(files.ok());
  const std::vector<RuleFile>& embedded = rules::embedded_files();
  REQUIRE(embedded.size() == files->size());
  for (size_t i = 0; i < embedded.size(); ++i) {
    CAPTURE(embedded[i].path);
    CHECK(embedded[i].path == (*files)[i].path);
    CHECK((embedded[i].bytes == (*files)[i].bytes));
  }
}

TEST_CASE("the embedded rules have no problems") {
  const Result<Rules> loaded = rules::parse_rules(rules::embedded_files());
  std::string problems;
  for (const Diagnostic& problem : loaded.diagnostics()) problems += problem.to_string() + "\n";
  CHECK(problems == "");
  REQUIRE(loaded.ok());
  CHECK(loaded->ontology.types.size() > 0);
  CHECK(rules::list_rules(*loaded).size() > 100);
}
