#include "store/rows.h"

#include <utility>

#include "core/sha256.h"
#include "graph/knowledge_graph.h"
#include "graph/verdict.h"

namespace whobuilds::store {
namespace {

// 64 bits of a hash are enough: what would collide are two sentences that speak for one edge.
int64_t number_of(std::string_view key) {
  const core::Digest digest = core::sha256(key);
  uint64_t number = 0;
  for (size_t i = 0; i < sizeof number; ++i) number = number << 8 | digest[i];
  return static_cast<int64_t>(number);
}

// Equal for copies of one sentence; without its text a sentence is its place.
int64_t copies_of(const EdgeEvidence& said, const DocumentInfo& document) {
  const std::string key = graph::sentence_key(said.text);
  if (!key.empty()) return number_of(key);
  const Span place = said.evidence.sentence;
  return number_of(document.id + '\n' + document.sha256 + '\n' + std::to_string(place.begin) + '\n' +
                   std::to_string(place.end));
}

EvidenceRow row_of(const EdgeEvidence& said, const DocumentInfo& document) {
  EvidenceRow row;
  row.status = status_name(said.evidence.status);
  row.confidence = said.evidence.confidence;
  row.sentence = said.text;
  row.copies = copies_of(said, document);
  row.rule = said.evidence.rule;
  row.attributed_to = said.evidence.source;
  row.begin = said.evidence.span.begin;
  row.end = said.evidence.span.end;
  row.sentence_begin = said.evidence.sentence.begin;
  row.sentence_end = said.evidence.sentence.end;
  return row;
}

void append_edge(const Graph& graph, const Edge& edge, std::vector<EvidenceRow>& rows) {
  for (const EdgeEvidence& said : edge.evidence) {
    EvidenceRow row = row_of(said, graph.documents()[said.document]);
    row.edge = edge.id;
    row.source = graph.nodes()[edge.source].id;
    row.relation = edge.relation;
    row.target = graph.nodes()[edge.target].id;
    row.inferred = edge.inferred;
    rows.push_back(std::move(row));
  }
}

void append_attribute(const Graph& graph, const Node& node, const NodeAttribute& attribute,
                      std::vector<EvidenceRow>& rows) {
  for (const EdgeEvidence& said : attribute.evidence) {
    EvidenceRow row = row_of(said, graph.documents()[said.document]);
    row.source = node.id;
    row.relation = attribute.key;
    row.number_value = attribute.value.number;
    if (!attribute.value.number) row.text_value = attribute.value.text;
    row.unit = attribute.value.unit;
    rows.push_back(std::move(row));
  }
}

}  // namespace

Rows rows_of(const FactsRecord& record, const Ontology& ontology) {
  Graph graph = graph::Access::create(ontology, "");
  add_record(graph, record);
  graph.finish();
  Rows rows;
  for (const Node& node : graph.nodes()) {
    rows.entities.push_back(
        {node.id, node.type, node.label, node.discovered, static_cast<int64_t>(node.mentions.size())});
  }
  for (const Edge& edge : graph.edges()) append_edge(graph, edge, rows.evidence);
  for (const Node& node : graph.nodes()) {
    for (const NodeAttribute& attribute : node.attributes) append_attribute(graph, node, attribute, rows.evidence);
  }
  return rows;
}

Rows rows_of(FactsRecord record, const DecisionSet& decisions, const Ontology& ontology) {
  record.facts = decisions.apply(std::move(record.facts)).facts;
  return rows_of(record, ontology);
}

}  // namespace whobuilds::store
