// Tables and key-value items: a header word maps a column (or row, or label) to a relation or an
// attribute, the row (column, section, parent item, document) gives the subject.
#pragma once

#include "relate/discourse.h"
#include "relate/local_facts.h"
#include "relate/relate.h"
#include "text/text.h"

namespace whobuilds::relate {

// The cell that names what the row of the cell `block` is about: its first one that is no mere number, at most `block`
// itself; Block::kNone for other blocks.
uint32_t row_head(const Document& document, const text::Text& text, uint32_t block);

// Of `discourse` only the document's subject is asked.
void relate_tables(const RelateInput& input, const Discourse& discourse, LocalFacts& out);

}  // namespace whobuilds::relate
