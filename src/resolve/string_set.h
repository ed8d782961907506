// Strings that are looked up wherever they may begin in a text.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace whobuilds::resolve {

// Adding is linear in the bytes; looking up at a place takes a step per different length of the strings that begin with
// its two bytes, however many strings there are. Reading is thread-safe.
class StringSet {
 public:
  // The index of `string` (at least two bytes), counted from 0 in the order of adding, and whether it is new.
  std::pair<uint32_t, bool> add(std::string string);
  bool empty() const { return indices_.empty(); }

  // Whether a string may begin at `at`, behind which a byte must follow. True is no promise.
  bool may_begin(std::string_view text, uint32_t at) const {
    return !heads_.empty() && heads_[bucket_of(text.substr(at, 2))] != kEnd;
  }

  // Calls use(index, end) for the strings that stand in `text` at `at` and end by `limit`, the longest first, until it
  // returns true. Requires may_begin().
  template <typename Use>
  void find_at(std::string_view text, uint32_t at, uint32_t limit, Use&& use) const {
    for (uint32_t i = heads_[bucket_of(text.substr(at, 2))]; i != kEnd; i = lengths_[i].next) {
      if (lengths_[i].bytes > limit - at) continue;
      const auto known = indices_.find(text.substr(at, lengths_[i].bytes));
      if (known != indices_.end() && use(known->second, at + lengths_[i].bytes)) return;
    }
  }

 private:
  // A length that strings of one bucket have.
  struct Length {
    uint32_t bytes = 0;
    uint32_t next = 0;  // the next shorter one of the bucket
  };
  // Finds by a view.
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  static constexpr uint32_t kBuckets = 1024;
  static constexpr uint32_t kEnd = UINT32_MAX;

  static uint32_t bucket_of(std::string_view string) {
    const auto first = static_cast<unsigned char>(string[0]);
    const auto second = static_cast<unsigned char>(string[1]);
    return (first * 131u + second) % kBuckets;
  }
  void note_length(std::string_view string);

  std::unordered_map<std::string, uint32_t, Hash, std::equal_to<>> indices_;
  std::vector<Length> lengths_;
  std::vector<uint32_t> heads_;  // bucket -> its longest, an index into lengths_
};

}  // namespace whobuilds::resolve
