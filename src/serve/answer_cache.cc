#include "serve/answer_cache.h"

namespace whobuilds::serve {

std::optional<Reply> AnswerCache::find(const std::string& target) {
  const std::lock_guard<std::mutex> alone(mutex_);
  const auto found = by_target_.find(target);
  if (found == by_target_.end()) return std::nullopt;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->reply;
}

void AnswerCache::keep(const std::string& target, const Reply& reply) {
  if (reply.body.size() > kLargest) return;
  const std::lock_guard<std::mutex> alone(mutex_);
  if (by_target_.count(target) > 0) return;  // another thread was quicker
  entries_.push_front({target, reply});
  by_target_[target] = entries_.begin();
  bytes_ += reply.body.size() + target.size();
  while (bytes_ > kMostBytes) {
    bytes_ -= entries_.back().reply.body.size() + entries_.back().target.size();
    by_target_.erase(entries_.back().target);
    entries_.pop_back();
  }
}

}  // namespace whobuilds::serve
