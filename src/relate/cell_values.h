// Values of table cells: what a header says of a cell may hold its unit ("CapEx (US$B)", 売上高(億円)).
#pragma once

#include <optional>
#include <string_view>

#include "relate/relate.h"
#include "rules/rules.h"

namespace whobuilds::relate {

// The first value of the attribute's dimension in the cell, or nothing. Under a header (`label`, folded) that names a
// unit in brackets a bare number is taken times that. A header lets plain counts and bare multipliers ("671B",
// "128K") be parameters and tokens, and the bare name of a licence ("MIT") be one.
std::optional<Quantity> cell_value(const RelateInput& input, const AttributeType& attribute, Span cell,
                                   std::string_view label);

}  // namespace whobuilds::relate
