// Pattern queries: a read-only openCypher-style subset over a property graph.
//
//   MATCH (c:Company)-[r:develops]->(m:Model) WHERE r.status = 'asserted' RETURN c.name, count(m) AS models
//
// Supported: MATCH with several patterns in both directions, several types, variable length, named paths, shortestPath
// and allShortestPaths; OPTIONAL MATCH, WHERE, WITH, UNWIND, RETURN, DISTINCT, ORDER BY, SKIP, LIMIT, UNION;
// aggregation; expressions with null as in SQL, CASE, lists, maps, comprehensions, quantifiers, EXISTS, regular
// expressions (RE2), dates and durations; parameters ($name). Nothing can be written.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/property_graph.h"
#include "whobuilds/value.h"

namespace whobuilds {

// What a query may cost. A query that goes beyond is ended with an error, never cut short silently.
struct QueryLimits {
  uint64_t rows = 1'000'000;  // of the result
  std::chrono::milliseconds time{30'000};
  uint64_t held_values = 20'000'000;  // values kept for sorting, grouping, lists; about 40 bytes each
  uint32_t path_length = 100;         // relationships of one variable-length pattern
};

struct QueryOptions {
  Map parameters;  // $name in the query
  QueryLimits limits;
};

struct QueryResult {
  std::vector<std::string> columns;      // as named or written in the query
  std::vector<std::vector<Value>> rows;  // each as long as `columns`
};

// Runs `query`. Errors have codes that begin with "query." and the line and column in the query. Labels and
// relationship types that the graph does not know give warnings with the nearest ones. Same graph and query, same
// result, rows in the same order. Thread-safe.
Result<QueryResult> run_query(const PropertyGraph& graph, std::string_view query, const QueryOptions& options = {});

// The query's line that `problem` points to, with a caret below; "" when it has no position.
std::string query_excerpt(std::string_view query, const Diagnostic& problem);

// JSON of a parameter file ({"name": value}) as parameters. Errors: query.parameters.
Result<Map> read_query_parameters(std::string_view json, const std::string& file);

// {"columns":[...],"rows":[[...]]}; nodes and relationships with their labels, types and properties.
std::string query_result_to_json(const PropertyGraph& graph, const QueryResult& result);
// Comma-separated with a header line, protected as the csv format of exports; lists, maps, nodes and paths are written
// as by value_text(), null as an empty cell.
std::string query_result_to_csv(const PropertyGraph& graph, const QueryResult& result);
// Aligned columns for people; wide characters count two.
std::string query_result_to_table(const PropertyGraph& graph, const QueryResult& result);

// A value as the query language writes it: 'text', [1, 2], (:Model {name: 'Qwen'}).
std::string value_text(const PropertyGraph& graph, const Value& value);

}  // namespace whobuilds
