// Review: what people decide about names and facts that were read, as data of its own. The facts stay as they were read;
// decisions are applied to them whenever a graph is made, also when the articles have been read again.
//
//   Result<DecisionSet> decisions = DecisionSet::make(list, rule_set);
//   DocumentFacts decided = decisions->apply(facts).facts;
//
// In what order decisions are given does not matter: those of one set must not contradict one another, and they are
// applied in a fixed order: first ids (merge, retype), then split, reject, confirm, rename. Ids in a decision may be
// those from before or after a merge or a change of type: both mean the entity that comes out.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/fact.h"
#include "whobuilds/graph.h"
#include "whobuilds/rule_set.h"

namespace whobuilds {

enum class DecisionKind : uint8_t {
  confirm,  // an entity is one: it counts no longer as discovered; a fact is right: its confidence is 1
  reject,   // an entity is none: it goes with all that is said of it; a fact is wrong: it goes
  merge,    // `entity` is the entity `into`
  split,    // what a document calls `surface` is not `entity` but `into`
  rename,   // the label is `label`
  retype    // the type is `type`; the id becomes that of the new type
};

const char* decision_kind_name(DecisionKind kind);

// Members that mean nothing for the kind are "".
struct Decision {
  DecisionKind kind = DecisionKind::confirm;
  std::string entity;  // id; of a fact: its source, or what has the attribute
  // Of a fact (confirm, reject): a relation and the id of its target, or the key of an attribute and its value_text().
  std::string relation, target;
  std::string into;               // merge, split: id
  std::string document, surface;  // split: id of the document, as it came with it; the mention's text
  std::string label;              // rename; of split: that of `into`, "" for the surface
  std::string type;               // retype: an entity type of the ontology

  bool operator==(const Decision&) const = default;
};

// A value of an attribute as decisions name it: a number without exponent, or the text. Without its unit.
std::string value_text(const Quantity& value);

// For people: "reject company:a develops chip:b".
std::string describe(const Decision& decision);

struct DecidedFacts {
  DocumentFacts facts;
  std::vector<uint32_t> touched;  // indices of the decisions that had something to decide in the document, ascending
};

// Decisions that fit together. Immutable, cheap to copy, shared by all threads.
class DecisionSet {
 public:
  // None.
  DecisionSet();
  // Repetitions count once. Errors, all of them: review.invalid (a member is missing, means nothing for the kind, or is
  // not in the ontology), review.conflict (two decisions that contradict each other: confirm and reject of one thing,
  // two names or two types, merges that lead to different entities or in a circle, and what is decided about an entity
  // that is rejected or merged into another).
  static Result<DecisionSet> make(std::vector<Decision> decisions, const RuleSet& rule_set);

  const std::vector<Decision>& decisions() const;
  bool empty() const;
  // SHA-256, hex, the same for the same decisions in any order; "" for none.
  const std::string& hash() const;

  // Pure. A split moves the mentions with that text, and a fact when all that its sentence calls the entity is that
  // text. Entities that become one keep the names of the one that had the id; facts that then say something of an
  // entity and itself go. Relations are not checked against changed types.
  DecidedFacts apply(DocumentFacts facts) const;

  // Whether a document that names the entity `id` may be touched.
  bool concerns(std::string_view id) const;
  // The id that the entity has after merges and changes of type.
  std::string decided_id(const std::string& id) const;
  // The other ids that become it, sorted.
  std::vector<std::string> former_ids(const std::string& id) const;
  // Indices of the decisions about the fact or about one of the entities, ascending.
  std::vector<uint32_t> about(const std::string& source, const std::string& relation, const std::string& target) const;

 private:
  struct State;
  explicit DecisionSet(std::shared_ptr<const State> state);
  std::shared_ptr<const State> state_;
};

// What is worth a decision.
struct ReviewItem {
  static constexpr uint32_t kNone = UINT32_MAX;

  uint32_t node = kNone;       // a discovered entity; or what has the attribute: index into Graph::nodes()
  uint32_t attribute = kNone;  // of the node
  uint32_t edge = kNone;       // index into Graph::edges()
  double confidence = 0;       // of a fact
  uint32_t consequence = 0;    // pieces of evidence that stand or fall with it
  const EdgeEvidence* evidence = nullptr;  // that shows it best, of the graph; none for a name of which nothing is said
};

// Discovered entities, and edges and attributes that are less sure than `below`: the most consequential first, then the
// least sure, then by id. `graph` must outlive the result. Thread-safe.
std::vector<ReviewItem> review_queue(const Graph& graph, double below);

// {"items":[{"kind":"entity"|"relation"|"attribute","id" (of an edge),"entity","label","type","relation","target",
// "target_label","status","confidence","consequence","doc","sentence"}]}; what means nothing for the kind is left out.
std::string review_queue_to_json(const Graph& graph, const std::vector<ReviewItem>& items);

// {"schema":1,"decisions":[{"decision":"merge","entity":"company:a","into":"company:b"}]}, members that are "" left out.
std::string decisions_to_json(const std::vector<Decision>& decisions);
// A decision as one line of JSON, without a line end.
std::string decision_to_json_line(const Decision& decision);
// Reads what decisions_to_json writes. Errors, all of them with JSON pointers: review.malformed (also keys that are
// unknown or given twice), review.schema (of a later version). What they mean is checked by DecisionSet::make.
Result<std::vector<Decision>> read_decisions_json(std::string_view json, const std::string& file);
// Reads what decision_to_json_line writes. Errors: review.malformed.
Result<Decision> read_decision_json(std::string_view json, const std::string& file);

}  // namespace whobuilds
