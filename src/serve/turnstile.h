// Lets only so many in at once, in the order in which they came.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <list>
#include <mutex>

namespace whobuilds::serve {

// Thread-safe. A semaphore promises no order: under load a thread that has just left comes in again before those that
// wait, some of them for seconds.
class Turnstile {
 public:
  explicit Turnstile(size_t most) : free_(most) {}

  // False when `patience` was over before there was room. Whoever got in has to leave().
  bool enter(std::chrono::milliseconds patience);
  void leave();

  // How many wait.
  size_t waiting() const;

 private:
  struct Waiting {
    std::condition_variable changed;
    bool admitted = false;
  };

  mutable std::mutex mutex_;
  size_t free_;
  std::list<Waiting*> queue_;  // of those in enter(), the first to come first
};

}  // namespace whobuilds::serve
