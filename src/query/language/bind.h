// From syntax to steps: gives variables their slots, checks what can be known without running, builds the pipelines.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "query/language/pipeline.h"
#include "whobuilds/diagnostic.h"

namespace whobuilds::query {

struct Part {
  std::unique_ptr<Pipeline> pipeline;
  std::vector<uint32_t> result;  // slots of the columns
};

// A query ready to run. The tree is kept: steps point into it.
struct Program {
  std::shared_ptr<Query> query;
  std::vector<Part> parts;  // joined by UNION
  std::vector<std::string> columns;
  uint32_t slots = 0;
};

// Binds `query`, the tree of `text`. All errors are reported: query.undefined_variable, query.variable_type,
// query.variable_bound, query.argument_type, query.unknown_function, query.arguments, query.aggregation,
// query.nested_aggregation, query.ambiguous_aggregation, query.no_alias, query.column_conflict, query.union_columns,
// query.negative_count, query.not_constant, query.parameter_missing, query.pattern_place, ... Warnings:
// query.unknown_label and query.unknown_type, with the nearest names that the graph knows.
Result<Program> bind(std::shared_ptr<Query> query, std::string_view text, const PropertyGraph& graph,
                     const Map& parameters);

}  // namespace whobuilds::query
