#include "serve/layout_cache.h"

#include "whobuilds/store.h"

namespace whobuilds::serve {
namespace {

std::string key_of(const LayoutGraph& graph, LayoutKind kind) {
  std::string key = std::to_string(static_cast<int>(kind)) + " " + std::to_string(graph.nodes);
  for (const auto& [source, target] : graph.edges) {
    key += "\n" + std::to_string(source) + " " + std::to_string(target);
  }
  return fingerprint(key);
}

}  // namespace

Result<std::vector<LayoutPoint>> LayoutCache::lay_out(const LayoutGraph& graph, LayoutKind kind,
                                                      std::chrono::milliseconds time_limit) {
  const std::string key = key_of(graph, kind);
  {
    const std::lock_guard<std::mutex> alone(mutex_);
    if (const auto found = by_key_.find(key); found != by_key_.end()) {
      entries_.splice(entries_.begin(), entries_, found->second);
      return entries_.front().second;
    }
  }
  Result<std::vector<LayoutPoint>> points = whobuilds::lay_out(graph, kind, time_limit);
  if (!points) return points;
  const std::lock_guard<std::mutex> alone(mutex_);
  if (by_key_.count(key) > 0) return points;  // another was quicker
  entries_.emplace_front(key, *points);
  by_key_[key] = entries_.begin();
  if (entries_.size() > kMost) {
    by_key_.erase(entries_.back().first);
    entries_.pop_back();
  }
  return points;
}

}  // namespace whobuilds::serve
