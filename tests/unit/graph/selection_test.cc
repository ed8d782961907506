#include "whobuilds/selection.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <functional>
#include <set>
#include <sstream>

#include "unit/graph/sample.h"
#include "whobuilds/export.h"

using namespace whobuilds;
using sample::Paper;

namespace {

Graph selected(const Graph& graph, const Selection& selection) {
  Result<Graph> part = select(graph, selection);
  for (const Diagnostic& problem : part.diagnostics()) FAIL(problem.to_string());
  return std::move(*part);
}

std::vector<std::string> node_ids(const Graph& graph) {
  std::vector<std::string> ids;
  for (const Node& node : graph.nodes()) ids.push_back(node.id);
  return ids;
}

// "company:huawei develops chip:ascend-910c"
std::vector<std::string> claims(const Graph& graph) {
  std::vector<std::string> result;
  for (const Edge& edge : graph.edges()) {
    result.push_back(graph.nodes()[edge.source].id + " " + edge.relation + " " + graph.nodes()[edge.target].id);
  }
  return result;
}

std::string json_of(const Graph& graph) {
  std::ostringstream out;
  REQUIRE(export_graph(graph, "json", {}, out).empty());
  return out.str();
}

// A chain of four companies with a chip at its end, a family of models, a lone company.
Graph chain() {
  return sample::merged({Paper("a", "2025-01-10")
                             .says("company:a", "supplies", "company:b", "A supplies B.")
                             .says("company:b", "supplies", "company:c", "B supplies C.", Status::planned, 0.5)
                             .says("company:c", "develops", "chip:d", "C made D.")
                             .knows("company:lone", "Lone")
                             .mentions("company:lone", "Lone"),
                         Paper("b", "2025-03")
                             .says("company:a", "develops", "model:m-max", "A made M Max.", Status::asserted, 0.8)
                             .says("company:a", "develops", "model:m", "A made M.", Status::rumored, 0.4)
                             .says("model:m-max", "variant_of", "model:m", "M Max is an M.")
                             .says("model:m-max", "outperforms", "model:m", "M Max beats M.")
                             .states("model:m-max", "parameters", sample::number(7e9), "M Max has 7B parameters.")
                             .mentions("model:m-max", "M Max")});
}

}  // namespace

TEST_CASE("what is selected") {
  struct Row {
    const char* name;
    std::function<void(Selection&)> restrict;
    std::vector<std::string> nodes, claims;
  };
  const std::vector<Row> rows = {
      {"relations",
       [](Selection& s) { s.relations = {"supplies"}; },
       {"company:a", "company:b", "company:c"},
       {"company:a supplies company:b", "company:b supplies company:c"}},
      {"status",
       [](Selection& s) { s.statuses = {Status::planned}; },
       {"company:b", "company:c"},
       {"company:b supplies company:c"}},
      {"confidence",
       [](Selection& s) {
         s.min_confidence = 0.5;
         s.relations = {"supplies", "develops"};
       },
       {"chip:d", "company:a", "company:b", "company:c", "model:m-max"},
       {"company:a develops model:m-max", "company:a supplies company:b", "company:b supplies company:c",
        "company:c develops chip:d"}},
      {"types keep lone nodes",
       [](Selection& s) { s.types = {"Company"}; },
       {"company:a", "company:b", "company:c", "company:lone"},
       {"company:a supplies company:b", "company:b supplies company:c"}},
      {"types by slug", [](Selection& s) { s.types = {"chip"}; }, {"chip:d"}, {}},
      {"focus, one step",
       [](Selection& s) { s.focus = {"company:c"}; },
       {"chip:d", "company:b", "company:c"},
       {"company:b supplies company:c", "company:c develops chip:d"}},
      {"focus, no step",
       [](Selection& s) {
         s.focus = {"company:c"};
         s.depth = 0;
       },
       {"company:c"},
       {}},
      {"focus on two",
       [](Selection& s) {
         s.focus = {"company:lone", "company:a"};
         s.depth = 0;
       },
       {"company:a", "company:lone"},
       {}},
      {"focus stays whatever its type",
       [](Selection& s) {
         s.focus = {"company:c"};
         s.types = {"Chip"};
       },
       {"chip:d", "company:c"},
       {"company:c develops chip:d"}},
      {"since",
       [](Selection& s) {
         s.since = "2025-02";
         s.relations = {"develops"};
       },
       {"company:a", "model:m", "model:m-max"},
       {"company:a develops model:m", "company:a develops model:m-max"}},
      {"until the day",
       [](Selection& s) {
         s.until = "2025-01-10";
         s.types = {"Chip"};
       },
       {"chip:d"},
       {}},
      {"until the day before", [](Selection& s) { s.until = "2025-01-09"; }, {}, {}},
      {"a month overlaps a range of days",
       [](Selection& s) {
         s.since = "2025-03-15";
         s.until = "2025-03-20";
         s.types = {"Model"};
       },
       {"model:m", "model:m-max"},
       {"model:m-max outperforms model:m", "model:m-max variant_of model:m"}},
      {"top",
       [](Selection& s) {
         s.top = 2;
         s.relations = {"supplies", "develops"};
       },
       {"company:a", "company:b"},
       {"company:a supplies company:b"}},
      {"top by PageRank",
       [](Selection& s) {
         s.top = 1;
         s.by = Centrality::pagerank;
         s.relations = {"supplies", "develops"};
         s.types = {"company", "chip"};
       },
       {"chip:d"},
       {}},
      {"top keeps the focus",
       [](Selection& s) {
         s.top = 1;
         s.focus = {"chip:d"};
         s.depth = 9;
       },
       {"chip:d"},
       {}},
      {"families",
       [](Selection& s) {
         s.collapse_variants = true;
         s.types = {"Model", "Company"};
       },
       {"company:a", "company:b", "company:c", "company:lone", "model:m"},
       {"company:a develops model:m", "company:a supplies company:b", "company:b supplies company:c"}},
      {"a variant in focus puts its family there",
       [](Selection& s) {
         s.collapse_variants = true;
         s.focus = {"model:m-max"};
       },
       {"company:a", "model:m"},
       {"company:a develops model:m"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    Selection selection;
    row.restrict(selection);
    CHECK_FALSE(selects_everything(selection));
    const Graph part = selected(chain(), selection);
    CHECK(node_ids(part) == row.nodes);
    CHECK(claims(part) == row.claims);
  }
}

TEST_CASE("a selection without restrictions is the graph, without a root") {
  CHECK(selects_everything(Selection{}));
  const Graph graph = sample::merged(sample::industry());
  const Graph part = selected(graph, {});
  CHECK(node_ids(part) == node_ids(graph));
  CHECK(claims(part) == claims(graph));
  CHECK(part.rules_hash() == graph.rules_hash());
  CHECK(part.root() == "");
}

TEST_CASE("a date range judges anew by what is left") {
  const Graph graph = sample::merged(sample::small_world());
  const auto smic = [](const Graph& part) {
    for (const Edge& edge : part.edges()) {
      if (edge.relation == "manufactures") return edge;
    }
    FAIL("no such edge");
    return Edge();
  };
  CHECK(smic(graph).status == Status::denied);
  Selection before;
  before.until = "2025-04";
  const Graph part = selected(graph, before);
  CHECK(smic(part).status == Status::rumored);
  CHECK(smic(part).confidence == doctest::Approx(0.6));
  CHECK(smic(part).evidence.size() == 1);
  REQUIRE(part.documents().size() == 1);
  CHECK(part.documents()[0].id == "a");
}

TEST_CASE("a document without a date is in no range") {
  Selection selection;
  selection.since = "1900";
  CHECK(selected(sample::merged({Paper("a", "").says("company:a", "uses", "chip:b", "A uses B.")}), selection)
            .nodes()
            .empty());
}

TEST_CASE("families take over edges, evidence and mentions of their variants") {
  Selection selection;
  selection.collapse_variants = true;
  const Graph part = selected(chain(), selection);
  const size_t family = part.find_node("model:m");
  REQUIRE(family != SIZE_MAX);
  CHECK(part.nodes()[family].mentions.size() == 1);
  CHECK(part.nodes()[family].attributes.empty());
  REQUIRE(part.in_edges(static_cast<uint32_t>(family)).size() == 1);
  const Edge& edge = part.edges()[part.in_edges(static_cast<uint32_t>(family))[0]];
  CHECK(edge.status == Status::asserted);
  CHECK(edge.confidence == doctest::Approx(1 - 0.2 * 0.6));
  CHECK(edge.evidence.size() == 2);
  CHECK_FALSE(edge.inferred);  // the rumour was about the family itself
}

TEST_CASE("an edge that was said of variants alone is inferred for their family") {
  Selection selection;
  selection.collapse_variants = true;
  const Graph part = selected(sample::merged({Paper("a", "")
                                                  .says("chip:x-2", "variant_of", "chip:x", "X2 is an X.")
                                                  .says("system:s", "contains", "chip:x-2", "S holds 8 X2.")
                                                  .with("count", sample::number(8))}),
                              selection);
  REQUIRE(part.edges().size() == 1);
  CHECK(part.edges()[0].inferred);
  CHECK(part.edges()[0].attributes.at("count").number == 8);
}

TEST_CASE("circles of variants end, and denied variants stay themselves") {
  Selection selection;
  selection.collapse_variants = true;
  const Graph part = selected(sample::merged({Paper("a", "")
                                                  .says("chip:x", "variant_of", "chip:y", "X is a Y.")
                                                  .says("chip:y", "variant_of", "chip:x", "Y is an X.")
                                                  .says("chip:z", "variant_of", "chip:y", "Z is a Y.")
                                                  .says("chip:w", "variant_of", "chip:y", "W is no Y.", Status::denied)
                                                  .says("company:c", "develops", "chip:z", "C made Z.")}),
                              selection);
  CHECK(node_ids(part) == std::vector<std::string>{"chip:w", "chip:x", "company:c"});
  CHECK(claims(part) == std::vector<std::string>{"chip:w variant_of chip:x", "company:c develops chip:x"});
}

TEST_CASE("all that is wrong with a selection is told at once, with the nearest words") {
  Selection selection;
  selection.relations = {"develop", "uses"};
  selection.types = {"Chips", "Model"};
  selection.focus = {"company:huawey", "company:nvidia"};
  selection.since = "last year";
  selection.min_confidence = 2;
  const Result<Graph> part = select(sample::merged(sample::small_world()), selection);
  REQUIRE_FALSE(part.ok());
  struct Row {
    const char *code, *part;
  };
  const std::vector<Row> rows = {{"selection.relation", "did you mean \"develops\"?"},
                                 {"selection.type", "did you mean \"Chip\"?"},
                                 {"selection.focus", "did you mean \"company:huawei\"?"},
                                 {"selection.date", "\"last year\" is no date"},
                                 {"selection.confidence", "a number from 0 to 1"}};
  REQUIRE(part.diagnostics().size() == rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    CHECK(part.diagnostics()[i].code == rows[i].code);
    CHECK(part.diagnostics()[i].to_string().find(rows[i].part) != std::string::npos);
  }
}

TEST_CASE("dates") {
  struct Row {
    const char *since, *until;
    size_t problems;
  };
  const std::vector<Row> rows = {{"2025", "", 0},           {"2025-13", "", 1},        {"2025-00", "", 1},
                                 {"2025-1", "", 1},         {"2025-02-32", "", 1},     {"20250101", "", 1},
                                 {"2025", "2025-01-01", 0}, {"2025-02", "2025-01", 1}, {"x", "y", 2},
                                 {"2025-01-02", "2025", 0}, {"2024-12-31", "202A", 1}};
  for (const Row& row : rows) {
    CAPTURE(row.since);
    CAPTURE(row.until);
    Selection selection;
    selection.since = row.since;
    selection.until = row.until;
    CHECK(check_selection(sample::merged({}), selection).size() == row.problems);
  }
}

TEST_CASE("whatever is selected is a graph that can be written and read back, and is a part of the whole") {
  const Graph graph = sample::merged(sample::industry());
  const std::vector<std::string> all = node_ids(graph);
  const std::vector<std::string> relations = {"develops",   "supplies",      "contains",
                                              "variant_of", "competes_with", "uses"};
  size_t runs = 0, with_edges = 0;
  const bool holds = rc::check([&] {
    ++runs;
    Selection selection;
    for (const std::string& relation : relations) {
      if (*rc::gen::inRange(0, 3) == 0) selection.relations.push_back(relation);
    }
    if (*rc::gen::arbitrary<bool>()) selection.focus = {all[*rc::gen::inRange<size_t>(0, all.size())]};
    selection.depth = *rc::gen::inRange<uint32_t>(0, 4);
    selection.min_confidence = *rc::gen::inRange(0, 10) / 10.0;
    selection.collapse_variants = *rc::gen::arbitrary<bool>();
    selection.top = *rc::gen::inRange<size_t>(0, 30);
    selection.by = static_cast<Centrality>(*rc::gen::inRange(0, 3));
    const Result<Graph> part = select(graph, selection);
    RC_ASSERT(part.ok());
    const std::vector<std::string> ids = node_ids(*part);
    RC_ASSERT(std::includes(all.begin(), all.end(), ids.begin(), ids.end()));
    RC_ASSERT(selection.top == 0 || ids.size() <= std::max<size_t>(selection.top, selection.focus.size()));
    for (const Edge& edge : part->edges()) {
      RC_ASSERT(edge.source < ids.size() && edge.target < ids.size());
      RC_ASSERT(edge.confidence >= selection.min_confidence);
      for (const EdgeEvidence& e : edge.evidence) RC_ASSERT(e.document < part->documents().size());
    }
    if (!part->edges().empty()) ++with_edges;
    RC_ASSERT(json_of(*part) == json_of(*select(graph, selection)));
    const std::vector<std::string> few = claims(*part);
    RC_ASSERT(std::is_sorted(part->edges().begin(), part->edges().end(), [](const Edge& a, const Edge& b) {
      return std::tie(a.source, a.relation, a.target) < std::tie(b.source, b.relation, b.target);
    }));
    RC_ASSERT(std::set<std::string>(few.begin(), few.end()).size() == few.size());
  });
  CHECK(holds);
  CHECK(runs >= 50);
  CHECK(with_edges >= 20);
}
