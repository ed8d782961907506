// What changed between two graphs, and what is to blame.
#include "whobuilds/diff.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <functional>
#include <sstream>

#include "core/sha256.h"
#include "unit/graph/sample.h"
#include "whobuilds/export.h"

using namespace whobuilds;
using sample::Paper;

namespace {

constexpr const char* kRules = "0123456789abcdef";  // what sample::merged says
constexpr const char* kOtherRules = "fedcba9876543210";

// As sample::merged, by rules of this hash.
Graph graph_of(const std::vector<Paper>& papers, const char* rules = kRules) {
  Graph graph = graph::Access::create(sample::ontology(), rules);
  for (const Paper& paper : papers) graph.add(paper.facts(), paper.text());
  graph.finish();
  return graph;
}

// A paper whose bytes are others, under the same id.
Graph with_changed_bytes(const Paper& paper) {
  DocumentFacts facts = paper.facts();
  facts.document.sha256 = core::sha256_hex("other bytes");
  Graph graph = graph::Access::create(sample::ontology(), kRules);
  graph.add(facts, paper.text());
  graph.finish();
  return graph;
}

std::string text_of(const std::optional<Quantity>& value) {
  if (!value) return "-";
  std::ostringstream out;
  if (value->number) {
    out << *value->number;
  } else {
    out << value->text;
  }
  return out.str();
}

std::string text_of(const FactChange& change, const std::string& fact) {
  std::string text = std::string(change_name(change.change)) + " " + fact;
  for (const ChangedValue& value : change.values) {
    text += " " + value.name + " " + text_of(value.before) + ">" + text_of(value.after);
  }
  for (const Cause& cause : change.causes) text += std::string("; ") + cause_name(cause.kind) + " " + cause.what;
  return text;
}

const Node& node_of(const Graph& before, const Graph& after, const FactChange& change) {
  return change.before != FactChange::kNone ? before.nodes()[change.before] : after.nodes()[change.after];
}

std::vector<std::string> edge_changes(const Graph& before, const Graph& after) {
  std::vector<std::string> found;
  for (const FactChange& change : diff(before, after).edges) {
    const Graph& graph = change.before != FactChange::kNone ? before : after;
    const Edge& edge = graph.edges()[change.before != FactChange::kNone ? change.before : change.after];
    found.push_back(
        text_of(change, graph.nodes()[edge.source].id + " " + edge.relation + " " + graph.nodes()[edge.target].id));
  }
  return found;
}

std::vector<std::string> node_changes(const Graph& before, const Graph& after) {
  std::vector<std::string> found;
  for (const FactChange& change : diff(before, after).nodes) {
    found.push_back(text_of(change, node_of(before, after, change).id));
  }
  return found;
}

std::vector<std::string> attribute_changes(const Graph& before, const Graph& after) {
  std::vector<std::string> found;
  for (const FactChange& change : diff(before, after).attributes) {
    const bool removed = change.change == ChangeKind::removed;
    const Node& node = removed ? before.nodes()[change.before] : after.nodes()[change.after];
    const NodeAttribute& attribute = node.attributes[removed ? change.attribute_before : change.attribute_after];
    found.push_back(text_of(change, node.id + " " + attribute.key + " " + text_of(attribute.value)));
  }
  return found;
}

Paper says(const std::string& id, const std::string& relation, const std::string& sentence,
           Status status = Status::asserted, double confidence = 0.5) {
  return Paper(id, "2025-01-0" + std::to_string(1 + id[0] - 'a'))
      .says("company:x", relation, "chip:y", sentence, status, confidence);
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a change of an edge is blamed on what caused it") {
  struct Row {
    std::string name;
    Graph before, after;
    Lines changes;
  };
  const Paper one = says("a", "develops", "X made Y.");
  const Paper two = says("b", "develops", "Y comes from X.");
  const Paper denial = says("b", "develops", "X does not make Y.", Status::denied);
  const auto counting = [](double count) {
    return Paper("a", "2025").says("system:s", "contains", "chip:y", "S holds Y.").with("count", sample::number(count));
  };
  Row rows[] = {
      {"nothing", graph_of({one}), graph_of({one}), {}},
      {"a document more", graph_of({}), graph_of({one}), {"added company:x develops chip:y; document_added a"}},
      {"a document less", graph_of({one}), graph_of({}), {"removed company:x develops chip:y; document_removed a"}},
      {"said once more",
       graph_of({one}),
       graph_of({one, two}),
       {"changed company:x develops chip:y confidence 0.5>0.75; document_added b"}},
      {"a plan is denied",
       graph_of({says("a", "develops", "X will make Y.", Status::planned)}),
       graph_of({says("a", "develops", "X will make Y.", Status::planned), denial}),
       {"changed company:x develops chip:y status planned>denied; document_added b"}},
      {"the article was rewritten",
       graph_of({one}),
       with_changed_bytes(says("a", "uses", "X uses Y.")),
       {"removed company:x develops chip:y; document_changed a", "added company:x uses chip:y; document_changed a"}},
      {"rewritten, and it says the same", graph_of({one}), with_changed_bytes(one), {}},
      {"a rule reads it now",
       graph_of({Paper("a", "2025-01-01")}, kOtherRules),
       graph_of({one}),
       {"added company:x develops chip:y; rule sample.rule"}},
      {"a rule is surer of it",
       graph_of({one}),
       graph_of({says("a", "develops", "X made Y.", Status::asserted, 0.6)}, kOtherRules),
       {"changed company:x develops chip:y confidence 0.5>0.6; rule sample.rule"}},
      {"the value is read otherwise",
       graph_of({counting(3)}),
       graph_of({counting(8)}, kOtherRules),
       {"changed system:s contains chip:y count 3>8; rule sample.rule"}},
      {"a value appears",
       graph_of({Paper("a", "2025").says("system:s", "contains", "chip:y", "S holds Y.")}),
       graph_of({counting(8)}, kOtherRules),
       {"changed system:s contains chip:y count ->8; rule sample.rule"}},
      {"same document, same rules",
       graph_of({Paper("a", "2025-01-01")}),
       graph_of({one}),
       {"added company:x develops chip:y; unexplained "}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(edge_changes(row.before, row.after) == row.changes);
  }
}

TEST_CASE("a name that the catalogue gives to another is to blame for the fact and for its nodes") {
  const auto paper = [](const std::string& maker) {
    Paper made("a", "2025");
    made.mentions(maker, "Xeno").says(maker, "develops", "chip:y", "Xeno makes Y.");
    return made;
  };
  const Graph before = graph_of({paper("company:x")}), after = graph_of({paper("company:xeno")}, kOtherRules);
  CHECK(node_changes(before, after) == Lines{"removed company:x; catalogue company:x -> company:xeno",
                                             "added company:xeno; catalogue company:x -> company:xeno"});
  // The mention stands before the sentence: the rule is all that can be said of the edge.
  CHECK(edge_changes(before, after) == Lines{"removed company:x develops chip:y; rule sample.rule",
                                             "added company:xeno develops chip:y; rule sample.rule"});

  DocumentFacts facts = paper("company:x").facts();
  facts.relations[0].evidence.sentence = {0, 18};  // the mention is in the sentence
  DocumentFacts renamed = paper("company:xeno").facts();
  renamed.relations[0].evidence.sentence = {0, 18};
  Graph old = graph::Access::create(sample::ontology(), kRules),
        fresh = graph::Access::create(sample::ontology(), kOtherRules);
  old.add(facts);
  fresh.add(renamed);
  old.finish();
  fresh.finish();
  CHECK(edge_changes(old, fresh) == Lines{"removed company:x develops chip:y; catalogue company:x -> company:xeno",
                                          "added company:xeno develops chip:y; catalogue company:x -> company:xeno"});
}

TEST_CASE("nodes change by type, label and where they are from") {
  const auto paper = [](const std::string& label, bool discovered) {
    return Paper("a", "2025").knows("company:x", label, {}, {}, discovered).mentions("company:x", "X");
  };
  CHECK(node_changes(graph_of({paper("X", true)}), graph_of({paper("X Inc", false)}, kOtherRules)) ==
        Lines{"changed company:x label X>X Inc discovered true>false; catalogue company:x"});
  CHECK(node_changes(graph_of({}), graph_of({paper("X", true)})) == Lines{"added company:x; document_added a"});
}

TEST_CASE("attributes are the same by key and value, single values change") {
  const auto states = [](const std::string& id, std::vector<double> values) {
    Paper paper(id, "2025");
    for (const double value : values) {
      paper.states("model:m", "users", sample::number(value), "M has " + std::to_string(value) + ".");
    }
    return paper;
  };
  struct Row {
    std::string name;
    std::vector<Paper> before, after;
    Lines changes;
  };
  const Row rows[] = {
      {"one value each",
       {states("a", {1})},
       {states("b", {2})},
       {"changed model:m users 2 value 1>2; document_added b; document_removed a"}},
      {"a second value",
       {states("a", {1})},
       {states("a", {1}), states("b", {2})},
       {"added model:m users 2; document_added b"}},
      {"one of two goes",
       {states("a", {1}), states("b", {2})},
       {states("a", {1})},
       {"removed model:m users 2; document_removed b"}},
      {"all with their node",
       {},
       {states("a", {1, 2})},
       {"added model:m users 1; document_added a", "added model:m users 2; document_added a"}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(attribute_changes(graph_of(row.before), graph_of(row.after)) == row.changes);
  }
}

TEST_CASE("documents are paired by id and bytes, then id, then bytes") {
  Paper moved("z", "2025");
  DocumentFacts facts = moved.facts();
  facts.document.sha256 = core::sha256_hex("a");  // the bytes of "a"
  Graph after = graph::Access::create(sample::ontology(), kRules);
  after.add(facts);
  after.add(Paper("b", "2025").facts());
  after.finish();
  const GraphDiff changes = diff(graph_of({Paper("a", "2025"), Paper("b", "2025"), Paper("c", "2025")}), after);
  CHECK(changes.added_documents.empty());
  CHECK(changes.removed_documents == Lines{"c"});
  CHECK(changes.changed_documents.empty());
  CHECK(diff(graph_of({Paper("b", "2025")}), with_changed_bytes(Paper("b", "2025"))).changed_documents == Lines{"b"});
}

TEST_CASE("the graph before a date holds what older documents say") {
  const std::vector<Paper> papers = sample::small_world();
  const Graph graph = sample::merged(papers);
  struct Row {
    const char* date;
    std::vector<size_t> documents;  // of the papers
  };
  const Row rows[] = {{"2025", {}},           {"2025-04-02", {}},        {"2025-04-03", {0}}, {"2025-05", {0}},
                      {"2025-06-01", {0, 1}}, {"2025-06-02", {0, 1, 2}}, {"2026", {0, 1, 2}}};
  for (const Row& row : rows) {
    INFO(row.date);
    std::vector<Paper> older;
    for (const size_t paper : row.documents) older.push_back(papers[paper]);
    const Result<Graph> before = graph_before(graph, row.date);
    REQUIRE(before.ok());
    CHECK(before->documents().size() == older.size());
    // Labels and aliases are those of the whole graph.
    CHECK(edge_changes(*before, sample::merged(older)).empty());
  }
  const Result<Graph> before = graph_before(graph, "2025-06");
  REQUIRE(before.ok());
  const Lines news = edge_changes(*before, graph);
  CHECK(news == Lines{"changed company:huawei competes_with company:nvidia confidence 0.5>0.75; document_added c",
                      "added company:huawei develops chip:ascend-920; document_added c",
                      "added company:huawei invests_in company:northwind-ai; document_added c"});
  for (const std::string date :
       {"", "yesterday", "2025-13", "2025-00-01", "2025-1-1", "2025/01", "2025-01-011", "20250"}) {
    INFO(date);
    const Result<Graph> refused = graph_before(graph, date);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.diagnostics().front().code == "diff.date");
  }
  CHECK(graph_before(sample::merged({Paper("undated", "")}), "1990")->documents().size() == 1);
}

namespace {

template <typename T>
const T& pick(const std::vector<T>& choices) {
  return choices[*rc::gen::inRange<size_t>(0, choices.size())];
}

Paper random_paper(size_t number) {
  static const Lines kIds = {"company:a", "company:b", "chip:c"};
  static const Lines kRelations = {"develops", "competes_with", "uses"};
  Paper paper("d" + std::to_string(number), pick<std::string>({"", "2024", "2025-01"}));
  const size_t facts = *rc::gen::inRange<size_t>(0, 4);
  for (size_t i = 0; i < facts; ++i) {
    const auto status = static_cast<Status>(*rc::gen::inRange(0, 4));
    const std::string sentence = pick<std::string>({"First.", "Second.", "第三。"});
    paper.says(pick(kIds), pick(kRelations), pick(kIds), sentence, status, *rc::gen::inRange(1, 100) / 100.0);
    if (*rc::gen::arbitrary<bool>()) paper.mentions(pick(kIds), "Name");
    if (*rc::gen::arbitrary<bool>()) {
      paper.states(pick(kIds), "users", sample::number(*rc::gen::inRange(1, 3)), sentence, status);
    }
  }
  return paper;
}

Graph random_graph() {
  std::vector<Paper> papers;
  for (size_t i = 0; i < 4; ++i) {
    if (*rc::gen::arbitrary<bool>()) papers.push_back(random_paper(i));
  }
  return graph_of(papers, pick<const char*>({kRules, kOtherRules}));
}

ChangeKind reversed(ChangeKind kind) {
  return kind == ChangeKind::added     ? ChangeKind::removed
         : kind == ChangeKind::removed ? ChangeKind::added
                                       : ChangeKind::changed;
}

CauseKind reversed(CauseKind kind) {
  return kind == CauseKind::document_added     ? CauseKind::document_removed
         : kind == CauseKind::document_removed ? CauseKind::document_added
                                               : kind;
}

bool mirrors(const FactChange& there, const FactChange& back) {
  std::vector<CauseKind> causes, mirrored;
  for (const Cause& cause : there.causes) causes.push_back(reversed(cause.kind));
  for (const Cause& cause : back.causes) mirrored.push_back(cause.kind);
  std::sort(causes.begin(), causes.end());
  std::sort(mirrored.begin(), mirrored.end());
  return back.change == reversed(there.change) && back.before == there.after && back.after == there.before &&
         back.attribute_before == there.attribute_after && back.attribute_after == there.attribute_before &&
         back.values.size() == there.values.size() && causes == mirrored && !causes.empty();
}

bool mirrors(const std::vector<FactChange>& there, const std::vector<FactChange>& back) {
  return std::equal(there.begin(), there.end(), back.begin(), back.end(),
                    [](const FactChange& a, const FactChange& b) { return mirrors(a, b); });
}

size_t count(const std::vector<FactChange>& changes, ChangeKind kind) {
  return static_cast<size_t>(std::count_if(changes.begin(), changes.end(),
                                           [kind](const FactChange& change) { return change.change == kind; }));
}

}  // namespace

TEST_CASE("a graph differs from itself in nothing, and the way back mirrors the way there") {
  size_t runs = 0, changes_seen = 0;
  const bool holds = rc::check([&] {
    ++runs;
    const Graph a = random_graph(), b = random_graph();
    RC_ASSERT(diff(a, a).empty());
    const GraphDiff there = diff(a, b), back = diff(b, a);
    RC_ASSERT(mirrors(there.nodes, back.nodes));
    RC_ASSERT(mirrors(there.attributes, back.attributes));
    RC_ASSERT(mirrors(there.edges, back.edges));
    RC_ASSERT(there.added_documents == back.removed_documents);
    RC_ASSERT(there.removed_documents == back.added_documents);
    // What was there, less what went, plus what came, is what is there.
    RC_ASSERT(a.nodes().size() - count(there.nodes, ChangeKind::removed) + count(there.nodes, ChangeKind::added) ==
              b.nodes().size());
    RC_ASSERT(a.edges().size() - count(there.edges, ChangeKind::removed) + count(there.edges, ChangeKind::added) ==
              b.edges().size());
    changes_seen += there.edges.size() + there.attributes.size() + there.nodes.size();
  });
  CHECK(holds);
  CHECK(runs >= 50);
  CHECK(changes_seen >= 50);
}

TEST_CASE("a graph taken apart and put together again says the same") {
  size_t runs = 0, edges_seen = 0;
  const bool holds = rc::check([&] {
    ++runs;
    const Graph graph = random_graph();
    const Result<Graph> again = graph_before(graph, "9999");
    RC_ASSERT(again.ok());
    RC_ASSERT(diff(graph, *again).empty());
    RC_ASSERT(again->edges().size() == graph.edges().size());
    edges_seen += graph.edges().size();
  });
  CHECK(holds);
  CHECK(runs >= 50);
  CHECK(edges_seen >= 20);
}
