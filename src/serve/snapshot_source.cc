#include "serve/snapshot_source.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace whobuilds::serve {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kPause(500);

}  // namespace

SnapshotSource::SnapshotSource(std::string path, const RuleSet& rule_set, Report report)
    : path_(std::move(path)), rule_set_(rule_set), report_(std::move(report)) {}

SnapshotSource::~SnapshotSource() { stop(); }

Result<std::unique_ptr<SnapshotSource>> SnapshotSource::of_store(const std::string& path, const RuleSet& rule_set,
                                                                 Report report) {
  std::unique_ptr<SnapshotSource> source(new SnapshotSource(path, rule_set, std::move(report)));
  source->seen_ = source->store_state();
  Result<std::shared_ptr<const Snapshot>> first = source->read_store();
  if (!first) return first.diagnostics();
  if (!first.diagnostics().empty()) source->report_(first.diagnostics());
  source->current_ = std::move(*first);
  source->watcher_ = std::thread([watched = source.get()] { watched->watch(); });
  return source;
}

std::unique_ptr<SnapshotSource> SnapshotSource::of_graph(Graph graph, const RuleSet& rule_set) {
  std::unique_ptr<SnapshotSource> source(new SnapshotSource("", rule_set, nullptr));
  source->current_ = std::make_shared<const Snapshot>(std::move(graph), rule_set);
  return source;
}

SnapshotSource::FileState SnapshotSource::state_of(const std::string& path) {
  FileState state;
  std::error_code fault;
  state.size = std::filesystem::file_size(path, fault);
  state.there = !fault;
  if (!state.there) return {};
  state.written = std::filesystem::last_write_time(path, fault);
  return state;
}

Result<std::shared_ptr<const Snapshot>> SnapshotSource::read_store() {
  const Result<Store> store = Store::open(path_, StoreAccess::read);
  if (!store) return store.diagnostics();
  const Result<std::vector<StoredDocument>> documents = store->documents();
  if (!documents) return documents.diagnostics();
  Result<std::vector<StoredDecision>> decisions = store->decisions();
  if (!decisions) return decisions.diagnostics();
  Result<Graph> graph = graph_of(*store, rule_set_);
  if (!graph) return graph.diagnostics();
  return {std::make_shared<const Snapshot>(std::move(*graph), *documents, std::move(*decisions), rule_set_),
          graph.diagnostics()};
}

void SnapshotSource::watch() {
  Clock::duration pause = kPause;
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    changed_.wait_for(lock, pause, [this] { return stopped_ || wanted_ > done_; });
    if (stopped_) return;
    pause = kPause;
    const uint64_t wanted = wanted_;
    const StoreState state = store_state();
    if (state == seen_ && wanted == done_) continue;
    lock.unlock();
    const Clock::time_point began = Clock::now();
    Result<std::shared_ptr<const Snapshot>> next = read_store();
    // While others write without end, most of the time is left to requests.
    pause = std::max<Clock::duration>(kPause, 2 * (Clock::now() - began));
    if (next) {
      take(std::move(*next));
    } else {
      report_(next.diagnostics());
    }
    lock.lock();
    seen_ = state;
    done_ = wanted;
    changed_.notify_all();
  }
}

void SnapshotSource::refresh() {
  std::unique_lock<std::mutex> lock(mutex_);
  const uint64_t mine = ++wanted_;
  changed_.notify_all();
  changed_.wait(lock, [&] { return stopped_ || done_ >= mine; });
}

void SnapshotSource::take(std::shared_ptr<const Snapshot> snapshot) {
  std::shared_ptr<const Snapshot> old = std::move(snapshot);  // freed without the lock
  {
    const std::lock_guard<std::mutex> alone(mutex_);
    if (current_->tag() == old->tag()) return;
    std::swap(current_, old);
  }
  changed_.notify_all();
}

std::shared_ptr<const Snapshot> SnapshotSource::current() const {
  const std::lock_guard<std::mutex> alone(mutex_);
  return current_;
}

std::shared_ptr<const Snapshot> SnapshotSource::wait_for_other(const std::string& tag,
                                                               std::chrono::milliseconds patience) const {
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait_for(lock, patience, [&] { return stopped_ || current_->tag() != tag; });
  return current_;
}

void SnapshotSource::stop() {
  {
    const std::lock_guard<std::mutex> alone(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  if (watcher_.joinable()) watcher_.join();
}

bool SnapshotSource::stopped() const {
  const std::lock_guard<std::mutex> alone(mutex_);
  return stopped_;
}

}  // namespace whobuilds::serve
