#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "whobuilds/store.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds compact\n"
    "  whobuilds compact --db news.db\n"
    "\n"
    "Needs as much free space as the store has. Brings a store of an earlier version up to this one.";

uint64_t size_of(const std::string& path) {
  std::error_code unknown;
  const uint64_t size = std::filesystem::file_size(path, unknown);
  return unknown ? 0 : size;
}

ExitCode run_compact(const std::string& database, bool quiet) {
  Result<Store> store = Store::open(database, StoreAccess::write);
  print_problems(store.diagnostics());
  if (!store) return exit_code_for(store.diagnostics());
  const uint64_t before = size_of(database);
  const Diagnostics problems = store->compact();
  print_problems(problems);
  if (!problems.empty()) return exit_code_for(problems);
  if (!quiet) {
    print_note(database + ": " + std::to_string(before) + " bytes before, " + std::to_string(size_of(database)) +
               " now");
  }
  return kDone;
}

}  // namespace

void add_compact_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("compact", "Gives the space of what was removed from a store back");
  command->footer(kExamples);
  struct CompactArguments {
    std::string database = kDefaultStore;
    bool quiet = false;
  };
  const auto arguments = std::make_shared<CompactArguments>();
  add_store_option(*command, arguments->database);
  add_quiet_option(*command, arguments->quiet);
  command->callback([arguments, &exit_code] { exit_code = run_compact(arguments->database, arguments->quiet); });
}

}  // namespace whobuilds::cli
