#include "whobuilds/diff_diagram.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>

#include "export/diagram.h"
#include "export/dot.h"
#include "export/layout.h"
#include "graph/knowledge_graph.h"

namespace whobuilds {
namespace {

constexpr uint32_t kNone = FactChange::kNone;

// The edges that changed, of both graphs, as one graph.
class ChangedPart {
 public:
  ChangedPart(const Graph& before, const Graph& after, const GraphDiff& changes)
      : before_(before), after_(after), changes_(changes) {}

  Graph assemble() {
    contents_.documents = before_.documents();
    contents_.documents.insert(contents_.documents.end(), after_.documents().begin(), after_.documents().end());
    collect_nodes();
    for (const FactChange& change : changes_.edges) {
      const bool there = change.after != kNone;
      add_edge(there ? after_ : before_, there ? change.after : change.before, there);
      marks_.edges.push_back(change.change);
    }
    return graph::Access::assemble(graph::Access::ontology(after_), std::move(contents_));
  }

  exporting::DrawnChanges take_marks() { return std::move(marks_); }

 private:
  void collect_nodes() {
    std::map<std::string, const Node*> nodes;  // by id, as graphs have them
    std::map<std::string, ChangeKind> kinds;
    for (const FactChange& change : changes_.edges) {
      const Graph& graph = change.after != kNone ? after_ : before_;
      const Edge& edge = graph.edges()[change.after != kNone ? change.after : change.before];
      for (const uint32_t end : {edge.source, edge.target}) nodes[graph.nodes()[end].id] = &graph.nodes()[end];
    }
    for (const FactChange& change : changes_.nodes) {
      if (change.change == ChangeKind::changed) continue;
      const Node& node = change.after != kNone ? after_.nodes()[change.after] : before_.nodes()[change.before];
      kinds[node.id] = change.change;
    }
    for (const auto& [id, node] : nodes) {
      index_[id] = static_cast<uint32_t>(contents_.nodes.size());
      Node shown = *node;
      shown.attributes.clear();
      shown.mentions.clear();
      contents_.nodes.push_back(std::move(shown));
      const auto kind = kinds.find(id);
      marks_.nodes.push_back(kind == kinds.end() ? std::nullopt : std::optional<ChangeKind>(kind->second));
    }
  }

  // Nodes ascend by id in all three graphs and so do the edges.
  void add_edge(const Graph& graph, uint32_t index, bool is_after) {
    Edge edge = graph.edges()[index];
    edge.source = index_[graph.nodes()[edge.source].id];
    edge.target = index_[graph.nodes()[edge.target].id];
    if (is_after) {
      for (EdgeEvidence& each : edge.evidence) each.document += static_cast<uint32_t>(before_.documents().size());
    }
    contents_.edges.push_back(std::move(edge));
  }

  const Graph& before_;
  const Graph& after_;
  const GraphDiff& changes_;
  graph::Contents contents_;
  std::map<std::string, uint32_t> index_;
  exporting::DrawnChanges marks_;
};

Diagnostic unknown_format(const std::string& format) {
  Diagnostic problem;
  problem.code = "export.format";
  problem.message = "there is no picture of a difference in the format \"" + format + "\"";
  for (const std::string& known : diff_diagram_formats()) {
    problem.expected += (problem.expected.empty() ? "one of " : ", ") + known;
  }
  return problem;
}

}  // namespace

std::vector<std::string> diff_diagram_formats() { return {"dot", "svg", "png"}; }

Result<std::string> draw_diff(const Graph& before, const Graph& after, const GraphDiff& changes,
                              const std::string& format, const ExportOptions& options) {
  const std::vector<std::string> formats = diff_diagram_formats();
  if (std::find(formats.begin(), formats.end(), format) == formats.end()) return unknown_format(format);
  ChangedPart part(before, after, changes);
  const Graph graph = part.assemble();
  const Result<std::string> dot = exporting::diagram_to_dot(exporting::draw(graph, options, part.take_marks()));
  if (!dot || format == "dot") return dot;
  return exporting::draw_dot(*dot, format, std::chrono::seconds(options.time_limit_seconds));
}

}  // namespace whobuilds
