#include "cli/folder_watch.h"

#include <poll.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace whobuilds::cli {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr uint32_t kEvents =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF;
constexpr int kLongestSettling = 10;  // times the time that it takes to settle

int stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

Diagnostic unwatchable(const std::string& folder, int error) {
  Diagnostic problem;
  problem.code = "watch.unwatchable";
  problem.file = folder;
  problem.message = std::string("the folder cannot be watched: ") + std::strerror(error);
  problem.expected = "a folder that can be read";
  if (error == ENOSPC) problem.remedy = "raise fs.inotify.max_user_watches";
  return problem;
}

// The folder and all below it.
std::vector<std::string> with_subfolders(const std::string& folder) {
  std::vector<std::string> all = {folder};
  std::error_code unknown;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, unknown);
  for (; !unknown && at != fs::recursive_directory_iterator(); at.increment(unknown)) {
    std::error_code gone;
    if (at->is_directory(gone)) all.push_back(at->path().string());
  }
  return all;
}

bool is_ready(int descriptor) {
  pollfd asked = {descriptor, POLLIN, 0};
  return poll(&asked, 1, 0) > 0;
}

}  // namespace

FolderWatch::FolderWatch(std::vector<std::string> folders)
    : folders_(std::move(folders)), events_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)), signals_(stop_signals()) {}

FolderWatch::~FolderWatch() {
  if (events_ >= 0) close(events_);
  if (signals_ >= 0) close(signals_);
}

Diagnostics FolderWatch::watch_all() {
  Diagnostics problems;
  for (const std::string& root : folders_) {
    for (const std::string& folder : with_subfolders(root)) {
      const int descriptor = inotify_add_watch(events_, folder.c_str(), kEvents | IN_ONLYDIR);
      if (descriptor >= 0) watched_[descriptor] = folder;
      if (descriptor < 0) problems.push_back(unwatchable(folder, errno));
    }
  }
  return problems;
}

bool FolderWatch::is_stopped() const { return is_ready(signals_); }

// Whether there are events; false also when the process is to end.
bool FolderWatch::wait_for_events(milliseconds longest) const {
  pollfd asked[] = {{events_, POLLIN, 0}, {signals_, POLLIN, 0}};
  const int ready = poll(asked, 2, static_cast<int>(longest.count()));
  return ready > 0 && asked[1].revents == 0;
}

void FolderWatch::take_events(FolderChanges& changes) {
  alignas(inotify_event) char buffer[1 << 16];
  for (ssize_t size = read(events_, buffer, sizeof buffer); size > 0; size = read(events_, buffer, sizeof buffer)) {
    for (const char* at = buffer; at < buffer + size;) {
      const auto& event = *reinterpret_cast<const inotify_event*>(at);
      at += sizeof event + event.len;
      const auto folder = watched_.find(event.wd);
      const uint32_t of_folders = IN_ISDIR | IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF;
      if ((event.mask & of_folders) != 0) changes.unknown = true;
      if ((event.mask & IN_IGNORED) != 0 && folder != watched_.end()) watched_.erase(folder);
      const bool is_file = (event.mask & (IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)) != 0;
      if (is_file && event.len > 0 && folder != watched_.end()) {
        changes.files.insert((fs::path(folder->second) / event.name).string());
      }
    }
  }
}

FolderChanges FolderWatch::wait(milliseconds settle, milliseconds longest) {
  FolderChanges changes;
  if (wait_for_events(longest)) {
    const Clock::time_point latest = Clock::now() + kLongestSettling * settle;
    do {
      take_events(changes);
    } while (Clock::now() < latest && wait_for_events(settle));
  }
  changes.stopped = is_stopped();
  return changes;
}

}  // namespace whobuilds::cli
