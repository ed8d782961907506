// cgraph knows things by the addresses of their names, and writes and lays out subgraphs in that
// order: the same diagram would come out differently from run to run. These ids are numbers in order
// of appearance.
#pragma once

#include <graphviz/cgraph.h>

namespace whobuilds::exporting {

// To be given to agopen() or agread(). Lives as long as the program.
Agdisc_t* numbered_ids();

}  // namespace whobuilds::exporting
