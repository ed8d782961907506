#include "export/matrix_diagram.h"

#include <algorithm>
#include <map>
#include <set>

#include "export/captions.h"
#include "export/houses.h"
#include "export/wording.h"
#include "graph/knowledge_graph.h"
#include "graph/variant_families.h"

namespace whobuilds::exporting {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr size_t kMostRows = 60;

// What one pill stands for: the edges to a thing, or to a family and its variants.
using Targets = std::map<uint32_t, std::vector<const Edge*>>;  // by thing

class Matrix {
 public:
  Matrix(const Graph& graph, const ExportOptions& options)
      : graph_(graph),
        options_(options),
        captions_(graph, options),
        houses_(graph),
        family_(graph::variant_families(graph.nodes().size(), graph.edges())) {}

  PillTable table() {
    collect();
    PillTable table;
    table.title = phrase(Phrase::who_builds_what, options_.label_language);
    for (const std::string& kind : kinds())
      table.columns.push_back(kind == kManufactured ? captions_.relation(kind) : captions_.type(kind));
    const std::vector<uint32_t> heads = ranked_heads();
    for (size_t i = 0; i < heads.size() && i < kMostRows; ++i) table.rows.push_back(row_of(heads[i]));
    if (heads.size() > kMostRows) table.remainder = "+ " + std::to_string(heads.size() - kMostRows);
    add_legend(table);
    return table;
  }

 private:
  static constexpr const char* kManufactured = "manufactures";

  void collect() {
    for (const Edge& edge : graph_.edges()) {
      const bool manufactured = edge.relation == kManufactured;
      if (!manufactured && edge.relation != "develops") continue;
      const uint32_t head = houses_.head(edge.source);
      const uint32_t line = line_of(edge.target, head);
      const std::string kind = manufactured ? kManufactured : graph_.nodes()[line].type;
      cells_[head][kind][{edge.status, line}][edge.target].push_back(&edge);
    }
  }

  // The family when it is the house's own or nobody's, else the thing itself: others build variants of it too.
  uint32_t line_of(uint32_t thing, uint32_t head) const {
    const uint32_t family = family_[thing];
    return houses_.head(family) == head || houses_.head(family) == kNone ? family : thing;
  }

  std::vector<std::string> kinds() const {
    std::set<std::string> found;
    for (const auto& row : cells_) {
      for (const auto& cell : row.second) found.insert(cell.first);
    }
    std::vector<std::string> ordered;
    for (const EntityType& type : graph::Access::ontology(graph_).types) {
      if (found.count(type.id) > 0) ordered.push_back(type.id);
    }
    if (found.count(kManufactured) > 0) ordered.emplace_back(kManufactured);
    return ordered;
  }

  std::vector<uint32_t> ranked_heads() const {
    std::vector<std::pair<int64_t, uint32_t>> ranked;
    for (const auto& row : cells_) {
      int64_t things = 0;
      for (const auto& cell : row.second) {
        for (const auto& line : cell.second) things += static_cast<int64_t>(line.second.size());
      }
      ranked.emplace_back(-things, row.first);
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<uint32_t> heads;
    for (const auto& entry : ranked) heads.push_back(entry.second);
    return heads;
  }

  PillRow row_of(uint32_t head) const {
    const Node& node = graph_.nodes()[head];
    PillRow row = {captions_.name(node), captions_.tooltip(node), {}};
    const auto& cells = cells_.at(head);
    for (const std::string& kind : kinds()) {
      row.cells.emplace_back();
      const auto cell = cells.find(kind);
      if (cell == cells.end()) continue;
      for (const auto& line : cell->second) row.cells.back().push_back(pill_of(line.first.second, line.second));
    }
    return row;
  }

  Pill pill_of(uint32_t line, const Targets& targets) const {
    Pill pill;
    const uint32_t shown = targets.size() == 1 ? targets.begin()->first : line;
    const size_t variants = targets.size() - (targets.count(line) > 0 ? 1 : 0);
    pill.label = captions_.name(graph_.nodes()[shown]);
    if (targets.size() > 1) pill.note = "×" + std::to_string(variants);
    pill.color = captions_.color(graph_.nodes()[shown].type);
    pill.status = Status::denied;
    for (const auto& target : targets) {
      for (const Edge* edge : target.second) {
        pill.status = std::min(pill.status, edge->status);
        pill.tooltip += (pill.tooltip.empty() ? "" : " · ") + captions_.tooltip(*edge);
      }
    }
    return pill;
  }

  void add_legend(PillTable& table) const {
    std::set<std::string> types;
    std::set<Status> statuses;
    for (const auto& row : cells_) {
      for (const auto& cell : row.second) {
        for (const auto& line : cell.second) {
          for (const auto& target : line.second) {
            types.insert(graph_.nodes()[target.first].type);
            for (const Edge* edge : target.second) statuses.insert(edge->status);
          }
        }
      }
    }
    table.types = captions_.legend(types);
    table.statuses = captions_.legend(statuses);
  }

  const Graph& graph_;
  const ExportOptions& options_;
  const Captions captions_;
  const Houses houses_;
  const std::vector<uint32_t> family_;
  std::map<uint32_t, std::map<std::string, std::map<std::pair<Status, uint32_t>, Targets>>>
      cells_;  // house, kind, line
};

}  // namespace

PillTable matrix_of(const Graph& graph, const ExportOptions& options) { return Matrix(graph, options).table(); }

}  // namespace whobuilds::exporting
