#include <array>
#include <map>

#include "core/utf8.h"
#include "export/color.h"
#include "export/graph_formats.h"
#include "export/properties.h"

namespace whobuilds::exporting {
namespace {

// Label text between double quotes. Mermaid reads markup, markdown and entity codes there, so everything that could
// begin one is written as a code itself ("#quot;" is a double quote, "#35;" the number sign).
std::string label_text(std::string_view text) {
  constexpr std::string_view kCoded = "\"#&<>`\\*_~";
  std::string out;
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    if (c < 0x80 && kCoded.find(static_cast<char>(c)) != std::string_view::npos) {
      out += "#" + std::to_string(static_cast<uint32_t>(c)) + ";";
    } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029) {
      out += ' ';
    } else {
      core::append(out, c);
    }
  }
  // A label may not be empty.
  return out.find_first_not_of(' ') == std::string::npos ? "?" : out;
}

// The two ends of a line around its label. Denied ones end in a cross, those equal both ways have no head.
struct Line {
  const char *begin, *end;
};

Line line_of(Status status, bool symmetric) {
  switch (status) {
    case Status::asserted:
      return symmetric ? Line{"-- ", " ---"} : Line{"-- ", " -->"};
    case Status::planned:
    case Status::rumored:
      return symmetric ? Line{"-. ", " .-"} : Line{"-. ", " .->"};
    case Status::denied:
      break;
  }
  return {"-- ", " --x"};
}

std::string quoted_label(std::string_view text) { return "\"" + label_text(text) + "\""; }

// A class for each type in the graph: "type0", "type1", ... in the order of the types' names.
std::map<std::string, std::string> classes_of_types(const Graph& graph) {
  std::map<std::string, std::string> classes;
  for (const Node& node : graph.nodes()) classes[node.type];
  size_t number = 0;
  for (auto& entry : classes) entry.second = "type" + std::to_string(number++);
  return classes;
}

}  // namespace

std::string write_mermaid(const Graph& graph, const ExportOptions& options) {
  const NodeProperties node_properties(graph, options, AttributeList::left_out);
  const EdgeProperties edge_properties(graph, options);
  const Color paper = Color::parse(options.dark ? "#0f172a" : "#ffffff");
  const Color ink = Color::parse(options.dark ? "#f1f5f9" : "#0f172a");
  const auto classes = classes_of_types(graph);
  std::string out = "flowchart LR\n";
  for (const auto& [type, name] : classes) {
    const Color color = Color::parse(type_color(graph, type));
    out += "  classDef " + name + " fill:" + mix(color, paper, options.dark ? 0.28 : 0.13).to_string() +
           ",stroke:" + color.to_string() + ",color:" + ink.to_string() + "\n";
  }
  for (size_t i = 0; i < graph.nodes().size(); ++i) {
    const Node& node = graph.nodes()[i];
    const std::string label = property_text(node_properties.of(node)[0]);
    out += "  n" + std::to_string(i) + "[" + quoted_label(label.empty() ? node.id : label) +
           "]:::" + classes.at(node.type) + "\n";
  }
  for (const Edge& edge : graph.edges()) {
    const Line line = line_of(edge.status, is_symmetric(graph, edge));
    std::string label = property_text(edge_properties.of(edge)[0]);
    if (edge.status != Status::asserted) label += std::string(" (") + status_name(edge.status) + ")";
    out += "  n" + std::to_string(edge.source) + " " + line.begin + quoted_label(label) + line.end + " n" +
           std::to_string(edge.target) + "\n";
  }
  return out;
}

}  // namespace whobuilds::exporting
