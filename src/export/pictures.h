// Every kind of diagram in every form that it has.
#pragma once

#include <string>

#include "whobuilds/diagnostic.h"
#include "whobuilds/export.h"
#include "whobuilds/graph.h"

namespace whobuilds::exporting {

// `format`: "dot", "svg", "png" or "pdf". Diagrams of nodes and lines are laid out by Graphviz; tables and columns
// (ego, matrix, timeline, supply chain) and crowded relations diagrams (overview.h) are SVG of our own, which librsvg
// draws for png. Every pdf is drawn by librsvg. DOT holds each node and line, however many they are.
// Errors: export.diagram (dot of one of the latter), export.layout.
Result<std::string> write_picture(const Graph& graph, const ExportOptions& options, const std::string& format);

}  // namespace whobuilds::exporting
