// Places of nodes that were worked out, for who asks for the same picture again, also of a later snapshot.
#pragma once

#include <chrono>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "whobuilds/layout.h"

namespace whobuilds::serve {

// Keeps the places used last. Thread-safe.
class LayoutCache {
 public:
  // As lay_out(), which is a function of graph and kind alone; what failed is not kept.
  Result<std::vector<LayoutPoint>> lay_out(const LayoutGraph& graph, LayoutKind kind,
                                           std::chrono::milliseconds time_limit);

 private:
  using Entry = std::pair<std::string, std::vector<LayoutPoint>>;
  static constexpr size_t kMost = 1000;

  std::mutex mutex_;
  std::list<Entry> entries_;  // the one used last first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

}  // namespace whobuilds::serve
