// A graph with what most answers about it need, worked out once.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "whobuilds/graph.h"

namespace whobuilds::serve {

// Immutable; any number of threads may read. All lists are parallel to those of the graph.
class GraphView {
 public:
  // `graph` must be finished.
  explicit GraphView(Graph graph);

  const Graph& graph() const { return graph_; }
  const Node& node(uint32_t index) const { return graph_.nodes()[index]; }
  const Edge& edge(uint32_t index) const { return graph_.edges()[index]; }
  uint32_t nodes() const { return static_cast<uint32_t>(graph_.nodes().size()); }
  uint32_t edges() const { return static_cast<uint32_t>(graph_.edges().size()); }

  // Number of edges at a node.
  uint32_t degree(uint32_t node) const;
  // Number of documents that name it.
  uint32_t documents_of(uint32_t node) const { return documents_of_node_[node]; }
  // Of the earliest and the latest dated document that says the edge, "" when none has a date.
  const std::string& first_date(uint32_t edge) const;
  const std::string& last_date(uint32_t edge) const;
  // The document that first_date() is of; the first of its evidence when none has a date.
  uint32_t first_document(uint32_t edge) const { return spans_[edge].first; }
  // Edges that a document says, ascending.
  const std::vector<uint32_t>& edges_of_document(uint32_t document) const { return edges_of_document_[document]; }
  // Edges, the surest first.
  const std::vector<uint32_t>& surest_edges() const { return surest_edges_; }
  uint64_t evidence() const { return evidence_; }

 private:
  struct DateSpan {
    uint32_t first = 0, last = 0;  // documents
  };
  DateSpan span_of(const Edge& edge) const;

  Graph graph_;
  std::vector<uint32_t> documents_of_node_;
  std::vector<DateSpan> spans_;
  std::vector<std::vector<uint32_t>> edges_of_document_;
  std::vector<uint32_t> surest_edges_;
  uint64_t evidence_ = 0;
};

// The name in the language, else the label.
const std::string& label_in(const Node& node, const std::string& language);

}  // namespace whobuilds::serve
