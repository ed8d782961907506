// The verbs of the command line. Each declares its arguments and its help at `app`; when it is the one chosen, it
// leaves its exit code in `exit_code`, which must outlive the parsing.
#pragma once

#include <CLI/CLI.hpp>

#include "cli/console.h"

namespace whobuilds::cli {

void add_extract_command(CLI::App& app, ExitCode& exit_code);
void add_add_command(CLI::App& app, ExitCode& exit_code);
void add_watch_command(CLI::App& app, ExitCode& exit_code);
void add_remove_command(CLI::App& app, ExitCode& exit_code);
void add_list_command(CLI::App& app, ExitCode& exit_code);
void add_search_command(CLI::App& app, ExitCode& exit_code);
void add_review_command(CLI::App& app, ExitCode& exit_code);
void add_compact_command(CLI::App& app, ExitCode& exit_code);
void add_map_command(CLI::App& app, ExitCode& exit_code);
void add_reduce_command(CLI::App& app, ExitCode& exit_code);
void add_analyse_command(CLI::App& app, ExitCode& exit_code);
void add_ask_command(CLI::App& app, ExitCode& exit_code);
void add_query_command(CLI::App& app, ExitCode& exit_code);
void add_export_command(CLI::App& app, ExitCode& exit_code);
void add_explain_command(CLI::App& app, ExitCode& exit_code);
void add_why_not_command(CLI::App& app, ExitCode& exit_code);
void add_rules_command(CLI::App& app, ExitCode& exit_code);
void add_eval_command(CLI::App& app, ExitCode& exit_code);
void add_diff_command(CLI::App& app, ExitCode& exit_code);
void add_verify_command(CLI::App& app, ExitCode& exit_code);
void add_serve_command(CLI::App& app, ExitCode& exit_code);
void add_version_command(CLI::App& app, ExitCode& exit_code);

}  // namespace whobuilds::cli
