#include "graph/merge.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "core/sha256.h"
#include "graph/evidence.h"

namespace whobuilds::graph {
namespace {

using Contributions = std::vector<const Contribution*>;

// Chooses among the names that documents give to one thing: those from the catalogue come before
// discovered ones, then the one most documents give, then the smaller.
class NameVote {
 public:
  void add(const std::string& name, bool discovered) {
    if (!name.empty()) ++(discovered ? discovered_ : listed_)[name];
  }
  std::string winner() const {
    const auto& votes = listed_.empty() ? discovered_ : listed_;
    const auto fewer = [](const auto& a, const auto& b) { return a.second < b.second; };
    const auto best = std::max_element(votes.begin(), votes.end(), fewer);
    return best == votes.end() ? "" : best->first;
  }

 private:
  std::map<std::string, uint32_t> listed_, discovered_;
};

struct NodeDraft {
  NameVote type, label;
  std::map<std::string, NameVote> names;
  std::set<std::string> aliases;
  bool discovered = true;
  std::vector<NodeMention> mentions;

  void add(const Entity& entity) {
    type.add(entity.type, entity.discovered);
    label.add(entity.label, entity.discovered);
    for (const auto& name : entity.names) names[name.first].add(name.second, entity.discovered);
    aliases.insert(entity.aliases.begin(), entity.aliases.end());
    discovered = discovered && entity.discovered;
  }
};

bool mention_less(const NodeMention& a, const NodeMention& b) {
  return std::tie(a.document, a.span, a.text) < std::tie(b.document, b.span, b.text);
}
bool mention_equal(const NodeMention& a, const NodeMention& b) {
  return a.document == b.document && a.span == b.span && a.text == b.text;
}

Node finished(const std::string& id, NodeDraft&& draft) {
  Node node;
  node.id = id;
  node.type = draft.type.winner();
  node.label = draft.label.winner();
  for (const auto& name : draft.names) {
    std::string winner = name.second.winner();
    if (!winner.empty()) node.names.emplace(name.first, std::move(winner));
  }
  node.aliases.assign(draft.aliases.begin(), draft.aliases.end());
  node.discovered = draft.discovered;
  node.mentions = std::move(draft.mentions);
  std::sort(node.mentions.begin(), node.mentions.end(), mention_less);
  node.mentions.erase(std::unique(node.mentions.begin(), node.mentions.end(), mention_equal),
                      node.mentions.end());
  return node;
}

std::vector<Node> merge_nodes(const Contributions& contributions) {
  std::map<std::string, NodeDraft> drafts;
  for (uint32_t document = 0; document < contributions.size(); ++document) {
    const DocumentFacts& facts = contributions[document]->facts;
    std::vector<NodeDraft*> of_entity;
    for (const Entity& entity : facts.entities) {
      NodeDraft& draft = drafts[entity.id];
      draft.add(entity);
      of_entity.push_back(&draft);
    }
    for (const Mention& mention : facts.mentions) {
      of_entity[mention.entity]->mentions.push_back({document, mention.span, mention.text});
    }
  }
  std::vector<Node> nodes;
  nodes.reserve(drafts.size());
  for (auto& draft : drafts) nodes.push_back(finished(draft.first, std::move(draft.second)));
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

auto quantity_order(const Quantity& quantity) {
  return std::make_tuple(!quantity.number.has_value(), quantity.number.value_or(0), std::cref(quantity.text).get(),
                         quantity.unit);
}

struct QuantityLess {
  bool operator()(const Quantity& a, const Quantity& b) const { return quantity_order(a) < quantity_order(b); }
};

// Support for one value of an edge attribute.
struct Support {
  std::set<uint32_t> documents;
  Status status = Status::denied;
  uint32_t age = 0;
};

// Several values of one edge attribute: the one said with the better status, then in more documents,
// then later, then the smallest.
Quantity choose(const std::map<Quantity, Support, QuantityLess>& values) {
  const auto rank = [](const Support& support) {
    return std::make_tuple(-static_cast<int>(support.status), support.documents.size(), support.age);
  };
  auto best = values.begin();
  for (auto value = values.begin(); value != values.end(); ++value) {
    if (rank(value->second) > rank(best->second)) best = value;
  }
  return best->first;
}

struct EdgeDraft {
  bool inferred = true;
  std::vector<EdgeEvidence> evidence;
  std::map<std::string, std::map<Quantity, Support, QuantityLess>> attributes;

  void add(uint32_t document, uint32_t age, const RelationFact& fact, const std::string& text) {
    inferred = inferred && fact.inferred;
    evidence.push_back({document, fact.evidence, text});
    for (const auto& attribute : fact.attributes) {
      Support& support = attributes[attribute.first][attribute.second];
      support.documents.insert(document);
      support.status = std::min(support.status, fact.evidence.status);
      support.age = std::max(support.age, age);
    }
  }
};

bool is_symmetric(const Ontology& ontology, std::string_view relation) {
  const uint32_t index = ontology.find_relation(relation);
  return index != kNoIndex && ontology.relations[index].symmetric;
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
      drafts[{source, fact.relation, target}].add(document, judge_evidence.age(document), fact,
                                                  contribution.text_of(fact.evidence));
    }
  }
  std::vector<Edge> edges;
  edges.reserve(drafts.size());
  for (auto& entry : drafts) {
    EdgeDraft& draft = entry.second;
    Edge edge;
    edge.source = std::get<0>(entry.first);
    edge.relation = std::get<1>(entry.first);
    edge.target = std::get<2>(entry.first);
    edge.id = edge_id(nodes[edge.source].id, edge.relation, nodes[edge.target].id);
    edge.inferred = draft.inferred;
    sort_evidence(draft.evidence);
    const Verdict verdict = judge_evidence(draft.evidence);
    edge.status = verdict.status;
    edge.confidence = verdict.confidence;
    for (const auto& attribute : draft.attributes) edge.attributes[attribute.first] = choose(attribute.second);
    edge.evidence = std::move(draft.evidence);
    edges.push_back(std::move(edge));
  }
  return edges;
}

void merge_attributes(const Contributions& contributions, const std::vector<std::vector<uint32_t>>& node_of,
                      const EvidenceJudge& judge_evidence, std::vector<Node>& nodes) {
  using ValueKey = std::pair<std::string, Quantity>;
  const auto less = [](const ValueKey& a, const ValueKey& b) {
    if (a.first != b.first) return a.first < b.first;
    return QuantityLess()(a.second, b.second);
  };
  std::vector<std::map<ValueKey, std::vector<EdgeEvidence>, decltype(less)>> drafts(
      nodes.size(), std::map<ValueKey, std::vector<EdgeEvidence>, decltype(less)>(less));
  for (uint32_t document = 0; document < contributions.size(); ++document) {
    const Contribution& contribution = *contributions[document];
    for (const AttributeFact& fact : contribution.facts.attributes) {
      drafts[node_of[document][fact.entity]][{fact.key, fact.value}].push_back(
          {document, fact.evidence, contribution.text_of(fact.evidence)});
    }
  }
  for (size_t node = 0; node < nodes.size(); ++node) {
    for (auto& draft : drafts[node]) {
      NodeAttribute attribute;
      attribute.key = draft.first.first;
      attribute.value = draft.first.second;
      attribute.evidence = std::move(draft.second);
      sort_evidence(attribute.evidence);
      const Verdict verdict = judge_evidence(attribute.evidence);
      attribute.status = verdict.status;
      attribute.confidence = verdict.confidence;
      nodes[node].attributes.push_back(std::move(attribute));
    }
  }
}

// What tells documents of one id apart.
std::string id_suffix(const DocumentInfo& document) { return "@" + document.sha256.substr(0, 16); }

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

std::string root_of(const Contributions& contributions) {
  std::vector<std::string_view> hashes;
  for (const Contribution* contribution : contributions) hashes.push_back(contribution->hash);
  std::sort(hashes.begin(), hashes.end());
  core::Sha256 root;
  for (const std::string_view hash : hashes) {
    root.update(hash);
    root.update("\n");
  }
  return core::to_hex(root.finish());
}

}  // namespace

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
  contents.nodes = merge_nodes(contributions);
  const auto node_of = nodes_of_entities(contributions, contents.nodes);
  const EvidenceJudge judge_evidence(contents.documents);
  contents.edges = merge_edges(ontology, contributions, contents.nodes, node_of, judge_evidence);
  merge_attributes(contributions, node_of, judge_evidence, contents.nodes);
  contents.root = root_of(contributions);
  return contents;
}

}  // namespace whobuilds::graph
