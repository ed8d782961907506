#include "resolve/variants.h"

#include <string_view>
#include <unordered_map>

#include "resolve/names.h"

namespace whobuilds::resolve {
namespace {

// Type and key in one string: things of different types do not meet.
std::string typed_key(TypeId type, std::string_view key) {
  std::string out(1, static_cast<char>(type));
  return out.append(key);
}

}  // namespace

void break_cycles(std::vector<uint32_t>& parents) {
  // Each walk marks what it passes with its own number, so every thing is passed once.
  std::vector<uint32_t> passed(parents.size(), kNoIndex);
  for (uint32_t start = 0; start < parents.size(); ++start) {
    for (uint32_t at = start; passed[at] == kNoIndex;) {
      passed[at] = start;
      const uint32_t next = parents[at];
      if (next == kNoIndex) break;
      if (passed[next] == start) parents[at] = kNoIndex;
      at = next;
    }
  }
}

std::vector<uint32_t> parents_by_name(const std::vector<NamedThing>& things) {
  std::unordered_map<std::string, uint32_t> by_key;
  std::vector<std::vector<SegmentedKey>> keys(things.size());
  for (uint32_t i = 0; i < things.size(); ++i) {
    for (const std::string& name : things[i].names) {
      keys[i].push_back(segmented_key(name));
      by_key.emplace(typed_key(things[i].type, keys[i].back().key), i);
    }
  }
  std::vector<uint32_t> parents(things.size(), kNoIndex);
  for (uint32_t i = 0; i < things.size(); ++i) {
    size_t longest = 0;
    for (const SegmentedKey& name : keys[i]) {
      for (auto border = name.borders.rbegin(); border != name.borders.rend() && *border > longest; ++border) {
        const auto found = by_key.find(typed_key(things[i].type, std::string_view(name.key).substr(0, *border)));
        if (found == by_key.end() || found->second == i) continue;
        longest = *border;
        parents[i] = found->second;
        break;
      }
    }
  }
  break_cycles(parents);
  return parents;
}

}  // namespace whobuilds::resolve
