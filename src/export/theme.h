// Colours and strokes that all diagrams share, on light and on dark paper.
#pragma once

#include "export/color.h"
#include "whobuilds/fact.h"

namespace whobuilds::exporting {

struct Theme {
  bool dark;
  Color paper, ink, quiet, line, denied, house;
  Color added, removed, changed;  // in pictures of a difference

  explicit Theme(bool dark);

  // Of a node or pill of a type with this colour.
  Color fill(Color color) const;
  Color text(Color color) const;
  // Of lines: denied ones stand out.
  Color line_color(Status status) const { return status == Status::denied ? denied : line; }
};

}  // namespace whobuilds::exporting
