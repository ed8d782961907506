// Sets of rows in the sense of DISTINCT.
#pragma once

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "whobuilds/value.h"

namespace whobuilds::query {

struct HashRow {
  size_t operator()(const List& row) const { return hash(Value(row)); }
};

struct SameRow {
  bool operator()(const List& a, const List& b) const {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Value& x, const Value& y) { return same(x, y); });
  }
};

using RowSet = std::unordered_set<List, HashRow, SameRow>;
template <typename T>
using RowMap = std::unordered_map<List, T, HashRow, SameRow>;

}  // namespace whobuilds::query
