// What changed between two graphs, fact by fact, and what caused it.
//
//   GraphDiff changes = diff(before, after);
//   GraphDiff news = diff(*graph_before(graph, "2025-06"), graph);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/graph.h"

namespace whobuilds {

enum class ChangeKind : uint8_t { added, removed, changed };
const char* change_name(ChangeKind kind);

enum class CauseKind : uint8_t {
  document_added,
  document_removed,
  document_changed,  // other bytes under the same id
  rule,              // the document's bytes are the same; a rule reads it now, or no longer, or otherwise
  catalogue,         // the document's bytes are the same; what it names there is another entity now, or none
  unexplained        // none of these: the graphs come from different programs, or were edited
};
// "document_added" and so on.
const char* cause_name(CauseKind kind);

struct Cause {
  CauseKind kind = CauseKind::unexplained;
  // The document's id, the rule's id, or the entity's id; where the same words named different entities both ids,
  // "before -> after" (one is empty where nothing was named). "" when unexplained.
  std::string what;
};

// A part of a fact that is not as it was: "status", "confidence", "inferred", "count", "amount", ... of edges, "value",
// "status", "confidence" of attributes, "type", "label", "discovered" of nodes.
struct ChangedValue {
  std::string name;
  std::optional<Quantity> before, after;  // what is no number stands as text; nothing where there was none
};

// What changed about one edge, one node or one attribute of a node.
struct FactChange {
  static constexpr uint32_t kNone = UINT32_MAX;

  ChangeKind change = ChangeKind::changed;
  // Indices into nodes() or edges() of the graph before and of the one after, kNone in the one that lacks it. For an
  // attribute they are those of its node, which both graphs may have.
  uint32_t before = kNone, after = kNone;
  // Attributes only: indices into Node::attributes.
  uint32_t attribute_before = kNone, attribute_after = kNone;
  std::vector<ChangedValue> values;  // changed facts only, at least one
  std::vector<Cause> causes;         // at least one, by kind, then what; no two equal
};

// Lists ascend: nodes by id; attributes by node id, key and value; edges by source id, relation and target id.
struct GraphDiff {
  std::vector<FactChange> nodes;
  std::vector<FactChange> attributes;
  std::vector<FactChange> edges;
  // Documents by id, of the graph that has them; a changed one stands in `changed_documents`, under its id in `after`.
  std::vector<std::string> added_documents, removed_documents, changed_documents;
  bool other_rules = false;  // the graphs were made by different rules

  bool empty() const {
    return nodes.empty() && attributes.empty() && edges.empty() && added_documents.empty() &&
           removed_documents.empty() && changed_documents.empty();
  }
};

// Nodes are the same by id, edges by their ends and relation, attributes by key and value; an attribute that has one
// value on each side, a different one, is changed. Documents are the same by id and hash, else one is the other
// changed by id, else the same moved by hash. Surface forms and evidence alone make no change: a fact that is said
// once more is changed when its status, confidence or values are. diff(a, a) is empty; diff(b, a) is diff(a, b) with
// added and removed exchanged. Both graphs must be finished.
GraphDiff diff(const Graph& before, const Graph& after);

// The graph that the documents dated before `date` (YYYY, YYYY-MM or YYYY-MM-DD) give; documents without a date
// belong to it. What is not dated to the day counts as its first day. The values of edges (counts, amounts) are those
// of `graph`: it does not keep which document gave them. Errors: diff.date.
Result<Graph> graph_before(const Graph& graph, const std::string& date);

}  // namespace whobuilds
