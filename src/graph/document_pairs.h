// Which document of one graph is which of another.
#pragma once

#include <cstdint>
#include <vector>

#include "whobuilds/graph.h"

namespace whobuilds::graph {

struct Partner {
  static constexpr uint32_t kNone = UINT32_MAX;
  uint32_t document = kNone;  // index into documents() of the other graph, kNone: the other has none
  bool same_bytes = false;
};

// Parallel to documents() of either graph; partners name each other.
struct DocumentPairs {
  std::vector<Partner> before, after;
};

// Those of equal id and hash first, then of what is left those of equal id (changed), then those of equal hash
// (moved). Ids are those that the documents came with (given_id).
DocumentPairs pair_documents(const Graph& before, const Graph& after);

}  // namespace whobuilds::graph
