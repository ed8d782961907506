// Where a verb that asks takes its graph from.
#pragma once

#include <optional>
#include <string>

#include "cli/commands.h"
#include "cli/extract_documents.h"
#include "whobuilds/graph.h"

namespace whobuilds::cli {

struct GraphSource {
  std::string graph_path;
  Inputs inputs;
};

// Declares --graph (also --db) and --in, one of which must be given.
void add_graph_source(CLI::App& command, GraphSource& source);

// The graph of the file, or of the articles, read now. On failure the problems have been printed and `exit_code` is
// set.
std::optional<Graph> graph_from(const GraphSource& source, const RuleSet& rule_set, ExitCode& exit_code);

}  // namespace whobuilds::cli
