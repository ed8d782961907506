// Which named thing a named thing is a variant of, told by their names: Qwen2.5-72B -> Qwen2.5 -> Qwen.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/rules.h"

namespace whobuilds::resolve {

// One thing with the names it goes by.
struct NamedThing {
  TypeId type = 0;
  std::vector<std::string> names;
};

// For each thing the index of the thing of the same type whose name is the longest proper prefix of
// one of its names, cut at a segment border (names.h: segmented_key), or kNoIndex. Never cyclic.
// Linear in the bytes of the names. Where two things share a name the first one counts.
std::vector<uint32_t> parents_by_name(const std::vector<NamedThing>& things);

// Cuts every chain of parents that comes back to itself at one link, the last one found when
// walking from the lowest index. Linear.
void break_cycles(std::vector<uint32_t>& parents);

}  // namespace whobuilds::resolve
