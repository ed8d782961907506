// Markdown (CommonMark with GitHub's tables, strikethrough, task lists) to blocks.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "whobuilds/document.h"

namespace whobuilds::read {

// Reads the Markdown that begins at `begin` of `document.text` and appends its blocks; sets the
// title from the first heading when there is none yet. Text keeps its place in the file. Dropped:
// code blocks, images, URLs, raw tags, comments, link targets. False when the input is so
// contrived that it was given up (blocks may have been added; the caller reads it as plain text).
bool read_markdown(Document& document, uint32_t begin);

}  // namespace whobuilds::read
