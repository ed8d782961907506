#include <doctest/doctest.h>

#include "unit/graph/sample.h"
#include "whobuilds/query.h"

using namespace whobuilds;

namespace {

struct Known {
  Graph graph;
  std::unique_ptr<PropertyGraph> view;

  Known() : graph(graph::Access::create(sample::ontology(), "rules")) {
    sample::Paper first("first", "2024-05-01"), second("second", "2025-01-02");
    first.knows("company:huawei", "Huawei", {"华为"}, {{"en", "Huawei"}, {"zh", "华为"}})
        .knows("chip:ascend-910c", "Ascend 910C")
        .says("company:huawei", "develops", "chip:ascend-910c", "Huawei developed the Ascend 910C.", Status::asserted,
              0.9)
        .states("chip:ascend-910c", "process_node", {7.0, "", "nm"}, "It is made in 7 nm.")
        .mentions("company:huawei", "Huawei");
    second.knows("company:huawei", "Huawei")
        .knows("chip:ascend-910c", "Ascend 910C")
        .says("company:huawei", "develops", "chip:ascend-910c", "Huawei built the Ascend 910C itself.",
              Status::asserted, 0.6)
        .states("chip:ascend-910c", "process_node", {5.0, "", "nm"}, "It may be 5 nm.", Status::rumored, 0.9);
    graph.add(first.facts(), first.text());
    graph.add(second.facts(), second.text());
    graph.finish();
    view = property_graph_of(graph);
  }

  std::string one(const std::string& expression) const {
    const auto result = run_query(*view, "MATCH (c:Company)-[r:develops]->(x:Chip) RETURN " + expression + " AS value");
    if (!result) return result.diagnostics().front().to_string();
    REQUIRE(result->rows.size() == 1);
    return value_text(*view, result->rows[0][0]);
  }
};

}  // namespace

TEST_CASE("the knowledge graph as a property graph") {
  const Known known;
  struct Row {
    std::string expression;
    std::string expected;
  };
  const std::vector<Row> table = {
      {"c.id", "'company:huawei'"},
      {"c.name", "'Huawei'"},
      {"c.name_zh", "'华为'"},
      {"c.name_ja", "null"},
      {"'华为' IN c.aliases", "true"},
      {"c.documents", "1"},
      {"c.mentions", "1"},
      {"c.discovered", "false"},
      {"x.process_node", "7"},
      {"[v IN x.attributes.process_node | v.value]", "[5, 7]"},
      {"x.attributes.process_node[0].status", "'rumored'"},
      {"labels(x)", "['Chip']"},
      {"type(r)", "'develops'"},
      {"r.status", "'asserted'"},
      {"r.confidence", "0.96"},
      {"r.sources", "2"},
      {"r.documents", "['first', 'second']"},
      {"r.since", "'2024-05-01'"},
      {"r.until", "'2025-01-02'"},
      {"r.sentence", "'Huawei developed the Ascend 910C.'"},
      {"r.document", "'first'"},
      {"r.nothing", "null"},
  };
  REQUIRE(table.size() == 22);
  for (const Row& row : table) {
    CAPTURE(row.expression);
    CHECK(known.one(row.expression) == row.expected);
  }
}

TEST_CASE("every key that is listed has a value") {
  const Known known;
  size_t keys = 0;
  for (uint32_t node = 0; node < known.view->node_count(); ++node) {
    for (const std::string& key : known.view->node_keys(node)) {
      CAPTURE(key);
      CHECK_FALSE(known.view->node_property(node, key).is_null());
      ++keys;
    }
  }
  for (uint32_t edge = 0; edge < known.view->relationship_count(); ++edge) {
    for (const std::string& key : known.view->relationship_keys(edge)) {
      CAPTURE(key);
      CHECK_FALSE(known.view->relationship_property(edge, key).is_null());
      ++keys;
    }
  }
  CHECK(keys > 20);
}

TEST_CASE("results as JSON, CSV and aligned columns") {
  const Known known;
  const auto result = run_query(
      *known.view,
      "MATCH (c:Company)-[r]->(x) RETURN c.name_zh AS maker, x.process_node AS nm, null AS none, [1, 'a'] AS list");
  REQUIRE(result.ok());
  CHECK(query_result_to_csv(*known.view, *result) == "maker,nm,none,list\n华为,7,,\"[1, 'a']\"\n");
  CHECK(query_result_to_table(*known.view, *result) ==
        "maker  nm  none  list\n"
        "-----  --  ----  --------\n"
        "华为    7  -     [1, 'a']\n");
  CHECK(query_result_to_json(*known.view, *result) ==
        "{\n  \"columns\": [\n    \"maker\",\n    \"nm\",\n    \"none\",\n    \"list\"\n  ],\n  \"rows\": [\n    [\n   "
        "   \"华为\",\n"
        "      7,\n      null,\n      [\n        1,\n        \"a\"\n      ]\n    ]\n  ]\n}\n");
}

TEST_CASE("parameters from JSON") {
  const auto read = read_query_parameters(
      R"({"name": "Huawei", "least": 0.5, "n": 3, "all": [true, null], "m": {"k": "v"}})", "p.json");
  REQUIRE(read.ok());
  CHECK(read->at("name").string() == "Huawei");
  CHECK(read->at("n").integer() == 3);
  CHECK(read->at("all").list().size() == 2);
  const std::vector<std::string> faults = {"", "[1]", "{\"a\": 1", "{\"a\": 1, \"a\": 2}",
                                           "{\"a\": " + std::string(200, '[') + std::string(200, ']') + "}"};
  for (const std::string& fault : faults) {
    CAPTURE(fault);
    const auto refused = read_query_parameters(fault, "p.json");
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.diagnostics().front().code == "query.parameters");
    CHECK(refused.diagnostics().front().file == "p.json");
  }
}
