#include "bench/synthetic_facts.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>

#include "unit/embedded_rules.h"
#include "whobuilds/facts_jsonl.h"

using namespace whobuilds;
using bench::synthetic_record;
using bench::SyntheticOptions;

TEST_CASE("synthetic lines are read back as they are, with as many facts as were asked for") {
  struct Row {
    const char* name;
    SyntheticOptions options;
  };
  const Row rows[] = {
      {"the defaults", {}},
      {"as few entities as there can be", {1, 50, 20, 8, 1}},
      {"no skew", {2, 50, 20, 100, 0}},
      {"no facts", {3, 5, 0, 100, 1}},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    Graph graph(test::embedded_rules());
    size_t facts = 0;
    for (size_t i = 0; i < row.options.documents; ++i) {
      const std::string line = facts_to_json_line(synthetic_record(row.options, i));
      CHECK(line == facts_to_json_line(synthetic_record(row.options, i)));
      const Result<FactsLine> read = read_facts_line(line, "-", 1);
      REQUIRE(read.ok());
      CHECK(facts_to_json_line(read->record) == line);
      facts += read->record.facts.relations.size() + read->record.facts.attributes.size();
      add_record(graph, read->record);
    }
    graph.finish();
    CHECK(facts == row.options.documents * row.options.facts_per_document);
    CHECK(graph.documents().size() == row.options.documents);
    CHECK(graph.nodes().size() <= row.options.entities);
  }
}

TEST_CASE("few entities are named often, most seldom, and claims are of all kinds") {
  SyntheticOptions options;
  std::map<std::string, size_t> named;
  std::set<std::string> relations;
  std::map<Status, size_t> statuses;
  for (size_t i = 0; i < options.documents; ++i) {
    const DocumentFacts facts = synthetic_record(options, i).facts;
    for (const Mention& mention : facts.mentions) ++named[facts.entities[mention.entity].id];
    for (const RelationFact& fact : facts.relations) {
      CHECK(fact.source != fact.target);
      relations.insert(fact.relation);
      ++statuses[fact.evidence.status];
    }
  }
  CHECK(named[bench::synthetic_id(0)] > 100 * named[bench::synthetic_id(options.entities - 4)]);
  CHECK(named.size() > options.entities / 2);
  CHECK(relations.size() >= 8);
  CHECK(statuses.size() == 4);
  CHECK(statuses[Status::asserted] > 10 * statuses[Status::denied]);
}

TEST_CASE("another seed gives other facts") {
  SyntheticOptions options, other;
  other.seed = options.seed + 1;
  CHECK(facts_to_json_line(synthetic_record(options, 0)) != facts_to_json_line(synthetic_record(other, 0)));
}
