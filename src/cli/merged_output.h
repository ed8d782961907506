// The records of any number of documents on their way to one output.
#pragma once

#include <optional>

#include "cli/output.h"
#include "whobuilds/external_merge.h"
#include "whobuilds/facts_record.h"
#include "whobuilds/graph.h"
#include "whobuilds/rule_set.h"

namespace whobuilds::cli {

// The format of merged facts, one line for each document: none of a graph.
constexpr const char* kFactsFormat = "facts";

// Merges on disk where the format allows it (json, jsonl, facts): memory does not grow with the facts. Other formats
// look at the graph as a whole, which is kept in memory. Not thread-safe.
class MergedOutput {
 public:
  // The format is settled, or kFactsFormat. `output` must outlive it.
  MergedOutput(const RuleSet& rule_set, const Output& output);

  void add(PreparedRecord&& record);
  // To output.path. Call once, after the last record.
  Diagnostics write();

 private:
  Diagnostics write_facts();

  const Output& output_;
  std::optional<ExternalMerge> merge_;  // one of both
  std::optional<Graph> graph_;
};

}  // namespace whobuilds::cli
