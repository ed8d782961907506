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
  Schedule(size_t items, unsigned workers, const std::function<void(size_t)>& deliver)
      : deliver_(deliver), done_(items, false), window_(kAheadPerWorker * workers) {}

  // The next item to work on, or the number of items when there is none left. Waits while too many are ahead.
  size_t take() {
    std::unique_lock<std::mutex> lock(mutex_);
    room_.wait(lock, [&] { return started_ == done_.size() || started_ < delivered_ + window_; });
    return started_ == done_.size() ? started_ : started_++;
  }

  void finish(size_t item) {
    const std::lock_guard<std::mutex> lock(mutex_);
    done_[item] = true;
    while (delivered_ < done_.size() && done_[delivered_]) deliver_(delivered_++);
    room_.notify_all();
  }

 private:
  const std::function<void(size_t)>& deliver_;
  std::mutex mutex_;
  std::condition_variable room_;
  std::vector<bool> done_;
  size_t window_;
  size_t started_ = 0;
  size_t delivered_ = 0;
};

}  // namespace

void run_in_order(size_t items, unsigned workers, const std::function<void(unsigned worker, size_t item)>& work,
                  const std::function<void(size_t item)>& deliver) {
  workers = static_cast<unsigned>(std::clamp<size_t>(items, 1, std::max(1u, workers)));
  Schedule schedule(items, workers, deliver);
  const auto run = [&](unsigned worker) {
    for (size_t item = schedule.take(); item < items; item = schedule.take()) {
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
