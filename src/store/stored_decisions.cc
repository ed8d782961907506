#include "store/stored_decisions.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "store/open.h"
#include "store/row_tables.h"
#include "store/store_state.h"
#include "store/stored_record.h"
#include "whobuilds/facts_jsonl.h"

namespace whobuilds {
namespace {

using store::Connection;
using store::Statement;
using store::Transaction;

std::vector<StoredDecision> read_decisions(Connection& connection) {
  std::vector<StoredDecision> found;
  Statement statement(connection, "SELECT number, decision, made FROM decisions ORDER BY number");
  while (statement.next()) {
    const Result<Decision> decision = read_decision_json(statement.text(1), connection.path());
    if (!decision) {
      connection.fail(store::damaged(connection.path(), "decision " + statement.text(0) + " cannot be read"));
      break;
    }
    found.push_back({statement.integer(0), *decision, statement.text(2)});
  }
  return found;
}

std::vector<Decision> decisions_in(const std::vector<StoredDecision>& stored) {
  std::vector<Decision> decisions;
  for (const StoredDecision& each : stored) decisions.push_back(each.decision);
  return decisions;
}

// Ids that a document whose rows may change names, as it was read.
class RelatedIds {
 public:
  RelatedIds(const DecisionSet& before, const DecisionSet& after) : sets_{&before, &after} {}

  std::set<std::string> of(const std::vector<Decision>& changed) {
    for (const Decision& decision : changed) {
      for (const std::string* id : {&decision.entity, &decision.target, &decision.into}) add(*id);
    }
    // What a split makes is named otherwise in its document.
    for (const DecisionSet* set : sets_) {
      for (const Decision& decision : set->decisions()) {
        const bool is_related = decision.kind == DecisionKind::split && ids_.count(set->decided_id(decision.into)) > 0;
        if (is_related) add(decision.entity);
      }
    }
    return std::move(ids_);
  }

 private:
  void add(const std::string& id) {
    if (id.empty()) return;
    ids_.insert(id);
    for (const DecisionSet* set : sets_) {
      const std::string decided = set->decided_id(id);
      ids_.insert(decided);
      for (const std::string& former : set->former_ids(decided)) ids_.insert(former);
    }
  }

  const DecisionSet* sets_[2];
  std::set<std::string> ids_;
};

bool names_any(const std::string& line, const std::set<std::string>& ids) {
  return std::any_of(ids.begin(), ids.end(),
                     [&](const std::string& id) { return line.find("\"" + id + "\"") != std::string::npos; });
}

// Writes the rows anew of all documents that name one of the ids.
void rewrite_rows(Connection& connection, const RuleSet& rule_set, const DecisionSet& decisions,
                  const std::set<std::string>& ids) {
  store::RowWriter rows(connection);
  Statement lines(connection, "SELECT document, line FROM records ORDER BY document");
  while (lines.next()) {
    const int64_t number = lines.integer(0);
    const std::optional<std::string> line = store::decompressed(lines.bytes(1));
    if (line && !names_any(*line, ids)) continue;
    Result<FactsRecord> record = store::record_of(connection, number, "", line.value_or(""));
    if (!record) {
      connection.fail(record.diagnostics().front());
      return;
    }
    rows.replace(number, store::rows_of(std::move(*record), decisions, rule_set.rules().ontology));
  }
}

// `changed`: what one of the two sets has and the other has not.
void rewrite_rows(Connection& connection, const RuleSet& rule_set, const DecisionSet& before, const DecisionSet& after,
                  const std::vector<Decision>& changed) {
  if (changed.empty() || connection.failed()) return;
  rewrite_rows(connection, rule_set, after, RelatedIds(before, after).of(changed));
}

// Takes those out of `stored` that have one of the numbers.
std::vector<StoredDecision> take(std::vector<StoredDecision>& stored, const std::vector<int64_t>& numbers) {
  const auto stays = [&](const StoredDecision& each) {
    return std::find(numbers.begin(), numbers.end(), each.number) == numbers.end();
  };
  const auto first = std::stable_partition(stored.begin(), stored.end(), stays);
  std::vector<StoredDecision> taken(first, stored.end());
  stored.erase(first, stored.end());
  return taken;
}

Diagnostics unknown_numbers(const std::string& path, const std::vector<StoredDecision>& found,
                            const std::vector<int64_t>& numbers) {
  Diagnostics problems;
  for (const int64_t number : numbers) {
    const auto has_it = [&](const StoredDecision& each) { return each.number == number; };
    if (std::any_of(found.begin(), found.end(), has_it)) continue;
    Diagnostic problem;
    problem.code = "review.no_decision";
    problem.file = path;
    problem.message = "there is no decision " + std::to_string(number);
    problem.remedy = "`whobuilds review list --decisions` shows what there is; nothing was undone";
    problems.push_back(std::move(problem));
  }
  return problems;
}

}  // namespace

namespace store {

Result<DecisionSet> stored_decisions(Connection& connection, const RuleSet& rule_set) {
  std::vector<Decision> decisions = decisions_in(read_decisions(connection));
  if (connection.failed()) return connection.problems();
  return DecisionSet::make(std::move(decisions), rule_set);
}

}  // namespace store

Result<std::vector<StoredDecision>> Store::decisions() const {
  Connection& connection = *state_->connection;
  std::vector<StoredDecision> found = read_decisions(connection);
  if (connection.failed()) return connection.take_problems();
  return found;
}

Result<DecisionSet> Store::decision_set(const RuleSet& rule_set) const {
  Connection& connection = *state_->connection;
  Result<DecisionSet> found = store::stored_decisions(connection, rule_set);
  connection.take_problems();
  return found;
}

namespace {

// In a transaction, as Store::decide.
Result<size_t> add_decisions(Connection& connection, const std::vector<Decision>& decisions, const RuleSet& rule_set) {
  const Result<DecisionSet> before = store::stored_decisions(connection, rule_set);
  if (!before) return before.diagnostics();
  std::vector<Decision> together = before->decisions();
  together.insert(together.end(), decisions.begin(), decisions.end());
  const Result<DecisionSet> after = DecisionSet::make(std::move(together), rule_set);
  if (!after) return after.diagnostics();
  const std::vector<Decision> fresh(after->decisions().begin() + static_cast<ptrdiff_t>(before->decisions().size()),
                                    after->decisions().end());
  Statement insert(connection,
                   "INSERT INTO decisions (decision, made) VALUES (?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))");
  for (const Decision& decision : fresh) insert.bind(decision_to_json_line(decision)).run();
  rewrite_rows(connection, rule_set, *before, *after, fresh);
  return fresh.size();
}

// In a transaction, as Store::undo.
Diagnostics remove_decisions(Connection& connection, const std::vector<int64_t>& numbers, const RuleSet& rule_set) {
  std::vector<StoredDecision> stored = read_decisions(connection);
  const Result<DecisionSet> before = DecisionSet::make(decisions_in(stored), rule_set);
  if (!before) return before.diagnostics();
  const std::vector<StoredDecision> taken = take(stored, numbers);
  const Diagnostics unknown = unknown_numbers(connection.path(), taken, numbers);
  if (!unknown.empty() && !connection.failed()) return unknown;
  const Result<DecisionSet> after = DecisionSet::make(decisions_in(stored), rule_set);
  if (!after) return after.diagnostics();
  Statement remove(connection, "DELETE FROM decisions WHERE number = ?");
  for (const StoredDecision& each : taken) remove.bind(each.number).run();
  rewrite_rows(connection, rule_set, *before, *after, decisions_in(taken));
  return {};
}

}  // namespace

Result<size_t> Store::decide(const std::vector<Decision>& decisions, const RuleSet& rule_set) {
  Connection& connection = *state_->connection;
  const Result<size_t> added = [&] {
    Transaction all(connection);
    Result<size_t> done = add_decisions(connection, decisions, rule_set);
    if (done) all.commit();
    return done;
  }();
  const Diagnostics failure = connection.take_problems();
  if (!failure.empty()) return failure;
  return added;
}

Diagnostics Store::undo(const std::vector<int64_t>& numbers, const RuleSet& rule_set) {
  Connection& connection = *state_->connection;
  const Diagnostics problems = [&] {
    Transaction all(connection);
    Diagnostics found = remove_decisions(connection, numbers, rule_set);
    if (found.empty()) all.commit();
    return found;
  }();
  const Diagnostics failure = connection.take_problems();
  return failure.empty() ? problems : failure;
}

Diagnostics Store::dangling_decisions(const RuleSet& rule_set) const {
  const Result<DecisionSet> decisions = decision_set(rule_set);
  if (!decisions) return decisions.diagnostics();
  if (decisions->empty()) return {};
  std::set<uint32_t> touched;
  Diagnostics problems = each_line([&](std::string&& line) {
    const Result<FactsLine> read = read_facts_line(line, path(), 0);
    if (!read || read->error) return;
    for (const uint32_t index : decisions->apply(read->record.facts).touched) touched.insert(index);
  });
  for (uint32_t i = 0; i < decisions->decisions().size(); ++i) {
    if (touched.count(i) > 0) continue;
    Diagnostic warning;
    warning.code = "review.dangling";
    warning.severity = Severity::warning;
    warning.file = path();
    warning.message = "nothing in the documents comes under \"" + describe(decisions->decisions()[i]) + "\"";
    warning.remedy = "undo it, unless a document that it is about is still to come";
    problems.push_back(std::move(warning));
  }
  return problems;
}

}  // namespace whobuilds
