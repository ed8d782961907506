// Where nodes stand in formats that want numbers for it and leave the layout to the program that draws.
#pragma once

#include <vector>

#include "whobuilds/graph.h"

namespace whobuilds::exporting {

struct Place {
  double x = 0, y = 0;
  double size = 0;  // 3 for a node without edges, growing with the square root of their number
};

// Nodes on a spiral that fills a disc evenly, those with the most edges in the middle, ties by id: no two at one place,
// so that a force layout can begin there. Distances are about 10. O(n log n); rounded to three decimals. H. Vogel: A
// better way to construct the sunflower head, Mathematical Biosciences 44 (1979).
std::vector<Place> spiral_places(const Graph& graph);

}  // namespace whobuilds::exporting
