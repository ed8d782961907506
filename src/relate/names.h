// What names themselves say: a version of a family (Qwen2.5-72B, Qwen2.5), a unit of a company
// (Alibaba Cloud, Alibaba), where both are named in the document.
#pragma once

#include "relate/local_facts.h"
#include "relate/relate.h"

namespace whobuilds::relate {

void relate_names(const RelateInput& input, LocalFacts& out);

}  // namespace whobuilds::relate
