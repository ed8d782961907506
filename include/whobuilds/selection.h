// A part of a graph, as a graph: what a diagram or an export is to show.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "whobuilds/analysis.h"
#include "whobuilds/diagnostic.h"
#include "whobuilds/graph.h"

namespace whobuilds {

// Each restriction that is left at its default selects everything. They are applied in the order of the members:
// later ones see what the earlier ones left.
struct Selection {
  // Only what documents dated in this range say: "2025", "2025-04" or "2025-04-02", both ends included, "" for no end.
  // A document that gives only its month or year counts when that overlaps the range, one without a date never.
  std::string since, until;
  // Families stand for their variants: see select().
  bool collapse_variants = false;
  std::vector<std::string> relations;  // ids of the ontology
  std::vector<Status> statuses;        // of edges
  double min_confidence = 0;           // of edges, 0 to 1
  std::vector<std::string> types;      // of nodes but those in focus; ids of the ontology, or their slugs
  // Ids of nodes (find_entities() of ask.h gives them for names): they and what is at most `depth` edges away,
  // whatever the edges' direction.
  std::vector<std::string> focus;
  uint32_t depth = 1;
  // The most central nodes of what is left; those in focus stay in any case. 0: all.
  size_t top = 0;
  Centrality by = Centrality::degree;
};

// True if nothing is restricted.
bool selects_everything(const Selection& selection);

// Every problem of the selection: selection.relation, selection.type, selection.focus (not in the graph's ontology or
// graph, with the nearest ones), selection.date, selection.confidence. Focus ids are checked against `graph` itself.
Diagnostics check_selection(const Graph& graph, const Selection& selection);

// The selected part as a finished graph of its own, with the same ids. It takes no further facts; its root is "", since
// it is no set of whole documents. Errors: those of check_selection().
//
// - A date range takes away evidence. Edges and attributes are judged anew by what is left (status, confidence), and go
//   when nothing is left; a node goes with its last mention, attribute and edge.
// - Collapsing puts a variant's edges and mentions at its family, at the top of the chain of variant_of edges that are
//   not denied (of several families that of the most confident edge); variants and attributes of variants go.
//   Edges that become equal are judged by their joint evidence. Such an edge is marked inferred unless
//   it was said about the family itself too. Edges within a family go. A variant in focus puts its family there.
// - Nodes that have no edge left go when relations, statuses, confidence or focus are restricted, except those in
// focus.
// - Documents of which no evidence or mention is left go.
Result<Graph> select(const Graph& graph, const Selection& selection);

}  // namespace whobuilds
