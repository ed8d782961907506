#include "export/overview_diagram.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "export/card_ring.h"
#include "export/diagram.h"
#include "export/label.h"
#include "export/svg_picture.h"
#include "export/wording.h"

namespace whobuilds::exporting {
namespace {

constexpr double kMargin = 24, kTitleSize = 15, kTextSize = 12, kNoteSize = 10, kSmallSize = 10;
constexpr double kPillHeight = 21, kPillGap = 5, kPillPadding = 9, kCardPadding = 9, kHeadHeight = 27;
constexpr double kColumnWidth = 300, kLineHeight = 13.5, kRowGap = 8;
constexpr uint32_t kPillColumns = 26, kTitleColumns = 24, kClaimColumns = 52;
constexpr double kHead = 7;  // length of an arrow's head

// Of lines, the most frequent relation first; what comes after them is grey.
constexpr std::array<const char*, 9> kLineColors = {"#2563eb", "#dc6803", "#059669", "#db2777", "#7c3aed",
                                                    "#0e9fb8", "#a16207", "#65a30d", "#b45aa0"};

double pill_width(const CardPill& pill) {
  const double width = text_width(shortened(pill.pill.label, kPillColumns), kTextSize) + 2 * kPillPadding;
  return pill.pill.note.empty() ? width : width + kPillGap + text_width(pill.pill.note, kNoteSize);
}

// Where the pills of a card stand, seen from its upper left corner.
struct CardLayout {
  std::vector<std::vector<Point>> places;  // by section and pill
  std::vector<double> rules;               // heights of the lines between sections
  BoxSize size;
};

double title_width(const Card& card) { return text_width(shortened(card.title, kTitleColumns), kTitleSize); }

double width_for(const Card& card) {
  double area = 0, widest = title_width(card) + kPillGap + text_width(card.note, kNoteSize);
  for (const CardSection& section : card.sections) {
    for (const CardPill& pill : section.pills) {
      area += (pill_width(pill) + kPillGap) * (kPillHeight + kPillGap);
      widest = std::max(widest, pill_width(pill));
    }
  }
  return std::max({widest + 2 * kCardPadding, 1.5 * std::sqrt(area), 120.0});
}

CardLayout lay_out(const Card& card) {
  CardLayout layout;
  const double width = width_for(card);
  double y = kHeadHeight;
  for (const CardSection& section : card.sections) {
    if (y > kHeadHeight) layout.rules.push_back(y);
    Point at = {kCardPadding, y + kCardPadding};
    layout.places.emplace_back();
    for (const CardPill& pill : section.pills) {
      if (at.x > kCardPadding && at.x + pill_width(pill) + kCardPadding > width) {
        at = {kCardPadding, at.y + kPillHeight + kPillGap};
      }
      layout.places.back().push_back(at);
      at.x += pill_width(pill) + kPillGap;
    }
    y = at.y + kPillHeight + kCardPadding;
  }
  layout.size = {width, y};
  return layout;
}

Point middle_of(const std::array<Point, 4>& curve) {
  return {(curve[0].x + 3 * curve[1].x + 3 * curve[2].x + curve[3].x) / 8,
          (curve[0].y + 3 * curve[1].y + 3 * curve[2].y + curve[3].y) / 8};
}

class OverviewDrawing {
 public:
  OverviewDrawing(const Overview& overview, const ExportOptions& options)
      : overview_(overview), options_(options), picture_(options) {}

  std::string draw() {
    std::vector<BoxSize> sizes;
    for (const Card& card : overview_.cards) {
      layouts_.push_back(lay_out(card));
      sizes.push_back(layouts_.back().size);
    }
    ring_ = lay_out_ring(sizes, links());
    draw_lines();
    for (size_t i = 0; i < overview_.cards.size(); ++i) draw_card(i);
    right_ = kMargin + ring_.width;
    draw_rows(overview_.cards.empty() ? kMargin : 2 * kMargin + ring_.height);
    draw_legend();
    return picture_.finish(right_ + kMargin, bottom_ + kMargin, word(Phrase::who_builds_what));
  }

 private:
  const Theme& theme() const { return picture_.theme(); }

  std::vector<RingLink> links() const {
    std::vector<RingLink> links;
    for (const CardLine& line : overview_.lines) {
      const auto weight = static_cast<uint32_t>(std::min<size_t>(line.edges, 9));
      links.push_back({line.source, line.target, weight});
    }
    return links;
  }

  Color color_of(uint32_t relation) const {
    if (relation >= kLineColors.size()) return theme().quiet;
    const Color color = Color::parse(kLineColors[relation]);
    return theme().dark ? mix(color, theme().ink, 0.7) : color;
  }

  // Thick lines last, above the thin ones; the counts above all lines.
  void draw_lines() {
    std::vector<size_t> order(overview_.lines.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return overview_.lines[a].edges < overview_.lines[b].edges; });
    for (std::array<Point, 4>& curve : ring_.curves) {
      for (Point& point : curve) point = {point.x + kMargin, point.y + kMargin};
    }
    for (const size_t i : order) draw_line(overview_.lines[i], ring_.curves[i]);
    for (const size_t i : order) draw_count(overview_.lines[i], ring_.curves[i]);
  }

  Color line_color(const CardLine& line) const {
    const double strength = line.edges == 1 ? 0.55 : line.edges < 4 ? 0.7 : 0.9;
    return line.status == Status::denied ? theme().denied : mix(color_of(line.relation), theme().paper, strength);
  }

  void draw_line(const CardLine& line, std::array<Point, 4> curve) {
    const double width = 0.9 + 0.75 * std::log2(static_cast<double>(line.edges));
    picture_.begin_titled(line.tooltip);
    if (line.forward && !line.backward) draw_head(line, curve[2], curve[3]);
    if (line.backward && !line.forward) draw_head(line, curve[1], curve[0]);
    picture_.bend(curve, {line_color(line), width, line.status});
    picture_.end_titled();
  }

  // At `end`, which moves back to where the head begins.
  void draw_head(const CardLine& line, Point before, Point& end) {
    const double length = std::max(1.0, std::hypot(end.x - before.x, end.y - before.y));
    const Point along = {(end.x - before.x) / length, (end.y - before.y) / length};
    const Point foot = {end.x - along.x * kHead, end.y - along.y * kHead};
    const double half = kHead / 2;
    picture_.triangle({Point{foot.x - along.y * half, foot.y + along.x * half}, end,
                       Point{foot.x + along.y * half, foot.y - along.x * half}},
                      line_color(line));
    end = foot;
  }

  void draw_count(const CardLine& line, const std::array<Point, 4>& curve) {
    const bool denied = line.status == Status::denied;
    if (line.edges < 2 && !denied) return;
    const std::string text = std::string(denied ? "✕" : "") + (line.edges < 2 ? "" : "×" + std::to_string(line.edges));
    const Point at = middle_of(curve);
    const double width = text_width(text, kSmallSize) + 4;
    picture_.rectangle({at.x - width / 2, at.y - 7, width, 14}, theme().paper, {theme().paper, 0}, 4);
    picture_.text({at.x, at.y + 3.5}, text,
                  {kSmallSize, mix(line_color(line), theme().ink, 0.7), false, Anchor::middle});
  }

  void draw_card(size_t index) {
    const Card& card = overview_.cards[index];
    const CardLayout& layout = layouts_[index];
    const Point at = {kMargin + ring_.boxes[index].x, kMargin + ring_.boxes[index].y};
    picture_.rectangle({at.x, at.y, layout.size.width, layout.size.height}, theme().house, {card.color, 1.4}, 8);
    draw_card_head(card, {at.x, at.y, layout.size.width, kHeadHeight});
    for (const double rule : layout.rules) {
      picture_.line({at.x + kCardPadding, at.y + rule}, {at.x + layout.size.width - kCardPadding, at.y + rule},
                    {mix(card.color, theme().paper, 0.35), 0.8});
    }
    for (size_t section = 0; section < card.sections.size(); ++section) {
      const std::vector<CardPill>& pills = card.sections[section].pills;
      for (size_t i = 0; i < pills.size(); ++i) {
        const Point place = layout.places[section][i];
        draw_pill(pills[i], {at.x + place.x, at.y + place.y, pill_width(pills[i]), kPillHeight});
      }
    }
  }

  void draw_card_head(const Card& card, const Box& box) {
    picture_.begin_titled(card.tooltip);
    picture_.rectangle(box, theme().fill(card.color), {card.color, 1.4}, 8);
    picture_.text({box.x + kCardPadding, box.y + box.height * 0.69}, shortened(card.title, kTitleColumns),
                  {kTitleSize, theme().text(card.color), true});
    if (!card.note.empty()) {
      picture_.text({box.x + box.width - kCardPadding, box.y + box.height * 0.66}, card.note,
                    {kNoteSize, theme().quiet, false, Anchor::end});
    }
    picture_.end_titled();
  }

  void draw_pill(const CardPill& pill, const Box& box) {
    picture_.begin_titled(pill.pill.tooltip);
    picture_.rectangle(box, theme().fill(pill.pill.color), {pill.pill.color, 1, pill.pill.status}, box.height / 2);
    const double base = box.y + box.height * 0.69;
    picture_.text({box.x + kPillPadding, base}, shortened(pill.pill.label, kPillColumns),
                  {kTextSize, theme().text(pill.pill.color)});
    if (!pill.pill.note.empty()) {
      picture_.text({box.x + box.width - kPillPadding, base}, pill.pill.note,
                    {kNoteSize, theme().quiet, false, Anchor::end});
    }
    picture_.end_titled();
  }

  // In columns of about equal height, to be read downward.
  void draw_rows(double top) {
    bottom_ = top;
    std::vector<std::vector<std::string>> texts;
    double height = 0;
    for (const OverviewRow& row : overview_.rows) {
      texts.push_back(lines_of(row));
      height += height_of(texts.back());
    }
    const double columns = std::max(1.0, std::floor((right_ - kMargin) / kColumnWidth));
    const double width = std::max(kColumnWidth, (right_ - kMargin) / columns);
    Point at = {kMargin, top};
    for (size_t i = 0; i < texts.size(); ++i) {
      draw_row(overview_.rows[i], texts[i], at);
      at.y += height_of(texts[i]);
      bottom_ = std::max(bottom_, at.y);
      right_ = std::max(right_, at.x + kColumnWidth);
      if (at.y - top >= height / columns) at = {at.x + width, top};
    }
  }

  static double height_of(const std::vector<std::string>& lines) {
    return kLineHeight * (static_cast<double>(lines.size()) + 1.1) + kRowGap;
  }

  static std::vector<std::string> lines_of(const OverviewRow& row) {
    std::vector<std::string> lines;
    for (const std::string& claim : row.claims) {
      const std::string text = wrapped(claim, kClaimColumns);
      for (size_t begin = 0; begin <= text.size();) {
        const size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(shortened(text.substr(begin, end - begin), kClaimColumns));
        begin = end + 1;
      }
    }
    return lines;
  }

  void draw_row(const OverviewRow& row, const std::vector<std::string>& lines, Point at) {
    picture_.begin_titled(row.tooltip);
    at.y += kLineHeight;
    picture_.text(at, shortened(row.title, kClaimColumns), {kTextSize, theme().text(row.color), true});
    picture_.end_titled();
    for (const std::string& line : lines) {
      at.y += kLineHeight;
      picture_.text(at, line, {kSmallSize, theme().quiet});
    }
  }

  std::string word(Phrase which) const { return phrase(which, options_.label_language); }
  std::string counted(Phrase which, size_t count) const { return word(which) + " " + std::to_string(count); }

  // Where each node and edge went.
  std::string accounts() const {
    std::string text = counted(Phrase::nodes, overview_.nodes);
    if (overview_.unconnected > 0) text += ", " + counted(Phrase::without_edges, overview_.unconnected);
    if (overview_.unshown_nodes > 0) text += ", " + counted(Phrase::not_shown, overview_.unshown_nodes);
    text += "  ·  " + counted(Phrase::edges, overview_.edges) + ": " +
            counted(Phrase::within_boxes, overview_.nested_edges) + ", " +
            counted(Phrase::in_lines, overview_.line_edges) + ", " +
            counted(Phrase::in_the_list, overview_.written_edges);
    return overview_.unshown_edges == 0 ? text : text + ", " + counted(Phrase::not_shown, overview_.unshown_edges);
  }

  void draw_legend() {
    bottom_ += kMargin;
    picture_.text({kMargin, bottom_}, accounts(), {kTextSize, theme().quiet});
    right_ = std::max(right_, kMargin + text_width(accounts(), kTextSize));
    bottom_ += kMargin;
    right_ = std::max(right_, picture_.legend({kMargin, bottom_}, overview_.types, overview_.statuses));
    if (!overview_.lines.empty()) draw_line_colors();
  }

  void draw_line_colors() {
    constexpr double kMark = 18;
    bottom_ += kMargin;
    const std::string title = word(Phrase::line_colors);
    picture_.text({kMargin, bottom_}, title, {kSmallSize, theme().quiet});
    double x = kMargin + text_width(title, kSmallSize) + kPillPadding;
    const std::vector<std::string> names = color_names();
    for (uint32_t i = 0; i < names.size(); ++i) {
      picture_.line({x, bottom_ - 3.5}, {x + kMark, bottom_ - 3.5}, {color_of(i), 2.4});
      x += kMark + kPillGap;
      picture_.text({x, bottom_}, names[i], {kSmallSize, theme().ink});
      x += text_width(names[i], kSmallSize) + kPillPadding;
    }
    right_ = std::max(right_, x);
  }

  // What each colour stands for; the last, grey, for all that have none of their own.
  std::vector<std::string> color_names() const {
    std::vector<std::string> names;
    for (const std::string& relation : overview_.relations) {
      if (names.size() <= kLineColors.size()) {
        names.push_back(relation);
      } else {
        names.back() += ", " + relation;
      }
    }
    return names;
  }

  const Overview& overview_;
  const ExportOptions& options_;
  SvgPicture picture_;
  std::vector<CardLayout> layouts_;
  Ring ring_;
  double right_ = 0, bottom_ = 0;
};

}  // namespace

std::string overview_diagram(const Overview& overview, const ExportOptions& options) {
  return OverviewDrawing(overview, options).draw();
}

}  // namespace whobuilds::exporting
