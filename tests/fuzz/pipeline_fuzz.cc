// From bytes to the graph: no text breaks it, and every span can be cut out of the text.
#include <sstream>

#include "core/utf8.h"
#include "fuzz/fuzz.h"
#include "whobuilds/article_page.h"
#include "whobuilds/explain.h"
#include "whobuilds/export.h"
#include "whobuilds/extractor.h"
#include "whobuilds/graph.h"

using whobuilds::fuzz::require;

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto rule_set = whobuilds::RuleSet::embedded();
  require(rule_set.ok());
  static whobuilds::Extractor extractor(*rule_set);
  const auto document = whobuilds::fuzz::read_any(whobuilds::fuzz::view(data, size));
  if (!document) return 0;
  const whobuilds::DocumentFacts facts = extractor.extract(*document);
  const std::string_view text = document->text;
  for (const auto& mention : facts.mentions) {
    require(mention.entity < facts.entities.size());
    require(mention.span.begin < mention.span.end && mention.span.end <= text.size());
    require(mention.span.of(text) == mention.text);
  }
  const auto check = [&](const whobuilds::Evidence& evidence) {
    require(evidence.span.begin <= evidence.span.end && evidence.span.end <= text.size());
    require(evidence.sentence.begin <= evidence.sentence.end && evidence.sentence.end <= text.size());
    require(evidence.confidence > 0 && evidence.confidence <= 1);
    require(!evidence.rule.empty());
  };
  for (const auto& fact : facts.relations) {
    require(fact.source < facts.entities.size() && fact.target < facts.entities.size());
    check(fact.evidence);
  }
  for (const auto& fact : facts.attributes) {
    require(fact.entity < facts.entities.size());
    check(fact.evidence);
  }
  whobuilds::Graph graph(*rule_set);
  graph.add(facts, text);
  graph.finish();
  std::ostringstream json;
  require(!whobuilds::has_errors(whobuilds::export_graph(graph, "json", {}, json)));
  require(whobuilds::read_graph_json(json.str(), "fuzz", *rule_set).ok());

  whobuilds::ArticlePage page(*rule_set, {});
  page.add(*document, facts);
  require(whobuilds::core::valid(page.finish()));
  if (!facts.relations.empty()) {
    const whobuilds::RelationFact& fact = facts.relations.front();
    const auto why = whobuilds::explain(
        *rule_set, *document, {facts.entities[fact.source].id, fact.relation, facts.entities[fact.target].id});
    require(why.ok() && !why->empty());
  }
  return 0;
}
