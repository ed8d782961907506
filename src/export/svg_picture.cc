#include "export/svg_picture.h"

#include <cmath>

#include "export/html_text.h"
#include "export/json_writer.h"
#include "export/label.h"

namespace whobuilds::exporting {
namespace {

// One digit after the point is finer than any screen.
std::string coordinate(double value) { return number_text(std::round(value * 10) / 10); }

std::string pair(Point point) { return coordinate(point.x) + " " + coordinate(point.y); }

std::string attribute(const char* name, double value) {
  return std::string(" ") + name + "=\"" + coordinate(value) + "\"";
}
std::string attribute(const char* name, std::string_view value) {
  return std::string(" ") + name + "=\"" + html_text(value) + "\"";
}

const char* dashes(Status status) {
  switch (status) {
    case Status::planned:
      return "5 3";
    case Status::rumored:
      return "1.5 3";
    case Status::asserted:
    case Status::denied:
      break;
  }
  return nullptr;
}

}  // namespace

SvgPicture::SvgPicture(const ExportOptions& options) : theme_(options.dark), font_(without_controls(options.font)) {}

void SvgPicture::begin_titled(std::string_view tooltip) {
  body_ += "<g><title>";
  append_html(body_, tooltip);
  body_ += "</title>\n";
}

void SvgPicture::end_titled() { body_ += "</g>\n"; }

void SvgPicture::stroke_attributes(const Stroke& stroke) {
  body_ += attribute("stroke", stroke.color.to_string()) + attribute("stroke-width", stroke.width);
  if (const char* pattern = dashes(stroke.status)) body_ += attribute("stroke-dasharray", pattern);
}

void SvgPicture::rectangle(const Box& box, Color fill, const Stroke& border, double radius) {
  body_ += "<rect" + attribute("x", box.x) + attribute("y", box.y) + attribute("width", box.width) +
           attribute("height", box.height) + attribute("rx", radius) + attribute("fill", fill.to_string());
  if (border.width > 0) stroke_attributes(border);
  body_ += "/>\n";
}

void SvgPicture::line(Point from, Point to, const Stroke& stroke) {
  body_ += "<line" + attribute("x1", from.x) + attribute("y1", from.y) + attribute("x2", to.x) + attribute("y2", to.y);
  stroke_attributes(stroke);
  body_ += "/>\n";
}

void SvgPicture::curve(Point from, Point to, const Stroke& stroke, Head head) {
  constexpr double kHead = 6, kBulge = 36;
  const bool upright = std::abs(to.x - from.x) < 1;
  const double bend = upright ? from.x + kBulge : (from.x + to.x) / 2;
  const double arrival = bend < to.x ? 1 : -1;  // direction in which it comes in
  const double end = head == Head::arrow ? to.x - arrival * kHead : to.x;
  body_ += "<path d=\"M" + coordinate(from.x) + " " + coordinate(from.y) + " C" + coordinate(bend) + " " +
           coordinate(from.y) + " " + coordinate(bend) + " " + coordinate(to.y) + " " + coordinate(end) + " " +
           coordinate(to.y) + "\" fill=\"none\"";
  stroke_attributes(stroke);
  body_ += "/>\n";
  if (head == Head::none) return;
  body_ += "<path d=\"M" + coordinate(end) + " " + coordinate(to.y - kHead / 2) + " L" + coordinate(to.x) + " " +
           coordinate(to.y) + " L" + coordinate(end) + " " + coordinate(to.y + kHead / 2) + " Z\"" +
           attribute("fill", stroke.color.to_string()) + "/>\n";
}

void SvgPicture::bend(const std::array<Point, 4>& points, const Stroke& stroke) {
  body_ += "<path d=\"M" + pair(points[0]) + " C" + pair(points[1]) + " " + pair(points[2]) + " " + pair(points[3]) +
           "\" fill=\"none\"";
  stroke_attributes(stroke);
  body_ += "/>\n";
}

void SvgPicture::triangle(const std::array<Point, 3>& corners, Color fill) {
  body_ += "<path d=\"M" + pair(corners[0]) + " L" + pair(corners[1]) + " L" + pair(corners[2]) + " Z\"" +
           attribute("fill", fill.to_string()) + "/>\n";
}

void SvgPicture::text(Point at, std::string_view text, const TextStyle& style) {
  constexpr const char* kAnchors[] = {"start", "middle", "end"};
  body_ += "<text" + attribute("x", at.x) + attribute("y", at.y) + attribute("font-size", style.size) +
           attribute("fill", style.color.to_string());
  if (style.bold) body_ += " font-weight=\"bold\"";
  if (style.anchor != Anchor::start) body_ += attribute("text-anchor", kAnchors[static_cast<size_t>(style.anchor)]);
  body_ += ">";
  append_html(body_, text);
  body_ += "</text>\n";
}

void SvgPicture::status_mark(Point from, Status status) {
  constexpr double kLength = 18, kCross = 3;
  line(from, {from.x + kLength, from.y}, {theme_.line_color(status), 1.6, status});
  if (status != Status::denied) return;
  const double middle = from.x + kLength / 2;
  line({middle - kCross, from.y - kCross}, {middle + kCross, from.y + kCross}, {theme_.denied, 1.6});
  line({middle - kCross, from.y + kCross}, {middle + kCross, from.y - kCross}, {theme_.denied, 1.6});
}

double SvgPicture::legend(Point at, const std::vector<LegendEntry>& types,
                          const std::vector<std::pair<Status, std::string>>& statuses) {
  constexpr double kSize = 10, kGap = 6, kPadding = 9, kHeight = 18, kMark = 18;
  double x = at.x;
  for (const LegendEntry& type : types) {
    const double width = text_width(type.label, kSize) + 2 * kPadding;
    rectangle({x, at.y - kHeight * 0.7, width, kHeight}, theme_.fill(type.color), {type.color}, kHeight / 2);
    text({x + kPadding, at.y}, type.label, {kSize, theme_.text(type.color)});
    x += width + kGap;
  }
  for (const auto& [status, word] : statuses) {
    x += kGap;
    status_mark({x, at.y - kSize * 0.35}, status);
    x += kMark + kGap;
    text({x, at.y}, word, {kSize, theme_.line_color(status)});
    x += text_width(word, kSize) + kGap;
  }
  return x;
}

std::string SvgPicture::finish(double width, double height, std::string_view title) const {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"" +
                    attribute("width", width) + attribute("height", height) + " viewBox=\"0 0 " + coordinate(width) +
                    " " + coordinate(height) + "\" role=\"img\"" + attribute("font-family", font_) + ">\n<title>";
  append_html(out, title);
  out += "</title>\n<rect width=\"100%\" height=\"100%\"" + attribute("fill", theme_.paper.to_string()) + "/>\n";
  return out + body_ + "</svg>\n";
}

double text_width(std::string_view text, double size) { return columns_of(text) * size * 0.57; }

}  // namespace whobuilds::exporting
