// Which slots of a frame an expression or a pattern uses.
#pragma once

#include <cstdint>
#include <vector>

#include "query/language/syntax.h"

namespace whobuilds::query {

// All slots that an expression (a pattern, with its properties) reads or fills, its own variables' included; one may
// come more than once. Require that it is bound.
std::vector<uint32_t> slots_read(const Expression& expression);
std::vector<uint32_t> slots_read(const Pattern& pattern);

}  // namespace whobuilds::query
