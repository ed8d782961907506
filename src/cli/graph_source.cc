#include "cli/graph_source.h"

#include <utility>

#include "cli/load_inputs.h"

namespace whobuilds::cli {

void add_graph_source(CLI::App& command, GraphSource& source) {
  source.inputs.quiet = true;
  CLI::Option_group* group = command.add_option_group("Source", "Where the answer is looked for");
  group->add_option("--graph,--db", source.graph_path, "Graph JSON written by extract, - for stdin; or a store")
      ->type_name("FILE");
  group->add_option("--in", source.inputs.paths, "Articles to read now: files, folders, globs")->type_name("PATH");
  group->require_option(1);
}

std::optional<Graph> graph_from(const GraphSource& source, const RuleSet& rule_set, ExitCode& exit_code) {
  if (!source.graph_path.empty()) return load_graph(source.graph_path, rule_set, exit_code);
  Graph graph(rule_set);
  const InputReport report =
      extract_documents(source.inputs, rule_set,
                        [&](ExtractedDocument&& document) { add_record(graph, std::move(document.record)); });
  graph.finish();
  exit_code = report.exit_code(false);
  if (exit_code != kDone) return std::nullopt;
  return graph;
}

}  // namespace whobuilds::cli
