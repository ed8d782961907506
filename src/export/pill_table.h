// A table whose cells hold names in rounded boxes: what the matrix and the timeline are drawn as.
#pragma once

#include <string>
#include <vector>

#include "export/captions.h"
#include "whobuilds/export.h"

namespace whobuilds::exporting {

struct Pill {
  std::string label;
  std::string note;  // small, behind the label
  std::string tooltip;
  Color color;  // of its type
  Status status = Status::asserted;
};

struct PillRow {
  std::string label;
  std::string tooltip;
  std::vector<std::vector<Pill>> cells;  // one per column
};

struct PillTable {
  std::string title;
  std::vector<std::string> columns;
  std::vector<PillRow> rows;
  std::vector<LegendEntry> types;
  std::vector<std::pair<Status, std::string>> statuses;
  std::string remainder;  // of what is not shown, a line under the table
};

// SVG. Columns are as wide as what stands in them asks for, within limits; pills that find no room beside one another
// go below.
std::string pill_table_to_svg(const PillTable& table, const ExportOptions& options);

}  // namespace whobuilds::exporting
