#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "cli/program.h"

using whobuilds::cli_test::Outcome;
using whobuilds::cli_test::Scratch;

namespace {

namespace fs = std::filesystem;

const fs::path kRules = fs::path(WHOBUILDS_SOURCE_DIR) / "rules";

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the rules of the source tree are those of the program") {
  const Scratch scratch;
  const Outcome embedded = scratch.run({"rules", "list"});
  const Outcome folder = scratch.run({"rules", "list", "--rules", kRules.string()});
  CHECK(embedded.exit_code == 0);
  CHECK(contains(embedded.out, "\n"));
  CHECK(contains(scratch.run({"rules", "check"}).out, "rules are in order"));
  CHECK(contains(scratch.run({"rules", "check", "--rules", kRules.string()}).out, "rules are in order"));
  CHECK(std::count(embedded.out.begin(), embedded.out.end(), '\n') ==
        std::count(folder.out.begin(), folder.out.end(), '\n'));
}

TEST_CASE("the examples of the rules come out as stated") {
  const Scratch scratch;
  const Outcome outcome = scratch.run({"rules", "test"});
  CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
  CHECK(contains(outcome.out, " 0 failed"));
  CHECK(outcome.out.rfind("0 rules", 0) == std::string::npos);
}

TEST_CASE("mutants of the examples are run and counted") {
  const Scratch scratch;
  const Outcome outcome = scratch.run({"rules", "test", "--mutations"});
  CHECK(contains(outcome.out, " mutants of "));
  CHECK(outcome.exit_code == (contains(outcome.out, " 0 failed") ? 0 : 2));
  CHECK(contains(scratch.run({"rules", "test", "--mutations", "--json"}).out, "\"mutants\": "));
}

TEST_CASE("coverage counts the rules that fire on texts") {
  const Scratch scratch;
  scratch.write("news/a.md", "Huawei developed the Ascend 985.\n");
  scratch.write("news/b.md", "Huawei developed the Ascend 986.\n");
  const Outcome outcome = scratch.run({"rules", "test", "--coverage", "news"});
  CHECK(outcome.exit_code == 0);
  for (const std::string expected : {"construction: ", "\npredicates: ", "\npattern: ", "\nattribute: ", "\nfamily: ", "\ndiscovery: ",
                               " fired on 2 documents\n", "      2  en.active  ", "      2  family:ascend  ", "      0  ja.active  "}) {
    INFO(expected);
    CHECK(contains(outcome.out, expected));
  }
  const Outcome json = scratch.run({"rules", "test", "--coverage", "news", "--json"});
  CHECK(json.out.rfind("{\n  \"documents\": 2,\n  \"rules\": [", 0) == 0);
  CHECK(scratch.run({"rules", "test", "--coverage", "no-such-folder"}).exit_code == 4);
  CHECK(scratch.run({"rules", "test", "--mutations", "--coverage", "news"}).exit_code == 2);
}

TEST_CASE("rules list can be narrowed and read by programs") {
  const Scratch scratch;
  const Outcome outcome = scratch.run({"rules", "list", "--kind", "construction"});
  CHECK(outcome.out.rfind("construction\t", 0) == 0);
  CHECK_FALSE(contains(outcome.out, "\npredicates\t"));
  CHECK(scratch.run({"rules", "list", "--json"}).out.rfind("{\n  \"rules\": [", 0) == 0);
}

TEST_CASE("compiled rules load from a file or from beside the rules, and are refused when they do not fit") {
  const Scratch scratch;
  scratch.write("a.md", "Huawei developed the Ascend 985.\n");
  const Outcome written = scratch.run({"rules", "compile", "-o", "my.bin"});
  CHECK_MESSAGE(written.exit_code == 0, written.err);
  CHECK(contains(written.out, " rules in "));
  const Outcome embedded = scratch.run({"extract", "a.md"});
  CHECK(contains(embedded.out, "chip:ascend-985"));
  const Outcome compiled = scratch.run({"extract", "a.md", "--rules", "my.bin"});
  CHECK_MESSAGE(compiled.exit_code == 0, compiled.err);
  CHECK(compiled.out == embedded.out);

  scratch.write("cut.bin", scratch.read("my.bin").substr(0, 5000));
  const Outcome cut = scratch.run({"extract", "a.md", "--rules", "cut.bin"});
  CHECK(cut.exit_code == 2);
  CHECK(cut.out == "");
  CHECK(contains(cut.err, "cut.bin: error: is damaged"));
  CHECK(contains(cut.err, "whobuilds rules compile"));
  CHECK(scratch.run({"rules", "compile"}).exit_code == 2);
  CHECK(scratch.run({"rules", "compile", "-o", "no/such/folder/my.bin"}).exit_code == 4);
}

TEST_CASE("malformed rules are reported with file and position, and nothing is done") {
  const Scratch scratch;
  fs::copy(kRules, scratch.path("rules"), fs::copy_options::recursive);
  REQUIRE(scratch.has("rules/ontology.json"));
  scratch.write("rules/ontology.json", "{ \"schema\": ");
  scratch.write("a.md", "Huawei developed the Ascend 910C.\n");
  const Outcome check = scratch.run({"rules", "check", "--rules", "rules"});
  CHECK(check.exit_code == 2);
  CHECK(check.out == "");
  CHECK(contains(check.err, "ontology.json"));
  CHECK(contains(scratch.run({"rules", "check", "--rules", "rules", "--json"}).out, "\"severity\": \"error\""));
  const Outcome extract = scratch.run({"extract", "a.md", "--rules", "rules"});
  CHECK(extract.exit_code == 2);
  CHECK(extract.out == "");
  CHECK(scratch.run({"rules", "check", "--rules", "no-such-folder"}).exit_code == 2);
}
