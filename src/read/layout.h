// Structure that a text shows by its layout only: headings that are short lines, paragraphs that a
// page break cut in two.
#pragma once

#include <cstdint>
#include <string_view>

#include "whobuilds/document.h"

namespace whobuilds::read {

// Whether the paragraph `text` breaks off inside a sentence that `next` goes on with: both are prose,
// and `text` ends in the middle of a line of words.
bool breaks_off(std::string_view text, std::string_view next);

// In a document without headings: makes headings of the short lines without a full stop that stand
// before paragraphs, and a title of the first, if there is none. Sets the sections of what follows.
void read_labels_as_headings(Document& document);

}  // namespace whobuilds::read
