// Questions to a large graph that is loaded once: questions [DOCUMENTS [FACTS [ENTITIES [SKEW [SEED]]]]]
//
// The graph is that of synthetic facts (synthetic_facts.h). Prints what loading costs, then for each kind of question
// the latencies over random entities, parted by tabs: kind, asked, microseconds (median, 99th percentile, most), rows.
// Entities are drawn evenly from those of the type that the question is about: the rarely named and the much named.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "bench/measure.h"
#include "bench/synthetic_facts.h"
#include "graph/disk_merge.h"
#include "graph/knowledge_graph.h"
#include "whobuilds/ask.h"
#include "whobuilds/query.h"

using namespace whobuilds;

namespace {

constexpr size_t kMemory = size_t{256} << 20;  // of the merge, which is over when questions are asked

// The merged facts as a graph that keeps nothing beside its nodes and edges, like one that was read from a file.
Graph merged(const bench::SyntheticOptions& options, const Ontology& ontology) {
  graph::DiskMerge merge(ontology, "/tmp", kMemory);
  for (size_t i = 0; i < options.documents; ++i) {
    merge.add(graph::make_contribution(bench::synthetic_record(options, i)));
  }
  merge.number_documents();
  graph::Contents contents;
  contents.root = merge.root();
  merge.each_document([&](const DocumentInfo& document) { contents.documents.push_back(document); });
  merge.each_node([&](const Node& node) { contents.nodes.push_back(node); });
  const auto index_of = [&](const std::string& id) {
    const auto at = std::lower_bound(contents.nodes.begin(), contents.nodes.end(), id,
                                     [](const Node& node, const std::string& wanted) { return node.id < wanted; });
    return static_cast<uint32_t>(at - contents.nodes.begin());
  };
  merge.each_edge([&](const Edge& edge, const std::string& source, const std::string& target) {
    contents.edges.push_back(edge);
    contents.edges.back().source = index_of(source);
    contents.edges.back().target = index_of(target);
  });
  if (merge.failed()) {
    std::fprintf(stderr, "/tmp: a temporary file failed\n");
    std::exit(4);
  }
  return graph::Access::assemble(ontology, std::move(contents));
}

// Runs `load` and prints what it cost.
template <typename Load>
auto loaded(const char* what, const Load& load) {
  const double begin = bench::wall_seconds(), resident = bench::resident_megabytes();
  auto result = load();
  std::printf("# %s: %.2f s, %.0f MB\n", what, bench::wall_seconds() - begin, bench::resident_megabytes() - resident);
  return result;
}

class Asked {
 public:
  explicit Asked(const Graph& graph) : graph_(graph) {}

  // The label of a random node of this type ("" for any).
  std::string name(std::string_view type) {
    for (;;) {
      state_ = state_ * 6364136223846793005U + 1442695040888963407U;
      const Node& node = graph_.nodes()[(state_ >> 33) % graph_.nodes().size()];
      if (type.empty() || node.type == type) return node.label;
    }
  }

  // `ask` gives the number of rows.
  void measure(const char* kind, size_t times, const std::function<size_t()>& ask) {
    std::vector<double> microseconds;
    size_t rows = 0;
    for (size_t i = 0; i < times; ++i) {
      const double begin = bench::wall_seconds();
      rows += ask();
      microseconds.push_back((bench::wall_seconds() - begin) * 1e6);
    }
    std::sort(microseconds.begin(), microseconds.end());
    std::printf("%s\t%zu\t%.1f\t%.1f\t%.1f\t%zu\n", kind, times, microseconds[times / 2],
                microseconds[times * 99 / 100], microseconds.back(), rows);
    std::fflush(stdout);
  }

 private:
  const Graph& graph_;
  uint64_t state_ = 1;
};

size_t rows_of(const Result<Answer>& answer) { return answer ? answer->rows.size() : 0; }

size_t rows_of(const PropertyGraph& view, const char* query, const std::string& name) {
  QueryOptions options;
  options.parameters["name"] = name;
  const Result<QueryResult> result = run_query(view, query, options);
  return result ? result->rows.size() : 0;
}

void ask_all(const Graph& graph, const Answerer& answerer, const PropertyGraph& view) {
  Asked asked(graph);
  std::printf("#kind\tasked\tmedian_us\tp99_us\tmost_us\trows\n");
  asked.measure("who-builds", 20'000, [&] { return rows_of(answerer.ask_verb("who-builds", asked.name("Chip"))); });
  asked.measure("builds-what", 20'000,
                [&] { return rows_of(answerer.ask_verb("builds-what", asked.name("Company"))); });
  asked.measure("neighbours", 20'000, [&] { return rows_of(answerer.ask_verb("neighbours", asked.name(""))); });
  asked.measure("question", 2'000, [&] { return rows_of(answerer.ask("Who builds " + asked.name("Chip") + "?")); });
  asked.measure("path", 20, [&] { return rows_of(answerer.ask_path(asked.name(""), asked.name(""))); });
  const char* kOneStep = "MATCH (c:Company)-[:develops]->(m {name: $name}) RETURN c.name";
  const char* kTwoSteps =
      "MATCH (a {name: $name})-[:develops]->(m)<-[:uses]-(c:Company) RETURN c.name, count(m) AS shared "
      "ORDER BY shared DESC LIMIT 10";
  const char* kWholeGraph =
      "MATCH (c:Company)-[:invests_in]->(d:Company) RETURN c.name, count(d) AS n ORDER BY n DESC LIMIT 10";
  rows_of(view, kOneStep, "");  // names are indexed when they are first asked for
  asked.measure("MATCH one step", 5'000, [&] { return rows_of(view, kOneStep, asked.name("Model")); });
  asked.measure("MATCH two steps", 5'000, [&] { return rows_of(view, kTwoSteps, asked.name("Company")); });
  asked.measure("MATCH whole graph", 3, [&] { return rows_of(view, kWholeGraph, ""); });
}

}  // namespace

int main(int argc, char** argv) {
  const bench::SyntheticOptions options = bench::synthetic_arguments(argc, argv);
  const Result<RuleSet> rule_set = RuleSet::embedded();
  if (!rule_set) return 2;
  const Graph graph = loaded("graph, merging included", [&] { return merged(options, rule_set->rules().ontology); });
  std::printf("# %zu nodes, %zu edges, %zu documents\n", graph.nodes().size(), graph.edges().size(),
              graph.documents().size());
  const Answerer answerer = loaded("index of names", [&] { return Answerer(graph, *rule_set); });
  const std::unique_ptr<PropertyGraph> view =
      loaded("view of pattern queries", [&] { return property_graph_of(graph); });
  ask_all(graph, answerer, *view);
  std::printf("# peak %.0f MB\n", bench::peak_megabytes());
}
