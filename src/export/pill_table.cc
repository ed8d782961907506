#include "export/pill_table.h"

#include <algorithm>

#include "export/label.h"
#include "export/svg_picture.h"

namespace whobuilds::exporting {
namespace {

constexpr double kMargin = 24, kTitleSize = 20, kTextSize = 12, kNoteSize = 10, kRowLabelSize = 14;
constexpr double kPillHeight = 22, kPillGap = 6, kCellPadding = 8, kPillPadding = 9;
constexpr double kNarrowestColumn = 90, kWidestColumn = 440;
constexpr uint32_t kPillColumns = 30, kRowLabelColumns = 24;

double pill_width(const Pill& pill) {
  double width = text_width(shortened(pill.label, kPillColumns), kTextSize) + 2 * kPillPadding;
  if (!pill.note.empty()) width += text_width(pill.note, kNoteSize) + kPillGap;
  return width;
}

// Places the pills of one cell line by line.
struct CellLayout {
  std::vector<Point> places;  // upper left corners within the cell
  double height = 0;
};

CellLayout lay_out(const std::vector<Pill>& pills, double width) {
  CellLayout layout;
  Point at = {kCellPadding, kCellPadding};
  for (const Pill& pill : pills) {
    const double size = pill_width(pill);
    if (at.x > kCellPadding && at.x + size + kCellPadding > width) at = {kCellPadding, at.y + kPillHeight + kPillGap};
    layout.places.push_back(at);
    at.x += size + kPillGap;
  }
  layout.height = pills.empty() ? 0 : at.y + kPillHeight + kCellPadding;
  return layout;
}

class TableDrawing {
 public:
  TableDrawing(const PillTable& table, const ExportOptions& options) : table_(table), picture_(options) {}

  std::string draw() {
    measure();
    double y = draw_head();
    for (size_t i = 0; i < table_.rows.size(); ++i) y = draw_row(i, y);
    if (!table_.remainder.empty()) {
      y += kTextSize + kPillGap;
      picture_.text({kMargin, y}, table_.remainder, {kTextSize, theme().quiet});
    }
    y += 1.5 * kMargin;
    const double legend_end = picture_.legend({kMargin, y}, table_.types, table_.statuses);
    return picture_.finish(std::max(width_, legend_end) + kMargin, y + kMargin, table_.title);
  }

 private:
  const Theme& theme() const { return picture_.theme(); }

  // A column is wide enough for its widest pill, and for about a square of all that stands in its fullest cell.
  void measure() {
    for (const PillRow& row : table_.rows) {
      label_width_ =
          std::max(label_width_, text_width(shortened(row.label, kRowLabelColumns), kRowLabelSize) + 2 * kCellPadding);
    }
    width_ = kMargin + label_width_;
    for (size_t column = 0; column < table_.columns.size(); ++column) {
      double width = std::max(kNarrowestColumn, text_width(table_.columns[column], kTextSize) + 2 * kCellPadding);
      for (const PillRow& row : table_.rows) {
        double all = 2 * kCellPadding, widest = 0;
        for (const Pill& pill : row.cells[column]) {
          all += pill_width(pill) + kPillGap;
          widest = std::max(widest, pill_width(pill));
        }
        const double lines = row.cells[column].size() > 12 ? 6 : row.cells[column].size() > 4 ? 4 : 2;
        width = std::max({width, widest + 2 * kCellPadding, std::min(all / lines + widest / 2, kWidestColumn)});
      }
      column_x_.push_back(width_);
      column_width_.push_back(width);
      width_ += width;
    }
  }

  double draw_head() {
    double y = kMargin + kTitleSize;
    picture_.text({kMargin, y}, table_.title, {kTitleSize, theme().ink, true});
    y += kMargin + kTextSize;
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      picture_.text({column_x_[i] + kCellPadding, y}, table_.columns[i], {kTextSize, theme().quiet, true});
    }
    y += kPillGap;
    picture_.line({kMargin, y}, {width_, y}, {theme().quiet, 1.2});
    return y;
  }

  double draw_row(size_t index, double y) {
    const PillRow& row = table_.rows[index];
    std::vector<CellLayout> layouts;
    double height = kPillHeight + 2 * kCellPadding;
    for (size_t i = 0; i < row.cells.size(); ++i) {
      layouts.push_back(lay_out(row.cells[i], column_width_[i]));
      height = std::max(height, layouts.back().height);
    }
    if (index % 2 == 0)
      picture_.rectangle({kMargin, y, width_ - kMargin, height}, theme().house, {theme().house, 0}, 0);
    picture_.begin_titled(row.tooltip);
    picture_.text({kMargin + kCellPadding, y + kCellPadding + kPillHeight * 0.7},
                  shortened(row.label, kRowLabelColumns), {kRowLabelSize, theme().ink, true});
    picture_.end_titled();
    for (size_t i = 0; i < row.cells.size(); ++i) {
      for (size_t pill = 0; pill < row.cells[i].size(); ++pill) {
        const Point place = layouts[i].places[pill];
        draw_pill(row.cells[i][pill], {column_x_[i] + place.x, y + place.y});
      }
    }
    picture_.line({kMargin, y + height}, {width_, y + height}, {mix(theme().quiet, theme().paper, 0.3), 0.8});
    return y + height;
  }

  void draw_pill(const Pill& pill, Point at) {
    const bool denied = pill.status == Status::denied;
    picture_.begin_titled(pill.tooltip);
    picture_.rectangle({at.x, at.y, pill_width(pill), kPillHeight}, theme().fill(pill.color),
                       {denied ? theme().denied : pill.color, 1.1, pill.status}, kPillHeight / 2);
    const std::string label = shortened(pill.label, kPillColumns);
    const double base = at.y + kPillHeight * 0.69;
    picture_.text({at.x + kPillPadding, base}, label, {kTextSize, denied ? theme().denied : theme().text(pill.color)});
    if (!pill.note.empty()) {
      picture_.text({at.x + pill_width(pill) - kPillPadding, base}, pill.note,
                    {kNoteSize, theme().quiet, false, Anchor::end});
    }
    if (denied) {
      const double middle = at.y + kPillHeight / 2;
      picture_.line({at.x + kPillPadding, middle}, {at.x + pill_width(pill) - kPillPadding, middle},
                    {theme().denied, 1});
    }
    picture_.end_titled();
  }

  const PillTable& table_;
  SvgPicture picture_;
  std::vector<double> column_x_, column_width_;
  double label_width_ = 60, width_ = 0;
};

}  // namespace

std::string pill_table_to_svg(const PillTable& table, const ExportOptions& options) {
  return TableDrawing(table, options).draw();
}

}  // namespace whobuilds::exporting
