// What verbs read before they start. On failure the problems have been printed and `exit_code` is set.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "whobuilds/graph.h"
#include "whobuilds/rule_set.h"

namespace whobuilds::cli {

// The embedded rules, or those of `folder` when it is not "".
std::optional<RuleSet> load_rules(const std::string& folder, ExitCode& exit_code);

// The bytes of a file, "-" for stdin; of .gz and .zst files, what they hold. Errors: cli.io, with `expected` as what
// should have been there.
Result<std::string> read_bytes(const std::string& path, const std::string& expected);

// The graph of a store, or a graph from its JSON form, whichever the file is by its first bytes; "-" reads JSON from
// stdin.
std::optional<Graph> load_graph(const std::string& path, const RuleSet& rule_set, ExitCode& exit_code);

// Indices of the edges whose id begins with `id`.
std::vector<uint32_t> edges_with_id(const Graph& graph, const std::string& id);

}  // namespace whobuilds::cli
