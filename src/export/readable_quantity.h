// Numbers as people write them: 671 billion, 6710億, 128 GB.
#pragma once

#include <string>

#include "whobuilds/fact.h"

namespace whobuilds::exporting {

// The quantity in the words of `language` ("en", "ja", "zh", English for others), with at most four digits and its
// unit: "5.576 million USD", "557.6万 USD", "8 TB/s"; a text or a date as it is.
std::string readable_quantity(const Quantity& quantity, const std::string& language);

}  // namespace whobuilds::exporting
