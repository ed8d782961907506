#include <doctest/doctest.h>

#include "cli/program.h"

using whobuilds::cli_test::Outcome;
using whobuilds::cli_test::Scratch;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("explain shows how a fact was read") {
  const Scratch scratch;
  scratch.write("news/a.md", "Huawei developed the Ascend 910C.\n");
  scratch.write("news/b.md", "The weather was fine.\n");
  const Outcome outcome = scratch.run({"explain", "Huawei", "develops", "Ascend 910C", "--in", "news"});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err == "");
  for (const std::string expected :
       {"company:huawei develops chip:ascend-910c   (a, bytes 0-33)\n", "  sentence      [Huawei|source] [developed|predicate] the [Ascend 910C|target].\n",
        "  construction  en.active: ", "  predicate     develops.en.make at \"developed\"\n", "  status        asserted\n", "  confidence    "}) {
    INFO(expected);
    CHECK(contains(outcome.out, expected));
  }
  const Outcome json = scratch.run({"explain", "Huawei", "develops", "Ascend 910C", "--in", "news", "--json"});
  CHECK(json.out.rfind("{\n  \"readings\": [\n    {\n      \"doc\": \"a\",", 0) == 0);
}

TEST_CASE("explain takes an edge of a graph") {
  const Scratch scratch;
  scratch.write("a.md", "Huawei developed the Ascend 910C.\n");
  REQUIRE(scratch.run({"extract", "a.md", "-o", "g.json"}).exit_code == 0);
  const std::string graph = scratch.read("g.json");
  const std::string key = "\"edges\": [\n    {\n      \"id\": \"";
  const size_t at = graph.find(key);
  REQUIRE(at != std::string::npos);
  const std::string id = graph.substr(at + key.size(), 8);
  const Outcome outcome = scratch.run({"explain", id, "--graph", "g.json", "--in", "a.md"});
  CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
  CHECK(contains(outcome.out, "company:huawei develops chip:ascend-910c"));
}

TEST_CASE("why-not tells what was in the way, sentence by sentence") {
  const Scratch scratch;
  scratch.write("a.md", "If Google bought Mistral, that would be news. Google met Mistral.\n");
  const Outcome outcome = scratch.run({"why-not", "Google", "acquires", "Mistral", "--in", "a.md"});
  CHECK(outcome.exit_code == 0);
  CHECK(contains(outcome.out, "irrealis: \"if\" makes the clause of \"bought\""));
  CHECK(contains(outcome.out, "\nno_predicate: "));
  CHECK(contains(scratch.run({"why-not", "Google", "acquires", "Mistral", "--in", "a.md", "--json"}).out,
                 "\"obstacle\": \"irrealis\""));
  const Outcome nothing = scratch.run({"explain", "Google", "acquires", "Mistral", "--in", "a.md", "--fail-empty"});
  CHECK(nothing.exit_code == 1);
  CHECK(contains(nothing.out, "No sentence says so."));
}

TEST_CASE("claims that cannot be asked about are refused") {
  struct Row {
    std::string name;
    std::vector<std::string> arguments;
    int exit_code;
    const char* message;
  };
  const Row rows[] = {
      {"two words", {"explain", "Huawei", "develops", "--in", "a.md"}, 2, "a claim has three parts, not 2"},
      {"no such relation", {"why-not", "Huawei", "develop", "Groq", "--in", "a.md"}, 2, "did you mean \"develops\"?"},
      {"nobody names it", {"why-not", "Huawei", "develops", "Groq", "--in", "a.md", "b.md"}, 2, "does not name \"Groq\""},
      {"no article", {"explain", "Huawei", "develops", "Groq"}, 2, "--in"},
      {"no such file", {"explain", "Huawei", "develops", "Groq", "--in", "c.md"}, 4, "read.not_found"},
      {"no such edge", {"explain", "zz", "--graph", "g.json", "--in", "a.md"}, 2, "no edge has the id \"zz\""},
      {"an edge without a graph", {"explain", "ab", "--in", "a.md"}, 2, "a claim has three parts, not 1"},
  };
  const Scratch scratch;
  scratch.write("a.md", "Huawei developed the Ascend 910C.\n");
  scratch.write("b.md", "The weather was fine.\n");
  REQUIRE(scratch.run({"extract", "a.md", "-o", "g.json"}).exit_code == 0);
  for (const Row& row : rows) {
    INFO(row.name);
    const Outcome outcome = scratch.run(row.arguments);
    CHECK(outcome.exit_code == row.exit_code);
    CHECK(outcome.out == "");
    CHECK_MESSAGE(contains(outcome.err, row.message), outcome.err);
  }
}
