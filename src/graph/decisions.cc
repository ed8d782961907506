#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "core/sha256.h"
#include "graph/decided_facts.h"
#include "rules/rules.h"
#include "whobuilds/review.h"

namespace whobuilds {
namespace {

constexpr std::array<const char*, 6> kKindNames = {"confirm", "reject", "merge", "split", "rename", "retype"};

auto members(const Decision& decision) {
  return std::tie(decision.kind, decision.entity, decision.relation, decision.target, decision.into, decision.document,
                  decision.surface, decision.label, decision.type);
}

bool is_of_fact(const Decision& decision) { return !decision.relation.empty(); }

// "" when the ontology has no such type.
std::string type_of_id(const Ontology& ontology, const std::string& id) {
  const size_t colon = id.find(':');
  if (colon == std::string::npos || colon + 1 == id.size()) return "";
  for (const EntityType& type : ontology.types) {
    if (type.slug == id.substr(0, colon)) return type.id;
  }
  return "";
}

std::string retyped_id(const Ontology& ontology, const Decision& decision) {
  const std::string& slug = ontology.types[ontology.find_type(decision.type)].slug;
  return slug + decision.entity.substr(decision.entity.find(':'));
}

Diagnostic problem(const char* code, std::string message, std::string expected = "") {
  Diagnostic made;
  made.code = code;
  made.message = std::move(message);
  made.expected = std::move(expected);
  return made;
}

// What is wrong with decisions by themselves.
class MemberCheck {
 public:
  explicit MemberCheck(const Ontology& ontology) : ontology_(ontology) {}

  Diagnostics operator()(const Decision& decision) {
    decision_ = &decision;
    problems_.clear();
    check_id("entity", decision.entity);
    check_fact();
    check_text("into", decision.into, is(DecisionKind::merge) || is(DecisionKind::split));
    check_text("document", decision.document, is(DecisionKind::split));
    check_text("surface", decision.surface, is(DecisionKind::split));
    if (!is(DecisionKind::split)) check_text("label", decision.label, is(DecisionKind::rename));
    check_text("type", decision.type, is(DecisionKind::retype));
    if (!decision.into.empty()) check_id("into", decision.into);
    if (!decision.type.empty() && ontology_.find_type(decision.type) == kNoIndex) {
      report("there is no type \"" + decision.type + "\"");
    } else if (problems_.empty() && is(DecisionKind::retype) && retyped_id(ontology_, decision) == decision.entity) {
      report("the entity has that type");
    }
    if (!decision.into.empty() && decision.into == decision.entity) report("\"into\" is the entity itself");
    return std::move(problems_);
  }

 private:
  bool is(DecisionKind kind) const { return decision_->kind == kind; }

  void report(const std::string& what) {
    problems_.push_back(problem("review.invalid", describe(*decision_) + ": " + what));
  }

  void check_id(const char* name, const std::string& id) {
    if (type_of_id(ontology_, id).empty())
      report("\"" + std::string(name) + "\" is no id of an entity: \"" + id + "\"");
  }

  void check_text(const char* name, const std::string& text, bool needed) {
    if (needed && text.empty()) report("\"" + std::string(name) + "\" is missing");
    if (!needed && !text.empty()) report("\"" + std::string(name) + "\" means nothing for it");
  }

  void check_fact() {
    const Decision& decision = *decision_;
    const bool may_be_of_fact = is(DecisionKind::confirm) || is(DecisionKind::reject);
    if (!may_be_of_fact || decision.relation.empty()) {
      check_text("relation", decision.relation, false);
      check_text("target", decision.target, false);
      return;
    }
    if (ontology_.find_relation(decision.relation) != kNoIndex) {
      check_id("target", decision.target);
    } else if (ontology_.find_attribute(decision.relation) != kNoIndex) {
      check_text("target", decision.target, true);
    } else {
      report("there is no relation or attribute \"" + decision.relation + "\"");
    }
  }

  const Ontology& ontology_;
  const Decision* decision_ = nullptr;
  Diagnostics problems_;
};

}  // namespace

struct DecisionSet::State : graph::CompiledDecisions {
  std::vector<Decision> decisions;
  std::string hash;
};

namespace {

using graph::CompiledDecisions;
using graph::FactKey;

std::string hash_of(std::vector<Decision> decisions) {
  if (decisions.empty()) return "";
  const auto before = [](const Decision& a, const Decision& b) { return members(a) < members(b); };
  std::sort(decisions.begin(), decisions.end(), before);
  core::Sha256 hash;
  const auto add = [&](const std::string& field) { hash.update(std::to_string(field.size()) + ":" + field); };
  for (const Decision& decision : decisions) {
    add(decision_kind_name(decision.kind));
    for (const std::string* field : {&decision.entity, &decision.relation, &decision.target, &decision.into,
                                     &decision.document, &decision.surface, &decision.label, &decision.type}) {
      add(*field);
    }
  }
  return core::to_hex(hash.finish());
}

// Enters decisions into `compiled` and notes those that contradict one entered before.
class Compiler {
 public:
  Compiler(const std::vector<Decision>& decisions, const Ontology& ontology, CompiledDecisions& compiled)
      : decisions_(decisions), ontology_(ontology), compiled_(compiled) {}

  Diagnostics compile() {
    for (const RelationType& relation : ontology_.relations) {
      if (relation.symmetric) compiled_.symmetric.insert(relation.id);
    }
    each([&](uint32_t i) { enter_id(i); });
    each([&](uint32_t i) { check_circle(i); });
    if (!problems_.empty()) return std::move(problems_);
    each([&](uint32_t i) { enter(i); });
    each([&](uint32_t i) { check_lost(i); });
    return std::move(problems_);
  }

 private:
  template <typename Use>
  void each(Use use) {
    for (uint32_t i = 0; i < decisions_.size(); ++i) use(i);
  }

  void conflict(uint32_t one, uint32_t other) {
    problems_.push_back(
        problem("review.conflict", describe(decisions_[one]) + " contradicts " + describe(decisions_[other])));
  }

  void enter_id(uint32_t i) {
    const Decision& decision = decisions_[i];
    std::string into;
    if (decision.kind == DecisionKind::merge) into = decision.into;
    if (decision.kind == DecisionKind::retype) into = retyped_id(ontology_, decision);
    if (into.empty()) return;
    const auto [known, is_new] = compiled_.ids.emplace(decision.entity, graph::Redirection{into, {}, i});
    if (!is_new) conflict(i, known->second.decision);
    known->second.type = type_of_id(ontology_, into);
  }

  void check_circle(uint32_t i) {
    const Decision& decision = decisions_[i];
    if (decision.kind != DecisionKind::merge && decision.kind != DecisionKind::retype) return;
    std::string id = decision.entity;
    for (size_t steps = 0; steps <= compiled_.ids.size(); ++steps) {
      const auto next = compiled_.ids.find(id);
      if (next == compiled_.ids.end()) return;
      id = next->second.into;
    }
    problems_.push_back(problem("review.conflict", describe(decision) + " leads into a circle of such decisions"));
  }

  void enter(uint32_t i) {
    const Decision& decision = decisions_[i];
    const std::string entity = compiled_.decided_id(decision.entity);
    for (const std::string* id : {&decision.entity, &decision.into, &entity}) compiled_.concerned.insert(*id);
    switch (decision.kind) {
      case DecisionKind::confirm:
      case DecisionKind::reject:
        if (is_of_fact(decision)) {
          enter_at(compiled_.facts, compiled_.key_of(decision.entity, decision.relation, decision.target), i);
        } else {
          enter_at(compiled_.entities, entity, i);
        }
        break;
      case DecisionKind::split: {
        const graph::Split split = {compiled_.decided_id(decision.into), type_of_id(ontology_, decision.into),
                                    decision.label, i};
        const auto [known, is_new] =
            compiled_.splits.emplace(std::tuple(decision.document, entity, decision.surface), split);
        if (!is_new) conflict(i, known->second.decision);
        break;
      }
      case DecisionKind::rename:
        enter_at(compiled_.labels, entity, i);
        break;
      case DecisionKind::merge:
      case DecisionKind::retype:
        break;
    }
  }

  template <typename Key>
  void enter_at(std::map<Key, graph::EntryDecision>& verdicts, const Key& key, uint32_t i) {
    const Decision& decision = decisions_[i];
    const auto [known, is_new] = verdicts.emplace(key, graph::EntryDecision{decision.kind, decision.label, i});
    if (is_new) return;
    // The same, said of an id from before and one from after a merge, is no contradiction.
    if (known->second.kind != decision.kind || known->second.label != decision.label)
      conflict(i, known->second.decision);
  }

  // Decisions about what another takes away.
  void check_lost(uint32_t i) {
    const Decision& decision = decisions_[i];
    const bool of_entity = !is_of_fact(decision);
    const auto moved = compiled_.ids.find(decision.entity);
    const bool merged = moved != compiled_.ids.end() && decisions_[moved->second.decision].kind == DecisionKind::merge;
    if (merged && of_entity && (decision.kind == DecisionKind::reject || decision.kind == DecisionKind::rename)) {
      conflict(i, moved->second.decision);
    }
    // What else is rejected goes with it anyway; who confirms what is rejected was told so when it was entered.
    if (decision.kind == DecisionKind::reject || (of_entity && decision.kind == DecisionKind::confirm)) return;
    for (const std::string* id : {&decision.entity, &decision.target, &decision.into}) {
      const auto verdict = compiled_.entities.find(compiled_.decided_id(*id));
      if (verdict == compiled_.entities.end() || verdict->second.kind != DecisionKind::reject) continue;
      conflict(i, verdict->second.decision);
    }
  }

  const std::vector<Decision>& decisions_;
  const Ontology& ontology_;
  CompiledDecisions& compiled_;
  Diagnostics problems_;
};

}  // namespace

const char* decision_kind_name(DecisionKind kind) { return kKindNames[static_cast<size_t>(kind)]; }

std::string value_text(const Quantity& value) {
  if (!value.number) return value.text;
  char digits[512];
  const auto end = std::to_chars(digits, digits + sizeof digits, *value.number, std::chars_format::fixed).ptr;
  return std::string(digits, end);
}

std::string describe(const Decision& decision) {
  std::string text = std::string(decision_kind_name(decision.kind)) + " " + decision.entity;
  const auto add = [&](const char* before, const std::string& member) {
    if (!member.empty()) text += before + member;
  };
  add(" ", decision.relation);
  add(" ", decision.target);
  add(" called \"", decision.surface + (decision.surface.empty() ? "" : "\""));
  add(" in ", decision.document);
  add(" into ", decision.into);
  add(" as ", decision.type);
  add(decision.kind == DecisionKind::rename ? " to " : " with the label ", decision.label);
  return text;
}

DecisionSet::DecisionSet() : state_(std::make_shared<State>()) {}
DecisionSet::DecisionSet(std::shared_ptr<const State> state) : state_(std::move(state)) {}

Result<DecisionSet> DecisionSet::make(std::vector<Decision> decisions, const RuleSet& rule_set) {
  const Ontology& ontology = rule_set.rules().ontology;
  Diagnostics problems;
  MemberCheck check(ontology);
  auto state = std::make_shared<State>();
  for (Decision& decision : decisions) {
    const Diagnostics found = check(decision);
    problems.insert(problems.end(), found.begin(), found.end());
    std::vector<Decision>& known = state->decisions;
    if (std::find(known.begin(), known.end(), decision) == known.end()) known.push_back(std::move(decision));
  }
  if (!problems.empty()) return problems;
  problems = Compiler(state->decisions, ontology, *state).compile();
  if (!problems.empty()) return problems;
  state->hash = hash_of(state->decisions);
  return DecisionSet(std::move(state));
}

const std::vector<Decision>& DecisionSet::decisions() const { return state_->decisions; }
bool DecisionSet::empty() const { return state_->decisions.empty(); }
const std::string& DecisionSet::hash() const { return state_->hash; }

DecidedFacts DecisionSet::apply(DocumentFacts facts) const { return graph::decided(*state_, std::move(facts)); }

bool DecisionSet::concerns(std::string_view id) const { return state_->concerned.count(std::string(id)) > 0; }

std::string DecisionSet::decided_id(const std::string& id) const { return state_->decided_id(id); }

std::vector<std::string> DecisionSet::former_ids(const std::string& id) const {
  std::vector<std::string> former;
  for (const auto& each : state_->ids) {
    if (each.first != id && state_->decided_id(each.first) == id) former.push_back(each.first);
  }
  return former;
}

std::vector<uint32_t> DecisionSet::about(const std::string& source, const std::string& relation,
                                         const std::string& target) const {
  const FactKey fact = state_->key_of(source, relation, target);
  const std::set<std::string> ends = {state_->decided_id(source), state_->decided_id(target)};
  std::vector<uint32_t> found;
  for (uint32_t i = 0; i < state_->decisions.size(); ++i) {
    const Decision& decision = state_->decisions[i];
    const bool fits = is_of_fact(decision) ? state_->key_of(decision.entity, decision.relation, decision.target) == fact
                                           : ends.count(state_->decided_id(decision.entity)) > 0 ||
                                                 (decision.kind == DecisionKind::split &&
                                                  ends.count(state_->decided_id(decision.into)) > 0);
    if (fits) found.push_back(i);
  }
  return found;
}

}  // namespace whobuilds
