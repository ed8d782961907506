#include "graph/numbering.h"

#include <algorithm>
#include <cstddef>

namespace whobuilds::graph {

std::vector<uint32_t> number_by_size(const std::vector<uint32_t>& part) {
  const size_t count = part.size();
  std::vector<uint32_t> size(count, 0), first(count, UINT32_MAX), parts;
  for (uint32_t node = 0; node < count; ++node) {
    if (size[part[node]]++ == 0) {
      parts.push_back(part[node]);
      first[part[node]] = node;
    }
  }
  std::sort(parts.begin(), parts.end(),
            [&](uint32_t a, uint32_t b) { return size[a] != size[b] ? size[a] > size[b] : first[a] < first[b]; });
  std::vector<uint32_t> number(count, 0);
  for (uint32_t i = 0; i < parts.size(); ++i) number[parts[i]] = i;
  std::vector<uint32_t> result(count);
  for (uint32_t node = 0; node < count; ++node) result[node] = number[part[node]];
  return result;
}

}  // namespace whobuilds::graph
