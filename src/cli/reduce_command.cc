#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/line_source.h"
#include "cli/load_inputs.h"
#include "cli/merged_output.h"
#include "cli/output.h"
#include "cli/run_in_order.h"
#include "cli/run_progress.h"
#include "whobuilds/facts_jsonl.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds reduce facts-*.jsonl.zst -o graph.json\n"
    "  whobuilds map news.jsonl | whobuilds reduce --format svg -o graph.svg\n"
    "  whobuilds reduce facts-1*.jsonl --format facts -o part-1.jsonl.gz    to be reduced again\n"
    "\n"
    "Neither the order of the lines nor how often one occurs shows in the result.";

struct ReduceArguments {
  std::vector<std::string> paths = {"-"};
  Output output;
  std::string rules_folder;
  unsigned jobs = 0;
  bool strict = false;
  bool fail_empty = false;
  bool quiet = false;

  bool writes_facts() const { return output.format == kFactsFormat; }
};

// A line on its way from the input to the graph.
struct Passage {
  InputLine input;
  Diagnostics problems;
  bool records_error = false;
  bool by_other_rules = false;
  bool names_something = false;
  std::optional<PreparedRecord> record;
};

class Reduction {
 public:
  Reduction(const ReduceArguments& arguments, const RuleSet& rule_set)
      : arguments_(arguments),
        rule_set_(rule_set),
        source_(arguments.paths),
        workers_(worker_threads(arguments.jobs)),
        passages_(window_for(workers_)),
        merged_(rule_set, arguments.output) {}

  ExitCode run() {
    read();
    print_problems(source_.problems());
    if (other_rules_ > 0) print_problems({made_by_other_rules()});
    const Diagnostics unwritten = merged_.write();
    print_problems(unwritten);
    if (!arguments_.quiet) print_summary();
    const ExitCode failure = exit_code_for(unwritten);
    return failure != kDone ? failure : exit_code();
  }

 private:
  Passage& passage(size_t item) { return passages_[item % passages_.size()]; }

  void read() {
    RunProgress progress(!arguments_.quiet, source_.total_bytes());
    run_in_order(
        passages_.size(), workers_, [this](size_t item) { return source_.next(passage(item).input); },
        [this](unsigned, size_t item) { prepare(passage(item)); },
        [this, &progress](size_t item) { deliver(passage(item), progress); });
    progress.clear();
  }

  void prepare(Passage& passage) const {
    Result<FactsLine> line = read_facts_line(passage.input.text, *passage.input.file, passage.input.number);
    passage.problems = line.diagnostics();
    passage.records_error = line && line->error;
    if (!line || line->error) return;
    FactsRecord& record = line->record;
    passage.by_other_rules = !record.rules.empty() && record.rules != rule_set_.hash();
    passage.names_something = !record.facts.entities.empty();
    passage.record.emplace(std::move(record));
  }

  void deliver(Passage& passage, RunProgress& progress) {
    if (passage.record) {
      ++counts_.documents;
      other_rules_ += passage.by_other_rules;
      found_something_ = found_something_ || passage.names_something;
      merged_.add(std::move(*passage.record));
      passage.record.reset();
    } else if (passage.records_error) {
      ++error_records_;
    } else {
      progress.clear();
      print_problems(passage.problems);
      ++counts_.errors;
    }
    counts_.bytes = passage.input.bytes_taken;
    progress.show(counts_);
  }

  Diagnostic made_by_other_rules() const {
    Diagnostic warning;
    warning.code = "facts.other_rules";
    warning.severity = Severity::warning;
    warning.message = std::to_string(other_rules_) + " of the lines were made by other rules than those at hand";
    warning.remedy = "map and reduce with the same version and the same --rules";
    return warning;
  }

  void print_summary() const {
    std::string summary = count_of(counts_.documents, "line") + " of facts merged";
    if (error_records_ > 0) summary += ", " + count_of(error_records_, "error record") + " passed over";
    if (counts_.errors > 0) summary += ", " + count_of(counts_.errors, "error");
    print_note(summary);
  }

  ExitCode exit_code() const {
    if (has_errors(source_.problems())) return kIo;
    const size_t errors = counts_.errors + error_records_;
    if (errors > 0 && (arguments_.strict || counts_.documents == 0)) return kInputErrors;
    return arguments_.fail_empty && !found_something_ ? kNothingFound : kDone;
  }

  const ReduceArguments& arguments_;
  const RuleSet& rule_set_;
  LineSource source_;
  unsigned workers_;
  std::vector<Passage> passages_;
  MergedOutput merged_;
  RunCounts counts_;  // documents: lines of facts, also of one document
  size_t error_records_ = 0;
  size_t other_rules_ = 0;
  bool found_something_ = false;
};

// Facts hold no articles.
Diagnostic needs_articles(const std::string& format) {
  Diagnostic problem;
  problem.code = "export.articles";
  problem.message = format + " shows articles with their facts, and facts alone do not hold their text";
  problem.remedy = "write it with extract, or with export and the articles";
  return problem;
}

Diagnostics settle(ReduceArguments& arguments) {
  if (arguments.writes_facts()) return {};
  const Diagnostics misfit = settle_format(arguments.output);
  if (has_errors(misfit) || !shows_articles(arguments.output)) return misfit;
  return {needs_articles(arguments.output.format)};
}

ExitCode run_reduce(ReduceArguments& arguments) {
  const Diagnostics misfit = settle(arguments);
  print_problems(misfit);
  if (has_errors(misfit)) return kUsage;
  ExitCode exit_code = kDone;
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  return Reduction(arguments, *rule_set).run();
}

}  // namespace

void add_reduce_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("reduce", "Merges lines of facts that map wrote into a graph");
  command->footer(kExamples);
  const auto arguments = std::make_shared<ReduceArguments>();
  command
      ->add_option("paths", arguments->paths,
                   "Files of facts (.jsonl, also .gz, .zst), folders, globs, - for stdin (default)")
      ->type_name("PATH");
  add_output_options(*command, arguments->output);
  CLI::Option* format = command->get_option("--format");
  format->description(format->get_description() + "; facts: lines of facts again, sorted, each document once");
  add_jobs_option(*command, arguments->jobs);
  add_rules_option(*command, arguments->rules_folder);
  command->add_flag("--strict", arguments->strict, "Exit with 3 when a line is faulty or records an error");
  command->add_flag("--fail-empty", arguments->fail_empty, "Exit with 1 when nothing was found");
  add_quiet_option(*command, arguments->quiet);
  command->callback([arguments, &exit_code] { exit_code = run_reduce(*arguments); });
}

}  // namespace whobuilds::cli
