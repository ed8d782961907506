// Lists of evidence: their order, and what they say together in one graph.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "graph/verdict.h"
#include "whobuilds/graph.h"

namespace whobuilds::graph {

// By document, then span; drops repetitions and keeps the most confident of them.
void sort_evidence(std::vector<EdgeEvidence>& evidence);

// Judges the evidence of edges and attributes. Sentences without a text are told apart by their place. Immutable.
class EvidenceJudge {
 public:
  // `documents` as Graph::documents(): the later by date, then by place in the list, the greater its age.
  explicit EvidenceJudge(const std::vector<DocumentInfo>& documents);
  // The same of the documents' dates alone.
  explicit EvidenceJudge(const std::vector<std::string>& dates);

  // Requires a non-empty list whose documents are in range.
  Verdict operator()(const std::vector<EdgeEvidence>& evidence) const;
  // The document's rank by date: what "the latest" means.
  uint32_t age(uint32_t document) const { return ages_[document]; }

 private:
  std::vector<uint32_t> ages_;
};

}  // namespace whobuilds::graph
