// Who is to blame that a fact is not as it was: what speaks for it in one graph and not in the other.
#pragma once

#include <string>
#include <vector>

#include "graph/document_pairs.h"
#include "graph/renamings.h"
#include "whobuilds/diff.h"
#include "whobuilds/graph.h"

namespace whobuilds::graph {

// What speaks for a fact, in one place.
struct Support {
  uint32_t document = 0;
  Span span;                           // of the mention
  const std::string* text = nullptr;   // of the mention or the sentence
  const Evidence* evidence = nullptr;  // nullptr: a mention
};

std::vector<Support> support_of(const std::vector<EdgeEvidence>& evidence);
// The node's mentions; where it has none, the evidence of its attributes and edges.
std::vector<Support> support_of_node(const Graph& graph, uint32_t node);

// Both graphs must outlive it. Immutable.
class Blame {
 public:
  Blame(const Graph& before, const Graph& after);

  // Why a fact about `entities` (ids) changed that had the support `lost` and `gained`; what both have does not count.
  // At least one cause, by kind, then what.
  std::vector<Cause> causes(const std::vector<Support>& lost, const std::vector<Support>& gained,
                            const std::vector<std::string>& entities) const;

  const DocumentPairs& documents() const { return pairs_; }
  bool other_rules() const { return other_rules_; }

 private:
  const Graph& before_;
  const Graph& after_;
  DocumentPairs pairs_;
  bool other_rules_;
  std::vector<std::vector<Renaming>> renamings_;
};

}  // namespace whobuilds::graph
