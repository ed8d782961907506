// Values to bytes and back: how compiled rules are kept in a file that the program which wrote it reads again.
//
// A type takes part by a function beside it that names its members once, for both directions:
//
//   template <typename Archive>
//   void fields(Archive& archive, Guard& guard) {
//     auto& [exact_case, need] = guard;  // as many names as there are members, or it does not compile
//     archive(exact_case, need);
//   }
//
// Numbers and enumerations lie there as in memory, so a file fits programs of one build for one kind of machine;
// whoever writes one puts a mark of both before it. Lists and texts carry their length, at most 2^32 - 1. Flat arrays
// lie at multiples of eight bytes and are not copied when they are read: the bytes of an archive that begins at such an
// address must outlive them. Not thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/flat_array.h"

namespace whobuilds::core {

// What lies in an archive as it lies in memory.
template <typename T>
inline constexpr bool kIsPlain = std::is_arithmetic_v<T> || std::is_enum_v<T>;

// Where a flat array begins in an archive: a multiple of this.
inline constexpr size_t kArchiveAlignment = 8;

class ArchiveWriter {
 public:
  static constexpr bool kReads = false;

  template <typename... Values>
  void operator()(const Values&... values) {
    (write(values), ...);
  }

  // A list in one piece, of either kind. T holds no pointers, and no gaps whose bytes mean nothing.
  template <typename List>
  void flat(const List& list) {
    using T = std::remove_cvref_t<decltype(*list.data())>;
    static_assert(std::has_unique_object_representations_v<T> && alignof(T) <= kArchiveAlignment);
    write(static_cast<uint32_t>(list.size()));
    bytes_.resize((bytes_.size() + kArchiveAlignment - 1) / kArchiveAlignment * kArchiveAlignment);
    raw(list.data(), list.size() * sizeof(T));
  }

  // The length of a list whose members the caller writes one by one.
  template <typename T>
  void length(const std::vector<T>& list) {
    write(static_cast<uint32_t>(list.size()));
  }

  // The place of `pointer` in `list`, which holds it.
  template <typename T, typename Pointer>
  void pointer_into(const std::vector<T>& list, Pointer& pointer) {
    write(static_cast<uint32_t>(pointer - list.data()));
  }

  const std::string& bytes() const { return bytes_; }

 private:
  template <typename T>
  void write(const T& value) {
    if constexpr (kIsPlain<T>) {
      raw(&value, sizeof value);
    } else {
      fields(*this, const_cast<T&>(value));  // one function for both directions; here it only looks
    }
  }

  void write(const std::string& text) {
    write(static_cast<uint32_t>(text.size()));
    bytes_ += text;
  }

  template <typename T>
  void write(const std::vector<T>& list) {
    length(list);
    if constexpr (kIsPlain<T>) {
      raw(list.data(), list.size() * sizeof(T));
    } else {
      for (const T& value : list) write(value);
    }
  }

  void write(const std::vector<bool>& list) {
    write(static_cast<uint32_t>(list.size()));
    for (const bool value : list) write(value);
  }

  template <typename T, size_t n>
  void write(const std::array<T, n>& list) {
    for (const T& value : list) write(value);
  }

  template <typename T>
  void write(const std::optional<T>& value) {
    write(value.has_value());
    if (value) write(*value);
  }

  template <typename T>
  void write(const std::map<std::string, T>& map) {
    write(static_cast<uint32_t>(map.size()));
    for (const auto& [key, value] : map) {
      write(key);
      write(value);
    }
  }

  // In the order of the keys: equal maps give equal bytes.
  template <typename T>
  void write(const std::unordered_map<std::string, T>& map) {
    write(std::map<std::string, T>(map.begin(), map.end()));
  }

  void raw(const void* bytes, size_t size) {
    if (size > 0) bytes_.append(static_cast<const char*>(bytes), size);
  }

  std::string bytes_;
};

// Reads what an ArchiveWriter wrote with the same calls. Bytes that end too early make it fail(): what is read then is
// empty, and so is everything after it; nothing outside of `bytes` is touched.
class ArchiveReader {
 public:
  static constexpr bool kReads = true;

  explicit ArchiveReader(std::string_view bytes) : size_(bytes.size()), rest_(bytes) {}

  // True when bytes were missing.
  bool failed() const { return failed_; }
  bool at_end() const { return rest_.empty(); }

  template <typename... Values>
  void operator()(Values&... values) {
    (read(values), ...);
  }

  // A view of the archive's bytes, or a copy of them when they do not lie as T must.
  template <typename T>
  void flat(FlatArray<T>& list) {
    const uint32_t count = size();
    list = {};
    const size_t read = size_ - rest_.size();
    const size_t gap = (kArchiveAlignment - read % kArchiveAlignment) % kArchiveAlignment;
    if (!has(gap + count * sizeof(T))) return;
    rest_.remove_prefix(gap);
    if (reinterpret_cast<uintptr_t>(rest_.data()) % alignof(T) == 0) {
      list = FlatArray<T>(reinterpret_cast<const T*>(rest_.data()), count);
    } else {
      std::vector<T> own(count);
      if (count > 0) std::memcpy(static_cast<void*>(own.data()), rest_.data(), count * sizeof(T));
      list = FlatArray<T>(std::move(own));
    }
    rest_.remove_prefix(count * sizeof(T));
  }

  template <typename T>
  void flat(std::vector<T>& list) {
    FlatArray<T> view;
    flat(view);
    list.assign(view.begin(), view.end());
  }

  // A text as a view of the archive's bytes.
  std::string_view text() {
    const uint32_t count = size();
    if (!has(count)) return {};
    const std::string_view out = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return out;
  }

  // Gives the list its length, empty when the bytes cannot hold so many.
  template <typename T>
  void length(std::vector<T>& list) {
    const uint32_t count = size();
    list.clear();
    if (has(count)) list.resize(count);  // each takes a byte or more
  }

  // The counterpart of ArchiveWriter::pointer_into; nullptr and fail() when the list is shorter.
  template <typename T, typename Pointer>
  void pointer_into(const std::vector<T>& list, Pointer& pointer) {
    const uint32_t index = size();
    if (index < list.size()) {
      pointer = list.data() + index;
    } else {
      pointer = nullptr;
      fail();
    }
  }

 private:
  template <typename T>
  void read(T& value) {
    if constexpr (kIsPlain<T>) {
      raw(&value, sizeof value);
    } else {
      fields(*this, value);
    }
  }

  void read(std::string& value) { value = text(); }

  template <typename T>
  void read(std::vector<T>& list) {
    if constexpr (kIsPlain<T>) {
      const uint32_t count = size();
      list.clear();
      if (!has(count * sizeof(T))) return;
      list.resize(count);
      raw(list.data(), count * sizeof(T));
    } else {
      length(list);
      for (T& value : list) read(value);
    }
  }

  void read(std::vector<bool>& list) {
    const uint32_t count = size();
    list.clear();
    if (!has(count)) return;
    for (uint32_t i = 0; i < count; ++i) {
      bool value = false;
      read(value);
      list.push_back(value);
    }
  }

  template <typename T, size_t n>
  void read(std::array<T, n>& list) {
    for (T& value : list) read(value);
  }

  template <typename T>
  void read(std::optional<T>& value) {
    bool has_value = false;
    read(has_value);
    value.reset();
    if (has_value && !failed_) read(value.emplace());
  }

  template <typename T>
  void read(std::map<std::string, T>& map) {
    read_entries(map,
                 [&map](std::string key) -> T& { return map.emplace_hint(map.end(), std::move(key), T())->second; });
  }

  template <typename T>
  void read(std::unordered_map<std::string, T>& map) {
    read_entries(map, [&map](std::string key) -> T& { return map[std::move(key)]; });
  }

  template <typename Map, typename Add>
  void read_entries(Map& map, Add add) {
    map.clear();
    const uint32_t count = size();
    for (uint32_t i = 0; i < count && !failed_; ++i) {
      std::string key;
      read(key);
      read(add(std::move(key)));
    }
  }

  uint32_t size() {
    uint32_t count = 0;
    raw(&count, sizeof count);
    return count;
  }

  bool has(size_t count) {
    if (count > rest_.size()) fail();
    return !failed_;
  }

  // `value` may be null when there is nothing to read.
  void raw(void* value, size_t count) {
    if (count == 0 || !has(count)) return;
    std::memcpy(value, rest_.data(), count);
    rest_.remove_prefix(count);
  }

  void fail() {
    failed_ = true;
    rest_ = {};
  }

  size_t size_;  // of the archive in bytes
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace whobuilds::core
