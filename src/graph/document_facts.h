// The way back from a graph: what each of its documents gave to it.
#pragma once

#include <vector>

#include "whobuilds/graph.h"

namespace whobuilds::graph {

// As facts_of_document, for all documents at once: parallel to graph.documents().
std::vector<DocumentFacts> facts_of_documents(const Graph& graph);

}  // namespace whobuilds::graph
