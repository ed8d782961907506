// Decisions in the form in which they are looked up, and the facts of a document under them.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_set>

#include "whobuilds/review.h"

namespace whobuilds::graph {

// Of an id that is another entity's, or another type's.
struct Redirection {
  std::string into;
  std::string type;       // of `into`
  uint32_t decision = 0;  // index
};

struct Split {
  std::string into;
  std::string type;
  std::string label;
  uint32_t decision = 0;
};

// What is decided about an entity or a fact.
struct EntryDecision {
  DecisionKind kind = DecisionKind::confirm;
  std::string label;
  uint32_t decision = 0;
};

using FactKey =
    std::tuple<std::string, std::string, std::string>;  // decided ids; of symmetric relations the smaller first

struct CompiledDecisions {
  std::map<std::string, Redirection> ids;                                     // one step; without circles
  std::map<std::tuple<std::string, std::string, std::string>, Split> splits;  // document, decided id, surface
  std::map<std::string, EntryDecision> entities, labels;                      // by decided id
  std::map<FactKey, EntryDecision> facts;
  std::set<std::string> symmetric;            // relations
  std::unordered_set<std::string> concerned;  // ids that a decision is about, as given and as decided

  std::string decided_id(const std::string& id) const;
  FactKey key_of(const std::string& source, const std::string& relation, const std::string& target) const;
};

DecidedFacts decided(const CompiledDecisions& decisions, DocumentFacts facts);

}  // namespace whobuilds::graph
