#include "cli/extract_documents.h"

#include <optional>
#include <utility>
#include <vector>

#include "cli/article_files.h"
#include "cli/run_in_order.h"
#include "cli/run_progress.h"
#include "cli/worker_extractors.h"

namespace whobuilds::cli {
namespace {

// An article on its way from its file to its use.
struct Passage {
  RawArticle article;
  Diagnostics problems;
  std::optional<ExtractedDocument> extracted;
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

void extract(const RuleSet& rule_set, Extractor& extractor, Passage& passage) {
  passage.problems = passage.article.problems;
  if (!passage.article.document) return;
  Result<Document> document = read_article(passage.article);
  passage.problems = document.diagnostics();
  if (!document) return;
  DocumentFacts facts = extractor.extract(*document);
  PreparedRecord record(make_record(facts, document->text, rule_set.hash()));
  passage.extracted = ExtractedDocument{std::move(*document), std::move(facts), std::move(record)};
}

}  // namespace

ExitCode InputReport::exit_code(bool strict) const {
  if (unreadable) return kIo;
  if (documents == 0 || (strict && errors > 0)) return kInputErrors;
  return kDone;
}

InputReport extract_documents(const Inputs& inputs, const RuleSet& rule_set,
                              const std::function<void(ExtractedDocument&& document)>& use) {
  ArticleSource source(inputs.paths);
  InputReport report;
  report.files = source.files();
  print_problems(source.problems());
  count_problems(source.problems(), report);

  const unsigned workers = worker_threads(inputs.jobs);
  WorkerExtractors extractors(rule_set, workers);
  std::vector<Passage> passages(window_for(workers));
  const auto passage = [&](size_t item) -> Passage& { return passages[item % passages.size()]; };
  RunProgress progress(!inputs.quiet, source.total_bytes());

  const auto deliver = [&](size_t item) {
    Passage& done = passage(item);
    if (!done.problems.empty()) progress.clear();
    print_problems(done.problems);
    count_problems(done.problems, report);
    if (done.extracted) {
      use(std::move(*done.extracted));
      done.extracted.reset();
      ++report.documents;
    }
    progress.show({report.documents, report.errors, done.article.bytes_taken});
  };
  run_in_order(
      passages.size(), workers, [&](size_t item) { return source.next(passage(item).article); },
      [&](unsigned worker, size_t item) { extract(rule_set, extractors[worker], passage(item)); }, deliver);

  progress.clear();
  if (!inputs.quiet) print_summary(report);
  return report;
}

}  // namespace whobuilds::cli
