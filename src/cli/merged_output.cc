#include "cli/merged_output.h"

#include <utility>

#include "cli/line_output.h"
#include "whobuilds/facts_jsonl.h"

namespace whobuilds::cli {

MergedOutput::MergedOutput(const RuleSet& rule_set, const Output& output) : output_(output) {
  if (output.format == kFactsFormat || ExternalMerge::can_write(output.format, output.options)) {
    merge_.emplace(rule_set);
  } else {
    graph_.emplace(rule_set);
  }
}

void MergedOutput::add(PreparedRecord&& record) {
  if (merge_) {
    merge_->add(std::move(record));
  } else {
    add_record(*graph_, std::move(record));
  }
}

Diagnostics MergedOutput::write() {
  if (output_.format == kFactsFormat) return write_facts();
  if (merge_) {
    return write_streaming(output_.path,
                           [this](std::ostream& out) { return merge_->write(output_.format, output_.options, out); });
  }
  graph_->finish();
  return write_graph(*graph_, output_, output_.path);
}

Diagnostics MergedOutput::write_facts() {
  LineOutput output(output_.path);
  Diagnostics problems = output.open_beside();
  const Diagnostics merged = merge_->each_record([&](const FactsRecord& record) {
    if (problems.empty()) problems = output.write(facts_to_json_line(record));
  });
  if (problems.empty()) problems = merged;
  if (problems.empty()) problems = output.finish();
  if (problems.empty()) return output.replace();
  output.discard();
  return problems;
}

}  // namespace whobuilds::cli
