#include <doctest/doctest.h>

#include <algorithm>

#include "unit/graph/sample.h"

using namespace whobuilds;

TEST_CASE("the graph gives back what a document said") {
  const std::vector<sample::Paper> papers = sample::small_world();
  const Graph graph = sample::merged(papers);
  REQUIRE(graph.documents().size() == papers.size());
  size_t relations = 0, attributes = 0;
  for (uint32_t i = 0; i < graph.documents().size(); ++i) {
    const DocumentFacts found = facts_of_document(graph, i);
    for (const sample::Paper& paper : papers) {
      const DocumentFacts& given = paper.facts();
      if (given.document.id != found.document.id) continue;
      INFO(given.document.id);
      CHECK(found.relations.size() == given.relations.size());
      CHECK(found.attributes.size() == given.attributes.size());
      CHECK(found.mentions.size() == given.mentions.size());
      for (const RelationFact& fact : found.relations) {
        const bool there = std::any_of(given.relations.begin(), given.relations.end(), [&](const RelationFact& other) {
          const std::string& source = given.entities[other.source].id;
          const std::string& target = given.entities[other.target].id;
          const std::string& a = found.entities[fact.source].id;
          const std::string& b = found.entities[fact.target].id;
          return other.relation == fact.relation && other.evidence.span == fact.evidence.span &&
                 ((source == a && target == b) || (source == b && target == a));
        });
        CHECK(there);
        ++relations;
      }
      attributes += found.attributes.size();
    }
  }
  CHECK(relations >= 6);
  CHECK(attributes >= 1);
}
