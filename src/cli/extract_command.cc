#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/extract_documents.h"
#include "cli/load_inputs.h"
#include "cli/merged_output.h"
#include "cli/output.h"
#include "whobuilds/article_export.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds extract article.md                         graph JSON to stdout\n"
    "  whobuilds extract articles/ -o graph.svg             a picture of a folder's articles\n"
    "  whobuilds extract article.md -o article.html         the article with names and evidence marked\n"
    "  whobuilds extract articles/ --format conll -o train.conll\n"
    "  whobuilds extract 'news/2025-*.html' --per-document out/\n"
    "  cat article.txt | whobuilds extract - --format dot";

struct ExtractArguments {
  Inputs inputs;
  Output output;
  std::string per_document_folder;
  std::string text_folder;
  std::string rules_folder;
  bool strict = false;
  bool fail_empty = false;
};

// One file per document in a folder, named after the document's id; or one folder each, where the extension is "".
class DocumentFiles {
 public:
  DocumentFiles(std::string folder, std::string extension)
      : folder_(std::move(folder)), extension_(std::move(extension)) {}

  Diagnostics prepare() const { return make_folder(folder_); }

  // The path for `document`. An id that was there before is a problem: the second would replace the first.
  Result<std::string> path_for(const Document& document) {
    std::string name = document.id;
    for (char& c : name) {
      if (c == '/' || c == '\\' || c == '\0') c = '_';
    }
    if (name.empty() || name.front() == '.') name.insert(0, "_");
    if (names_.insert(name).second) {
      return (std::filesystem::path(folder_) / (extension_.empty() ? name : name + "." + extension_)).string();
    }
    Diagnostic problem;
    problem.code = "cli.equal_ids";
    problem.file = document.path;
    problem.message = "another document has the id \"" + document.id + "\" too; this one was not written";
    problem.remedy = "give the documents different names";
    return problem;
  }

 private:
  std::string folder_;
  std::string extension_;
  std::set<std::string> names_;
};

// What is done with each document, as the arguments ask for it.
class Extraction {
 public:
  Extraction(const ExtractArguments& arguments, const RuleSet& rule_set) : arguments_(arguments), rule_set_(rule_set) {
    if (!arguments.per_document_folder.empty()) {
      output_files_.emplace(arguments.per_document_folder, find_export_format(arguments.output.format)->extension);
    }
    if (!arguments.text_folder.empty()) text_files_.emplace(arguments.text_folder, "txt");
    if (output_files_ && arguments.output.path.empty()) return;
    if (shows_articles(arguments.output)) {
      articles_.emplace(new_export());
    } else {
      merged_.emplace(rule_set, arguments.output);
    }
  }

  // Makes the folders. False if one cannot be made.
  bool prepare() {
    if (output_files_) note(output_files_->prepare());
    if (text_files_) note(text_files_->prepare());
    return failure_ == kDone;
  }

  void use(ExtractedDocument&& extracted) {
    const Document& document = extracted.document;
    const DocumentFacts& facts = extracted.facts;
    found_something_ = found_something_ || !facts.entities.empty();
    if (output_files_) write_document(document, facts);
    if (text_files_ && document.offsets_in == OffsetsIn::text) write_text(document);
    if (merged_) merged_->add(std::move(extracted.record));
    if (articles_) articles_->add(document, facts);
  }

  // Writes the merged graph or the articles and returns the first failure of an output, or kDone.
  ExitCode finish() {
    if (merged_) note(merged_->write());
    if (articles_) note(write_articles(articles_->finish(), arguments_.output, arguments_.output.path));
    return failure_;
  }

  bool found_something() const { return found_something_; }

 private:
  // Requires a settled format that shows articles.
  ArticleExport new_export() const {
    return ArticleExport::create(rule_set_, arguments_.output.format, arguments_.output.options).value();
  }

  void write_document(const Document& document, const DocumentFacts& facts) {
    const Result<std::string> path = output_files_->path_for(document);
    if (!path) return note(path.diagnostics());
    if (shows_articles(arguments_.output)) {
      ArticleExport article = new_export();
      article.add(document, facts);
      return note(write_articles(article.finish(), arguments_.output, *path));
    }
    Graph graph(rule_set_);
    graph.add(facts, document.text);
    graph.finish();
    note(write_graph(graph, arguments_.output, *path));
  }

  void write_text(const Document& document) {
    const Result<std::string> path = text_files_->path_for(document);
    note(path ? write_result(*path, document.text) : path.diagnostics());
  }

  void note(const Diagnostics& problems) {
    print_problems(problems);
    if (failure_ == kDone) failure_ = exit_code_for(problems);
  }

  const ExtractArguments& arguments_;
  const RuleSet& rule_set_;
  std::optional<DocumentFiles> output_files_;
  std::optional<DocumentFiles> text_files_;
  std::optional<MergedOutput> merged_;  // one of both, or neither
  std::optional<ArticleExport> articles_;
  ExitCode failure_ = kDone;
  bool found_something_ = false;
};

ExitCode run_extract(ExtractArguments& arguments) {
  arguments.output.in_folder = !arguments.per_document_folder.empty();
  const Diagnostics misfit = settle_format(arguments.output);
  print_problems(misfit);
  if (has_errors(misfit)) return kUsage;
  ExitCode exit_code = kDone;
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;

  Extraction extraction(arguments, *rule_set);
  if (!extraction.prepare()) return kIo;
  const InputReport report =
      extract_documents(arguments.inputs, *rule_set,
                        [&](ExtractedDocument&& document) { extraction.use(std::move(document)); });
  exit_code = extraction.finish();
  if (exit_code != kDone) return exit_code;
  exit_code = report.exit_code(arguments.strict);
  if (exit_code != kDone) return exit_code;
  return arguments.fail_empty && !extraction.found_something() ? kNothingFound : kDone;
}

}  // namespace

void add_extract_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("extract", "Reads articles and writes the graph of what they say");
  command->footer(kExamples);
  const auto arguments = std::make_shared<ExtractArguments>();
  command->add_option("paths", arguments->inputs.paths, "Files, folders, globs, - for stdin")
      ->required()
      ->type_name("PATH");
  add_output_options(*command, arguments->output);
  command->add_option("--per-document", arguments->per_document_folder,
                      "Write one file per document into this folder instead of one merged graph");
  command->add_option("--text-out", arguments->text_folder,
                      "Write the text that offsets refer to, where it is not the file itself (HTML, JSONL, ...)");
  add_jobs_option(*command, arguments->inputs.jobs);
  add_rules_option(*command, arguments->rules_folder);
  command->add_flag("--strict", arguments->strict, "Exit with 3 when an input is faulty");
  command->add_flag("--fail-empty", arguments->fail_empty, "Exit with 1 when nothing was found");
  add_quiet_option(*command, arguments->inputs.quiet);
  command->callback([arguments, &exit_code] { exit_code = run_extract(*arguments); });
}

}  // namespace whobuilds::cli
