#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/load_inputs.h"
#include "cli/output.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds export --graph graph.json -o graph.svg\n"
    "  whobuilds export --graph graph.json -o graph.png --label-language ja --dark\n"
    "  whobuilds export --graph graph.json --format dot | dot -Tpdf -o graph.pdf";

struct ExportArguments {
  std::string graph_path;
  std::string rules_folder;
  Output output;
};

ExitCode run_export(ExportArguments& arguments) {
  const Diagnostics misfit = settle_format(arguments.output);
  print_problems(misfit);
  if (has_errors(misfit)) return kUsage;
  ExitCode exit_code = kDone;
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  const auto graph = load_graph(arguments.graph_path, *rule_set, exit_code);
  if (!graph) return exit_code;
  const Diagnostics problems = write_graph(*graph, arguments.output, arguments.output.path);
  print_problems(problems);
  return exit_code_for(problems);
}

}  // namespace

void add_export_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("export", "Writes a graph in another format");
  command->footer(kExamples);
  const auto arguments = std::make_shared<ExportArguments>();
  command->add_option("--graph", arguments->graph_path, "Graph JSON written by extract, - for stdin")->required();
  add_output_options(*command, arguments->output);
  command->add_option("--rules", arguments->rules_folder, "Use the rules of this folder instead of the embedded ones");
  command->callback([arguments, &exit_code] { exit_code = run_export(*arguments); });
}

}  // namespace whobuilds::cli
