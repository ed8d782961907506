#include "cli/common_options.h"

namespace whobuilds::cli {

void add_rules_option(CLI::App& command, std::string& folder) {
  command.add_option("--rules", folder, "Use the rules of this folder instead of the embedded ones");
}

void add_jobs_option(CLI::App& command, unsigned& jobs) {
  command.add_option("--jobs,-j", jobs, "Threads (default: one per core); results do not depend on it")
      ->check(CLI::Range(1, 1024));
}

void add_quiet_option(CLI::App& command, bool& quiet) {
  command.add_flag("--quiet,-q", quiet, "No progress and no summary");
}

void add_store_option(CLI::App& command, std::string& database) {
  command.add_option("--db", database, "The store (default: " + database + ")")->type_name("FILE");
}

void add_keep_option(CLI::App& command, std::string& keep) {
  command
      .add_option("--keep-text", keep,
                  "Keep the text of none, of lines (default: what has no file of its own) or of all articles")
      ->check(CLI::IsMember({"none", "lines", "all"}));
}

}  // namespace whobuilds::cli
