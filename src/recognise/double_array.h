// A static map from byte strings to their rank, kept as a double array with tails.
//
// Idea: a trie in which a state is an index into one array of 8-byte cells; the child of state s by
// byte b is the cell `base(s) ^ b` if that cell names s as its parent. Below the last branching
// state the rest of a key is not spread over cells but lies in `tails_` as plain bytes, so a key
// costs about one to two cells and its suffix. Keys hold no NUL byte: the child by NUL marks
// that a key ends at a state.
//
// Building takes keys in order and places every state once; the search for a free place looks at a
// bounded window, so the time is near linear in the size of the keys. Equal keys give equal arrays.
// Thread-safe after construction.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "core/flat_array.h"

namespace whobuilds::recognise {

class DoubleArray {
 public:
  static constexpr uint32_t kMissing = UINT32_MAX;
  static constexpr uint32_t kMaxKeySize = 4096;

  // `keys` must ascend strictly (bytewise), be non-empty, hold no NUL and be at most kMaxKeySize long.
  void build(const std::vector<std::string_view>& keys);

  // Rank of `key`, or kMissing.
  uint32_t find(std::string_view key) const;

  // Calls use(rank, end) for every key that stands in `text` at `from`, shortest first; `end` is the
  // offset behind it. Reads at most as many bytes as the longest key has.
  template <typename Use>
  void for_each_prefix(std::string_view text, uint32_t from, Use&& use) const;

  // Memory held, in bytes.
  size_t bytes() const { return cells_.size() * sizeof(Cell) + tails_.size(); }
  size_t cell_count() const { return cells_.size(); }

  // For core/archive.h.
  template <typename Archive>
  friend void fields(Archive& archive, DoubleArray& array) {
    archive.flat(array.cells_);
    archive.flat(array.tails_);
  }

 private:
  // `base` is an offset of children, or with kLeaf set an offset into tails_.
  struct Cell {
    uint32_t base = 0;
    uint32_t parent = kMissing;
  };
  struct TailHead {
    uint32_t rank;
    uint32_t size;
  };
  static constexpr uint32_t kLeaf = 0x80000000u;
  static constexpr uint32_t kEndsHere = 0x40000000u;  // the child by NUL exists
  static constexpr uint32_t kBase = 0x3FFFFFFFu;
  static constexpr uint32_t kRoot = 0;

  class Builder;

  TailHead tail_head(uint32_t base) const {
    TailHead head;
    std::memcpy(&head, tails_.data() + (base & ~kLeaf), sizeof head);
    return head;
  }

  core::FlatArray<Cell> cells_;  // padded so that base ^ byte never leaves it
  core::FlatArray<char> tails_;
};

template <typename Use>
void DoubleArray::for_each_prefix(std::string_view text, uint32_t from, Use&& use) const {
  if (cells_.empty()) return;
  const uint32_t size = static_cast<uint32_t>(text.size());
  uint32_t state = kRoot;
  uint32_t at = from;
  for (;;) {
    const uint32_t base = cells_[state].base;
    if (base & kLeaf) {
      const TailHead head = tail_head(base);
      const char* tail = tails_.data() + (base & ~kLeaf) + sizeof(TailHead);
      if (head.size > size - at) return;
      // Most tails differ in their first byte: cheaper than a call.
      for (uint32_t i = 0; i < head.size; ++i) {
        if (text[at + i] != tail[i]) return;
      }
      use(head.rank, at + head.size);
      return;
    }
    if (base & kEndsHere) use(cells_[base & kBase].base & kBase, at);
    if (at == size) return;
    const uint8_t byte = static_cast<uint8_t>(text[at]);
    if (byte == 0) return;
    const uint32_t child = (base & kBase) ^ byte;
    if (cells_[child].parent != state) return;
    state = child;
    ++at;
  }
}

}  // namespace whobuilds::recognise
