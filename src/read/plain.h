// Plain text, also as PDF extraction leaves it, to blocks.
#pragma once

#include <cstdint>

#include "whobuilds/document.h"

namespace whobuilds::read {

// Reads the text that begins at `begin` of `document.text` and appends its blocks. Blank lines,
// bullets, ideographic indents and short lines part blocks; lines that only fill the page are joined.
// A short first line is the title when `find_title` is set; page numbers, URLs and reference lists
// are dropped.
void read_plain(Document& document, uint32_t begin, bool find_title);

}  // namespace whobuilds::read
