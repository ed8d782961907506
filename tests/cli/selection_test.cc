// The options that choose a part of a graph, kinds of diagrams, analyses.
#include <doctest/doctest.h>

#include "cli/program.h"

using whobuilds::cli_test::Outcome;
using whobuilds::cli_test::Scratch;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// A folder with a graph of two articles in g.json.
struct Drawn : Scratch {
  Drawn() {
    write("a.md", "---\ndate: 2025-01-10\n---\nHuawei developed the Ascend 910C, an AI accelerator.\n");
    write("b.md", "---\ndate: 2025-06-20\n---\nAlibaba developed Qwen, a family of open models.\n");
    REQUIRE(run({"extract", "a.md", "b.md", "-q", "-o", "g.json"}).exit_code == 0);
  }
};

}  // namespace

TEST_CASE("export writes the part that was selected") {
  struct Row {
    std::string name;
    std::vector<std::string> arguments;
    bool huawei, alibaba;
  };
  const Row rows[] = {
      {"everything", {}, true, true},
      {"a name in another script", {"--focus", "华为"}, true, false},
      {"two names", {"--focus", "Huawei", "--focus", "Qwen"}, true, true},
      {"since", {"--since", "2025-06"}, false, true},
      {"until", {"--until", "2025-01-31"}, true, false},
      {"another relation", {"--relation", "supplies,acquires"}, false, false},
      {"type", {"--type", "company,Chip", "--status", "asserted"}, true, false},
  };
  const Drawn scratch;
  for (const Row& row : rows) {
    INFO(row.name);
    std::vector<std::string> arguments = {"export", "--graph", "g.json"};
    arguments.insert(arguments.end(), row.arguments.begin(), row.arguments.end());
    const Outcome outcome = scratch.run(arguments);
    CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
    CHECK(contains(outcome.out, "\"company:huawei\"") == row.huawei);
    CHECK(contains(outcome.out, "\"company:alibaba\"") == row.alibaba);
    scratch.write("part.json", outcome.out);
    CHECK(scratch.run({"export", "--graph", "part.json", "--format", "jsonl"}).exit_code == 0);
  }
}

TEST_CASE("all that is wrong with a selection is told at once") {
  const Drawn scratch;
  const Outcome outcome =
      scratch.run({"export", "--graph", "g.json", "--focus", "Huawey", "--relation", "develop", "--type", "Chp",
                   "--status", "sure", "--since", "soon", "--by", "fame", "--min-confidence", "7"});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.out == "");
  for (const char* code : {"ask.unknown_name", "selection.relation", "selection.type", "selection.status",
                           "selection.date", "selection.centrality", "selection.confidence"}) {
    INFO(code);
    CHECK(contains(outcome.err, code));
  }
  CHECK(contains(outcome.err, "did you mean Huawei (company:huawei)?"));
}

TEST_CASE("kinds of diagrams") {
  const Drawn scratch;
  for (const std::string kind : {"relations", "ego", "matrix", "timeline", "supply-chain", "competition"}) {
    INFO(kind);
    const Outcome outcome =
        scratch.run({"export", "--graph", "g.json", "--focus", "Huawei", "--diagram", kind, "--format", "svg"});
    CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
    CHECK(contains(outcome.out, "</svg>"));
    CHECK(contains(outcome.out, "Ascend 910C") == (kind != "competition"));
  }
  REQUIRE(scratch.run({"export", "--graph", "g.json", "--diagram", "matrix", "-o", "m.pdf"}).exit_code == 0);
  CHECK(scratch.read("m.pdf").rfind("%PDF-", 0) == 0);
  CHECK(scratch.run({"export", "--graph", "g.json", "--diagram", "pie"}).exit_code == 2);
  const Outcome dot = scratch.run({"export", "--graph", "g.json", "--diagram", "matrix", "--format", "dot"});
  CHECK(dot.exit_code == 2);
  CHECK(contains(dot.err, "export.diagram"));
}

TEST_CASE("analyse shows the most central nodes, and all of them as JSON") {
  const Drawn scratch;
  const Outcome table = scratch.run({"analyse", "--graph", "g.json", "--by", "pagerank", "--top", "1"});
  CHECK_MESSAGE(table.exit_code == 0, table.err);
  CHECK(contains(table.out, "pagerank"));
  CHECK(contains(table.out, "components"));
  const Outcome json = scratch.run({"analyse", "--graph", "g.json", "--json"});
  CHECK(json.out.rfind("{\n  \"nodes\": [", 0) == 0);
  for (const char* part :
       {"\"company:huawei\"", "\"company:alibaba\"", "\"supply_depth\"", "\"longest_supply_chain\""}) {
    INFO(part);
    CHECK(contains(json.out, part));
  }
  CHECK(contains(scratch.run({"export", "--graph", "g.json", "--with-analyses"}).out, "\"analyses\": {"));
  CHECK_FALSE(contains(scratch.run({"export", "--graph", "g.json"}).out, "\"analyses\""));
  CHECK(scratch.run({"analyse", "--graph", "g.json", "--relation", "supplies", "--fail-empty"}).exit_code == 1);
}
