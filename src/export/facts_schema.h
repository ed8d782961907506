// What the writer and the reader of facts JSONL agree on.
#pragma once

#include <cstdint>

namespace whobuilds::exporting {

// Written on each line; to be raised when an older reader would misread a line.
constexpr uint32_t kFactsSchema = 1;

}  // namespace whobuilds::exporting
