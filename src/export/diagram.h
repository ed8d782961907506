// What a diagram of a graph shows, before anybody draws it: which nodes and lines, how they look and
// what they say. Independent of Graphviz.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "export/captions.h"
#include "export/color.h"
#include "whobuilds/diff.h"
#include "whobuilds/export.h"
#include "whobuilds/graph.h"

namespace whobuilds::exporting {

struct DrawnNode {
  std::string name;     // the node's id
  std::string label;    // lines separated by '\n'
  std::string tooltip;
  Color color;          // of its type
  bool organization = false;  // a company or body: drawn heavier than what it makes
  uint32_t group = UINT32_MAX;  // index into Diagram::groups, UINT32_MAX: none
  std::optional<ChangeKind> change;  // in pictures of a difference
};

// One line between two nodes; it stands for all edges of one status (and change) in one direction.
struct DrawnLine {
  uint32_t source = 0, target = 0;  // indices into Diagram::nodes
  std::string label;                // lines separated by '\n'
  std::string tooltip;              // evidence
  Status status = Status::asserted;
  double confidence = 0;            // of the best edge
  bool symmetric = false;
  bool principal = false;           // who builds what
  std::optional<ChangeKind> change; // in pictures of a difference
};

struct Diagram {
  std::vector<DrawnNode> nodes;  // by id
  std::vector<DrawnLine> lines;  // by source, target, status
  std::vector<std::string> groups;  // a company with its units and what they make; name of the head
  std::vector<LegendEntry> types;   // those that occur, in the ontology's order
  std::vector<std::pair<Status, std::string>> statuses;  // those that occur, with their word
  std::vector<std::pair<ChangeKind, std::string>> changes;  // those that occur, with their word
  bool named_groups = false;        // their names are shown, since their heads may not be drawn
  std::string font;
  bool dark = false;
  bool crowded = false;  // too many nodes for labels on the lines
};

// How the nodes and edges of a graph came to differ from those of another: parallel to nodes() and edges(), or empty.
struct DrawnChanges {
  std::vector<std::optional<ChangeKind>> nodes, edges;
};

// Nodes without edges are left out: a diagram shows how things hang together. Of the kinds of diagrams in `options` only
// competition makes a difference: rivalry alone is drawn then.
Diagram draw(const Graph& graph, const ExportOptions& options, const DrawnChanges& changes = {});

// Breaks `text` into lines of at most `columns` (a CJK character counts two) at spaces, after hyphens and
// slashes, and between CJK characters. Words and runs of katakana stay whole, however long.
std::string wrapped(std::string_view text, uint32_t columns);

}  // namespace whobuilds::exporting
