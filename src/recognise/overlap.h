// The overlap policy of recognise.h: which of the names found stand.
#pragma once

#include <string_view>
#include <vector>

#include "recognise/name_hit.h"
#include "recognise/recognise.h"

namespace whobuilds::recognise {

// Chooses among `found` (any order; sorted on return) and appends the names that stand to `names`,
// ascending, without overlaps. Where names overlap: known names and strong discovered ones by length,
// then catalogue before family before discovery, then the earlier; weak discovered names only where
// nothing else stands. Equal spans of catalogue names become one mention with all candidates.
void choose_names(NameHits& found, std::vector<NameMention>& names);

// Drops values that overlap a name, except one that strictly contains a name which begins with a
// digit (the company 360 in 360億円): then the name goes. `values` ascend and do not overlap; `normal`
// is the text.
void settle_values(std::string_view normal, std::vector<NameMention>& names, std::vector<ValueMention>& values);

}  // namespace whobuilds::recognise
