#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>

#include "store/database.h"
#include "unit/store/place.h"

using namespace whobuilds;
using namespace whobuilds::store_test;
using sample::Paper;

namespace {

Decision decision(DecisionKind kind, const std::string& entity) {
  Decision made;
  made.kind = kind;
  made.entity = entity;
  return made;
}

Decision merge(const std::string& entity, const std::string& into) {
  Decision made = decision(DecisionKind::merge, entity);
  made.into = into;
  return made;
}

Decision fact(DecisionKind kind, const std::string& source, const std::string& relation, const std::string& target) {
  Decision made = decision(kind, source);
  made.relation = relation;
  made.target = target;
  return made;
}

Paper paper(const std::string& id, const std::string& source, const std::string& target) {
  Paper made(id, "2025-01-01");
  made.says(source, "develops", target, source + " develops " + target + ".");
  return made;
}

// What the view of edges shows, a line each.
std::vector<std::string> edges_of(const Place& place) {
  store::Connection tables(place.path(), store::OpenMode::read_only, std::chrono::seconds(1));
  store::Statement statement(tables, "SELECT source || ' ' || relation || ' ' || target FROM v_edges ORDER BY 1");
  std::vector<std::string> edges;
  while (statement.next()) edges.push_back(statement.text(0));
  REQUIRE_FALSE(tables.failed());
  return edges;
}

std::vector<std::string> edges_of(const Graph& graph) {
  std::vector<std::string> edges;
  for (const Edge& edge : graph.edges()) {
    edges.push_back(graph.nodes()[edge.source].id + " " + edge.relation + " " + graph.nodes()[edge.target].id);
  }
  std::sort(edges.begin(), edges.end());
  return edges;
}

using Edges = std::vector<std::string>;

}  // namespace

TEST_CASE("decisions hold for the graph and the views, for what was put before and after, until they are undone") {
  const Place place;
  Store store = opened(place.path());
  REQUIRE(put(store, {paper("one", "company:a", "chip:c"), paper("two", "company:b", "chip:d")}).empty());
  const std::string root = graph_of(store, rules())->root(), hash = graph_of(store, rules())->rules_hash();
  const Result<size_t> added = store.decide(
      {merge("company:b", "company:a"), fact(DecisionKind::reject, "company:a", "develops", "chip:c")}, rules());
  REQUIRE_MESSAGE(added.ok(), added.diagnostics().front().to_string());
  CHECK(*added == 2);
  CHECK(*store.decide({merge("company:b", "company:a")}, rules()) == 0);

  const auto check = [&](const Edges& expected) {
    const Result<Graph> graph = graph_of(store, rules());
    REQUIRE(graph.ok());
    CHECK(edges_of(*graph) == expected);
    CHECK(edges_of(place) == expected);
    CHECK(store.verify(rules()).empty());
  };
  check({"company:a develops chip:d"});
  CHECK(graph_of(store, rules())->root() != root);
  CHECK(graph_of(store, rules())->rules_hash() == hash + "+" + store.decision_set(rules())->hash());
  CHECK(graph_as_read(store, rules())->root() == root);
  CHECK(graph_as_read(store, rules())->rules_hash() == hash);

  REQUIRE(put(store, {paper("three", "company:b", "chip:e"), paper("two", "company:b", "chip:c")}).empty());
  check({"company:a develops chip:e"});
  const std::vector<StoredDecision> decisions = *store.decisions();
  REQUIRE(decisions.size() == 2);
  REQUIRE(store.undo({decisions[0].number}, rules()).empty());
  check({"company:b develops chip:c", "company:b develops chip:e"});
  REQUIRE(store.undo({decisions[1].number}, rules()).empty());
  check({"company:a develops chip:c", "company:b develops chip:c", "company:b develops chip:e"});
  CHECK(graph_of(store, rules())->rules_hash() == hash);
}

TEST_CASE("decisions that do not fit, or are not there, change nothing") {
  const Place place;
  Store store = opened(place.path());
  REQUIRE(put(store, {paper("one", "company:a", "chip:c")}).empty());
  REQUIRE(store.decide({decision(DecisionKind::confirm, "company:a")}, rules()).ok());
  struct Row {
    const char* name;
    std::vector<Decision> decisions;
    const char* code;
  };
  const Row rows[] = {
      {"against another", {decision(DecisionKind::reject, "company:a")}, "review.conflict"},
      {"one of two", {merge("company:x", "company:y"), decision(DecisionKind::reject, "company:a")}, "review.conflict"},
      {"no id", {decision(DecisionKind::reject, "a")}, "review.invalid"},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.name));
    const Result<size_t> refused = store.decide(row.decisions, rules());
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.diagnostics().front().code == row.code);
    CHECK(store.decisions()->size() == 1);
  }
  const Diagnostics unknown = store.undo({1, 7, 8}, rules());
  CHECK(unknown.size() == 2);
  CHECK(unknown.front().code == "review.no_decision");
  CHECK(store.decisions()->size() == 1);
  CHECK(store.dangling_decisions(rules()).empty());
  REQUIRE(store.decide({merge("company:x", "company:y")}, rules()).ok());
  const Diagnostics dangling = store.dangling_decisions(rules());
  REQUIRE(dangling.size() == 1);
  CHECK(dangling.front().code == "review.dangling");
  CHECK(dangling.front().message.find("merge company:x into company:y") != std::string::npos);
}

TEST_CASE("what a split makes can be decided about") {
  const Place place;
  Store store = opened(place.path());
  Paper split_paper("one", "2025-01-01");
  split_paper.says("company:a", "develops", "chip:c", "Alpha develops C.");
  StoreEntry entry = entry_of(split_paper);
  DocumentFacts& facts = entry.record.facts;
  REQUIRE(facts.entities.back().id == "company:a");
  const auto alpha = static_cast<uint32_t>(facts.entities.size() - 1);
  const uint32_t begin = facts.relations.front().evidence.sentence.begin;
  facts.mentions.push_back({alpha, {begin, begin + 5}, "Alpha"});
  std::vector<PreparedEntry> entries;
  entries.emplace_back(std::move(entry), rules());
  REQUIRE(store.put(entries).empty());
  Decision split = decision(DecisionKind::split, "company:a");
  split.document = "one";
  split.surface = "Alpha";
  split.into = "company:z";
  REQUIRE(store.decide({split}, rules()).ok());
  CHECK(edges_of(place) == Edges{"company:z develops chip:c"});
  REQUIRE(store.decide({merge("company:z", "company:y")}, rules()).ok());
  CHECK(edges_of(place) == Edges{"company:y develops chip:c"});
  CHECK(store.verify(rules()).empty());
}
