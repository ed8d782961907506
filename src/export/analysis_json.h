// The numbers of an analysis as JSON.
#pragma once

#include "export/json_writer.h"
#include "whobuilds/analysis.h"

namespace whobuilds::exporting {

// The numbers of one node: members of the object that is open.
void write_node_analysis(JsonWriter& json, const NodeAnalysis& node);

}  // namespace whobuilds::exporting
