#include "graph/merge.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "graph/knowledge_graph.h"
#include "unit/graph/sample.h"

using namespace whobuilds;
using sample::Paper;

namespace {

const Edge& edge_of(const Graph& graph, const std::string& source, const std::string& relation,
                    const std::string& target) {
  const std::string id = graph::edge_id(source, relation, target);
  const auto found =
      std::find_if(graph.edges().begin(), graph.edges().end(), [&](const Edge& edge) { return edge.id == id; });
  REQUIRE(found != graph.edges().end());
  return *found;
}

const Node& node_of(const Graph& graph, const std::string& id) {
  const size_t index = graph.find_node(id);
  REQUIRE(index != SIZE_MAX);
  return graph.nodes()[index];
}

const char* const kCompany = "company:acme";
const char* const kChip = "chip:one";

}  // namespace

TEST_CASE("nodes are sorted by id, joined over documents, and found by id") {
  const Graph graph = sample::merged(sample::small_world());
  REQUIRE(graph.documents().size() == 3);
  CHECK(graph.documents()[0].id == "a");
  REQUIRE(graph.nodes().size() == 8);
  CHECK(std::is_sorted(graph.nodes().begin(), graph.nodes().end(),
                       [](const Node& a, const Node& b) { return a.id < b.id; }));
  const Node& huawei = node_of(graph, "company:huawei");
  CHECK(huawei.label == "Huawei");
  CHECK(huawei.names.at("ja") == "ファーウェイ");
  CHECK(huawei.aliases == std::vector<std::string>{"Huawei", "Huawei Technologies", "ファーウェイ", "华为"});
  CHECK_FALSE(huawei.discovered);
  const Node& lone = node_of(graph, "organization:lone-institute");
  CHECK(lone.discovered);
  REQUIRE(lone.mentions.size() == 1);
  CHECK(lone.mentions[0].text == "Lone Institute");
  CHECK(graph.find_node("company:nobody") == SIZE_MAX);
}

TEST_CASE("a symmetric relation said both ways is one edge, its ends ordered by id") {
  const Graph graph = sample::merged(sample::small_world());
  const Edge& rivals = edge_of(graph, "company:huawei", "competes_with", "company:nvidia");
  CHECK(rivals.evidence.size() == 2);
  CHECK(rivals.confidence == doctest::Approx(0.75));
  const auto count = std::count_if(graph.edges().begin(), graph.edges().end(),
                                   [](const Edge& edge) { return edge.relation == "competes_with"; });
  CHECK(count == 1);
}

TEST_CASE("confidence: distinct sentences add up, copies do not") {
  struct Row {
    const char* name;
    std::vector<Paper> papers;
    double expected;
  };
  const auto says = [](const char* id, const char* sentence, double confidence) {
    return Paper(id, "2025").says(kCompany, "develops", kChip, sentence, Status::asserted, confidence);
  };
  const std::vector<Row> rows = {
      {"one sentence", {says("a", "Acme made One.", 0.5)}, 0.5},
      {"two sentences of two documents", {says("a", "Acme made One.", 0.5), says("b", "One is Acme's.", 0.5)}, 0.75},
      {"a copy in another document", {says("a", "Acme made One.", 0.5), says("b", "Acme made One.", 0.5)}, 0.5},
      {"a copy with other spaces, widths and capitals",
       {says("a", "Acme made One.", 0.5), says("b", "ACME  made　Ｏｎｅ.", 0.5)}, 0.5},
      {"the better reading of a copy counts", {says("a", "Acme made One.", 0.5), says("b", "Acme made One.", 0.6)}, 0.6},
      {"two sentences of one document",
       {says("a", "Acme made One.", 0.5).says(kCompany, "develops", kChip, "One: from Acme.", Status::asserted, 0.2)},
       0.6},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(edge_of(sample::merged(row.papers), kCompany, "develops", kChip).confidence == doctest::Approx(row.expected));
  }
}

TEST_CASE("confidence: without texts, sentences are told apart by their place") {
  Graph graph = graph::Access::create(sample::ontology(), "");
  const auto paper = [](const char* id) {
    return Paper(id, "").says(kCompany, "develops", kChip, "Acme made One.", Status::asserted, 0.5);
  };
  graph.add(paper("a").facts());
  graph.add(paper("b").facts());
  graph.finish();
  const Edge& edge = edge_of(graph, kCompany, "develops", kChip);
  CHECK(edge.confidence == doctest::Approx(0.75));
  CHECK(edge.evidence[0].text.empty());
}

TEST_CASE("status of an edge") {
  struct Claim {
    const char* id;
    const char* date;
    Status status;
  };
  struct Row {
    const char* name;
    std::vector<Claim> claims;
    Status expected;
    double confidence;
  };
  constexpr Status kAsserted = Status::asserted, kPlanned = Status::planned, kRumored = Status::rumored,
                   kDenied = Status::denied;
  const std::vector<Row> rows = {
      {"asserted beats everything", {{"a", "2025-01", kAsserted}, {"b", "2025-02", kDenied}}, kAsserted, 0.5},
      {"a later denial beats a rumour", {{"a", "2025-01", kRumored}, {"b", "2025-02", kDenied}}, kDenied, 0.5},
      {"a later plan beats a denial", {{"a", "2025-02", kPlanned}, {"b", "2025-01", kDenied}}, kPlanned, 0.5},
      {"the latest of rumour and plan", {{"a", "2025-01", kRumored}, {"b", "2025-02", kPlanned}}, kPlanned, 0.75},
      {"equal dates: by id", {{"a", "2025-01", kPlanned}, {"b", "2025-01", kRumored}}, kRumored, 0.75},
      {"without a date: oldest", {{"b", "", kDenied}, {"a", "2020", kPlanned}}, kPlanned, 0.5},
      {"same document: the last sentence", {{"a", "2025", kPlanned}, {"a", "2025", kDenied}}, kDenied, 0.5},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    std::vector<Paper> papers;
    for (size_t i = 0; i < row.claims.size(); ++i) {
      const Claim& claim = row.claims[i];
      const bool same = !papers.empty() && papers.back().facts().document.id == claim.id;
      if (!same) papers.emplace_back(claim.id, claim.date);
      papers.back().says(kCompany, "develops", kChip, "Sentence " + std::to_string(i) + ".", claim.status, 0.5);
    }
    const Graph graph = sample::merged(papers);
    const Edge& edge = edge_of(graph, kCompany, "develops", kChip);
    CHECK(std::string(status_name(edge.status)) == status_name(row.expected));
    CHECK(edge.confidence == doctest::Approx(row.confidence));
  }
}

TEST_CASE("labels: the catalogue's, then the commonest, then the smallest") {
  const auto label = [](const std::vector<std::pair<const char*, bool>>& labels) {
    std::vector<Paper> papers;
    for (size_t i = 0; i < labels.size(); ++i) {
      papers.push_back(Paper("d" + std::to_string(i), "").knows("company:x", labels[i].first, {}, {}, labels[i].second));
    }
    return node_of(sample::merged(papers), "company:x").label;
  };
  CHECK(label({{"XX", true}, {"XX", true}, {"X Inc.", false}}) == "X Inc.");
  CHECK(label({{"B", true}, {"A", true}, {"B", true}}) == "B");
  CHECK(label({{"B", true}, {"A", true}}) == "A");
}

TEST_CASE("node attributes are merged by key, value and unit") {
  const Graph graph = sample::merged(
      {Paper("a", "2025").states("model:m", "parameters", sample::number(7e9), "M has 7B parameters.", Status::asserted, 0.5),
       Paper("b", "2025").states("model:m", "parameters", sample::number(7e9), "With 7B, M is small.", Status::asserted, 0.5),
       Paper("c", "2025").states("model:m", "parameters", sample::number(8e9), "M has 8B.", Status::rumored, 0.5)});
  const Node& node = node_of(graph, "model:m");
  REQUIRE(node.attributes.size() == 2);
  CHECK(*node.attributes[0].value.number == 7e9);
  CHECK(node.attributes[0].confidence == doctest::Approx(0.75));
  CHECK(node.attributes[0].evidence.size() == 2);
  CHECK(node.attributes[1].status == Status::rumored);
}

TEST_CASE("edge attributes: the best supported value wins") {
  const auto paper = [](const char* id, double count, Status status) {
    return Paper(id, "2025").says("system:s", "contains", kChip, std::string("From ") + id, status)
        .with("count", sample::number(count));
  };
  const Graph graph = sample::merged({paper("a", 8, Status::asserted), paper("b", 16, Status::asserted),
                                      paper("c", 16, Status::asserted), paper("d", 32, Status::rumored)});
  CHECK(*edge_of(graph, "system:s", "contains", kChip).attributes.at("count").number == 16);
}

TEST_CASE("two files under one id stay two documents") {
  Paper other("a", "2024");
  DocumentFacts facts = other.says(kCompany, "develops", kChip, "Old text.").facts();
  facts.document.sha256 = "00ff";
  Graph graph = graph::Access::create(sample::ontology(), "");
  graph.add(Paper("a", "2025").says(kCompany, "develops", kChip, "New text.").facts());
  graph.add(facts);
  graph.finish();
  REQUIRE(graph.documents().size() == 2);
  CHECK(graph.documents()[0].id == "a@00ff");
  CHECK(graph.documents()[1].id != graph.documents()[0].id);
}

TEST_CASE("facts that point nowhere and numbers that are none are dropped") {
  DocumentFacts facts = Paper("a", "").says(kCompany, "develops", kChip, "Acme made One.").facts();
  facts.relations.push_back(facts.relations[0]);
  facts.relations.back().target = 99;
  facts.mentions.push_back({99, {0, 1}, "x"});
  facts.attributes.emplace_back();
  facts.attributes.back().entity = 7;
  facts.relations[0].evidence.confidence = 0.0 / 0.0 * 1;
  facts.relations[0].attributes["count"] = sample::number(1.0 / 0.0);
  Graph graph = graph::Access::create(sample::ontology(), "");
  graph.add(facts, "");
  graph.finish();
  REQUIRE(graph.edges().size() == 1);
  CHECK(graph.edges()[0].confidence == 0);
  CHECK_FALSE(graph.edges()[0].attributes.at("count").number.has_value());
}

TEST_CASE("root: the set of facts decides, not order, repetition, place or texts") {
  const std::vector<Paper> papers = sample::small_world();
  const std::string root = sample::merged(papers).root();
  CHECK(root.size() == 64);
  CHECK(sample::merged({papers[2], papers[0], papers[1], papers[0]}).root() == root);
  CHECK(sample::merged({papers[0], papers[1]}).root() != root);

  Graph elsewhere = graph::Access::create(sample::ontology(), "");
  for (const Paper& paper : papers) {
    DocumentFacts facts = paper.facts();
    facts.document.path = "/other/" + facts.document.path;
    std::reverse(facts.relations.begin(), facts.relations.end());
    facts.relations.push_back(facts.relations[0]);
    elsewhere.add(facts);
  }
  elsewhere.finish();
  CHECK(elsewhere.root() == root);
}

TEST_CASE("adding after finish takes another finish and gives the same graph") {
  const std::vector<Paper> papers = sample::small_world();
  Graph graph = graph::Access::create(sample::ontology(), "");
  graph.add(papers[1].facts(), papers[1].text());
  graph.finish();
  CHECK(graph.documents().size() == 1);
  graph.add(papers[0].facts(), papers[0].text());
  graph.add(papers[2].facts(), papers[2].text());
  graph.finish();
  CHECK(graph.root() == sample::merged(papers).root());
}

TEST_CASE("an empty graph is a graph") {
  const Graph graph = sample::merged({});
  CHECK(graph.nodes().empty());
  CHECK(graph.edges().empty());
  CHECK(graph.root().size() == 64);
}

TEST_CASE("best evidence and independent sources") {
  const Graph graph = sample::merged(sample::small_world());
  const Edge& develops = edge_of(graph, "company:huawei", "develops", "chip:ascend-910c");
  CHECK(develops.evidence.size() == 2);
  CHECK(graph::independent_sources(develops.evidence, develops.status) == 1);
  const Edge& denied = edge_of(graph, "company:smic", "manufactures", "chip:ascend-910c");
  CHECK(denied.status == Status::denied);
  CHECK(graph::best_evidence(denied.evidence, denied.status).text == "SMIC does not make the 910C.");
  CHECK(graph::independent_sources(denied.evidence, denied.status) == 1);
}
