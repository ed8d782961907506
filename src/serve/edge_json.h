// Edges, documents and pages of lists, as answers show them.
#pragma once

#include <functional>
#include <string>

#include "serve/graph_view.h"
#include "serve/handlers.h"
#include "serve/json.h"
#include "serve/snapshot.h"

namespace whobuilds::serve {

// An edge in short ("Edge" of openapi.json).
Json edge_json(const GraphView& view, uint32_t edge);
// With the labels of its ends in a language ("Fact").
Json fact_json(const GraphView& view, uint32_t edge, const std::string& language = "");
// {"id","type","label"}
Json name_json(const Node& node, const std::string& language = "");
// A quantity: {"value","unit"}.
Json quantity_json(const Quantity& quantity);

// "Document", and "DocumentSummary".
Json document_json(const ServedDocument& document);
Json document_summary_json(const Snapshot& snapshot, const ServedDocument& document);

// {"items","total","next"}: of `total` items those from offset on, at most limit, by the arguments of the call. `item`
// gives one by its place.
Reply page_reply(const Call& call, size_t total, const std::function<Json(size_t place)>& item);

}  // namespace whobuilds::serve
