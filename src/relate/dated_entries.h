// Entries of timelines: blocks that begin with a date and go on with what happened then.
#pragma once

#include <cstdint>

#include "recognise/recognise.h"
#include "text/text.h"

namespace whobuilds::relate {

// The date with which a block begins, behind at most a few marks; nullptr: it begins with something else.
const recognise::ValueMention* opening_date(const text::Text& text, const recognise::Recognition& recognition,
                                            uint32_t block);

// Whether the block is an entry of a timeline: its opening date is set off by a mark ("2019: X", "May 2024 – X").
bool is_dated_entry(const text::Text& text, const recognise::Recognition& recognition, uint32_t block);

// Whether the entry stands in a timeline: the block before or behind is one as well. Tells the year of an entry from a
// year that heads anything else.
bool is_in_timeline(const text::Text& text, const recognise::Recognition& recognition, uint32_t block);

}  // namespace whobuilds::relate
