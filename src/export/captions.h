// What a diagram writes at the nodes and edges of a graph, in the reader's language and without control characters.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "export/color.h"
#include "rules/rules.h"
#include "whobuilds/export.h"
#include "whobuilds/graph.h"

namespace whobuilds::exporting {

struct LegendEntry {
  std::string label;
  Color color;
};

// `graph` and `options` must outlive it. Immutable.
class Captions {
 public:
  Captions(const Graph& graph, const ExportOptions& options);

  std::string name(const Node& node) const;
  std::string relation(const std::string& relation) const;
  // With the count where the edge has one: "contains ×384".
  std::string relation(const Edge& edge) const;
  std::string type(const std::string& type) const;
  Color color(const std::string& type) const;

  // Of the legend: those that occur, in the ontology's order and in that of Status.
  std::vector<LegendEntry> legend(const std::set<std::string>& types) const;
  std::vector<std::pair<Status, std::string>> legend(const std::set<Status>& statuses) const;

  // Name, type, other names, attributes; lines separated by '\n'.
  std::string tooltip(const Node& node) const;
  // The claim and the best sentences that say so, each with its document and date; lines separated by '\n'.
  std::string tooltip(const Edge& edge) const;

 private:
  const Graph& graph_;
  const Ontology& ontology_;
  const std::string& language_;
};

}  // namespace whobuilds::exporting
