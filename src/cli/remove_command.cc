#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "whobuilds/store.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds remove 2025-04-29-qwen3                 by its id, as list and graphs show it\n"
    "  whobuilds remove articles/2025/ --db news.db      all that was read from a folder\n"
    "  whobuilds list --stale | cut -f 1 | xargs whobuilds remove\n"
    "\n"
    "The graph is then that of the remaining documents, as if these had never been there.";

struct RemoveArguments {
  std::vector<std::string> documents;
  std::string database = kDefaultStore;
  bool quiet = false;
};

// Graphs append the beginning of the hash where several documents have one id.
bool has_id(const StoredDocument& stored, const std::string& id) {
  return id == stored.document.id || id == stored.document.id + "@" + stored.document.sha256.substr(0, 16);
}

bool lies_at(const StoredDocument& stored, const std::string& path) {
  if (stored.origin.empty()) return false;
  std::string place = std::filesystem::absolute(path).lexically_normal().string();
  if (stored.origin == place) return true;
  if (place.back() != '/') place += '/';
  return stored.origin.compare(0, place.size(), place) == 0;
}

Diagnostic no_document(const std::string& name, const std::string& database) {
  Diagnostic problem;
  problem.code = "store.no_document";
  problem.file = database;
  problem.message = "has no document \"" + name + "\"";
  problem.expected = "an id, a file or a folder";
  problem.remedy = "`whobuilds list` shows what there is; nothing was removed";
  return problem;
}

ExitCode run_remove(const RemoveArguments& arguments) {
  Result<Store> store = Store::open(arguments.database, StoreAccess::write);
  print_problems(store.diagnostics());
  if (!store) return exit_code_for(store.diagnostics());
  const Result<std::vector<StoredDocument>> all = store->documents();
  print_problems(all.diagnostics());
  if (!all) return exit_code_for(all.diagnostics());
  std::vector<int64_t> numbers;
  Diagnostics unknown;
  for (const std::string& name : arguments.documents) {
    const size_t before = numbers.size();
    for (const StoredDocument& stored : *all) {
      if (has_id(stored, name) || lies_at(stored, name)) numbers.push_back(stored.number);
    }
    if (numbers.size() == before) unknown.push_back(no_document(name, arguments.database));
  }
  print_problems(unknown);
  if (!unknown.empty()) return kUsage;
  const Result<size_t> removed = store->remove(numbers);
  print_problems(removed.diagnostics());
  if (!removed) return exit_code_for(removed.diagnostics());
  if (!arguments.quiet) print_note(count_of(*removed, "document") + " removed from " + arguments.database);
  return kDone;
}

}  // namespace

void add_remove_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("remove", "Takes documents out of a store, as if they had never been there");
  command->footer(kExamples);
  const auto arguments = std::make_shared<RemoveArguments>();
  command->add_option("documents", arguments->documents, "Ids of documents, files, folders")
      ->required()
      ->type_name("DOC");
  add_store_option(*command, arguments->database);
  add_quiet_option(*command, arguments->quiet);
  command->callback([arguments, &exit_code] { exit_code = run_remove(*arguments); });
}

}  // namespace whobuilds::cli
