// Tables and key-value items: a header word maps a column (or row, or label) to a relation or an
// attribute, the row (column, section, parent item, document) gives the subject.
#pragma once

#include "relate/discourse.h"
#include "relate/local_facts.h"
#include "relate/relate.h"

namespace whobuilds::relate {

// The first cell of the row that the cell `block` stands in, which may be the cell itself; Block::kNone for other
// blocks.
uint32_t first_cell(const Document& document, uint32_t block);

// Of `discourse` only the document's subject is asked.
void relate_tables(const RelateInput& input, const Discourse& discourse, LocalFacts& out);

}  // namespace whobuilds::relate
