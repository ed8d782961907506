#include "core/edit_distance.h"

#include <algorithm>
#include <cstdint>

#include "core/utf8.h"

namespace whobuilds::core {
namespace {

std::u32string characters(std::string_view text) {
  std::u32string result;
  for (uint32_t at = 0; at < text.size();) result.push_back(decode(text, at));
  return result;
}

}  // namespace

// Three rows of the usual table; a swap looks two rows back.
size_t edit_distance(std::string_view a, std::string_view b, size_t limit) {
  const std::u32string left = characters(a);
  const std::u32string right = characters(b);
  const size_t gap = left.size() > right.size() ? left.size() - right.size() : right.size() - left.size();
  if (gap >= limit) return limit;
  std::vector<size_t> before(right.size() + 1), last(right.size() + 1), row(right.size() + 1);
  for (size_t j = 0; j <= right.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= right.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    if (*std::min_element(row.begin(), row.end()) >= limit) return limit;
    before.swap(last);
    last.swap(row);
  }
  return std::min(last[right.size()], limit);
}

std::string nearest(std::string_view word, const std::vector<std::string_view>& known) {
  std::string_view best;
  size_t best_distance = std::max<size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : known) {
    if (word.size() > 2 && candidate.substr(0, word.size()) == word) return std::string(candidate);
    const size_t distance = edit_distance(word, candidate, best_distance);
    if (distance >= best_distance) continue;
    best = candidate;
    best_distance = distance;
  }
  return std::string(best);
}

}  // namespace whobuilds::core
