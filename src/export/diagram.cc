#include "export/diagram.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/utf8.h"
#include "export/houses.h"
#include "export/label.h"
#include "export/wording.h"
#include "graph/knowledge_graph.h"

namespace whobuilds::exporting {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr uint32_t kNodeColumns = 20;
constexpr uint32_t kLineColumns = 18;
constexpr size_t kCrowdedLines = 220;  // beyond this the labels hide the lines
constexpr size_t kCrowdedRivals = 60;

std::string_view without_space(std::string_view piece) {
  while (!piece.empty() && piece.back() == ' ') piece.remove_suffix(1);
  return piece;
}

// What must stay on one line, from `at` on: a word up to and with the space, hyphen or slash after it, a
// run of katakana, or one other wide character. Moves `at` past it.
std::string_view next_piece(std::string_view text, uint32_t& at) {
  const uint32_t begin = at;
  bool katakana = false;
  while (at < text.size()) {
    const uint32_t before = at;
    const char32_t c = core::decode(text, at);
    const bool first = before == begin;
    if (first) katakana = core::is_katakana(c);
    if (!first && (c >= 0x2E80 || katakana) && !(katakana && core::is_katakana(c))) {
      at = before;
      break;
    }
    if (c >= 0x2E80 && !katakana) break;
    if (c == ' ' || c == '-' || c == '/') break;
  }
  return text.substr(begin, at - begin);
}

class Drawing {
 public:
  Drawing(const Graph& graph, const ExportOptions& options, const DrawnChanges& changes)
      : graph_(graph), ontology_(graph::Access::ontology(graph)), options_(options), changes_(changes), captions_(graph, options) {}

  Diagram draw() {
    diagram_.font = without_controls(options_.font);
    diagram_.dark = options_.dark;
    draw_nodes();
    draw_lines();
    draw_groups();
    draw_legend();
    const bool rivals = options_.diagram == DiagramKind::competition;  // arrows alone tell their two relations apart
    diagram_.crowded = diagram_.lines.size() > (rivals ? kCrowdedRivals : kCrowdedLines);
    return std::move(diagram_);
  }

 private:
  using Ends = std::tuple<uint32_t, uint32_t, Status, int>;  // the change as a number, kUnchanged for none
  static constexpr int kUnchanged = -1;

  bool is_drawn(const Edge& edge) const {
    return options_.diagram != DiagramKind::competition || edge.relation == "competes_with" || edge.relation == "outperforms";
  }

  void draw_nodes() {
    drawn_.assign(graph_.nodes().size(), kNone);
    std::vector<bool> has_line(graph_.nodes().size());
    for (const Edge& edge : graph_.edges()) {
      if (is_drawn(edge)) has_line[edge.source] = has_line[edge.target] = true;
    }
    for (uint32_t i = 0; i < graph_.nodes().size(); ++i) {
      if (!has_line[i]) continue;
      const Node& node = graph_.nodes()[i];
      drawn_[i] = static_cast<uint32_t>(diagram_.nodes.size());
      DrawnNode drawn;
      drawn.name = without_controls(node.id);
      drawn.label = wrapped(captions_.name(node), kNodeColumns);
      drawn.tooltip = captions_.tooltip(node);
      drawn.color = captions_.color(node.type);
      drawn.organization = node.type == "Company" || node.type == "Organization";
      if (i < changes_.nodes.size()) drawn.change = changes_.nodes[i];
      diagram_.nodes.push_back(std::move(drawn));
    }
  }

  // Edges of one direction, status and change become one line.
  void draw_lines() {
    std::map<Ends, std::vector<const Edge*>> bundles;
    for (size_t i = 0; i < graph_.edges().size(); ++i) {
      const Edge& edge = graph_.edges()[i];
      if (!is_drawn(edge)) continue;
      const bool changed = i < changes_.edges.size() && changes_.edges[i].has_value();
      const int change = changed ? static_cast<int>(*changes_.edges[i]) : kUnchanged;
      bundles[{drawn_[edge.source], drawn_[edge.target], edge.status, change}].push_back(&edge);
    }
    for (const auto& bundle : bundles) diagram_.lines.push_back(line_of(bundle.first, bundle.second));
  }

  DrawnLine line_of(const Ends& ends, const std::vector<const Edge*>& edges) const {
    DrawnLine line;
    line.source = std::get<0>(ends);
    line.target = std::get<1>(ends);
    line.status = std::get<2>(ends);
    if (std::get<3>(ends) != kUnchanged) line.change = static_cast<ChangeKind>(std::get<3>(ends));
    line.symmetric = true;
    std::string label;
    for (const Edge* edge : edges) {
      const uint32_t relation = ontology_.find_relation(edge->relation);
      label += (label.empty() ? "" : ", ") + captions_.relation(*edge);
      line.symmetric = line.symmetric && relation != kNoIndex && ontology_.relations[relation].symmetric;
      line.principal = line.principal || edge->relation == "develops";
      line.confidence = std::max(line.confidence, edge->confidence);
      line.tooltip += (line.tooltip.empty() ? "" : "\n\n") + captions_.tooltip(*edge);
    }
    line.label = wrapped(label, kLineColumns);
    return line;
  }

  // Houses of at least three drawn members, of two where the head itself may not be drawn.
  void draw_groups() {
    const Houses houses(graph_);
    diagram_.named_groups = options_.diagram == DiagramKind::competition;
    const size_t fewest = diagram_.named_groups ? 2 : 3;
    std::map<uint32_t, std::vector<uint32_t>> members;
    for (uint32_t node = 0; node < drawn_.size(); ++node) {
      if (drawn_[node] != kNone && houses.head(node) != kNone) members[houses.head(node)].push_back(drawn_[node]);
    }
    for (const auto& house : members) {
      if (house.second.size() < fewest) continue;
      for (const uint32_t member : house.second) {
        diagram_.nodes[member].group = static_cast<uint32_t>(diagram_.groups.size());
      }
      diagram_.groups.push_back(captions_.name(graph_.nodes()[house.first]));
    }
  }

  void draw_legend() {
    std::set<std::string> types;
    for (uint32_t node = 0; node < drawn_.size(); ++node) {
      if (drawn_[node] != kNone) types.insert(graph_.nodes()[node].type);
    }
    diagram_.types = captions_.legend(types);
    std::set<Status> statuses;
    for (const DrawnLine& line : diagram_.lines) statuses.insert(line.status);
    diagram_.statuses = captions_.legend(statuses);
    std::set<ChangeKind> changes;
    for (const DrawnLine& line : diagram_.lines) {
      if (line.change) changes.insert(*line.change);
    }
    for (const ChangeKind change : changes) diagram_.changes.emplace_back(change, change_word(change, options_.label_language));
  }

  const Graph& graph_;
  const Ontology& ontology_;
  const ExportOptions& options_;
  const DrawnChanges& changes_;
  const Captions captions_;
  std::vector<uint32_t> drawn_;  // node of the graph -> node of the diagram
  Diagram diagram_;
};

}  // namespace

std::string wrapped(std::string_view text, uint32_t columns) {
  std::string result, line;
  uint32_t width = 0;
  const auto flush = [&] {
    while (!line.empty() && line.back() == ' ') line.pop_back();
    if (!line.empty()) result += (result.empty() ? "" : "\n") + line;
    line.clear();
    width = 0;
  };
  for (uint32_t at = 0; at < text.size();) {
    const std::string_view piece = next_piece(text, at);
    const uint32_t size = columns_of(piece);
    if (width > 0 && width + columns_of(without_space(piece)) > columns) flush();
    if (width == 0 && piece == " ") continue;
    line += piece;
    width += size;
  }
  flush();
  return result;
}

Diagram draw(const Graph& graph, const ExportOptions& options, const DrawnChanges& changes) {
  return Drawing(graph, options, changes).draw();
}

}  // namespace whobuilds::exporting
