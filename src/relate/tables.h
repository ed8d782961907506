// Tables and key-value items: a header word maps a column (or row, or label) to a relation or an
// attribute, the row (column, section, parent item) gives the subject.
#pragma once

#include "relate/local_facts.h"
#include "relate/relate.h"

namespace whobuilds::relate {

void relate_tables(const RelateInput& input, LocalFacts& out);

}  // namespace whobuilds::relate
