// The examples of rules/README.md: blocks whose fence names a rule file.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "rules/load.h"

using namespace whobuilds;

namespace {

std::vector<RuleFile> readme_files() {
  std::ifstream stream(std::string(WHOBUILDS_SOURCE_DIR) + "/rules/README.md");
  const std::string fence = "```json ";
  std::vector<RuleFile> files;
  bool inside = false;
  for (std::string line; std::getline(stream, line);) {
    if (!inside && line.rfind(fence, 0) == 0) {
      files.push_back({line.substr(fence.size()), ""});
      inside = true;
    } else if (inside && line == "```") {
      inside = false;
    } else if (inside) {
      files.back().bytes += line + "\n";
    }
  }
  return files;
}

}  // namespace

TEST_CASE("the examples of the rule language's description are sound rules") {
  const std::vector<RuleFile> files = readme_files();
  CHECK(files.size() == 13);
  const Result<Rules> loaded = rules::parse_rules(files, "README");
  std::string problems;
  for (const Diagnostic& problem : loaded.diagnostics()) problems += problem.to_string() + "\n";
  CHECK(problems == "");
  REQUIRE(loaded.ok());
  CHECK(loaded->entities.size() == 4);
  CHECK(rules::list_rules(*loaded).size() == 14);
}
