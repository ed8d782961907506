// The facts of a document in a short written form, for comparing.
#pragma once

#include <string>
#include <vector>

#include "whobuilds/fact.h"

namespace whobuilds::test {

// "Huawei develops Ascend 950", with the status unless it is asserted and the count if there is one ("A contains B
// x384"); "Phi-4 parameters 14000000000" for attributes. In the order they were read in.
std::vector<std::string> written_facts(const DocumentFacts& facts);

}  // namespace whobuilds::test
