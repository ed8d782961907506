#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/adding.h"
#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/load_inputs.h"
#include "whobuilds/store.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds add articles/                         into whobuilds.db; what is unchanged there is not read again\n"
    "  whobuilds add news.jsonl.gz --db news.db --jobs 8\n"
    "  curl -s https://example.org/feed | whobuilds add -\n"
    "  whobuilds add --refresh                         read again what other rules than those at hand have read\n"
    "\n"
    "A file takes the place of what was read from it before; a line of JSON Lines that of the line with its id.\n"
    "An interrupted run keeps what it had done: run it again to go on.";

struct AddArguments {
  std::vector<std::string> paths;
  AddingOptions options;
  std::string rules_folder;
  bool strict = false;
};

ExitCode exit_code_of(const AddingReport& report, const AddArguments& arguments) {
  if (report.unwritten || report.unreadable) return kIo;
  const bool nothing = report.documents() == 0 && !arguments.paths.empty();
  return nothing || (arguments.strict && report.errors > 0) ? kInputErrors : kDone;
}

ExitCode run_add(const AddArguments& arguments) {
  if (arguments.paths.empty() && !arguments.options.refresh) {
    Diagnostic problem;
    problem.code = "cli.arguments";
    problem.message = "there is nothing to add";
    problem.expected = "files, folders, globs or -; or --refresh";
    print_problems({problem});
    return kUsage;
  }
  ExitCode exit_code = kDone;
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  const StoreAccess access = arguments.paths.empty() ? StoreAccess::write : StoreAccess::create;
  Result<Store> store = Store::open(arguments.options.database, access);
  print_problems(store.diagnostics());
  if (!store) return exit_code_for(store.diagnostics());
  Adding adding(arguments.options, *rule_set, std::move(*store));
  if (arguments.paths.empty()) return exit_code_of(adding.add_stale(), arguments);
  ArticleSource source(arguments.paths);
  return exit_code_of(adding.add(source), arguments);
}

}  // namespace

void add_add_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("add", "Reads articles into a store, those that it does not have yet");
  command->footer(kExamples);
  const auto arguments = std::make_shared<AddArguments>();
  command->add_option("paths", arguments->paths, "Articles: files, folders, globs, - for stdin")->type_name("PATH");
  add_store_option(*command, arguments->options.database);
  command->add_flag("--refresh", arguments->options.refresh,
                    "Read again what other rules have read: of the paths, or without paths of the whole store");
  add_keep_option(*command, arguments->options.keep);
  add_jobs_option(*command, arguments->options.jobs);
  add_rules_option(*command, arguments->rules_folder);
  command->add_flag("--strict", arguments->strict, "Exit with 3 when an article is faulty");
  add_quiet_option(*command, arguments->options.quiet);
  command->callback([arguments, &exit_code] { exit_code = run_add(*arguments); });
}

}  // namespace whobuilds::cli
