#include "export/diagram.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/utf8.h"
#include "export/wording.h"
#include "graph/knowledge_graph.h"

namespace whobuilds::exporting {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr uint32_t kNodeColumns = 20;
constexpr uint32_t kLineColumns = 18;
constexpr size_t kCrowdedLines = 220;  // beyond this the labels hide the lines
constexpr size_t kTooltipSentences = 3;

// Control characters have no place in a picture and are not allowed in SVG.
std::string without_controls(std::string_view text) {
  std::string clean;
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    if (c == '\n' || c == '\t' || c == '\r') {
      clean += ' ';
    } else if (c >= 0x20 && c != 0x7F && c != 0xFFFE && c != 0xFFFF) {
      core::append(clean, c);
    }
  }
  return clean;
}

uint32_t columns_of(std::string_view text) {
  uint32_t columns = 0;
  for (uint32_t at = 0; at < text.size();) columns += core::decode(text, at) >= 0x2E80 ? 2 : 1;
  return columns;
}

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

// Which company's house each node belongs to.
class Houses {
 public:
  explicit Houses(const Graph& graph) : graph_(graph), head_(graph.nodes().size(), kNone) {
    for (uint32_t node = 0; node < head_.size(); ++node) {
      if (is_body(node)) head_[node] = top(node, "part_of");
    }
    for (uint32_t node = 0; node < head_.size(); ++node) {
      if (!is_body(node)) head_[node] = maker(node);
    }
  }

  bool is_body(uint32_t node) const {
    const std::string& type = graph_.nodes()[node].type;
    return type == "Company" || type == "Organization";
  }
  // The head of the node's house, or kNone.
  uint32_t head(uint32_t node) const { return head_[node]; }

 private:
  // Follows the first such edge upward; a circle ends where it closes.
  uint32_t top(uint32_t node, const char* relation) const {
    std::set<uint32_t> seen;
    while (seen.insert(node).second) {
      for (const uint32_t edge : graph_.out_edges(node)) {
        const Edge& up = graph_.edges()[edge];
        if (up.relation == relation && up.status != Status::denied) {
          node = up.target;
          break;
        }
      }
    }
    return node;
  }

  // The only house that develops the node or, failing that, its family; kNone when there are several.
  uint32_t maker(uint32_t node) const {
    const uint32_t own = only_developer(node);
    return own != kNone ? own : only_developer(top(node, "variant_of"));
  }
  uint32_t only_developer(uint32_t node) const {
    uint32_t found = kNone;
    for (const uint32_t index : graph_.in_edges(node)) {
      const Edge& edge = graph_.edges()[index];
      if (edge.relation != "develops" || edge.status == Status::denied) continue;
      const uint32_t house = head_[edge.source];
      if (found != kNone && found != house) return kNone;
      found = house;
    }
    return found;
  }

  const Graph& graph_;
  std::vector<uint32_t> head_;
};

class Drawing {
 public:
  Drawing(const Graph& graph, const ExportOptions& options, const DrawnChanges& changes)
      : graph_(graph), ontology_(graph::Access::ontology(graph)), options_(options), changes_(changes) {}

  Diagram draw() {
    diagram_.font = without_controls(options_.font);
    diagram_.dark = options_.dark;
    draw_nodes();
    draw_lines();
    draw_groups();
    draw_legend();
    diagram_.crowded = diagram_.lines.size() > kCrowdedLines;
    return std::move(diagram_);
  }

 private:
  using Ends = std::tuple<uint32_t, uint32_t, Status, int>;  // the change as a number, kUnchanged for none
  static constexpr int kUnchanged = -1;

  void draw_nodes() {
    drawn_.assign(graph_.nodes().size(), kNone);
    for (uint32_t i = 0; i < graph_.nodes().size(); ++i) {
      if (graph_.out_edges(i).empty() && graph_.in_edges(i).empty()) continue;
      const Node& node = graph_.nodes()[i];
      drawn_[i] = static_cast<uint32_t>(diagram_.nodes.size());
      DrawnNode drawn;
      drawn.name = without_controls(node.id);
      drawn.label = wrapped(label_of(node), kNodeColumns);
      drawn.tooltip = node_tooltip(node);
      const uint32_t type = ontology_.find_type(node.type);
      if (type != kNoIndex) drawn.color = Color::parse(ontology_.types[type].color);
      drawn.organization = node.type == "Company" || node.type == "Organization";
      if (i < changes_.nodes.size()) drawn.change = changes_.nodes[i];
      diagram_.nodes.push_back(std::move(drawn));
    }
  }

  std::string label_of(const Node& node) const {
    return without_controls(in_language(node.names, options_.label_language, node.label));
  }

  std::string relation_label(const std::string& relation) const {
    return without_controls(exporting::relation_label(ontology_, relation, options_.label_language));
  }

  std::string type_label(const std::string& type) const {
    return without_controls(exporting::type_label(ontology_, type, options_.label_language));
  }

  static std::string quantity_text(const Quantity& quantity) {
    return without_controls(exporting::quantity_text(quantity));
  }

  std::string node_tooltip(const Node& node) const {
    std::string text = label_of(node) + " (" + type_label(node.type) + ")";
    std::string others;
    for (const auto& name : node.names) {
      const std::string other = without_controls(name.second);
      if (other != label_of(node) && others.find(other) == std::string::npos) others += (others.empty() ? "" : ", ") + other;
    }
    if (!others.empty()) text += "\n" + others;
    for (const NodeAttribute& attribute : node.attributes) {
      if (attribute.status == Status::denied) continue;
      text += "\n" + without_controls(attribute.key) + ": " + quantity_text(attribute.value);
    }
    return text;
  }

  // Edges of one direction, status and change become one line.
  void draw_lines() {
    std::map<Ends, std::vector<const Edge*>> bundles;
    for (size_t i = 0; i < graph_.edges().size(); ++i) {
      const Edge& edge = graph_.edges()[i];
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
      label += (label.empty() ? "" : ", ") + edge_label(*edge);
      line.symmetric = line.symmetric && relation != kNoIndex && ontology_.relations[relation].symmetric;
      line.principal = line.principal || edge->relation == "develops";
      line.confidence = std::max(line.confidence, edge->confidence);
      line.tooltip += (line.tooltip.empty() ? "" : "\n\n") + edge_tooltip(*edge);
    }
    line.label = wrapped(label, kLineColumns);
    return line;
  }

  std::string edge_label(const Edge& edge) const {
    std::string label = relation_label(edge.relation);
    const auto count = edge.attributes.find("count");
    if (count != edge.attributes.end() && count->second.number) label += " ×" + quantity_text(count->second);
    return label;
  }

  std::string edge_tooltip(const Edge& edge) const {
    const Node& source = graph_.nodes()[edge.source];
    const Node& target = graph_.nodes()[edge.target];
    std::string text = label_of(source) + " – " + relation_label(edge.relation) + " – " + label_of(target);
    for (const auto& attribute : edge.attributes) {
      text += "\n" + without_controls(attribute.first) + ": " + quantity_text(attribute.second);
    }
    std::vector<const EdgeEvidence*> evidence;
    for (const EdgeEvidence& e : edge.evidence) evidence.push_back(&e);
    std::stable_sort(evidence.begin(), evidence.end(), [&](const EdgeEvidence* a, const EdgeEvidence* b) {
      return std::make_tuple(a->evidence.status != edge.status, -a->evidence.confidence) <
             std::make_tuple(b->evidence.status != edge.status, -b->evidence.confidence);
    });
    for (size_t i = 0; i < evidence.size() && i < kTooltipSentences; ++i) {
      const DocumentInfo& document = graph_.documents()[evidence[i]->document];
      text += "\n“" + without_controls(evidence[i]->text) + "” [" + without_controls(document.id);
      if (!document.date.empty()) text += ", " + without_controls(document.date);
      text += "]";
    }
    return text;
  }

  // Houses of at least three drawn members.
  void draw_groups() {
    const Houses houses(graph_);
    std::map<uint32_t, std::vector<uint32_t>> members;
    for (uint32_t node = 0; node < drawn_.size(); ++node) {
      if (drawn_[node] != kNone && houses.head(node) != kNone) members[houses.head(node)].push_back(drawn_[node]);
    }
    for (const auto& house : members) {
      if (house.second.size() < 3) continue;
      for (const uint32_t member : house.second) {
        diagram_.nodes[member].group = static_cast<uint32_t>(diagram_.groups.size());
      }
      diagram_.groups.push_back(label_of(graph_.nodes()[house.first]));
    }
  }

  void draw_legend() {
    std::set<std::string> types;
    for (uint32_t node = 0; node < drawn_.size(); ++node) {
      if (drawn_[node] != kNone) types.insert(graph_.nodes()[node].type);
    }
    for (const EntityType& type : ontology_.types) {
      if (types.count(type.id) > 0) diagram_.types.push_back({type_label(type.id), Color::parse(type.color)});
    }
    std::set<Status> statuses;
    for (const DrawnLine& line : diagram_.lines) statuses.insert(line.status);
    for (const Status status : statuses) diagram_.statuses.emplace_back(status, status_word(status, options_.label_language));
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
