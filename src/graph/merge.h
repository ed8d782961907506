// Merging: a set of contributions to nodes and edges.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/contribution.h"
#include "rules/rules.h"
#include "whobuilds/graph.h"

namespace whobuilds::graph {

// The graph's contents, as Graph's accessors describe them.
struct Contents {
  std::vector<DocumentInfo> documents;
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  std::string rules_hash;
  std::string root;
};

// `contributions` ascend by (document id, sha256). `rules_hash` is left empty.
Contents merge(const Ontology& ontology, const std::vector<const Contribution*>& contributions);

// What is appended to the id of a document that another one with other bytes has too.
std::string id_suffix(const DocumentInfo& document);

// Graph::root() of documents' facts with these hashes, in any order.
std::string root_of(std::vector<std::string> hashes);

bool is_symmetric(const Ontology& ontology, std::string_view relation);

// The id that a document came with: without what merge() appended to tell it from others of that id.
std::string given_id(const DocumentInfo& document);

// Stable id of an edge: 16 hex digits of the SHA-256 of its three parts.
std::string edge_id(std::string_view source, std::string_view relation, std::string_view target);

}  // namespace whobuilds::graph
