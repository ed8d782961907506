// Malformed rule files beside the exact messages they give.
//
// `<folder>.<case>.json` is read as `<folder>/<case>.json` (or `ontology.json`) together with the
// sound rules in base/, which it replaces where the path is the same; `<folder>.<case>.txt` holds
// the messages. With WHOBUILDS_UPDATE_GOLDEN=1 in the environment the .txt files are written anew.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "rules/load.h"

using namespace whobuilds;
namespace fs = std::filesystem;

namespace {

constexpr size_t kCases = 58;

const fs::path kFolder = fs::path(WHOBUILDS_SOURCE_DIR) / "tests" / "errors";

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

std::vector<RuleFile> base_files() {
  const Result<std::vector<RuleFile>> files = rules::read_rule_files((kFolder / "base").string());
  REQUIRE(files.ok());
  REQUIRE(files->size() == 15);
  return *files;
}

std::vector<fs::path> case_files() {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".json") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string rule_path(const fs::path& file) {
  const std::string name = file.stem().string();
  const size_t dot = name.find('.');
  REQUIRE(dot != std::string::npos);
  const std::string kind = name.substr(0, dot);
  return kind == "ontology" ? "ontology.json" : kind + "/" + name.substr(dot + 1) + ".json";
}

Diagnostics problems_of(const fs::path& file) {
  std::vector<RuleFile> files = base_files();
  const std::string path = rule_path(file);
  files.erase(std::remove_if(files.begin(), files.end(), [&](const RuleFile& other) { return other.path == path; }),
              files.end());
  files.push_back({path, read_file(file)});
  return rules::parse_rules(files).diagnostics();
}

std::string lines(const Diagnostics& problems) {
  std::string out;
  for (const Diagnostic& problem : problems) out += problem.to_string() + "\n";
  return out;
}

bool update_golden() {
  const char* update = std::getenv("WHOBUILDS_UPDATE_GOLDEN");
  return update != nullptr && std::string(update) == "1";
}

}  // namespace

TEST_CASE("the sound rules have no problems") {
  const Result<Rules> rules = rules::parse_rules(base_files());
  CHECK(lines(rules.diagnostics()) == "");
}

TEST_CASE("malformed rule files give exactly the messages beside them") {
  const std::vector<fs::path> files = case_files();
  CHECK(files.size() == kCases);
  for (const fs::path& file : files) {
    CAPTURE(file.filename().string());
    const fs::path golden = fs::path(file).replace_extension(".txt");
    const std::string actual = lines(problems_of(file));
    CHECK(actual != "");
    if (update_golden()) {
      std::ofstream(golden, std::ios::binary) << actual;
    } else {
      CHECK(actual == read_file(golden));
    }
  }
}

TEST_CASE("every problem names its file and place, and every code has a case") {
  std::set<std::string> codes;
  size_t count = 0;
  for (const fs::path& file : case_files()) {
    CAPTURE(file.filename().string());
    for (const Diagnostic& problem : problems_of(file)) {
      ++count;
      codes.insert(problem.code);
      CHECK(problem.severity == Severity::error);
      CHECK(problem.file.rfind("rules/", 0) == 0);
      CHECK((problem.code == "rules.file" || (problem.line > 0 && problem.column > 0)));
      CHECK(problem.message != "");
      CHECK((!problem.expected.empty() || !problem.remedy.empty()));
    }
  }
  CHECK(count >= kCases);
  CHECK(codes == std::set<std::string>{"rules.cycle", "rules.dangling", "rules.duplicate_id", "rules.duplicate_key",
                                       "rules.examples", "rules.file", "rules.json", "rules.macro", "rules.missing_key",
                                       "rules.regex", "rules.schema", "rules.signature", "rules.type",
                                       "rules.unknown_key", "rules.value"});
}

TEST_CASE("all problems of all files come in one run, in the order of the files") {
  std::vector<RuleFile> files = base_files();
  std::string expected;
  std::map<std::string, std::string> by_path;
  for (const char* name : {"families.missing", "grammar.second", "values.wrong_types"}) {
    const fs::path file = kFolder / (std::string(name) + ".json");
    files.insert(files.begin(), {rule_path(file), read_file(file)});
    by_path[rule_path(file)] = lines(problems_of(file));
  }
  for (const auto& [path, problems] : by_path) expected += problems;
  CHECK(lines(rules::parse_rules(files).diagnostics()) == expected);
}

TEST_CASE("rules without an ontology say so once") {
  const Diagnostics problems = rules::parse_rules({}).diagnostics();
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].code == "rules.file");
}

TEST_CASE("a folder that cannot be read, or holds no rules, is a problem") {
  const Diagnostics missing = rules::read_rule_files((kFolder / "no-such-folder").string()).diagnostics();
  REQUIRE(missing.size() == 1);
  CHECK(missing[0].code == "rules.folder");

  const fs::path empty = fs::temp_directory_path() / "whobuilds-empty-rules";
  fs::create_directories(empty);
  const Diagnostics none = rules::read_rule_files(empty.string()).diagnostics();
  fs::remove(empty);
  REQUIRE(none.size() == 1);
  CHECK(none[0].message == "the folder holds no rules (*.json)");
}
