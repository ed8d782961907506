#include "export/graph_json.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "unit/export/golden.h"
#include "unit/graph/sample.h"
#include "whobuilds/export.h"

using namespace whobuilds;

namespace {

std::string exported(const Graph& graph, const std::string& format, const ExportOptions& options = {}) {
  std::ostringstream out;
  REQUIRE(export_graph(graph, format, options, out).empty());
  return out.str();
}

Result<Graph> read(const std::string& json) { return exporting::read_graph(json, "g.json", sample::ontology()); }

}  // namespace

TEST_CASE("graph JSON has the promised form and bytes") {
  const std::string json = exported(sample::merged(sample::small_world()), "json");
  check_golden("small_world.json", json);
  const nlohmann::ordered_json parsed = nlohmann::ordered_json::parse(json);
  CHECK(parsed.dump(2) + "\n" == json);
  CHECK(parsed["graph"]["schema"] == 1);
  CHECK(parsed["graph"]["documents"].size() == 3);
  CHECK(parsed["graph"]["documents"][0]["offsets_in"] == "file");
  CHECK(parsed["edges"].size() == 6);
  CHECK_FALSE(parsed.contains("links"));
}

TEST_CASE("every evidence span and sentence can be cut out of its document") {
  const std::vector<sample::Paper> papers = sample::small_world();
  const nlohmann::json parsed = nlohmann::json::parse(exported(sample::merged(papers), "json"));
  size_t checked = 0;
  for (const auto& edge : parsed["edges"]) {
    for (const auto& evidence : edge["evidence"]) {
      for (const sample::Paper& paper : papers) {
        if (evidence["doc"] != paper.facts().document.id) continue;
        const size_t begin = evidence["sentence_begin"], end = evidence["sentence_end"];
        CHECK(evidence["sentence"] == paper.text().substr(begin, end - begin));
        ++checked;
      }
    }
  }
  CHECK(checked == 9);
}

TEST_CASE("links repeats edges for older readers") {
  ExportOptions options;
  options.links = true;
  const nlohmann::json parsed = nlohmann::json::parse(exported(sample::merged(sample::small_world()), "json", options));
  CHECK(parsed["links"].size() == 6);
  CHECK(parsed["links"] == parsed["edges"]);
}

TEST_CASE("JSON lines: every line a node or an edge") {
  const std::string text = exported(sample::merged(sample::small_world()), "jsonl");
  std::istringstream lines(text);
  size_t nodes = 0, edges = 0;
  for (std::string line; std::getline(lines, line);) {
    const nlohmann::json parsed = nlohmann::json::parse(line);
    nodes += parsed["kind"] == "node";
    edges += parsed["kind"] == "edge";
  }
  CHECK(nodes == 8);
  CHECK(edges == 6);
}

TEST_CASE("reading back gives the same bytes") {
  for (const auto& papers : {sample::small_world(), sample::industry(), std::vector<sample::Paper>{}}) {
    const std::string json = exported(sample::merged(papers), "json");
    const Result<Graph> graph = read(json);
    REQUIRE(graph.ok());
    CHECK(exported(*graph, "json") == json);
    CHECK(graph->nodes().size() == sample::merged(papers).nodes().size());
  }
}

TEST_CASE("reading does not mind what other node-link tools change") {
  const std::string json = exported(sample::merged(sample::small_world()), "json");
  nlohmann::json parsed = nlohmann::json::parse(json);
  std::reverse(parsed["nodes"].begin(), parsed["nodes"].end());
  parsed["links"] = parsed["edges"];
  parsed.erase("edges");
  parsed["nodes"][0]["colour"] = "red";
  for (auto& edge : parsed["links"]) edge.erase("id");
  const Result<Graph> graph = read(parsed.dump());
  REQUIRE(graph.ok());
  CHECK(exported(*graph, "json") == json);
}

TEST_CASE("a damaged or foreign graph file is refused and its place is told") {
  const std::string good = exported(sample::merged(sample::small_world()), "json");
  const auto changed = [&](auto&& change) {
    nlohmann::json parsed = nlohmann::json::parse(good);
    change(parsed);
    return parsed.dump();
  };
  using J = nlohmann::json;
  struct Row {
    const char* name;
    std::string json;
    const char* code;
    const char* pointer;
    uint32_t line;
    const char* message;
  };
  const std::vector<Row> rows = {
      {"empty", "", "graph.malformed", "", 1, "the file is empty"},
      {"cut in half", good.substr(0, good.size() / 2), "graph.malformed", "", 0, ""},
      {"cut at a brace", "{\n \"graph\": {\"schema\": 1}", "graph.malformed", "", 2, "the JSON ends before it is complete"},
      {"not JSON", "digraph {\n}", "graph.malformed", "", 1, "the text is not JSON"},
      {"an array", "[]", "graph.malformed", "", 0, "the file holds no JSON object"},
      {"another JSON", "{\"a\": 1}", "graph.schema", "/graph/schema", 0, "the file does not say its schema"},
      {"a newer schema", changed([](J& j) { j["graph"]["schema"] = 2; }), "graph.schema", "/graph/schema", 0,
       "the schema 2 is not known to this version"},
      {"schema of another type", changed([](J& j) { j["graph"]["schema"] = "1"; }), "graph.schema", "/graph/schema", 0,
       "the schema \"1\" is not known to this version"},
      {"no nodes", changed([](J& j) { j.erase("nodes"); j["edges"] = J::array(); }), "graph.malformed", "/nodes", 0,
       "\"nodes\" is missing"},
      {"nodes of another type", changed([](J& j) { j["nodes"] = 3; j["edges"] = J::array(); }), "graph.malformed",
       "/nodes", 0, "\"nodes\" is number"},
      {"a node without id", changed([](J& j) { j["nodes"][7].erase("id"); }), "graph.malformed", "/nodes/7/id", 0,
       "\"id\" is missing"},
      {"a node twice", changed([](J& j) { j["nodes"].push_back(j["nodes"][0]); }), "graph.malformed", "/nodes/8/id", 0,
       "the node \"chip:ascend-910c\" stands at /nodes/0 already"},
      {"a dangling edge", changed([](J& j) { j["edges"][2]["target"] = "company:gone"; }), "graph.malformed",
       "/edges/2/target", 0, "no node has the id \"company:gone\""},
      {"evidence of no document", changed([](J& j) { j["edges"][0]["evidence"][0]["doc"] = "zzz"; }), "graph.malformed",
       "/edges/0/evidence/0/doc", 0, "no document has the id \"zzz\""},
      {"a negative offset", changed([](J& j) { j["edges"][0]["evidence"][0]["begin"] = -4; }), "graph.malformed",
       "/edges/0/evidence/0/begin", 0, "\"begin\" is -4"},
      {"a span that ends before it begins",
       changed([](J& j) { j["edges"][0]["evidence"][0]["begin"] = 4000000000u; }), "graph.malformed",
       "/edges/0/evidence/0/end", 0, "the span ends before it begins"},
      {"an unknown status", changed([](J& j) { j["edges"][0]["status"] = "maybe"; }), "graph.malformed",
       "/edges/0/status", 0, "unknown status \"maybe\""},
      {"a confidence of 2", changed([](J& j) { j["edges"][0]["confidence"] = 2; }), "graph.malformed",
       "/edges/0/confidence", 0, "the confidence is 2"},
      {"a label that is a number", changed([](J& j) { j["nodes"][1]["label"] = 5; }), "graph.malformed",
       "/nodes/1/label", 0, "\"label\" is number"},
      {"an alias that is null", changed([](J& j) { j["nodes"][0]["aliases"][0] = nullptr; }), "graph.malformed",
       "/nodes/0/aliases", 0, "an element is null"},
      {"a number beyond double", "{\"graph\": {\"schema\": 1, \"x\": 1e999}}", "graph.malformed", "", 0, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Result<Graph> graph = read(row.json);
    REQUIRE_FALSE(graph.ok());
    const Diagnostic& problem = graph.diagnostics()[0];
    CAPTURE(problem.to_string());
    CHECK(problem.code == row.code);
    CHECK(problem.pointer == row.pointer);
    CHECK(problem.file == "g.json");
    if (row.line > 0) CHECK(problem.line == row.line);
    if (*row.message != 0) CHECK(problem.message == row.message);
  }
}

TEST_CASE("no prefix of a graph file is read as a graph") {
  const std::string good = exported(sample::merged(sample::small_world()), "json");
  size_t refused = 0;
  for (size_t size = 0; size + 2 < good.size(); size += 7) {
    const Result<Graph> graph = read(good.substr(0, size));
    REQUIRE_FALSE(graph.ok());
    CHECK((graph.diagnostics()[0].line > 0));
    ++refused;
  }
  CHECK(refused > 1000);
}

TEST_CASE("all problems of a graph file are reported in one run, within reason") {
  nlohmann::json parsed = nlohmann::json::parse(exported(sample::merged(sample::small_world()), "json"));
  parsed["edges"][0]["status"] = "maybe";
  parsed["edges"][1]["confidence"] = "high";
  parsed["nodes"][0]["discovered"] = "no";
  CHECK(read(parsed.dump()).diagnostics().size() == 3);

  nlohmann::json foreign = {{"graph", {{"schema", 1}}}, {"nodes", nlohmann::json(2000, 1)}, {"edges", nlohmann::json::array()}};
  const Result<Graph> graph = read(foreign.dump());
  CHECK(graph.diagnostics().size() == 50);
}

TEST_CASE("nesting without end is refused, not followed") {
  CHECK_FALSE(read(std::string(200000, '[')).ok());
  CHECK_FALSE(read("{\"graph\":{\"schema\":1},\"nodes\":" + std::string(100000, '[') + std::string(100000, ']') + "}").ok());
}

TEST_CASE("facts line: one line that holds the whole document") {
  const sample::Paper paper = sample::small_world()[0];
  const std::string line = facts_to_json_line(paper.facts(), paper.text());
  check_golden("facts.jsonl", line + "\n");
  CHECK(line.find('\n') == std::string::npos);
  const nlohmann::json parsed = nlohmann::json::parse(line);
  CHECK(parsed["document"]["id"] == "a");
  CHECK(parsed["relations"].size() == 3);
  CHECK(parsed["attributes"].size() == 1);
  REQUIRE(parsed["sentences"].size() == 4);
  CHECK(parsed["sentences"][0]["text"] == "Huawei developed the \"Ascend 910C\".");
  CHECK(nlohmann::json::parse(facts_to_json_line(paper.facts()))["sentences"].empty());
}

TEST_CASE("an unknown format names the known ones and the nearest") {
  std::ostringstream out;
  const Diagnostics problems = export_graph(sample::merged({}), "jsno", {}, out);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].code == "export.format");
  CHECK(problems[0].expected.find("jsonl") != std::string::npos);
  CHECK(problems[0].remedy == "did you mean \"json\"?");
  CHECK(out.str().empty());
}

TEST_CASE("an output that cannot be written is an error") {
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  const Diagnostics problems = export_graph(sample::merged({}), "json", {}, out);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].code == "export.io");
}
