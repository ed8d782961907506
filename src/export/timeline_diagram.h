// What came out when: a row per house, a column per period.
#pragma once

#include "export/pill_table.h"
#include "whobuilds/graph.h"

namespace whobuilds::exporting {

// A thing stands at its release date; where none is known at the date of the first document that reports its
// development, in brackets. Periods are months, quarters or years, the finest that give at most twelve columns; what is
// older stands in the first one. Rows by the number of things, at most 40; at most ten things per cell.
PillTable timeline_of(const Graph& graph, const ExportOptions& options);

}  // namespace whobuilds::exporting
