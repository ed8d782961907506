#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <sstream>
#include <string>

#include "export/layout.h"
#include "whobuilds/layout.h"

namespace whobuilds {
namespace {

constexpr double kPixelsPerInch = 96;

struct Inches {
  double width, height;
};

constexpr Inches kWithLabel = {1.1, 0.5}, kWithoutLabel = {0.3, 0.3};
// Of more nodes nobody reads all labels: without them there is less to move apart, in a third of the time.
constexpr uint32_t kMostLabelled = 1000;

Inches size_of_node(uint32_t nodes) { return nodes > kMostLabelled ? kWithoutLabel : kWithLabel; }

// The widest circle has to hold all of its nodes side by side.
double circle_distance(uint32_t nodes) {
  constexpr double kTwoPi = 6.283185307179586, kNearest = 1.6, kFarthest = 12;
  return std::clamp(nodes * size_of_node(nodes).width / kTwoPi, kNearest, kFarthest);
}

void write_settings(LayoutKind kind, uint32_t nodes, std::ostream& dot) {
  switch (kind) {
    case LayoutKind::force:
      dot << "layout=sfdp; overlap=prism; " << (nodes > kMostLabelled ? "K=0.6; quadtree=fast;" : "K=1.2;");
      return;
    case LayoutKind::layers:
      dot << "layout=dot; rankdir=LR; nslimit=1; nslimit1=1; mclimit=0.3;";
      return;
    case LayoutKind::circle:
      dot << "layout=twopi; root=0; ranksep=" << circle_distance(nodes) << ";";
      return;
  }
}

// No lines are routed: only the places of the nodes are wanted.
std::string dot_of(const LayoutGraph& graph, LayoutKind kind) {
  std::ostringstream dot;
  dot.imbue(std::locale::classic());
  dot << "digraph {";
  write_settings(kind, graph.nodes, dot);
  const Inches size = size_of_node(graph.nodes);
  dot << "splines=false; node [shape=box, label=\"\", fixedsize=true, width=" << size.width << ", height=" << size.height
      << "];";
  for (uint32_t node = 0; node < graph.nodes; ++node) dot << node << ';';
  for (const auto& [source, target] : graph.edges) dot << source << "->" << target << ';';
  dot << '}';
  return dot.str();
}

Diagnostic unreadable() {
  Diagnostic problem;
  problem.code = "export.layout";
  problem.message = "Graphviz gave no places for all nodes";
  problem.remedy = "lay out fewer nodes";
  return problem;
}

// Graphviz's "plain" form: a line "node NAME X Y WIDTH HEIGHT ..." for each node, in inches, y upward.
Result<std::vector<LayoutPoint>> read_places(const std::string& plain, uint32_t nodes) {
  std::vector<LayoutPoint> points(nodes);
  uint32_t found = 0;
  std::istringstream lines(plain);
  lines.imbue(std::locale::classic());
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    words.imbue(std::locale::classic());
    std::string kind;
    uint32_t node = 0;
    double x = 0, y = 0;
    if (!(words >> kind) || kind != "node") continue;
    if (!(words >> node >> x >> y) || node >= nodes) return unreadable();
    points[node] = {x * kPixelsPerInch, -y * kPixelsPerInch};
    ++found;
  }
  if (found != nodes) return unreadable();
  return points;
}

// Whole pixels around the middle.
void center(std::vector<LayoutPoint>& points) {
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  LayoutPoint low = {kInfinite, kInfinite}, high = {-kInfinite, -kInfinite};
  for (const LayoutPoint& point : points) {
    low = {std::min(low.x, point.x), std::min(low.y, point.y)};
    high = {std::max(high.x, point.x), std::max(high.y, point.y)};
  }
  for (LayoutPoint& point : points) {
    point = {std::round(point.x - (low.x + high.x) / 2), std::round(point.y - (low.y + high.y) / 2)};
  }
}

}  // namespace

std::optional<LayoutKind> layout_from_name(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, LayoutKind>, 3> kNames = {
      {{"force", LayoutKind::force}, {"layers", LayoutKind::layers}, {"circle", LayoutKind::circle}}};
  for (const auto& [known, kind] : kNames) {
    if (known == name) return kind;
  }
  return std::nullopt;
}

Result<std::vector<LayoutPoint>> lay_out(const LayoutGraph& graph, LayoutKind kind,
                                         std::chrono::milliseconds time_limit) {
  if (graph.nodes == 0) return std::vector<LayoutPoint>();
  const Result<std::string> plain = exporting::draw_dot(dot_of(graph, kind), "plain", time_limit);
  if (!plain) return plain.diagnostics();
  Result<std::vector<LayoutPoint>> points = read_places(*plain, graph.nodes);
  if (points) center(*points);
  return points;
}

}  // namespace whobuilds
