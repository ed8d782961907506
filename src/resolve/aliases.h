// What the document itself says about names: X（Y）, Y（X）, 以下「Y」, 简称“Y”, hereinafter "Y".
#pragma once

#include <cstdint>
#include <vector>

#include "rules/rules.h"
#include "text/text.h"
#include "whobuilds/span.h"

namespace whobuilds::resolve {

// A mention as far as this stage needs to know it. `thing` numbers the things of the document.
struct NamedSpan {
  Span span;           // normalised
  uint32_t thing = 0;
  TypeSet types = 0;   // what it may be
  bool listed = false; // in the catalogue: two listed things never become one
  bool discovered = false;  // neither listed nor of a known family
};

// `name` is another name of `thing`: either the mention of another thing, which is then the
// same (`other`), or text that nobody recognised (`other` == kNoIndex).
struct Alias {
  uint32_t thing = 0;
  Span name;  // normalised
  uint32_t other = kNoIndex;
};

// Appends what brackets and naming phrases say. `mentions` ascend and do not overlap. Two
// recognised names become one if they differ in script or one abbreviates the other. Text that
// nobody recognised is an alias only if it looks like a name (names.h) and a naming phrase or
// quotation marks before the bracket say so, or it abbreviates the name, is read like it, or is
// its Latin form: most other text beside a name describes it. `names`: the words for it. Linear.
void find_aliases(const NameRules& names, const text::Text& text, const std::vector<NamedSpan>& mentions, std::vector<Alias>& out);

}  // namespace whobuilds::resolve
