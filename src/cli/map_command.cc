#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/finished_lines.h"
#include "cli/line_output.h"
#include "cli/line_source.h"
#include "cli/load_inputs.h"
#include "cli/run_in_order.h"
#include "cli/run_progress.h"
#include "cli/worker_extractors.h"
#include "whobuilds/facts_jsonl.h"
#include "whobuilds/read.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds map news.jsonl.gz -o facts.jsonl.zst\n"
    "  whobuilds map news.jsonl.gz -o facts.jsonl.zst --resume    go on where a killed run stopped\n"
    "  parallel --pipe whobuilds map -q < news.jsonl | whobuilds reduce -o graph.json\n"
    "\n"
    "Reads lines {\"id\":..., \"text\" or \"html\" or \"markdown\":..., \"title\", \"date\", \"lang\", \"url\": if "
    "known}.\n"
    "A line that cannot be read becomes {\"error\":{\"code\",\"line\",\"message\"}} in its place.";

struct MapArguments {
  std::vector<std::string> paths = {"-"};
  std::string output;
  std::string rules_folder;
  unsigned jobs = 0;
  bool resume = false;
  bool strict = false;
  bool quiet = false;
};

// A line on its way from the input to the output.
struct Passage {
  InputLine input;
  std::string output;
  Diagnostics problems;
  bool failed = false;
};

class Mapping {
 public:
  Mapping(const MapArguments& arguments, const RuleSet& rule_set)
      : arguments_(arguments),
        rule_set_(rule_set),
        source_(arguments.paths),
        output_(arguments.output),
        workers_(worker_threads(arguments.jobs)),
        extractors_(rule_set, workers_),
        passages_(window_for(workers_)) {}

  ExitCode run() {
    const Diagnostics unfit = begin();
    print_problems(unfit);
    if (has_errors(unfit)) return exit_code_for(unfit);
    RunProgress progress(!arguments_.quiet, source_.total_bytes(), counts_);
    run_in_order(
        passages_.size(), workers_, [this](size_t item) { return !stopped_ && source_.next(passage(item).input); },
        [this](unsigned worker, size_t item) { map(extractors_[worker], passage(item)); },
        [this, &progress](size_t item) { deliver(passage(item), progress); });
    progress.clear();
    note(output_.finish());
    print_problems(unwritten_);
    print_problems(source_.problems());
    if (!arguments_.quiet) print_summary();
    return exit_code();
  }

 private:
  Passage& passage(size_t item) { return passages_[item % passages_.size()]; }

  Diagnostics begin() {
    std::error_code unknown;
    const bool something_to_resume = arguments_.resume &&
                                     std::filesystem::is_regular_file(arguments_.output, unknown) &&
                                     std::filesystem::file_size(arguments_.output, unknown) > 0;
    if (!something_to_resume) return output_.open();
    Diagnostics problems = output_.open_beside();
    if (has_errors(problems)) return problems;
    const Result<RunCounts> taken = take_finished_lines(arguments_.output, rule_set_.hash(), source_, output_);
    if (!taken) {
      output_.discard();
      return taken.diagnostics();
    }
    counts_ = *taken;
    if (!arguments_.quiet) print_note(count_of(counts_.documents, "document") + " done before");
    return output_.replace();
  }

  void map(Extractor& extractor, Passage& line) const {
    Result<Document> document = read_jsonl_line(line.input.text, *line.input.file, line.input.number);
    line.problems = document.diagnostics();
    line.failed = !document.ok();
    line.output = document
                      ? facts_to_json_line(make_record(extractor.extract(*document), document->text, rule_set_.hash()))
                      : error_to_json_line(line.problems.front());
  }

  void deliver(Passage& line, RunProgress& progress) {
    if (!unwritten_.empty()) return;
    if (!line.problems.empty()) progress.clear();
    print_problems(line.problems);
    note(output_.write(line.output));
    ++(line.failed ? counts_.errors : counts_.documents);
    counts_.bytes = line.input.bytes_taken;
    progress.show(counts_);
  }

  void note(Diagnostics failure) {
    if (failure.empty() || !unwritten_.empty()) return;
    unwritten_ = std::move(failure);
    stopped_ = true;
  }

  void print_summary() const {
    std::string summary = count_of(counts_.documents, "document") + " mapped";
    if (counts_.errors > 0) summary += ", " + count_of(counts_.errors, "error");
    print_note(summary);
  }

  ExitCode exit_code() const {
    if (!unwritten_.empty() || has_errors(source_.problems())) return kIo;
    return arguments_.strict && counts_.errors > 0 ? kInputErrors : kDone;
  }

  const MapArguments& arguments_;
  const RuleSet& rule_set_;
  LineSource source_;
  LineOutput output_;
  unsigned workers_;
  WorkerExtractors extractors_;
  std::vector<Passage> passages_;
  RunCounts counts_;
  Diagnostics unwritten_;              // the first failure of the output
  std::atomic<bool> stopped_ = false;  // by it
};

ExitCode run_map(const MapArguments& arguments) {
  if (arguments.resume && (arguments.output.empty() || arguments.output == "-")) {
    Diagnostic problem;
    problem.code = "cli.resume";
    problem.message = "--resume goes on with a file, and there is none";
    problem.remedy = "give the interrupted run's file with -o";
    print_problems({problem});
    return kUsage;
  }
  ExitCode exit_code = kDone;
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  return Mapping(arguments, *rule_set).run();
}

}  // namespace

void add_map_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("map", "Writes the facts of each document of JSON Lines on a line of its own");
  command->footer(kExamples);
  const auto arguments = std::make_shared<MapArguments>();
  command
      ->add_option("paths", arguments->paths,
                   "JSON Lines (.jsonl, also .gz, .zst), folders, globs, - for stdin (default)")
      ->type_name("PATH");
  command->add_option("-o,--output", arguments->output,
                      "Write to this file, compressed when it ends in .gz or .zst (default: stdout)");
  command->add_flag("--resume", arguments->resume,
                    "Keep the complete lines of the output of a run that was interrupted, and go on there");
  add_jobs_option(*command, arguments->jobs);
  add_rules_option(*command, arguments->rules_folder);
  command->add_flag("--strict", arguments->strict, "Exit with 3 when a line is faulty");
  add_quiet_option(*command, arguments->quiet);
  command->callback([arguments, &exit_code] { exit_code = run_map(*arguments); });
}

}  // namespace whobuilds::cli
