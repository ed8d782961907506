// Boxes around the edge of a picture, with room in the middle for the lines between them: no line passes behind a box.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "export/svg_picture.h"

namespace whobuilds::exporting {

struct BoxSize {
  double width = 0, height = 0;
};

// Between two boxes, by index; the heavier, the nearer they are to come to one another.
struct RingLink {
  uint32_t source = 0, target = 0;
  uint32_t weight = 1;
};

struct Ring {
  std::vector<Box> boxes;  // by index; the ring begins at (0, 0)
  std::vector<std::array<Point, 4>>
      curves;  // by link: Bézier curves from the inner edge of one box to that of the other
  double width = 0, height = 0;
};

// Deterministic. The order along the ring is improved by swaps until none helps, or for a fixed number of rounds.
Ring lay_out_ring(const std::vector<BoxSize>& sizes, const std::vector<RingLink>& links);

}  // namespace whobuilds::exporting
