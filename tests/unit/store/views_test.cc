// The views say what the graph says.
#include <doctest/doctest.h>

#include <cmath>

#include "store/database.h"
#include "unit/store/place.h"

using namespace whobuilds;
using namespace whobuilds::store_test;
using store::Connection;
using store::OpenMode;
using store::Statement;

namespace {

struct Row {
  const char* name;
  std::vector<sample::Paper> papers;
};

// Documents of one id, of one date, of no date; denials before and after plans; copies of a sentence; at last a copy of
// the first document.
std::vector<sample::Paper> disputes() {
  std::vector<sample::Paper> papers;
  const Status statuses[] = {Status::planned, Status::rumored, Status::denied};
  const char* dates[] = {"", "2024", "2024-06", "2025-01-01"};
  for (size_t i = 0; i < 24; ++i) {
    sample::Paper paper("d" + std::to_string(i % 7), dates[i % 4]);
    paper.says("company:b", "competes_with", "company:a", "A and B " + std::to_string(i % 5) + ".", statuses[i % 3],
               0.3);
    paper.says("company:a", "competes_with", "company:b", "a AND b " + std::to_string(i % 5) + ".", statuses[i % 2],
               0.4);
    paper.says("company:c", "uses", "chip:d", "Never.", statuses[(i + 1) % 3], 1.0 / static_cast<double>(i + 1));
    paper.says("company:e", "uses", "chip:f", "Always " + std::to_string(i) + ".", Status::asserted,
               i == 5 ? 1.0 : 0.5);
    papers.push_back(paper);
  }
  papers.push_back(papers.front());
  return papers;
}

const std::vector<Row>& rows() {
  static const std::vector<Row> table = {{"small world", sample::small_world()},
                                         {"industry", sample::industry()},
                                         {"hostile texts", sample::hostile()},
                                         {"disputes", disputes()}};
  return table;
}

// The papers in a store, each in a file of its own, so that none takes another's place; and the graph of it.
struct Both {
  explicit Both(const std::vector<sample::Paper>& papers) {
    Store store = opened(place.path());
    std::vector<PreparedEntry> entries;
    for (const sample::Paper& paper : papers) {
      StoreEntry entry = entry_of(paper, "/" + std::to_string(entries.size()));
      entry.record.facts.document.sha256 = entry.fingerprint;  // papers of one id have other bytes, but for copies
      entries.emplace_back(std::move(entry), rules());
    }
    REQUIRE(store.put(entries).empty());
    Result<Graph> read = graph_of(store, rules());
    REQUIRE(read.ok());
    graph.emplace(std::move(*read));
  }

  Place place;
  std::optional<Graph> graph;
};

}  // namespace

TEST_CASE("v_edges has the edges of the graph") {
  size_t edges = 0;
  for (const Row& row : rows()) {
    INFO(std::string(row.name));
    const Both both(row.papers);
    const Graph& graph = *both.graph;
    Connection connection(both.place.path(), OpenMode::read_only, std::chrono::seconds(1));
    Statement view(connection,
                   "SELECT id, source, source_label, source_type, relation, target, target_label, status, confidence, "
                   "inferred, evidence FROM v_edges ORDER BY source, relation, target");
    for (const Edge& edge : graph.edges()) {
      const Node &source = graph.nodes()[edge.source], &target = graph.nodes()[edge.target];
      INFO(source.id, " ", edge.relation, " ", target.id);
      REQUIRE(view.next());
      ++edges;
      CHECK(view.text(0) == edge.id);
      CHECK(view.text(1) == source.id);
      CHECK(view.text(2) == source.label);
      CHECK(view.text(3) == source.type);
      CHECK(view.text(4) == edge.relation);
      CHECK(view.text(5) == target.id);
      CHECK(view.text(6) == target.label);
      CHECK(view.text(7) == status_name(edge.status));
      CHECK(std::abs(view.number(8) - edge.confidence) < 2e-6);
      CHECK((view.integer(9) != 0) == edge.inferred);
      CHECK(view.integer(10) == static_cast<int64_t>(edge.evidence.size()));
    }
    CHECK_FALSE(view.next());
    CHECK_FALSE(connection.failed());
  }
  CHECK(edges > 70);
}

TEST_CASE("v_nodes has the nodes of the graph") {
  size_t nodes = 0;
  for (const Row& row : rows()) {
    INFO(std::string(row.name));
    const Both both(row.papers);
    const Graph& graph = *both.graph;
    Connection connection(both.place.path(), OpenMode::read_only, std::chrono::seconds(1));
    Statement view(connection,
                   "SELECT id, type, label, discovered, mentions, edges_out, edges_in FROM v_nodes ORDER BY id");
    for (uint32_t i = 0; i < graph.nodes().size(); ++i) {
      const Node& node = graph.nodes()[i];
      INFO(node.id);
      REQUIRE(view.next());
      ++nodes;
      CHECK(view.text(0) == node.id);
      CHECK(view.text(1) == node.type);
      CHECK(view.text(2) == node.label);
      CHECK((view.integer(3) != 0) == node.discovered);
      CHECK(view.integer(4) == static_cast<int64_t>(node.mentions.size()));
      CHECK(view.integer(5) == static_cast<int64_t>(graph.out_edges(i).size()));
      CHECK(view.integer(6) == static_cast<int64_t>(graph.in_edges(i).size()));
    }
    CHECK_FALSE(view.next());
    CHECK_FALSE(connection.failed());
  }
  CHECK(nodes > 60);
}

TEST_CASE("v_evidence and v_documents have a row for each piece and each document") {
  for (const Row& row : rows()) {
    INFO(std::string(row.name));
    const Both both(row.papers);
    const Graph& graph = *both.graph;
    size_t pieces = 0;
    for (const Edge& edge : graph.edges()) pieces += edge.evidence.size();
    for (const Node& node : graph.nodes()) {
      for (const NodeAttribute& attribute : node.attributes) pieces += attribute.evidence.size();
    }
    Connection connection(both.place.path(), OpenMode::read_only, std::chrono::seconds(1));
    Statement evidence(connection,
                       "SELECT count(*), sum(source_label <> '' AND document <> '' AND (edge IS NULL) = (target IS "
                       "NULL)) FROM v_evidence");
    REQUIRE(evidence.next());
    CHECK(evidence.integer(0) == static_cast<int64_t>(pieces));
    CHECK(evidence.integer(1) == static_cast<int64_t>(pieces));
    Statement documents(connection,
                        "SELECT count(*), sum(relations) + sum(attributes), sum(day IS NULL OR length(day) = 10) FROM "
                        "v_documents");
    REQUIRE(documents.next());
    CHECK(documents.integer(0) == static_cast<int64_t>(graph.documents().size()));
    CHECK(documents.integer(1) == static_cast<int64_t>(pieces));
    CHECK(documents.integer(2) == static_cast<int64_t>(graph.documents().size()));
    CHECK_FALSE(connection.failed());
  }
}
