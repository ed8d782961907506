#include "cli/run_progress.h"

#include <cstdio>

namespace whobuilds::cli {
namespace {

constexpr std::chrono::milliseconds kPause(100);

// "4:05", "1:00:09".
std::string duration(uint64_t seconds) {
  char text[32];
  if (seconds < 3600) {
    std::snprintf(text, sizeof text, "%llu:%02llu", static_cast<unsigned long long>(seconds / 60),
                  static_cast<unsigned long long>(seconds % 60));
  } else {
    std::snprintf(text, sizeof text, "%llu:%02llu:%02llu", static_cast<unsigned long long>(seconds / 3600),
                  static_cast<unsigned long long>(seconds / 60 % 60), static_cast<unsigned long long>(seconds % 60));
  }
  return text;
}

}  // namespace

std::string progress_line(const RunCounts& before, const RunCounts& now, double seconds, uint64_t total_bytes) {
  const double rate = seconds > 0 ? static_cast<double>(now.bytes - before.bytes) / seconds : 0;
  char speed[32];
  std::snprintf(speed, sizeof speed, "%.1f MB/s", rate / 1e6);
  std::string line = count_of(now.documents, "document") + ", " + speed;
  if (now.errors > 0) line += ", " + count_of(now.errors, "error");
  if (total_bytes > now.bytes && rate > 0) {
    line += ", " + duration(static_cast<uint64_t>(static_cast<double>(total_bytes - now.bytes) / rate)) + " left";
  }
  return line;
}

RunProgress::RunProgress(bool wanted, uint64_t total_bytes, RunCounts before)
    : progress_(wanted), total_bytes_(total_bytes), before_(before) {}

void RunProgress::show(const RunCounts& now) {
  if (!progress_.wanted()) return;
  const Clock::time_point time = Clock::now();
  if (time - shown_ < kPause) return;
  shown_ = time;
  progress_.show(progress_line(before_, now, std::chrono::duration<double>(time - begin_).count(), total_bytes_));
}

}  // namespace whobuilds::cli
