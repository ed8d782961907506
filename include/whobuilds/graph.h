// The graph: the facts of any number of documents, merged.
//
// Node id = `type:slug`. Edge = (source, relation, target); a symmetric relation is stored once,
// its ends ordered by id. The graph is a pure function of the set of per-document facts: order of
// adding does not show, and `root()` is equal for equal sets.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/fact.h"
#include "whobuilds/rule_set.h"

namespace whobuilds {

struct EdgeEvidence {
  uint32_t document = 0;  // index into Graph::documents()
  Evidence evidence;
  std::string text;       // the sentence's own bytes when they are at hand, else ""
};

struct NodeAttribute {
  std::string key;
  Quantity value;
  Status status = Status::asserted;
  double confidence = 0;
  std::vector<EdgeEvidence> evidence;
};

struct NodeMention {
  uint32_t document = 0;
  Span span;
  std::string text;
};

struct Node {
  std::string id, type, label;
  std::map<std::string, std::string> names;
  std::vector<std::string> aliases;
  bool discovered = false;
  std::vector<NodeAttribute> attributes;  // by key, then value
  std::vector<NodeMention> mentions;      // by document, then span
};

struct Edge {
  std::string id;          // hash of (source, relation, target), hex: stable across runs
  uint32_t source = 0;     // index into Graph::nodes()
  uint32_t target = 0;
  std::string relation;
  Status status = Status::asserted;  // asserted if any evidence asserts, else that of the latest document
  double confidence = 0;   // 1 - prod(1 - c) over distinct sentences of distinct documents; six digits
  bool inferred = false;
  std::map<std::string, Quantity> attributes;
  std::vector<EdgeEvidence> evidence;
};

namespace graph {
struct Access;  // src/graph/knowledge_graph.h
}

// Merges facts. Not thread-safe while facts are added; const members are.
class Graph {
 public:
  // `symmetric` relations are those of the rule set's ontology.
  explicit Graph(const RuleSet& rule_set);
  ~Graph();
  Graph(Graph&&) noexcept;
  Graph& operator=(Graph&&) noexcept;

  // `text` is the document's text; when given, the evidence sentences are kept for display.
  // A document whose id and sha256 were added before counts once (idempotent). A graph that was
  // read back from a file takes no facts.
  void add(const DocumentFacts& facts, std::string_view text = {});
  // Sorts and freezes: nodes by id, edges by (source id, relation, target id), documents by id.
  // Must be called before the accessors below; adding afterwards requires another call.
  void finish();

  // Ids are unique: of documents that came with the same id and other bytes each gets "@" and the
  // first 16 digits of its hash appended.
  const std::vector<DocumentInfo>& documents() const;
  const std::vector<Node>& nodes() const;
  const std::vector<Edge>& edges() const;
  // Indices of edges that leave (or enter) a node, ascending.
  const std::vector<uint32_t>& out_edges(uint32_t node) const;
  const std::vector<uint32_t>& in_edges(uint32_t node) const;
  // Index of the node with this id, or SIZE_MAX.
  size_t find_node(std::string_view id) const;

  const std::string& rules_hash() const;
  // SHA-256 over the hashes of the documents' facts, independent of the order of adding.
  const std::string& root() const;

 private:
  friend struct graph::Access;
  struct State;
  explicit Graph(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The facts of one document (index into graph.documents()), as they were added, except that relations carry the
// attributes of their edge and symmetric ones its direction. Requires finish().
DocumentFacts facts_of_document(const Graph& graph, uint32_t document);

// Reads a graph back from its JSON form (DESIGN 4.1). Errors: graph.malformed, graph.schema.
Result<Graph> read_graph_json(std::string_view json, const std::string& file, const RuleSet& rule_set);

}  // namespace whobuilds
