// A supply chain from left to right: suppliers and makers, developers, chips, systems, models, products, users.
#pragma once

#include <string>

#include "whobuilds/export.h"
#include "whobuilds/graph.h"

namespace whobuilds::exporting {

// SVG. Lines are the steps of graph/supply_chain.h, one per pair of nodes, from what is needed to what needs it.
// Families stand for their variants. Within a column nodes are ordered so that few lines cross (barycentre heuristic of
// Sugiyama, Tagawa, Toda 1981, a fixed number of sweeps). At most 300 nodes, those with the most steps. With more than
// 60 nodes what a company makes is stacked under its name, column by column; all steps from one stack to another are
// one line, and who makes what has none. How many nodes and steps there are, and where they went, stands below.
std::string supply_chain_diagram(const Graph& graph, const ExportOptions& options);

}  // namespace whobuilds::exporting
