// The inside of whobuilds::Graph, for the rooms above that need more than the public accessors: the
// ontology (labels and colours), the shape of the graph, and graphs that come from elsewhere than
// a rule set.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "graph/contribution.h"
#include "graph/merge.h"
#include "graph/topology.h"
#include "rules/rules.h"
#include "whobuilds/graph.h"

namespace whobuilds::graph {

struct Access {
  // An empty graph that takes facts.
  static Graph create(Ontology ontology, std::string rules_hash);
  // A finished graph with these contents, read back from a file. It takes no further facts.
  // `contents` is ordered as merge() orders it, and all indices in it are in range.
  static Graph assemble(Ontology ontology, Contents contents);
  // As Graph::add, with the sentences given one by one instead of the document's text.
  static void add(Graph& graph, const DocumentFacts& facts, const SentenceText& sentence_text);

  // As add_record and each_record.
  static void add(Graph& graph, PreparedRecord&& record);
  static const Contribution& contribution(const PreparedRecord& record);
  static void each_record(const Graph& graph, const std::function<void(const FactsRecord& record)>& use);

  static const Ontology& ontology(const Graph& graph);
  // Requires finish().
  static const Topology& topology(const Graph& graph);
};

// The evidence that shows an edge or attribute of `status` best: of that status if there is any, then
// the most confident, then the first. Requires a non-empty list.
const EdgeEvidence& best_evidence(const std::vector<EdgeEvidence>& evidence, Status status);

// Number of documents that speak for `status`; documents that share the sentence count once.
uint32_t independent_sources(const std::vector<EdgeEvidence>& evidence, Status status);

}  // namespace whobuilds::graph
