// From recognised names to things: each name gets its place, names of one thing get one thing.
#pragma once

#include "resolve/draft.h"

namespace whobuilds::resolve {

// Fills the places and things of an empty draft from its recognition. A maker's name that is part of its artefact's
// ("OpenAI-o1") gets no place of its own.
void collect_names(Draft& draft);

}  // namespace whobuilds::resolve
