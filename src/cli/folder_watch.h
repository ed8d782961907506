// What happens in folders, told by the system (inotify).
#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "whobuilds/diagnostic.h"

namespace whobuilds::cli {

struct FolderChanges {
  std::set<std::string> files;  // that were written, came or went; paths begin with the folder as it was given
  bool unknown = false;         // more happened than is told here: folders came or went, or events were lost
  bool stopped = false;         // the process was asked to end (SIGINT, SIGTERM)

  bool any() const { return unknown || !files.empty(); }
};

// Watches folders with all that lies below them. From its making on the process is not ended by SIGINT and SIGTERM:
// wait() and is_stopped() tell them; make it before any thread. One at a time; not thread-safe.
class FolderWatch {
 public:
  explicit FolderWatch(std::vector<std::string> folders);
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  // Begins to watch the folders that are there now and are not watched yet, which is to be done at the beginning and
  // after changes that are `unknown`. What happens after it is told; what lay there before is not. Errors:
  // watch.unwatchable, for each folder that cannot be watched.
  Diagnostics watch_all();

  // Waits for a change, then until nothing has happened for `settle`, at most ten times as long; or until `longest` has
  // passed without any change (nothing is told then) or the process is asked to end.
  FolderChanges wait(std::chrono::milliseconds settle, std::chrono::milliseconds longest);

  // Whether the process was asked to end. Does not wait. On any thread.
  bool is_stopped() const;

 private:
  bool wait_for_events(std::chrono::milliseconds longest) const;
  void take_events(FolderChanges& changes);

  std::vector<std::string> folders_;
  std::map<int, std::string> watched_;  // by inotify's descriptor
  int events_ = -1, signals_ = -1;
};

}  // namespace whobuilds::cli
