#include "cli/run_in_order.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace whobuilds::cli {
namespace {

constexpr size_t kAheadPerWorker = 4;

class Schedule {
 public:
  Schedule(size_t window, const std::function<bool(size_t)>& fetch, const std::function<void(size_t)>& deliver)
      : fetch_(fetch), deliver_(deliver), done_(window, false) {}

  // Fetches the next item to work on. False when there is none left. Waits while too many are ahead.
  bool take(size_t& item) {
    const std::lock_guard<std::mutex> alone(fetching_);
    {
      std::unique_lock<std::mutex> lock(mutex_);
      room_.wait(lock, [&] { return started_ < delivered_ + done_.size(); });
    }
    if (ended_ || !fetch_(started_)) {
      ended_ = true;
      return false;
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    item = started_++;
    return true;
  }

  // Delivers what is next in order, unless another thread is at it: that one comes to this item too.
  void finish(size_t item) {
    std::unique_lock<std::mutex> lock(mutex_);
    done_[item % done_.size()] = true;
    if (delivering_) return;
    delivering_ = true;
    while (done_[delivered_ % done_.size()]) {
      lock.unlock();
      deliver_(delivered_);
      lock.lock();
      done_[delivered_++ % done_.size()] = false;
      room_.notify_one();
    }
    delivering_ = false;
  }

 private:
  const std::function<bool(size_t)>& fetch_;
  const std::function<void(size_t)>& deliver_;
  std::mutex fetching_;  // around fetch_ alone, so that it may wait for its input
  std::mutex mutex_;
  std::condition_variable room_;
  std::vector<bool> done_;  // of the items that are started and not delivered, at item % size
  size_t started_ = 0;      // changed with both locks held
  size_t delivered_ = 0;
  bool delivering_ = false;
  bool ended_ = false;  // under fetching_
};

}  // namespace

unsigned worker_threads(unsigned jobs) { return jobs != 0 ? jobs : std::max(1u, std::thread::hardware_concurrency()); }

size_t window_for(unsigned workers) { return kAheadPerWorker * std::max(1u, workers); }

void run_in_order(size_t window, unsigned workers, const std::function<bool(size_t item)>& fetch,
                  const std::function<void(unsigned worker, size_t item)>& work,
                  const std::function<void(size_t item)>& deliver) {
  Schedule schedule(window, fetch, deliver);
  const auto run = [&](unsigned worker) {
    for (size_t item = 0; schedule.take(item);) {
      work(worker, item);
      schedule.finish(item);
    }
  };
  std::vector<std::thread> threads;
  for (unsigned worker = 1; worker < workers; ++worker) threads.emplace_back(run, worker);
  run(0);
  for (std::thread& thread : threads) thread.join();
}

}  // namespace whobuilds::cli
