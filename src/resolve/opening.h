// How a text begins that says what it is about: "Acme Labs (AL) — frontier lab", "Acme is a startup", Acmeは.
#pragma once

#include <cstdint>

#include "rules/rules.h"
#include "text/text.h"

namespace whobuilds::resolve {

// Whether a name of the block `block` (index into Text::blocks) that ends at `end`, normalised, is introduced: a word
// of the grammar's `introduction` follows it, a bracket and spaces between aside.
bool is_introduced(const Rules& rules, const text::Text& text, uint32_t block, uint32_t end);

}  // namespace whobuilds::resolve
