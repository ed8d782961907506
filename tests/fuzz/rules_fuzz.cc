// A rule file of any content: loaded, or refused with a problem that names the file.
#include <string>
#include <vector>

#include "fuzz/fuzz.h"
#include "rules/load.h"

using whobuilds::fuzz::require;

namespace {

const char* const kPaths[] = {"catalogue/fuzz.json", "families/fuzz.json",   "discovery/fuzz.json",
                              "grammar/fuzz.json",   "relations/fuzz.json",  "values/fuzz.json",
                              "status/fuzz.json",    "questions/fuzz.json",  "ontology.json",
                              "misc/fuzz.json",      "attributes/fuzz.json", "tables/fuzz.json",
                              "names/fuzz.json"};
constexpr size_t kPathCount = sizeof(kPaths) / sizeof(kPaths[0]);

std::string own_ontology() {
  const auto files = whobuilds::rules::read_rule_files(WHOBUILDS_SOURCE_DIR "/rules");
  require(files.ok());
  for (const auto& file : *files) {
    if (file.path == "ontology.json") return file.bytes;
  }
  return "";
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::string ontology = own_ontology();
  require(!ontology.empty());
  if (size == 0) return 0;
  const std::string path = kPaths[data[0] % kPathCount];
  std::vector<whobuilds::RuleFile> files;
  if (path != "ontology.json") files.push_back({"ontology.json", ontology});
  files.push_back({path, std::string(whobuilds::fuzz::view(data + 1, size - 1))});
  const auto rules = whobuilds::rules::parse_rules(files);
  require(rules.ok() != whobuilds::has_errors(rules.diagnostics()));
  for (const auto& problem : rules.diagnostics()) {
    require(!problem.code.empty() && !problem.message.empty());
    require(problem.file == "rules/" + path || problem.file == "rules/ontology.json");
    require(problem.code == "rules.file" || (problem.line > 0 && problem.column > 0));
  }
  return 0;
}
