#include "query/language/same_syntax.h"

#include <algorithm>

namespace whobuilds::query {

bool same_syntax(const Expression& a, const Expression& b) {
  if (a.kind != b.kind || a.name != b.name || a.second_name != b.second_name || a.names != b.names) return false;
  if (a.distinct != b.distinct || a.children.size() != b.children.size()) return false;
  if (a.value.type() != b.value.type() || !same(a.value, b.value)) return false;
  if (!a.pattern.empty() || !b.pattern.empty() || a.query != nullptr || b.query != nullptr) return false;
  return std::equal(a.children.begin(), a.children.end(), b.children.begin(), [](const auto& x, const auto& y) {
    if (x == nullptr || y == nullptr) return x == y;
    return same_syntax(*x, *y);
  });
}

}  // namespace whobuilds::query
