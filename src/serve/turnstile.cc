#include "serve/turnstile.h"

namespace whobuilds::serve {

bool Turnstile::enter(std::chrono::milliseconds patience) {
  std::unique_lock<std::mutex> lock(mutex_);
  if (free_ > 0) {  // then nobody waits
    --free_;
    return true;
  }
  Waiting self;
  const auto place = queue_.insert(queue_.end(), &self);
  if (self.changed.wait_for(lock, patience, [&self] { return self.admitted; })) return true;
  queue_.erase(place);
  return false;
}

void Turnstile::leave() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (queue_.empty()) {
    ++free_;
    return;
  }
  Waiting& next = *queue_.front();
  queue_.pop_front();
  next.admitted = true;
  next.changed.notify_one();  // under the lock: `next` is gone as soon as it may go on
}

size_t Turnstile::waiting() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return queue_.size();
}

}  // namespace whobuilds::serve
