// A picture of what changed between two graphs.
#pragma once

#include <string>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/diff.h"
#include "whobuilds/export.h"
#include "whobuilds/graph.h"

namespace whobuilds {

// "dot", "svg", "png".
std::vector<std::string> diff_diagram_formats();

// The edges that changed with their ends, as export_graph() draws a graph: added green, removed red and dashed, changed
// amber; ends that both graphs have are framed as ever. Nodes and attributes that changed without an edge are not
// shown. `changes` must be diff(before, after). Errors: export.format, export.layout.
Result<std::string> draw_diff(const Graph& before, const Graph& after, const GraphDiff& changes,
                              const std::string& format, const ExportOptions& options);

}  // namespace whobuilds
