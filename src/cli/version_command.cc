#include <string>

#include "cli/commands.h"
#include "cli/load_inputs.h"

namespace whobuilds::cli {

void add_version_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("version", "Prints the version and the hash of the rules");
  command->footer("Examples:\n  whobuilds version");
  command->callback([&exit_code] {
    const auto rule_set = load_rules("", exit_code);
    if (!rule_set) return;
    exit_code = exit_code_for(write_result("", "whobuilds " WHOBUILDS_VERSION "\nrules " + rule_set->hash() + "\n"));
  });
}

}  // namespace whobuilds::cli
