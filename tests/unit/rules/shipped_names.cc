#include "unit/rules/shipped_names.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "rules/load.h"

namespace whobuilds::testing {

const NameRules& shipped_name_rules() {
  static const Rules shipped = [] {
    const Result<std::vector<RuleFile>> files = rules::read_rule_files(std::string(WHOBUILDS_SOURCE_DIR) + "/rules");
    REQUIRE(files.ok());
    std::vector<RuleFile> wanted;
    for (const RuleFile& file : *files) {
      if (file.path == "ontology.json" || file.path.rfind("names/", 0) == 0) wanted.push_back(file);
    }
    REQUIRE(wanted.size() == 4);
    Result<Rules> loaded = rules::parse_rules(wanted);
    for (const Diagnostic& problem : loaded.diagnostics()) MESSAGE(problem.to_string());
    REQUIRE(loaded.ok());
    REQUIRE(loaded->ontology.find_type("Benchmark") == 6);
    return *loaded;
  }();
  return shipped.names;
}

}  // namespace whobuilds::testing
