// What the same words of an unchanged document named before, and what they name after.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "graph/document_pairs.h"
#include "whobuilds/graph.h"
#include "whobuilds/span.h"

namespace whobuilds::graph {

struct Renaming {
  Span span;
  const std::string* before = nullptr;  // ids of nodes; nullptr where nothing was named
  const std::string* after = nullptr;
};

// By document of `after`, then span. Empty for documents whose bytes are not the same in both. The ids belong to the
// graphs, which must outlive the list.
std::vector<std::vector<Renaming>> find_renamings(const Graph& before, const Graph& after, const DocumentPairs& pairs);

}  // namespace whobuilds::graph
