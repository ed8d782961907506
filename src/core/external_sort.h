// Sorts more records than memory holds: external merge sort. Records are gathered up to a limit, sorted and appended to
// an unnamed temporary file as a run; in the end all runs are read side by side and merged.
//
//   ExternalSort sort(folder, 64 << 20);
//   sort.add(key, value); ...
//   sort.drain([](std::string_view key, std::string_view value) { ... });  // ascending
//   if (sort.failed()) ...  // the disk is full, the folder is not there
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace whobuilds::core {

// Appends `field` to a key of several fields. Keys compare as their fields do, one after the other, byte by byte,
// whatever bytes they hold.
void append_key_field(std::string& key, std::string_view field);

// Not thread-safe. The temporary file has no name once it is open: it goes with the process, however that ends.
class ExternalSort {
 public:
  // `folder`: where the temporary file is made, when one is needed. `memory`: bytes of records that are held, about, in
  // pieces of a megabyte; a longer record is held as well. While runs are merged, each of them holds a part of `memory`,
  // 64 KiB at least.
  ExternalSort(std::string folder, size_t memory);
  ~ExternalSort();
  ExternalSort(ExternalSort&&) noexcept;
  ExternalSort& operator=(ExternalSort&&) noexcept;

  // Both are copied. Each is shorter than 4 GiB.
  void add(std::string_view key, std::string_view value);

  // Hands out all records by key, those of equal keys in the order in which they were added, and forgets them. The
  // views last for the call. After a failure it may end early.
  void drain(const std::function<void(std::string_view key, std::string_view value)>& use);

  // True once the temporary file could not be made, written or read: records are missing then.
  bool failed() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace whobuilds::core
