// The present snapshot of what is served. A store is watched: when it has changed, a new snapshot takes the place of
// the old one, which those who hold it keep.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "serve/snapshot.h"
#include "whobuilds/rule_set.h"

namespace whobuilds::serve {

// Thread-safe.
class SnapshotSource {
 public:
  using Report = std::function<void(const Diagnostics& problems)>;

  // Reads the store, then watches it. `report` hears of warnings, and of what keeps the store from being read again:
  // the old snapshot stays then.
  static Result<std::unique_ptr<SnapshotSource>> of_store(const std::string& path, const RuleSet& rule_set,
                                                          Report report);
  static std::unique_ptr<SnapshotSource> of_graph(Graph graph, const RuleSet& rule_set);
  ~SnapshotSource();

  std::shared_ptr<const Snapshot> current() const;
  // Waits until there is another snapshot than that of `tag`, at most as long as `patience` and not beyond stop().
  std::shared_ptr<const Snapshot> wait_for_other(const std::string& tag, std::chrono::milliseconds patience) const;
  // Of a store that is watched: reads it again and returns when all that was written before the call shows in
  // current(), or could not be read. Who calls meanwhile shares one reading more. Not beyond stop().
  void refresh();
  // Ends the watching and all waiting.
  void stop();
  bool stopped() const;

 private:
  // What tells without reading it that a file may have changed.
  struct FileState {
    bool there = false;
    uintmax_t size = 0;
    std::filesystem::file_time_type written;
    bool operator==(const FileState&) const = default;
  };
  struct StoreState {
    FileState file, log;
    bool operator==(const StoreState&) const = default;
  };

  SnapshotSource(std::string path, const RuleSet& rule_set, Report report);
  static FileState state_of(const std::string& path);
  StoreState store_state() const { return {state_of(path_), state_of(path_ + "-wal")}; }
  Result<std::shared_ptr<const Snapshot>> read_store();
  void watch();
  void take(std::shared_ptr<const Snapshot> snapshot);

  const std::string path_;
  const RuleSet rule_set_;
  const Report report_;
  StoreState seen_;  // before the present snapshot was read; of the watching thread
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::shared_ptr<const Snapshot> current_;
  uint64_t wanted_ = 0, done_ = 0;  // readings that refresh() waits for
  bool stopped_ = false;
  std::thread watcher_;
};

}  // namespace whobuilds::serve
