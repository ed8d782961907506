// Merging more contributions than memory holds: the nodes and edges that merge() makes of them, one at a time.
//
// A graph grows with its evidence: ten million facts are several gigabytes of it. Whoever only writes the graph needs
// one node or edge at a time. Contributions are sorted by document on disk and taken apart into what they say about
// each node and each edge; that is sorted by node and by edge, so that all of one lies together.
//
// Memory: twice the limit given, at most, 200 bytes for each document, and the largest node or edge with its evidence.
// Disk: about the size of the facts as JSON Lines, in a temporary file; none while the facts fit into the limit.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/external_sort.h"
#include "graph/contribution.h"
#include "rules/rules.h"
#include "whobuilds/graph.h"

namespace whobuilds::graph {

// Use: add any number, then either each_contribution, or number_documents and after it the others in any order. All but
// document_ids and root can be called once. Not thread-safe.
class DiskMerge {
 public:
  // `memory` in bytes; `folder` takes the temporary files. `ontology` must outlive it.
  DiskMerge(const Ontology& ontology, std::string folder, size_t memory);

  void add(const Contribution& contribution);

  // Those of one document joined, by (document id, sha256).
  void each_contribution(const std::function<void(Contribution&& contribution)>& use);

  void number_documents();
  // Ids as those of Graph::documents(), in the same order: what indices of documents in evidence mean.
  const std::vector<std::string>& document_ids() const { return ids_; }
  std::string root() const;
  void each_document(const std::function<void(const DocumentInfo& document)>& use);
  // As merge() orders and fills them, but that edges have no indices for source and target: their ids come beside them.
  void each_node(const std::function<void(const Node& node)>& use);
  void each_edge(
      const std::function<void(const Edge& edge, const std::string& source, const std::string& target)>& use);

  // True once a temporary file failed: what was handed out is not complete then.
  bool failed() const;

 private:
  void take_apart(const Contribution& contribution, bool shares_id);

  const Ontology& ontology_;
  core::ExternalSort contributions_, documents_, nodes_, edges_;
  std::vector<std::string> ids_, dates_, hashes_;  // of each document
};

}  // namespace whobuilds::graph
