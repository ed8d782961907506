#include <exception>
#include <iostream>
#include <string>

#include "cli/commands.h"

namespace {

using whobuilds::cli::ExitCode;

constexpr const char* kAbout =
    "Reads articles about AI and chips (Japanese, English, Chinese) and keeps who builds what as a graph\n"
    "in which every edge shows the sentence it was read from.";

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds extract articles/ -o graph.json\n"
    "  whobuilds ask \"who builds Ascend 910C?\" --graph graph.json\n"
    "  whobuilds add articles/ --db news.db && whobuilds ask \"who builds Qwen?\" --db news.db\n"
    "  whobuilds export --graph graph.json -o graph.svg\n"
    "\n"
    "Exit codes: 0 done, 1 nothing found (--fail-empty) or something changed (--fail-different),\n"
    "2 usage or configuration, 3 faulty inputs (--strict, or nothing readable, or what verify finds),\n"
    "4 input or output failed.";

// CLI11 would say only that a verb is missing.
void refuse_unknown_verb(const CLI::App& app, int argc, char** argv) {
  const std::string first = argc > 1 ? argv[1] : "";
  if (first.empty() || first.front() == '-') return;
  std::string verbs;
  for (const CLI::App* verb : app.get_subcommands({})) {
    if (verb->get_name() == first) return;
    verbs += (verbs.empty() ? "" : ", ") + verb->get_name();
  }
  throw CLI::ExtrasError("there is no verb \"" + first + "\", only " + verbs, CLI::ExitCodes::ExtrasError);
}

int run(int argc, char** argv) {
  CLI::App app(kAbout, "whobuilds");
  app.footer(kExamples);
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);
  ExitCode exit_code = whobuilds::cli::kDone;
  whobuilds::cli::add_extract_command(app, exit_code);
  whobuilds::cli::add_add_command(app, exit_code);
  whobuilds::cli::add_watch_command(app, exit_code);
  whobuilds::cli::add_remove_command(app, exit_code);
  whobuilds::cli::add_list_command(app, exit_code);
  whobuilds::cli::add_search_command(app, exit_code);
  whobuilds::cli::add_review_command(app, exit_code);
  whobuilds::cli::add_compact_command(app, exit_code);
  whobuilds::cli::add_map_command(app, exit_code);
  whobuilds::cli::add_reduce_command(app, exit_code);
  whobuilds::cli::add_ask_command(app, exit_code);
  whobuilds::cli::add_query_command(app, exit_code);
  whobuilds::cli::add_analyse_command(app, exit_code);
  whobuilds::cli::add_export_command(app, exit_code);
  whobuilds::cli::add_explain_command(app, exit_code);
  whobuilds::cli::add_why_not_command(app, exit_code);
  whobuilds::cli::add_rules_command(app, exit_code);
  whobuilds::cli::add_eval_command(app, exit_code);
  whobuilds::cli::add_diff_command(app, exit_code);
  whobuilds::cli::add_verify_command(app, exit_code);
  whobuilds::cli::add_serve_command(app, exit_code);
  whobuilds::cli::add_version_command(app, exit_code);
  try {
    refuse_unknown_verb(app, argc, argv);
    app.parse(argc, argv);
  } catch (const CLI::ParseError& stop) {
    const bool only_help = app.exit(stop, std::cout, std::cerr) == 0;
    return only_help ? whobuilds::cli::kDone : whobuilds::cli::kUsage;
  }
  return exit_code;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  try {
    return run(argc, argv);
  } catch (const std::exception& unexpected) {
    std::cerr << "whobuilds: stopped: " << unexpected.what() << '\n';
    return whobuilds::cli::kIo;
  }
}
