#include "graph/drafts.h"

#include <algorithm>
#include <functional>
#include <tuple>

namespace whobuilds::graph {
namespace {

auto quantity_order(const Quantity& quantity) {
  return std::make_tuple(!quantity.number.has_value(), quantity.number.value_or(0), std::cref(quantity.text).get(),
                         quantity.unit);
}

bool mention_less(const NodeMention& a, const NodeMention& b) {
  return std::tie(a.document, a.span, a.text) < std::tie(b.document, b.span, b.text);
}
bool mention_equal(const NodeMention& a, const NodeMention& b) {
  return a.document == b.document && a.span == b.span && a.text == b.text;
}

}  // namespace

void NameVote::add(const std::string& name, bool discovered) {
  if (!name.empty()) ++(discovered ? discovered_ : listed_)[name];
}

std::string NameVote::winner() const {
  const auto& votes = listed_.empty() ? discovered_ : listed_;
  const auto fewer = [](const auto& a, const auto& b) { return a.second < b.second; };
  const auto best = std::max_element(votes.begin(), votes.end(), fewer);
  return best == votes.end() ? "" : best->first;
}

bool QuantityLess::operator()(const Quantity& a, const Quantity& b) const {
  return quantity_order(a) < quantity_order(b);
}

bool NodeDraft::ValueLess::operator()(const std::pair<std::string, Quantity>& a,
                                      const std::pair<std::string, Quantity>& b) const {
  if (a.first != b.first) return a.first < b.first;
  return QuantityLess()(a.second, b.second);
}

void NodeDraft::add(const Entity& entity) {
  type_.add(entity.type, entity.discovered);
  label_.add(entity.label, entity.discovered);
  for (const auto& name : entity.names) names_[name.first].add(name.second, entity.discovered);
  aliases_.insert(entity.aliases.begin(), entity.aliases.end());
  discovered_ = discovered_ && entity.discovered;
}

void NodeDraft::add_attribute(const std::string& key, const Quantity& value, EdgeEvidence evidence) {
  attributes_[{key, value}].push_back(std::move(evidence));
}

Node NodeDraft::finish(const std::string& id, const EvidenceJudge& judge_evidence) {
  Node node;
  node.id = id;
  node.type = type_.winner();
  node.label = label_.winner();
  for (const auto& name : names_) {
    std::string winner = name.second.winner();
    if (!winner.empty()) node.names.emplace(name.first, std::move(winner));
  }
  node.aliases.assign(aliases_.begin(), aliases_.end());
  node.discovered = discovered_;
  node.mentions = std::move(mentions_);
  std::sort(node.mentions.begin(), node.mentions.end(), mention_less);
  node.mentions.erase(std::unique(node.mentions.begin(), node.mentions.end(), mention_equal), node.mentions.end());
  for (auto& [value, evidence] : attributes_) {
    NodeAttribute attribute;
    attribute.key = value.first;
    attribute.value = value.second;
    attribute.evidence = std::move(evidence);
    sort_evidence(attribute.evidence);
    const Verdict verdict = judge_evidence(attribute.evidence);
    attribute.status = verdict.status;
    attribute.confidence = verdict.confidence;
    node.attributes.push_back(std::move(attribute));
  }
  return node;
}

void EdgeDraft::add(bool inferred, const std::map<std::string, Quantity>& attributes, EdgeEvidence evidence,
                    uint32_t age) {
  inferred_ = inferred_ && inferred;
  for (const auto& attribute : attributes) {
    Support& support = attributes_[attribute.first][attribute.second];
    support.documents.insert(evidence.document);
    support.status = std::min(support.status, evidence.evidence.status);
    support.age = std::max(support.age, age);
  }
  evidence_.push_back(std::move(evidence));
}

// Of several values of one attribute the one said with the better status, then in more documents, then later, then the
// smallest.
Quantity EdgeDraft::choose(const Values& values) {
  const auto rank = [](const Support& support) {
    return std::make_tuple(-static_cast<int>(support.status), support.documents.size(), support.age);
  };
  auto best = values.begin();
  for (auto value = values.begin(); value != values.end(); ++value) {
    if (rank(value->second) > rank(best->second)) best = value;
  }
  return best->first;
}

Edge EdgeDraft::finish(const EvidenceJudge& judge_evidence) {
  Edge edge;
  edge.inferred = inferred_;
  sort_evidence(evidence_);
  const Verdict verdict = judge_evidence(evidence_);
  edge.status = verdict.status;
  edge.confidence = verdict.confidence;
  for (const auto& attribute : attributes_) edge.attributes[attribute.first] = choose(attribute.second);
  edge.evidence = std::move(evidence_);
  return edge;
}

}  // namespace whobuilds::graph
