// Keys with a number each, gathered in any order and then sorted: what an automaton is built from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace whobuilds::recognise {

// Bytes of all keys: less than 4 GB. Not thread-safe.
class KeyList {
 public:
  // Makes room for about so many keys and bytes.
  void reserve(size_t keys, size_t bytes);
  // Where the caller appends the bytes of keys before it adds them.
  std::string& bytes() { return bytes_; }
  // Bytes [begin, end) of bytes() are a key of `value`. It is not empty and holds no NUL.
  void add(size_t begin, size_t end, uint32_t value);

  // By key (bytewise), then value; once, when all are added. In time linear in the bytes that tell the keys apart.
  void sort();

  size_t size() const { return items_.size(); }
  // In the order of addition before sort(), else in that of the keys, whose bytes then lie in this order too.
  std::string_view key(size_t i) const { return key_of(items_[i]); }
  uint32_t value(size_t i) const { return items_[i].value; }

 private:
  struct Item {
    uint64_t head;  // eight bytes of the key, see head_of
    uint32_t offset, size;
    uint32_t value;
  };
  // Items [begin, end) are alike but for the bytes that the last `bits` bits of their heads hold, which begin at
  // `depth` in their keys, and for what follows them.
  struct Job {
    size_t begin, end;
    uint32_t depth, bits;
  };

  static uint64_t head_of(std::string_view key);
  static bool before(const Item& a, const Item& b);
  std::string_view key_of(const Item& item) const { return std::string_view(bytes_).substr(item.offset, item.size); }
  void sort_few(const Job& job);
  void split(const Job& job);
  void read_on(size_t begin, size_t end, uint32_t depth);
  void gather_bytes();

  std::string bytes_;
  std::vector<Item> items_;
  std::unique_ptr<Item[]> other_;  // while sorting: room for what is moved
  std::vector<Job> jobs_;          // while sorting
};

}  // namespace whobuilds::recognise
