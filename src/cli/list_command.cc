#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/load_inputs.h"
#include "whobuilds/store.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds list\n"
    "  whobuilds list --db news.db --json\n"
    "  whobuilds list --stale | cut -f 1\n"
    "\n"
    "Columns: id, date, language, number of facts, path or URL, and \"stale\" where other rules than those at hand\n"
    "have read the document; between them tabs.";

struct ListArguments {
  std::string database = kDefaultStore;
  std::string rules_folder;
  bool stale = false;
  bool json = false;
  bool fail_empty = false;
};

std::string lines_of(const std::vector<StoredDocument>& documents, const std::string& rules) {
  std::string text;
  for (const StoredDocument& stored : documents) {
    const DocumentInfo& document = stored.document;
    text += document.id + '\t' + document.date + '\t' + std::string(language_code(document.language)) + '\t' +
            std::to_string(stored.facts) + '\t' + (document.path.empty() ? document.url : document.path) + '\t' +
            (stored.rules == rules ? "" : "stale") + '\n';
  }
  return text;
}

ExitCode run_list(const ListArguments& arguments) {
  ExitCode exit_code = kDone;
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  const Result<Store> store = Store::open(arguments.database, StoreAccess::read);
  print_problems(store.diagnostics());
  if (!store) return exit_code_for(store.diagnostics());
  const Result<std::vector<StoredDocument>> all = store->documents();
  print_problems(all.diagnostics());
  if (!all) return exit_code_for(all.diagnostics());
  std::vector<StoredDocument> chosen;
  for (const StoredDocument& stored : *all) {
    if (!arguments.stale || stored.rules != rule_set->hash()) chosen.push_back(stored);
  }
  const std::string text =
      arguments.json ? documents_to_json(chosen, rule_set->hash()) : lines_of(chosen, rule_set->hash());
  return print_result(text, chosen.empty(), arguments.fail_empty);
}

}  // namespace

void add_list_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("list", "Lists the documents of a store");
  command->footer(kExamples);
  const auto arguments = std::make_shared<ListArguments>();
  add_store_option(*command, arguments->database);
  command->add_flag("--stale", arguments->stale, "Only those that other rules have read");
  add_rules_option(*command, arguments->rules_folder);
  command->add_flag("--json", arguments->json, "Write JSON");
  command->add_flag("--fail-empty", arguments->fail_empty, "Exit with 1 when there is none");
  command->callback([arguments, &exit_code] { exit_code = run_list(*arguments); });
}

}  // namespace whobuilds::cli
