// How far apart two words are: what "did you mean" rests on.
#pragma once

#include <cstddef>
#include <string_view>

namespace whobuilds::core {

// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`, counted in
// characters of valid UTF-8; `limit` when there are at least that many.
size_t edit_distance(std::string_view a, std::string_view b, size_t limit);

}  // namespace whobuilds::core
