// The options that choose a part of a graph, for every verb that writes one.
#pragma once

#include <string>
#include <vector>

#include "cli/commands.h"
#include "whobuilds/graph.h"
#include "whobuilds/selection.h"

namespace whobuilds::cli {

// As given: names and words are understood when there is a graph to understand them by.
struct SelectionArguments {
  Selection selection;             // what needs no understanding
  std::vector<std::string> focus;  // names or ids
  std::vector<std::string> statuses;
  std::string by = "degree";
};

// Declares --focus, --depth, --relation, --type, --status, --min-confidence, --since, --until, --top, --by and
// --collapse-variants.
void add_selection_options(CLI::App& command, SelectionArguments& arguments);

// The selected part; `graph` itself when nothing is restricted. Errors: everything that is wrong with the arguments, at
// once.
Result<Graph> select_part(Graph graph, const SelectionArguments& arguments);

}  // namespace whobuilds::cli
