#include "export/pictures.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "export/diagram.h"
#include "export/dot.h"
#include "export/ego_diagram.h"
#include "export/layout.h"
#include "export/matrix_diagram.h"
#include "export/overview_diagram.h"
#include "export/supply_chain_diagram.h"
#include "export/timeline_diagram.h"

namespace whobuilds {
namespace {

constexpr std::array<const char*, 6> kDiagramNames = {"relations", "ego",          "matrix",
                                                      "timeline",  "supply-chain", "competition"};

}  // namespace

const char* diagram_name(DiagramKind kind) { return kDiagramNames[static_cast<size_t>(kind)]; }

std::optional<DiagramKind> diagram_from_name(std::string_view name) {
  const auto found = std::find(kDiagramNames.begin(), kDiagramNames.end(), name);
  if (found == kDiagramNames.end()) return std::nullopt;
  return static_cast<DiagramKind>(found - kDiagramNames.begin());
}

namespace exporting {
namespace {

// SVG of our own, nothing for what Graphviz lays out.
std::optional<std::string> own_svg(const Graph& graph, const ExportOptions& options) {
  switch (options.diagram) {
    case DiagramKind::ego:
      return ego_diagram(graph, options);
    case DiagramKind::matrix:
      return pill_table_to_svg(matrix_of(graph, options), options);
    case DiagramKind::timeline:
      return pill_table_to_svg(timeline_of(graph, options), options);
    case DiagramKind::supply_chain:
      return supply_chain_diagram(graph, options);
    case DiagramKind::relations:
      if (is_crowded(graph)) return overview_diagram(overview_of(graph, options), options);
      break;
    case DiagramKind::competition:
      break;
  }
  return std::nullopt;
}

Diagnostic no_dot(DiagramKind kind) {
  Diagnostic problem;
  problem.code = "export.diagram";
  problem.message = std::string("a diagram of the kind ") + diagram_name(kind) + " has no form in DOT";
  problem.expected = "svg, png or pdf";
  problem.remedy = "choose one of these formats, or the kind relations or competition";
  return problem;
}

}  // namespace

Result<std::string> write_picture(const Graph& graph, const ExportOptions& options, const std::string& format) {
  const std::chrono::seconds time_limit(options.time_limit_seconds);
  const bool graphviz = options.diagram == DiagramKind::relations || options.diagram == DiagramKind::competition;
  if (format == "dot") return graphviz ? diagram_to_dot(draw(graph, options)) : no_dot(options.diagram);
  if (const std::optional<std::string> svg = own_svg(graph, options)) {
    return format == "svg" ? Result<std::string>(*svg) : draw_svg(*svg, format, time_limit);
  }
  const Result<std::string> dot = diagram_to_dot(draw(graph, options));
  if (!dot) return dot;
  if (format != "pdf") return draw_dot(*dot, format, time_limit);
  const Result<std::string> svg = draw_dot(*dot, "svg", time_limit);
  return svg ? draw_svg(*svg, format, time_limit) : svg;
}

}  // namespace exporting
}  // namespace whobuilds
