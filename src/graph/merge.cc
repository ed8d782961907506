#include "graph/merge.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "core/sha256.h"
#include "graph/drafts.h"

namespace whobuilds::graph {
namespace {

using Contributions = std::vector<const Contribution*>;

std::vector<Node> merge_nodes(const Contributions& contributions, const EvidenceJudge& judge_evidence) {
  std::map<std::string, NodeDraft> drafts;
  for (uint32_t document = 0; document < contributions.size(); ++document) {
    const Contribution& contribution = *contributions[document];
    std::vector<NodeDraft*> of_entity;
    for (const Entity& entity : contribution.facts.entities) {
      NodeDraft& draft = drafts[entity.id];
      draft.add(entity);
      of_entity.push_back(&draft);
    }
    for (const Mention& mention : contribution.facts.mentions) {
      of_entity[mention.entity]->add({document, mention.span, mention.text});
    }
    for (const AttributeFact& fact : contribution.facts.attributes) {
      of_entity[fact.entity]->add_attribute(fact.key, fact.value,
                                            {document, fact.evidence, contribution.text_of(fact.evidence)});
    }
  }
  std::vector<Node> nodes;
  nodes.reserve(drafts.size());
  for (auto& draft : drafts) nodes.push_back(draft.second.finish(draft.first, judge_evidence));
  return nodes;
}

// For each document and each of its entities, the node it became.
std::vector<std::vector<uint32_t>> nodes_of_entities(const Contributions& contributions,
                                                     const std::vector<Node>& nodes) {
  std::unordered_map<std::string_view, uint32_t> index;
  for (uint32_t i = 0; i < nodes.size(); ++i) index.emplace(nodes[i].id, i);
  std::vector<std::vector<uint32_t>> result;
  for (const Contribution* contribution : contributions) {
    result.emplace_back();
    for (const Entity& entity : contribution->facts.entities) {
      result.back().push_back(index.find(entity.id)->second);
    }
  }
  return result;
}

using EdgeKey = std::tuple<uint32_t, std::string, uint32_t>;  // node indices ascend as ids do

std::vector<Edge> merge_edges(const Ontology& ontology, const Contributions& contributions,
                              const std::vector<Node>& nodes,
                              const std::vector<std::vector<uint32_t>>& node_of, const EvidenceJudge& judge_evidence) {
  std::map<EdgeKey, EdgeDraft> drafts;
  for (uint32_t document = 0; document < contributions.size(); ++document) {
    const Contribution& contribution = *contributions[document];
    for (const RelationFact& fact : contribution.facts.relations) {
      uint32_t source = node_of[document][fact.source];
      uint32_t target = node_of[document][fact.target];
      if (source > target && is_symmetric(ontology, fact.relation)) std::swap(source, target);
      drafts[{source, fact.relation, target}].add(
          fact.inferred, fact.attributes, {document, fact.evidence, contribution.text_of(fact.evidence)},
          judge_evidence.age(document));
    }
  }
  std::vector<Edge> edges;
  edges.reserve(drafts.size());
  for (auto& entry : drafts) {
    Edge edge = entry.second.finish(judge_evidence);
    edge.source = std::get<0>(entry.first);
    edge.relation = std::get<1>(entry.first);
    edge.target = std::get<2>(entry.first);
    edge.id = edge_id(nodes[edge.source].id, edge.relation, nodes[edge.target].id);
    edges.push_back(std::move(edge));
  }
  return edges;
}

// Documents that share an id (other bytes under the same name) are told apart by their hash.
std::vector<DocumentInfo> merge_documents(const Contributions& contributions) {
  std::map<std::string_view, uint32_t> uses;
  for (const Contribution* contribution : contributions) ++uses[contribution->facts.document.id];
  std::vector<DocumentInfo> documents;
  for (const Contribution* contribution : contributions) {
    documents.push_back(contribution->facts.document);
    DocumentInfo& document = documents.back();
    if (uses[contribution->facts.document.id] > 1) document.id += id_suffix(document);
  }
  return documents;
}

std::vector<std::string> hashes_of(const Contributions& contributions) {
  std::vector<std::string> hashes;
  for (const Contribution* contribution : contributions) hashes.push_back(contribution->hash);
  return hashes;
}

}  // namespace

bool is_symmetric(const Ontology& ontology, std::string_view relation) {
  const uint32_t index = ontology.find_relation(relation);
  return index != kNoIndex && ontology.relations[index].symmetric;
}

std::string id_suffix(const DocumentInfo& document) { return "@" + document.sha256.substr(0, 16); }

std::string root_of(std::vector<std::string> hashes) {
  std::sort(hashes.begin(), hashes.end());
  core::Sha256 root;
  for (const std::string& hash : hashes) {
    root.update(hash);
    root.update("\n");
  }
  return core::to_hex(root.finish());
}

std::string given_id(const DocumentInfo& document) {
  const std::string suffix = id_suffix(document);
  const std::string& id = document.id;
  const bool appended = suffix.size() > 1 && id.size() > suffix.size() &&
                        id.compare(id.size() - suffix.size(), suffix.size(), suffix) == 0;
  return appended ? id.substr(0, id.size() - suffix.size()) : id;
}

std::string edge_id(std::string_view source, std::string_view relation, std::string_view target) {
  core::Sha256 hash;
  for (const std::string_view part : {source, relation, target}) {
    hash.update(part);
    hash.update("\n");
  }
  return core::to_hex(hash.finish()).substr(0, 16);
}

Contents merge(const Ontology& ontology, const std::vector<const Contribution*>& contributions) {
  Contents contents;
  contents.documents = merge_documents(contributions);
  const EvidenceJudge judge_evidence(contents.documents);
  contents.nodes = merge_nodes(contributions, judge_evidence);
  const auto node_of = nodes_of_entities(contributions, contents.nodes);
  contents.edges = merge_edges(ontology, contributions, contents.nodes, node_of, judge_evidence);
  contents.root = root_of(hashes_of(contributions));
  return contents;
}

}  // namespace whobuilds::graph
