// A crowded relations diagram.
#pragma once

#include <string>

#include "export/overview.h"

namespace whobuilds::exporting {

// SVG. Cards stand in a ring, lines run inside it; below stand the list, what was counted, and the legend.
std::string overview_diagram(const Overview& overview, const ExportOptions& options);

}  // namespace whobuilds::exporting
