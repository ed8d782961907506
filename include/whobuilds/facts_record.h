// The facts of a document with what merging them elsewhere needs beside them: what a line of facts JSONL holds.
//
//   FactsRecord record = make_record(extractor.extract(document), document.text, rule_set.hash());
//   add_record(graph, record);  // here, or in another process that read it from facts JSONL
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "whobuilds/fact.h"
#include "whobuilds/graph.h"
#include "whobuilds/span.h"

namespace whobuilds {

struct FactsRecord {
  DocumentFacts facts;
  std::map<Span, std::string> sentences;  // the texts of the evidence sentences, those that are known
  std::string rules;                      // RuleSet::hash() of the rules they were read by, "" when unknown
};

// Brings `facts` into one order that depends on what they say alone, within that which DocumentFacts states, and drops
// repetitions: facts that say the same are equal afterwards. Requires indices in range and entity ids that differ.
void sort_facts(DocumentFacts& facts);

// The facts, sorted, with their sentences cut out of the document's text; those that it does not reach to are left out.
FactsRecord make_record(DocumentFacts facts, std::string_view text, std::string rules);

namespace graph {
struct Contribution;  // src/graph/contribution.h
}

// A record that is ready to be added: what adding it costs and needs no graph (checks, hashes) is done. To be made on
// any thread.
class PreparedRecord {
 public:
  explicit PreparedRecord(FactsRecord record);
  ~PreparedRecord();
  PreparedRecord(PreparedRecord&&) noexcept;
  PreparedRecord& operator=(PreparedRecord&&) noexcept;

 private:
  friend struct graph::Access;
  std::unique_ptr<graph::Contribution> contribution_;
};

// As Graph::add. Associative, commutative and idempotent: of two records of one document that differ, the one with the
// smaller hash of its facts stays, and every sentence that either knows.
void add_record(Graph& graph, PreparedRecord record);
void add_record(Graph& graph, FactsRecord record);

// Everything that was added to `graph`, a record for each document by id, then hash of its bytes: adding the records of
// several graphs to another one gives the graph of all that was added to any of them. Needs no finish(); nothing for a
// graph that was read back from a file.
void each_record(const Graph& graph, const std::function<void(const FactsRecord& record)>& use);

}  // namespace whobuilds
