#include "core/external_sort.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <queue>
#include <utility>

namespace whobuilds::core {
namespace {

constexpr size_t kChunk = size_t{1} << 20;
constexpr size_t kLeastReadBuffer = size_t{64} << 10;

// What stands before a record's bytes, in memory and in the file.
struct Head {
  uint32_t key = 0, value = 0;  // sizes
};

// A record as it lies in memory: head, key, value.
class Record {
 public:
  explicit Record(const char* bytes) : bytes_(bytes) { std::memcpy(&head_, bytes, sizeof head_); }

  std::string_view key() const { return {bytes_ + sizeof head_, head_.key}; }
  std::string_view value() const { return {bytes_ + sizeof head_ + head_.key, head_.value}; }
  size_t size() const { return sizeof head_ + head_.key + head_.value; }

 private:
  const char* bytes_;
  Head head_;
};

// Records in memory. They stay where they are, so that only pointers are sorted.
class Gathered {
 public:
  void add(std::string_view key, std::string_view value) {
    const Head head = {static_cast<uint32_t>(key.size()), static_cast<uint32_t>(value.size())};
    char* at = take(sizeof head + key.size() + value.size());
    records_.push_back(at);
    std::memcpy(at, &head, sizeof head);
    std::copy(key.begin(), key.end(), at + sizeof head);
    std::copy(value.begin(), value.end(), at + sizeof head + key.size());
  }

  // Of the records and what they are found by.
  size_t bytes() const { return held_ + records_.capacity() * sizeof(char*); }
  bool empty() const { return records_.empty(); }

  const std::vector<const char*>& sorted() {
    std::stable_sort(records_.begin(), records_.end(),
                     [](const char* a, const char* b) { return Record(a).key() < Record(b).key(); });
    return records_;
  }

  void clear() { *this = Gathered(); }

 private:
  char* take(size_t size) {
    if (size > left_) {
      left_ = std::max(size, kChunk);
      chunks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
      next_ = chunks_.back().get();
      held_ += left_;
    }
    char* at = next_;
    next_ += size;
    left_ -= size;
    return at;
  }

  std::vector<std::unique_ptr<char[]>> chunks_;
  std::vector<const char*> records_;
  char* next_ = nullptr;
  size_t left_ = 0, held_ = 0;
};

// A file without a name. Its bytes are written from the beginning to the end and read anywhere.
class TemporaryFile {
 public:
  TemporaryFile() = default;
  ~TemporaryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  bool open(const std::string& folder) {
    if (descriptor_ >= 0) return true;
    std::string path = folder + "/whobuilds-XXXXXX";
    descriptor_ = ::mkstemp(path.data());
    return descriptor_ >= 0 && ::unlink(path.c_str()) == 0;
  }

  bool append(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t done = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
      if (done < 0 && errno == EINTR) continue;
      if (done <= 0) return false;
      size_ += static_cast<uint64_t>(done);
      bytes.remove_prefix(static_cast<size_t>(done));
    }
    return true;
  }

  // Requires that they were written.
  bool read(uint64_t begin, char* into, size_t count) const {
    while (count > 0) {
      const ssize_t done = ::pread(descriptor_, into, count, static_cast<off_t>(begin));
      if (done < 0 && errno == EINTR) continue;
      if (done <= 0) return false;
      begin += static_cast<uint64_t>(done);
      into += done;
      count -= static_cast<size_t>(done);
    }
    return true;
  }

  uint64_t size() const { return size_; }

 private:
  int descriptor_ = -1;
  uint64_t size_ = 0;
};

struct Range {
  uint64_t begin = 0, end = 0;  // bytes of the file
};

// Reads the records of one run, from the first to the last.
class RunReader {
 public:
  RunReader(const TemporaryFile& file, Range range, size_t buffer) : file_(file), range_(range), buffer_(buffer) {}

  // False after the last record, and when the file cannot be read: failed() tells.
  bool next() {
    at_ += taken_;
    taken_ = 0;
    if (!holds(sizeof(Head))) return false;
    const size_t size = record().size();
    if (!holds(size)) return false;
    taken_ = size;
    return true;
  }

  // The one that next() came to.
  Record record() const { return Record(buffer_.data() + at_); }
  bool failed() const { return failed_; }

 private:
  // Whether the next `count` bytes are in the buffer now.
  bool holds(size_t count) {
    const size_t held = filled_ - at_;
    if (held >= count) return true;
    const uint64_t left = range_.end - range_.begin;
    if (held + left < count) {
      failed_ = held + left > 0;
      return false;
    }
    std::memmove(buffer_.data(), buffer_.data() + at_, held);
    if (count > buffer_.size()) buffer_.resize(count);
    const size_t wanted = static_cast<size_t>(std::min<uint64_t>(buffer_.size() - held, left));
    failed_ = !file_.read(range_.begin, buffer_.data() + held, wanted);
    range_.begin += wanted;
    at_ = 0;
    filled_ = held + wanted;
    return !failed_;
  }

  const TemporaryFile& file_;
  Range range_;  // what has not been read yet
  std::vector<char> buffer_;
  size_t at_ = 0, taken_ = 0, filled_ = 0;
  bool failed_ = false;
};

}  // namespace

void append_key_field(std::string& key, std::string_view field) {
  for (const char c : field) {
    key += c;
    if (c == '\0') key += '\xFF';  // so that it differs from the end of a field, which comes before everything else
  }
  key.append(2, '\0');
}

struct ExternalSort::State {
  State(std::string temporary_folder, size_t limit) : folder(std::move(temporary_folder)), memory(limit) {}

  void write_run() {
    const uint64_t begin = file.size();
    std::string block;
    failed = failed || !file.open(folder);
    for (const char* bytes : gathered.sorted()) {
      if (failed) break;
      block.append(bytes, Record(bytes).size());
      if (block.size() < kChunk) continue;
      failed = !file.append(block);
      block.clear();
    }
    failed = failed || !file.append(block);
    runs.push_back({begin, file.size()});
    gathered.clear();
  }

  template <typename Use>
  void merge_runs(const Use& use) {
    std::vector<RunReader> readers;
    readers.reserve(runs.size());
    const size_t buffer = std::max(kLeastReadBuffer, memory / runs.size());
    const auto after = [&readers](size_t a, size_t b) {
      const int order = readers[a].record().key().compare(readers[b].record().key());
      return order != 0 ? order > 0 : a > b;
    };
    std::priority_queue<size_t, std::vector<size_t>, decltype(after)> next(after);
    const auto advance = [&](size_t run) {
      if (readers[run].next()) next.push(run);
      failed = failed || readers[run].failed();
    };
    for (const Range& run : runs) readers.emplace_back(file, run, buffer);
    for (size_t run = 0; run < readers.size(); ++run) advance(run);
    while (!next.empty() && !failed) {
      const size_t run = next.top();
      next.pop();
      use(readers[run].record().key(), readers[run].record().value());
      advance(run);
    }
  }

  std::string folder;
  size_t memory;
  Gathered gathered;
  TemporaryFile file;
  std::vector<Range> runs;
  bool failed = false;
};

ExternalSort::ExternalSort(std::string folder, size_t memory)
    : state_(std::make_unique<State>(std::move(folder), memory)) {}
ExternalSort::~ExternalSort() = default;
ExternalSort::ExternalSort(ExternalSort&&) noexcept = default;
ExternalSort& ExternalSort::operator=(ExternalSort&&) noexcept = default;

void ExternalSort::add(std::string_view key, std::string_view value) {
  if (state_->failed) return;
  state_->gathered.add(key, value);
  if (state_->gathered.bytes() > state_->memory) state_->write_run();
}

void ExternalSort::drain(const std::function<void(std::string_view key, std::string_view value)>& use) {
  if (state_->runs.empty()) {
    for (const char* bytes : state_->gathered.sorted()) use(Record(bytes).key(), Record(bytes).value());
    state_->gathered.clear();
    return;
  }
  if (!state_->gathered.empty()) state_->write_run();
  state_->merge_runs(use);
  state_->runs.clear();
}

bool ExternalSort::failed() const { return state_->failed; }

}  // namespace whobuilds::core
