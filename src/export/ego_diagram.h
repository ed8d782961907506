// Everything around one company or thing: it stands in the middle, its neighbours in panels by what connects them.
#pragma once

#include <string>

#include "whobuilds/export.h"
#include "whobuilds/graph.h"

namespace whobuilds::exporting {

// SVG. In the middle stands the node `options.center`; if there is none of this id the company with the most
// neighbours, or the node with the most where there are no companies. Suppliers and others that act on it stand on the
// left, what it makes and acts on on the right, its peers on the shorter side. At most twelve lines per panel; a family
// that stands there with variants, or several variants of it, share one if their status is the same. Only direct
// neighbours are shown.
std::string ego_diagram(const Graph& graph, const ExportOptions& options);

}  // namespace whobuilds::exporting
