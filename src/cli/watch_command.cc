#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/adding.h"
#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/folder_watch.h"
#include "cli/load_inputs.h"
#include "whobuilds/store.h"

namespace whobuilds::cli {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds watch articles/                        into whobuilds.db, until it is stopped with Ctrl-C\n"
    "  whobuilds watch inbox/ archive/ --db news.db --remove\n"
    "\n"
    "Begins with what has changed since it last ran. Lines of JSON Lines are added and changed, never removed.";

// How long to wait before what could not be written is tried again.
constexpr milliseconds kRetry = std::chrono::seconds(10);
constexpr milliseconds kForever = std::chrono::hours(24);

struct WatchArguments {
  std::vector<std::string> folders;
  AddingOptions options;
  std::string rules_folder;
  double settle = 0.5;  // seconds
  bool remove = false;
  bool quiet = false;
};

std::string place_of(const std::string& path) { return fs::absolute(path).lexically_normal().string(); }

bool lies_below(const std::string& origin, const std::string& folder) {
  std::string place = place_of(folder);
  if (place.back() != '/') place += '/';
  return origin.compare(0, place.size(), place) == 0;
}

bool is_gone(const std::string& path) {
  std::error_code unknown;
  return fs::status(path, unknown).type() == fs::file_type::not_found;
}

class Watching {
 public:
  Watching(const WatchArguments& arguments, const RuleSet& rule_set, Store store, FolderWatch& watch)
      : arguments_(arguments), watch_(watch), adding_(options_of(arguments, watch), rule_set, std::move(store)) {}

  ExitCode run() {
    FolderChanges changes;
    changes.unknown = true;
    bool first = true;
    while (!watch_.is_stopped()) {
      if (changes.unknown) print_problems(watch_.watch_all());
      const bool unwritten = changes.any() && take(changes);
      if (first && !arguments_.quiet) print_note("watching; stop with Ctrl-C");
      first = false;
      changes = watch_.wait(settle(), unwritten ? kRetry : kForever);
      changes.unknown = changes.unknown || unwritten;
    }
    if (!arguments_.quiet) print_note("stopped");
    return kDone;
  }

 private:
  static AddingOptions options_of(const WatchArguments& arguments, const FolderWatch& watch) {
    AddingOptions options = arguments.options;
    options.quiet = true;
    options.stop = [&watch] { return watch.is_stopped(); };
    return options;
  }

  milliseconds settle() const { return milliseconds(static_cast<int64_t>(arguments_.settle * 1000)); }

  // Returns whether something is left to be written.
  bool take(const FolderChanges& changes) {
    ArticleSource source(arguments_.folders);
    if (!changes.unknown) source.keep_only(changes.files);
    const AddingReport report = adding_.add(source);
    if (!arguments_.quiet && report.read > 0) print_note(count_of(report.read, "document") + " read");
    return report.unwritten || (arguments_.remove && !remove_gone());
  }

  // Returns whether it could be done. A folder that is not there, unmounted perhaps, says nothing of its files.
  bool remove_gone() {
    const Result<std::vector<StoredDocument>> all = adding_.store().documents();
    print_problems(all.diagnostics());
    if (!all) return false;
    std::vector<std::string> folders;
    for (const std::string& folder : arguments_.folders) {
      if (!is_gone(folder)) folders.push_back(folder);
    }
    std::vector<int64_t> numbers;
    for (const StoredDocument& stored : *all) {
      const bool is_watched = std::any_of(folders.begin(), folders.end(),
                                          [&](const std::string& folder) { return lies_below(stored.origin, folder); });
      if (is_watched && is_gone(stored.origin)) numbers.push_back(stored.number);
    }
    if (numbers.empty()) return true;
    const Result<size_t> removed = adding_.store().remove(numbers);
    print_problems(removed.diagnostics());
    if (removed && !arguments_.quiet) print_note(count_of(*removed, "document") + " removed");
    return removed.ok();
  }

  const WatchArguments& arguments_;
  FolderWatch& watch_;
  Adding adding_;
};

// Those that are no folders.
Diagnostics unfit(const std::vector<std::string>& folders) {
  Diagnostics problems;
  for (const std::string& folder : folders) {
    std::error_code unknown;
    if (fs::is_directory(folder, unknown)) continue;
    Diagnostic problem;
    problem.code = "watch.no_folder";
    problem.file = folder;
    problem.message = "is no folder";
    problem.expected = "folders to watch";
    problems.push_back(std::move(problem));
  }
  return problems;
}

ExitCode run_watch(const WatchArguments& arguments) {
  const Diagnostics problems = unfit(arguments.folders);
  print_problems(problems);
  if (!problems.empty()) return kUsage;
  FolderWatch watch(arguments.folders);
  ExitCode exit_code = kDone;
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  Result<Store> store = Store::open(arguments.options.database, StoreAccess::create);
  print_problems(store.diagnostics());
  if (!store) return exit_code_for(store.diagnostics());
  return Watching(arguments, *rule_set, std::move(*store), watch).run();
}

}  // namespace

void add_watch_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("watch", "Adds what appears or changes in folders to a store, until stopped");
  command->footer(kExamples);
  const auto arguments = std::make_shared<WatchArguments>();
  command->add_option("folders", arguments->folders, "Folders, with all that lies below them")
      ->required()
      ->type_name("DIR");
  add_store_option(*command, arguments->options.database);
  command->add_flag("--remove", arguments->remove, "Take documents out whose file has gone");
  command
      ->add_option("--settle", arguments->settle, "Wait until nothing has happened for so many seconds (default 0.5)")
      ->check(CLI::Range(0.0, 3600.0));
  add_keep_option(*command, arguments->options.keep);
  add_jobs_option(*command, arguments->options.jobs);
  add_rules_option(*command, arguments->rules_folder);
  add_quiet_option(*command, arguments->quiet);
  command->callback([arguments, &exit_code] { exit_code = run_watch(*arguments); });
}

}  // namespace whobuilds::cli
