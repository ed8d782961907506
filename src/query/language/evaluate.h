// Values of expressions.
#pragma once

#include <optional>

#include "query/language/execution.h"
#include "query/language/syntax.h"

namespace whobuilds::query {

// The value of a bound expression in the present frame; null once the execution has failed.
Value evaluate(const Expression& expression, Execution& execution);

// Of a condition: empty when unknown (null). Fails on what is neither a truth value nor null.
std::optional<bool> evaluate_condition(const Expression& expression, Execution& execution);

// The property of a node, relationship, map or temporal value; null of null. Fails on anything else.
Value property_of(const Value& value, std::string_view key, Span span, Execution& execution);

}  // namespace whobuilds::query
