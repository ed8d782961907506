#include "whobuilds/external_merge.h"

#include <cstdlib>
#include <utility>

#include "export/graph_json.h"
#include "graph/disk_merge.h"
#include "graph/knowledge_graph.h"

namespace whobuilds {
namespace {

std::string folder_of(const MergeLimits& limits) {
  if (!limits.folder.empty()) return limits.folder;
  const char* named = std::getenv("TMPDIR");
  return named != nullptr && *named != 0 ? named : "/tmp";
}

exporting::GraphParts parts_of(graph::DiskMerge& merge, const std::string& rules_hash) {
  return {rules_hash,
          merge.root(),
          exporting::DocumentIds(merge.document_ids()),
          [&merge](const std::function<void(const DocumentInfo&)>& use) { merge.each_document(use); },
          [&merge](const std::function<void(const Node&)>& use) { merge.each_node(use); },
          [&merge](const exporting::GraphParts::UseEdge& use) { merge.each_edge(use); }};
}

}  // namespace

struct ExternalMerge::State {
  State(const RuleSet& rules, const MergeLimits& limits)
      : rule_set(rules), folder(folder_of(limits)), merge(rules.rules().ontology, folder, limits.memory) {}

  Diagnostics problems() const {
    if (!merge.failed()) return {};
    Diagnostic problem;
    problem.code = "merge.io";
    problem.file = folder;
    problem.message = "a temporary file could not be made, written or read there";
    problem.expected = "a folder with about three times the space that the facts take as JSON Lines";
    problem.remedy = "make room, or name another folder for temporary files (TMPDIR)";
    return {problem};
  }

  RuleSet rule_set;  // keeps the ontology
  std::string folder;
  graph::DiskMerge merge;
};

ExternalMerge::ExternalMerge(const RuleSet& rule_set, MergeLimits limits)
    : state_(std::make_unique<State>(rule_set, limits)) {}
ExternalMerge::~ExternalMerge() = default;
ExternalMerge::ExternalMerge(ExternalMerge&&) noexcept = default;
ExternalMerge& ExternalMerge::operator=(ExternalMerge&&) noexcept = default;

bool ExternalMerge::can_write(const std::string& format, const ExportOptions& options) {
  // Edges can be gone through once.
  return format == "jsonl" || (format == "json" && !options.analyses && !options.links);
}

void ExternalMerge::add(PreparedRecord record) { state_->merge.add(graph::Access::contribution(record)); }

Diagnostics ExternalMerge::write(const std::string& format, const ExportOptions& options, std::ostream& out) {
  state_->merge.number_documents();
  const exporting::GraphParts parts = parts_of(state_->merge, state_->rule_set.hash());
  if (format == "json") {
    exporting::write_graph_json(parts, options, nullptr, out);
  } else {
    exporting::write_graph_jsonl(parts, out);
  }
  out.flush();
  Diagnostics problems = state_->problems();
  if (problems.empty() && !out) problems.push_back(exporting::unwritable_output());
  return problems;
}

Diagnostics ExternalMerge::each_record(const std::function<void(const FactsRecord& record)>& use) {
  state_->merge.each_contribution([&](graph::Contribution&& contribution) { use(contribution); });
  return state_->problems();
}

}  // namespace whobuilds
