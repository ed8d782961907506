#include <doctest/doctest.h>

#include "cli/program.h"

using whobuilds::cli_test::Outcome;
using whobuilds::cli_test::Scratch;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

struct Queried : Scratch {
  Queried() {
    write("article.md",
          "Huawei developed the Ascend 910C, an AI accelerator.\n\nAlibaba developed Qwen, a family of open models.\n");
    REQUIRE(run({"extract", "article.md", "-o", "g.json"}).exit_code == 0);
  }
};

const char* const kBuilders =
    "MATCH (c:Company)-[:develops]->(x) RETURN c.name AS maker, x.name AS thing ORDER BY maker";

}  // namespace

TEST_CASE("a query answers as columns, CSV and JSON") {
  const Queried scratch;
  CHECK(scratch.run({"query", kBuilders, "--graph", "g.json"}).out ==
        "maker    thing\n"
        "-------  -----------\n"
        "Alibaba  Qwen\n"
        "Huawei   Ascend 910C\n");
  CHECK(scratch.run({"query", kBuilders, "--graph", "g.json", "--format", "csv"}).out ==
        "maker,thing\nAlibaba,Qwen\nHuawei,Ascend 910C\n");
  const Outcome json = scratch.run({"query", kBuilders, "--in", "article.md", "--json"});
  CHECK(json.exit_code == 0);
  CHECK(contains(json.out, "\"columns\": ["));
  CHECK(contains(json.out, "\"Ascend 910C\""));
}

TEST_CASE("parameters come from arguments and files") {
  const Queried scratch;
  scratch.write("p.json", "{\"maker\": \"Huawei\"}");
  const std::string query = "MATCH (c {name: $maker})-[r]->(x) WHERE r.confidence > $least RETURN x.name";
  for (const std::vector<std::string>& given : std::vector<std::vector<std::string>>{
           {"--param", "maker=Huawei", "--param", "least=0.1"}, {"--params", "p.json", "--param", "least=0.1"}}) {
    std::vector<std::string> arguments = {"query", query, "--graph", "g.json"};
    arguments.insert(arguments.end(), given.begin(), given.end());
    const Outcome outcome = scratch.run(arguments);
    CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
    CHECK(contains(outcome.out, "Ascend 910C"));
  }
}

TEST_CASE("faults of a query say where and what, and exit with 2") {
  const Queried scratch;
  const Outcome outcome = scratch.run({"query", "MATCH (n:Company)\nRETURN m.name", "--graph", "g.json"});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.out.empty());
  CHECK(outcome.err ==
        "query:2:8: error: the variable m is not defined [query.undefined_variable]; did you mean n?\n"
        "RETURN m.name\n"
        "       ^\n");
  CHECK(scratch.run({"query", "MATCH (n) DELETE n", "--graph", "g.json"}).exit_code == 2);
  CHECK(scratch.run({"query", "RETURN 1", "--graph", "g.json", "--param", "x"}).exit_code == 2);
  CHECK(scratch.run({"query", "RETURN 1"}).exit_code == 2);
  CHECK(scratch.run({"query", "RETURN 1", "--graph", "none.json"}).exit_code == 4);
  CHECK(
      contains(scratch.run({"query", "RETURN x", "--graph", "g.json", "--json"}).out, "\"query.undefined_variable\""));
}

TEST_CASE("a query that finds nothing says so only when asked") {
  const Queried scratch;
  const std::string query = "MATCH (n:Company {name: 'Nobody'}) RETURN n.name";
  CHECK(scratch.run({"query", query, "--graph", "g.json"}).exit_code == 0);
  CHECK(scratch.run({"query", query, "--graph", "g.json", "--fail-empty"}).exit_code == 1);
}

TEST_CASE("a query is bounded") {
  const Queried scratch;
  const std::string endless = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a WHERE a < 0 RETURN a";
  const Outcome outcome = scratch.run({"query", endless, "--graph", "g.json", "--time-limit", "0.2"});
  CHECK(outcome.exit_code == 2);
  CHECK(contains(outcome.err, "[query.time_limit]"));
  CHECK(contains(scratch.run({"query", "UNWIND [1, 2] AS x RETURN x", "--graph", "g.json", "--max-rows", "1"}).err,
                 "[query.row_limit]"));
}
