#include "export/dot.h"

#include <graphviz/cgraph.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

#include "export/numbered_ids.h"
#include "export/theme.h"

namespace whobuilds::exporting {
namespace {

constexpr size_t kMostRankedNodes = 70;   // `dot` layouts take minutes beyond a few hundred
constexpr size_t kMostRankedLines = 160;
constexpr size_t kMostCurvedNodes = 120;  // curving lines around nodes costs more than placing them

// cgraph takes char* and copies.
char* text(const char* constant) { return const_cast<char*>(constant); }
char* text(const std::string& value) { return const_cast<char*>(value.c_str()); }

void set(void* object, const char* name, const std::string& value) {
  agsafeset(object, text(name), text(value), text(""));
}

// Graphviz reads backslashes and character references in labels; both must stay what they are.
std::string label_text(const std::string& plain) {
  std::string result;
  for (const char c : plain) {
    if (c == '\\') result += '\\';
    if (c == '&') {
      result += "&amp;";
    } else {
      result += c;
    }
  }
  return result;
}

// cgraph does not escape a backslash before the closing quote of a name.
std::string node_name(std::string id) {
  std::replace(id.begin(), id.end(), '\\', '/');
  return id;
}

std::string html_text(const std::string& plain) {
  std::string result;
  for (const char c : plain) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      default: result += c;
    }
  }
  return result;
}

std::string decimal(double number) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.2f", number);
  for (char& c : digits) {
    if (c == ',') c = '.';  // whatever the locale says
  }
  return digits;
}

const char* line_style(Status status) {
  switch (status) {
    case Status::asserted: return "solid";
    case Status::planned: return "dashed";
    case Status::rumored: return "dotted";
    case Status::denied: break;
  }
  return "solid";
}

struct CloseGraph {
  void operator()(Agraph_t* graph) const { agclose(graph); }
};
using GraphPointer = std::unique_ptr<Agraph_t, CloseGraph>;

// Turns one diagram into a cgraph graph.
class Builder {
 public:
  explicit Builder(const Diagram& diagram)
      : diagram_(diagram), theme_(diagram.dark),
        ranked_(diagram.nodes.size() <= kMostRankedNodes && diagram.lines.size() <= kMostRankedLines),
        graph_(agopen(text("whobuilds"), Agdirected, numbered_ids())) {}

  GraphPointer build() {
    set_graph();
    if (ranked_) add_groups();
    add_nodes();
    add_lines();
    return std::move(graph_);
  }

 private:
  void set_graph() {
    Agraph_t* graph = graph_.get();
    set(graph, "charset", "UTF-8");
    set(graph, "fontname", diagram_.font);
    set(graph, "bgcolor", theme_.paper.to_string());
    set(graph, "pad", "0.3");
    set(graph, "outputorder", "edgesfirst");
    set(graph, "tooltip", " ");
    set(graph, "labelloc", "b");
    set(graph, "labeljust", "l");
    set_html(graph, "label", legend());
    if (ranked_) {
      set(graph, "layout", "dot");
      set(graph, "rankdir", "LR");
      set(graph, "nodesep", "0.18");
      set(graph, "ranksep", "0.7");
        return;
    }
    set(graph, "layout", "sfdp");
    set(graph, "overlap", "prism");
    set(graph, "splines", diagram_.nodes.size() <= kMostCurvedNodes ? "true" : "line");
    set(graph, "K", "1.1");
    set(graph, "repulsiveforce", "1.6");
  }

  void set_html(void* object, const char* name, const std::string& html) {
    char* stored = agstrdup_html(graph_.get(), text(html));
    agsafeset(object, text(name), stored, text(""));
    agstrfree(graph_.get(), stored);
  }

  std::string font(const std::string& content, Color color) const {
    return "<font point-size=\"10\" color=\"" + color.to_string() + "\">" + content + "</font>";
  }

  // One row of small cells: a swatch per type, a stroke per status.
  std::string legend() const {
    std::string cells;
    for (const LegendEntry& type : diagram_.types) {
      cells += "<td bgcolor=\"" + theme_.fill(type.color).to_string() + "\" border=\"1\" color=\"" + type.color.to_string() +
               "\" style=\"rounded\" cellpadding=\"4\">" + font(html_text(type.label), theme_.text(type.color)) + "</td>";
    }
    for (const auto& status : diagram_.statuses) {
      cells += "<td>" + font(stroke(status.first) + " " + html_text(status.second), theme_.line_color(status.first)) + "</td>";
    }
    for (const auto& change : diagram_.changes) {
      const std::string sign = change.first == ChangeKind::removed ? "╍╍ " : "━━ ";
      cells += "<td>" + font(sign + html_text(change.second), change_color(change.first)) + "</td>";
    }
    if (cells.empty()) cells = "<td></td>";
    return "<table border=\"0\" cellborder=\"0\" cellspacing=\"5\" cellpadding=\"2\"><tr>" + cells + "</tr></table>";
  }

  static std::string stroke(Status status) {
    switch (status) {
      case Status::asserted: return "━━";
      case Status::planned: return "╍╍";
      case Status::rumored: return "····";
      case Status::denied: break;
    }
    return "━✕";
  }

  Color line_color(const DrawnLine& drawn) const {
    return drawn.change ? change_color(*drawn.change) : theme_.line_color(drawn.status);
  }
  // Among many lines who builds what stands out, and what else there is stays in the background.
  Color crowded_color(const DrawnLine& drawn) const {
    const bool loud = drawn.change || drawn.status == Status::denied;
    return loud ? line_color(drawn) : mix(theme_.line, theme_.paper, drawn.principal ? 0.85 : 0.35);
  }
  Color change_color(ChangeKind change) const {
    return change == ChangeKind::added ? theme_.added : change == ChangeKind::removed ? theme_.removed : theme_.changed;
  }

  void add_groups() {
    for (size_t i = 0; i < diagram_.groups.size(); ++i) {
      Agraph_t* group = agsubg(graph_.get(), text("cluster_" + std::to_string(i)), 1);
      set(group, "style", "rounded,filled");
      set(group, "fillcolor", theme_.house.to_string());
      set(group, "color", mix(theme_.quiet, theme_.paper, 0.25).to_string());
      set(group, "label", "");
      if (diagram_.named_groups) show_name(group, diagram_.groups[i]);
      set(group, "tooltip", label_text(diagram_.groups[i]));
      set(group, "margin", "10");
      groups_.push_back(group);
    }
  }

  void show_name(Agraph_t* group, const std::string& name) {
    set(group, "label", label_text(name));
    set(group, "labelloc", "t");
    set(group, "labeljust", "l");
    set(group, "fontname", diagram_.font);
    set(group, "fontcolor", theme_.quiet.to_string());
  }

  void add_nodes() {
    for (const DrawnNode& drawn : diagram_.nodes) {
      Agnode_t* node = agnode(graph_.get(), text(node_name(drawn.name)), 1);
      set(node, "shape", "box");
      set(node, "style", drawn.change == ChangeKind::removed ? "rounded,filled,dashed" : "rounded,filled");
      set(node, "fontname", diagram_.font);
      set(node, "fontsize", drawn.organization ? "15" : "13");
      set(node, "margin", drawn.organization ? "0.18,0.1" : "0.13,0.07");
      set(node, "height", "0.3");
      set(node, "penwidth", drawn.organization ? "1.8" : "1");
      set(node, "label", label_text(drawn.label));
      set(node, "tooltip", label_text(drawn.tooltip));
      set(node, "color", (drawn.change ? change_color(*drawn.change) : drawn.color).to_string());
      set(node, "fillcolor", theme_.fill(drawn.color).to_string());
      set(node, "fontcolor", theme_.text(drawn.color).to_string());
      if (drawn.group < groups_.size()) agsubnode(groups_[drawn.group], node, 1);
      nodes_.push_back(node);
    }
  }

  void add_lines() {
    for (const DrawnLine& drawn : diagram_.lines) {
      Agedge_t* line = agedge(graph_.get(), nodes_[drawn.source], nodes_[drawn.target], nullptr, 1);
      const bool denied = drawn.status == Status::denied;
      set(line, "fontname", diagram_.font);
      set(line, "style", drawn.change == ChangeKind::removed ? "dashed" : line_style(drawn.status));
      set(line, "color", (diagram_.crowded ? crowded_color(drawn) : line_color(drawn)).to_string());
      set(line, "penwidth", decimal((drawn.principal ? 1.0 : 0.6) + 0.6 * drawn.confidence));
      set(line, "arrowsize", "0.7");
      if (drawn.principal) set(line, "weight", "2");
      if (denied) set(line, "arrowhead", "tee");
      if (drawn.symmetric && !denied) set(line, "dir", "none");
      set(line, "tooltip", label_text(drawn.tooltip));
      set(line, "labeltooltip", label_text(drawn.tooltip));
      if (diagram_.crowded) continue;
      set(line, "fontsize", "10");
      set(line, "fontcolor", (drawn.change || denied ? line_color(drawn) : theme_.quiet).to_string());
      set(line, "label", label_text(denied ? "✕ " + drawn.label : drawn.label));
    }
  }

  const Diagram& diagram_;
  const Theme theme_;
  const bool ranked_;
  GraphPointer graph_;
  std::vector<Agraph_t*> groups_;
  std::vector<Agnode_t*> nodes_;
};

// agwrite wants a FILE; one in memory does.
bool write(Agraph_t* graph, std::string& out) {
  char* bytes = nullptr;
  size_t size = 0;
  FILE* file = open_memstream(&bytes, &size);
  if (file == nullptr) return false;
  const bool written = agwrite(graph, file) == 0 && std::ferror(file) == 0;
  const bool closed = std::fclose(file) == 0;
  if (written && closed) out.assign(bytes, size);
  std::free(bytes);
  return written && closed;
}

}  // namespace

std::mutex& graphviz_mutex() {
  static std::mutex mutex;
  return mutex;
}

Result<std::string> diagram_to_dot(const Diagram& diagram) {
  const std::lock_guard<std::mutex> lock(graphviz_mutex());
  std::string dot;
  const GraphPointer graph = Builder(diagram).build();
  if (write(graph.get(), dot)) return dot;
  Diagnostic problem;
  problem.code = "export.layout";
  problem.message = "the DOT text could not be written";
  problem.remedy = "check the free memory";
  return problem;
}

}  // namespace whobuilds::exporting
