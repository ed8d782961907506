// Rules compiled ahead: equal to rules compiled now, and refused when they do not fit.
#include "extract/compiled_rules.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "rules/load.h"
#include "whobuilds/rule_set.h"

using namespace whobuilds;

namespace {

namespace fs = std::filesystem;

const std::string kFolder = std::string(WHOBUILDS_SOURCE_DIR) + "/rules";

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "whobuilds-rules-XXXXXX").string();
    if (const char* made = mkdtemp(pattern.data())) path_ = made;
  }
  ~TemporaryFolder() { fs::remove_all(path_); }
  std::string write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return (path_ / name).string();
  }
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("the embedded rules are those of the source tree, compiled") {
  const Result<RuleSet> embedded = RuleSet::embedded();
  REQUIRE(embedded.ok());
  const auto files = rules::read_rule_files(kFolder);
  REQUIRE(files.ok());
  const Result<RuleSet> compiled = RuleSet::from_files(*files, "rules");
  REQUIRE(compiled.ok());
  CHECK(embedded->hash() == compiled->hash());
  CHECK((embedded->to_bytes() == compiled->to_bytes()));
}

TEST_CASE("files of compiled rules that do not fit are refused") {
  const std::string bytes = RuleSet::embedded()->to_bytes();
  const size_t kind = bytes.find('\n') + 1, engine = 64, checksum = 32;
  const auto changed = [&](size_t at) {
    std::string other = bytes;
    other[at] = other[at] == 'x' ? 'y' : 'x';
    return other;
  };
  struct Row {
    const char* name;
    std::string bytes;
    const char* message;
  };
  const Row rows[] = {
      {"empty", "", "holds no compiled rules"},
      {"a rule file", "{\"schema\": \"ontology/1\"}", "holds no compiled rules"},
      {"only the head's begin", bytes.substr(0, kind + 10), "holds no compiled rules"},
      {"another engine", changed(kind), "was written by another version of whobuilds"},
      {"another checksum", changed(kind + engine), "is damaged: its checksum does not fit its bytes"},
      {"a changed member", changed(kind + engine + checksum + 100), "is damaged: its checksum does not fit its bytes"},
      {"cut in half", bytes.substr(0, bytes.size() / 2), "is damaged: its checksum does not fit its bytes"},
      {"something behind", bytes + "x", "is damaged: its checksum does not fit its bytes"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const auto read = read_compiled_rules(row.bytes, "my.bin", nullptr);
    REQUIRE(!read.ok());
    REQUIRE(read.diagnostics().size() == 1);
    CHECK(read.diagnostics()[0].code == "rules.compiled");
    CHECK(read.diagnostics()[0].file == "my.bin");
    CHECK(read.diagnostics()[0].message == row.message);
    CHECK(!read.diagnostics()[0].remedy.empty());
  }
  CHECK(read_compiled_rules(bytes, "my.bin", nullptr).ok());
}

TEST_CASE("compiled rules are taken where they stand, and left where they do not fit") {
  const TemporaryFolder folder;
  fs::copy(kFolder, folder.path() + "/rules", fs::copy_options::recursive);
  const std::string rules = folder.path() + "/rules";
  const auto files = rules::read_rule_files(rules);
  REQUIRE(files.ok());
  const std::string bytes = RuleSet::from_files(*files, "compiled before")->to_bytes();

  const std::string file = folder.write("elsewhere.bin", bytes);
  REQUIRE(RuleSet::load(file).ok());
  CHECK((RuleSet::load(file)->to_bytes() == bytes));

  folder.write("rules/rules.bin", bytes);
  const Result<RuleSet> taken = RuleSet::load(rules);
  REQUIRE(taken.ok());
  CHECK(taken.diagnostics().empty());
  CHECK((taken->to_bytes() == bytes));  // with the names of files that they were compiled with

  folder.write("rules/rules.bin", bytes.substr(0, 1000));
  const Result<RuleSet> damaged = RuleSet::load(rules);
  REQUIRE(damaged.ok());
  REQUIRE(damaged.diagnostics().size() == 1);
  CHECK(damaged.diagnostics()[0].severity == Severity::warning);
  CHECK(damaged->hash() == taken->hash());

  folder.write("rules/rules.bin", bytes);
  folder.write("rules/values/more.json", "{\"schema\": \"values/1\"}");
  const Result<RuleSet> stale = RuleSet::load(rules);
  std::string problems;
  for (const Diagnostic& problem : stale.diagnostics()) problems += problem.to_string() + "\n";
  CAPTURE(problems);
  REQUIRE(stale.ok());
  REQUIRE(stale.diagnostics().size() == 1);
  CHECK(stale.diagnostics()[0].message ==
        "was compiled from other rules than those that stand beside it, which are taken");
  CHECK(stale->hash() != taken->hash());
}
