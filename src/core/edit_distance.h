// How far apart two words are: what "did you mean" rests on.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace whobuilds::core {

// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`, counted in
// characters of valid UTF-8; `limit` when there are at least that many.
size_t edit_distance(std::string_view a, std::string_view b, size_t limit);

// What `word` may have been meant for: the first of `known` that it begins (three bytes or more of it), else the
// nearest, the first of several; "" when none is near: at most one change per three bytes, and one in shorter words.
// Capitals are other letters than small ones.
std::string nearest(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace whobuilds::core
