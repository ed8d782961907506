// Merging more records than memory holds, straight into a file: the graph is never in memory as a whole.
//
//   ExternalMerge merge(rule_set);
//   for (FactsRecord& record : records) merge.add(PreparedRecord(std::move(record)));
//   std::ofstream out("graph.json", std::ios::binary);
//   Diagnostics problems = merge.write("json", {}, out);
//
// What is written is byte for byte what Graph and export_graph write of the same records.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include "whobuilds/diagnostic.h"
#include "whobuilds/export.h"
#include "whobuilds/facts_record.h"
#include "whobuilds/rule_set.h"

namespace whobuilds {

struct MergeLimits {
  size_t memory = size_t{64} << 20;  // bytes of records that are held; what is more goes to a temporary file
  std::string folder;                // for that file, "": TMPDIR, or /tmp
};

// Add any number of records, then call write or each_record, once. Memory: up to twice the limit, 200 bytes for each
// document, and the largest node or edge with all its evidence; disk: about the size of the records as facts JSONL,
// three times over. The temporary files have no names and go with the process. Not thread-safe.
class ExternalMerge {
 public:
  explicit ExternalMerge(const RuleSet& rule_set, MergeLimits limits = {});
  ~ExternalMerge();
  ExternalMerge(ExternalMerge&&) noexcept;
  ExternalMerge& operator=(ExternalMerge&&) noexcept;

  // Whether write() knows this format with these options: json and jsonl, without what looks at a graph as a whole.
  static bool can_write(const std::string& format, const ExportOptions& options);

  // Associative, commutative and idempotent, as add_record.
  void add(PreparedRecord record);

  // As export_graph of the graph of all records, but that `out` may have got a part at an error: merge.io (a temporary
  // file failed), export.io. Requires can_write().
  Diagnostics write(const std::string& format, const ExportOptions& options, std::ostream& out);

  // As whobuilds::each_record of that graph. Errors: merge.io.
  Diagnostics each_record(const std::function<void(const FactsRecord& record)>& use);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace whobuilds
