// SVG text of our own, for diagrams that are tables and columns: Graphviz places nodes and lines, not these.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "export/captions.h"
#include "export/theme.h"
#include "whobuilds/export.h"

namespace whobuilds::exporting {

// In pixels, y downward.
struct Point {
  double x = 0, y = 0;
};
struct Box {
  double x = 0, y = 0, width = 0, height = 0;
};

enum class Anchor : uint8_t { start, middle, end };

struct TextStyle {
  double size = 12;
  Color color;
  bool bold = false;
  Anchor anchor = Anchor::start;
};

struct Stroke {
  Color color;
  double width = 1;
  Status status = Status::asserted;  // planned is dashed, rumored dotted
};

// Elements are drawn in the order of the calls. Text is escaped here; it must hold no control characters (label.h).
// The same calls give the same bytes.
class SvgPicture {
 public:
  explicit SvgPicture(const ExportOptions& options);

  const Theme& theme() const { return theme_; }

  // What is drawn until end_titled() shows `tooltip` under the pointer and to screen readers.
  void begin_titled(std::string_view tooltip);
  void end_titled();

  void rectangle(const Box& box, Color fill, const Stroke& border, double radius = 6);
  void line(Point from, Point to, const Stroke& stroke);
  // Leaves and arrives level. Where the ends stand one above the other it bends to the right.
  enum class Head { none, arrow };  // at `to`
  void curve(Point from, Point to, const Stroke& stroke, Head head);
  // A cubic Bézier curve from the first point to the last.
  void bend(const std::array<Point, 4>& points, const Stroke& stroke);
  void triangle(const std::array<Point, 3>& corners, Color fill);
  // `at` is on the base line.
  void text(Point at, std::string_view text, const TextStyle& style);
  // A short stroke as lines of this status have it, from `from` on; denied ones are crossed out.
  void status_mark(Point from, Status status);

  // A row of types and statuses, its base line at `at`. Returns where it ends.
  double legend(Point at, const std::vector<LegendEntry>& types,
                const std::vector<std::pair<Status, std::string>>& statuses);

  // The picture with what was drawn.
  std::string finish(double width, double height, std::string_view title) const;

 private:
  void stroke_attributes(const Stroke& stroke);

  Theme theme_;
  std::string font_;
  std::string body_;
};

// How wide a text is about to be: fonts differ, so that there is some room in it.
double text_width(std::string_view text, double size);

}  // namespace whobuilds::exporting
