// Who builds what: a row per house, a column per kind of thing.
#pragma once

#include "export/pill_table.h"
#include "whobuilds/graph.h"

namespace whobuilds::exporting {

// Rows by the number of things, the most first, then by id; at most 60, the rest is counted. A family of the house's
// own stands for its variants of one status with their number; what is sure comes first. Things that are manufactured
// stand in a column of their own.
PillTable matrix_of(const Graph& graph, const ExportOptions& options);

}  // namespace whobuilds::exporting
