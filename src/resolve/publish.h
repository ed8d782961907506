// From a finished draft to the resolution: entities with ids and parents, and their mentions.
#pragma once

#include "resolve/draft.h"
#include "resolve/resolve.h"

namespace whobuilds::resolve {

// Fills `out`, which is empty.
void publish(const Draft& draft, Resolution& out);

}  // namespace whobuilds::resolve
