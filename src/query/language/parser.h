// Query text to syntax tree, by recursive descent.
#pragma once

#include <string_view>

#include "query/language/syntax.h"
#include "whobuilds/diagnostic.h"

namespace whobuilds::query {

// The tree without slots. The first syntax error ends the parsing: query.syntax with what was expected,
// query.read_only for clauses that write, query.integer_overflow, query.float_overflow and the tokenizer's.
Result<Query> parse(std::string_view query);

}  // namespace whobuilds::query
