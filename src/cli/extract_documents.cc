#include "cli/extract_documents.h"

#include <algorithm>
#include <utility>

#include "cli/article_files.h"
#include "cli/run_in_order.h"
#include "whobuilds/extractor.h"

namespace whobuilds::cli {
namespace {

struct FileOutcome {
  std::vector<std::pair<Document, DocumentFacts>> documents;
  Diagnostics problems;
};

void count_problems(const Diagnostics& problems, InputReport& report) {
  for (const Diagnostic& problem : problems) {
    ++(problem.severity == Severity::error ? report.errors : report.warnings);
  }
  report.unreadable = report.unreadable || exit_code_for(problems) == kIo;
}

void print_summary(const InputReport& report) {
  std::string summary = count_of(report.documents, "document") + " read from " + count_of(report.files, "file");
  if (report.errors > 0) summary += ", " + count_of(report.errors, "error");
  if (report.warnings > 0) summary += ", " + count_of(report.warnings, "warning");
  print_note(summary);
}

}  // namespace

ExitCode InputReport::exit_code(bool strict) const {
  if (unreadable) return kIo;
  if (documents == 0 || (strict && errors > 0)) return kInputErrors;
  return kDone;
}

InputReport extract_documents(const Inputs& inputs, const RuleSet& rule_set,
                              const std::function<void(const Document& document, const DocumentFacts& facts)>& use) {
  const ArticleFiles found = find_article_files(inputs.paths);
  InputReport report;
  report.files = found.files.size();
  print_problems(found.problems);
  count_problems(found.problems, report);

  const auto workers = static_cast<unsigned>(std::clamp<size_t>(found.files.size(), 1, worker_threads(inputs.jobs)));
  std::vector<Extractor> extractors;
  for (unsigned worker = 0; worker < workers; ++worker) extractors.emplace_back(rule_set);
  std::vector<FileOutcome> outcomes(found.files.size());
  Progress progress(!inputs.quiet);

  const auto extract_file = [&](unsigned worker, size_t index) {
    FileOutcome& outcome = outcomes[index];
    outcome.problems = read_article_file(found, index, [&](Document&& document) {
      DocumentFacts facts = extractors[worker].extract(document);
      outcome.documents.emplace_back(std::move(document), std::move(facts));
    });
  };
  const auto deliver = [&](size_t index) {
    const FileOutcome outcome = std::exchange(outcomes[index], {});
    if (!outcome.problems.empty()) progress.clear();
    print_problems(outcome.problems);
    count_problems(outcome.problems, report);
    for (const auto& [document, facts] : outcome.documents) use(document, facts);
    report.documents += outcome.documents.size();
    progress.show(index + 1, found.files.size());
  };
  run_in_order(found.files.size(), workers, extract_file, deliver);

  progress.clear();
  if (!inputs.quiet) print_summary(report);
  return report;
}

}  // namespace whobuilds::cli
