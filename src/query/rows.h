// The rows that answer a request.
#pragma once

#include <cstdint>
#include <vector>

#include "query/request.h"
#include "whobuilds/ask.h"
#include "whobuilds/graph.h"

namespace whobuilds::query {

// The rows about this node, in the order of Answer::rows. Each (node, relation), each (node, role, relation) of roles
// and each attribute value is one row. The verb is not "path".
std::vector<AnswerRow> rows_of(const Graph& graph, const Request& request, uint32_t node);

// The rows of "facts" about no node in particular: of the whole graph, each relation and each attribute value one row.
std::vector<AnswerRow> rows_of_all(const Graph& graph, const Request& request);

// True if the request finds anything about this node, whatever the status and the date.
bool applies(const Graph& graph, const Request& request, uint32_t node);

// True if, by the ontology, something of this type can have what the request asks for.
bool fits_type(const Graph& graph, const Request& request, std::string_view type);

// Rows along a shortest path, none when there is no path.
std::vector<AnswerRow> path_rows(const Graph& graph, uint32_t from, uint32_t to);

}  // namespace whobuilds::query
