#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/load_inputs.h"
#include "cli/selection_options.h"
#include "whobuilds/analysis.h"
#include "whobuilds/report.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds analyse --graph graph.json\n"
    "  whobuilds analyse --graph graph.json --by betweenness --top 50 --type company\n"
    "  whobuilds analyse --graph graph.json --collapse-variants --json\n"
    "\n"
    "--top and --by choose the nodes that are shown; the numbers are those of the whole selected part.";

struct AnalyseArguments {
  std::string graph_path;
  std::string rules_folder;
  SelectionArguments selection;
  bool json = false;
  bool fail_empty = false;
};

constexpr size_t kShownNodes = 20;

std::string share_text(double share) {
  std::array<char, 32> digits;
  std::snprintf(digits.data(), digits.size(), "%.4f", share);
  return digits.data();
}

// Columns as wide as their widest cell; all but the last are aligned to the right.
std::string table_text(const std::vector<std::vector<std::string>>& rows) {
  std::vector<size_t> width(rows.front().size());
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) width[i] = std::max(width[i], row[i].size());
  }
  std::string out;
  for (const auto& row : rows) {
    for (size_t i = 0; i + 1 < row.size(); ++i) out += std::string(width[i] - row[i].size(), ' ') + row[i] + "  ";
    out += row.back() + "\n";
  }
  return out;
}

std::string analysis_for_people(const Graph& graph, const Analysis& analysis, const std::vector<uint32_t>& shown) {
  std::vector<std::vector<std::string>> rows = {
      {"degree", "in", "out", "pagerank", "between", "component", "community", "depth", "node"}};
  for (const uint32_t i : shown) {
    const NodeAnalysis& node = analysis.nodes[i];
    rows.push_back({std::to_string(node.degree), std::to_string(node.in_degree), std::to_string(node.out_degree),
                    share_text(node.pagerank), share_text(node.betweenness), std::to_string(node.component),
                    std::to_string(node.community), std::to_string(node.supply_depth),
                    graph.nodes()[i].label + " (" + graph.nodes()[i].id + ")"});
  }
  std::string out = table_text(rows);
  out += "\n" + std::to_string(graph.nodes().size()) + " nodes, " + std::to_string(graph.edges().size()) + " edges, " +
         std::to_string(analysis.components) + " components, " + std::to_string(analysis.communities) +
         " communities (modularity " + share_text(analysis.modularity) + ")\n";
  if (analysis.betweenness_sampled) out += "betweenness is estimated from a part of the nodes\n";
  std::string chain;
  for (const uint32_t i : analysis.longest_supply_chain) chain += (chain.empty() ? "" : " > ") + graph.nodes()[i].label;
  if (!chain.empty()) out += "longest supply chain: " + chain + "\n";
  return out;
}

ExitCode run_analyse(const AnalyseArguments& arguments) {
  ExitCode exit_code = kDone;
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  auto graph = load_graph(arguments.graph_path, *rule_set, exit_code);
  if (!graph) return exit_code;
  // The most central nodes are those of the table here, and no restriction.
  SelectionArguments part_arguments = arguments.selection;
  const size_t top = std::exchange(part_arguments.selection.top, 0);
  const Result<Graph> part = select_part(std::move(*graph), part_arguments);
  print_problems(part.diagnostics());
  if (!part) return kUsage;
  const Analysis analysis = analyse(*part);
  const Centrality by = *centrality_from_name(arguments.selection.by);
  const size_t most = top > 0 ? top : arguments.json ? part->nodes().size() : kShownNodes;
  const std::vector<uint32_t> shown = most_central(analysis, by, most);
  const std::string text =
      arguments.json ? analysis_to_json(*part, analysis, shown) : analysis_for_people(*part, analysis, shown);
  return print_result(text, shown.empty(), arguments.fail_empty);
}

}  // namespace

void add_analyse_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("analyse", "Central nodes, communities and supply chains of a graph");
  command->footer(kExamples);
  const auto arguments = std::make_shared<AnalyseArguments>();
  command->add_option("--graph,--db", arguments->graph_path, "Graph JSON written by extract, - for stdin; or a store")
      ->required()
      ->type_name("FILE");
  add_selection_options(*command, arguments->selection);
  add_rules_option(*command, arguments->rules_folder);
  command->add_flag("--json", arguments->json, "All nodes, as JSON");
  command->add_flag("--fail-empty", arguments->fail_empty, "Exit with 1 when there is no node");
  command->callback([arguments, &exit_code] { exit_code = run_analyse(*arguments); });
}

}  // namespace whobuilds::cli
