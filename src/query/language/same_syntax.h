// Whether two expressions were written alike.
#pragma once

#include "query/language/syntax.h"

namespace whobuilds::query {

// Same form, names and literals; where they stand and what they are bound to does not count. Expressions that look into
// the graph (patterns, EXISTS) are never alike.
bool same_syntax(const Expression& a, const Expression& b);

}  // namespace whobuilds::query
