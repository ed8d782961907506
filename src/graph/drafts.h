// A node and an edge while the documents' facts about them are gathered. What is finished does not depend on the order
// in which the facts came.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graph/evidence.h"
#include "whobuilds/graph.h"

namespace whobuilds::graph {

// Chooses among the names that documents give to one thing: those from the catalogue come before discovered ones, then
// the one most documents give, then the smaller.
class NameVote {
 public:
  void add(const std::string& name, bool discovered);
  std::string winner() const;  // "" without votes

 private:
  std::map<std::string, uint32_t> listed_, discovered_;
};

struct QuantityLess {
  bool operator()(const Quantity& a, const Quantity& b) const;
};

class NodeDraft {
 public:
  void add(const Entity& entity);
  void add(NodeMention mention) { mentions_.push_back(std::move(mention)); }
  void add_attribute(const std::string& key, const Quantity& value, EdgeEvidence evidence);

  // The draft is used up.
  Node finish(const std::string& id, const EvidenceJudge& judge_evidence);

 private:
  struct ValueLess {
    bool operator()(const std::pair<std::string, Quantity>& a, const std::pair<std::string, Quantity>& b) const;
  };

  NameVote type_, label_;
  std::map<std::string, NameVote> names_;
  std::set<std::string> aliases_;
  bool discovered_ = true;
  std::vector<NodeMention> mentions_;
  std::map<std::pair<std::string, Quantity>, std::vector<EdgeEvidence>, ValueLess> attributes_;
};

class EdgeDraft {
 public:
  // `age`: that of the evidence's document, as EvidenceJudge has it.
  void add(bool inferred, const std::map<std::string, Quantity>& attributes, EdgeEvidence evidence, uint32_t age);

  // All but the id, the ends and the relation. The draft is used up; there was a fact.
  Edge finish(const EvidenceJudge& judge_evidence);

 private:
  // Support for one value of an edge attribute.
  struct Support {
    std::set<uint32_t> documents;
    Status status = Status::denied;
    uint32_t age = 0;
  };
  using Values = std::map<Quantity, Support, QuantityLess>;

  static Quantity choose(const Values& values);

  bool inferred_ = true;
  std::vector<EdgeEvidence> evidence_;
  std::map<std::string, Values> attributes_;
};

}  // namespace whobuilds::graph
