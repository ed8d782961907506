#include "recognise/key_list.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>

namespace whobuilds::recognise {
namespace {

constexpr uint32_t kHeadBits = 64;
constexpr uint32_t kDigitBits = 8;  // of heads that are looked at in one go
constexpr size_t kFew = 32;         // so many items are quicker compared than counted
constexpr uint64_t kLastByte = 0xFF;

auto at(auto& items, size_t place) { return items.begin() + static_cast<ptrdiff_t>(place); }

}  // namespace

void KeyList::reserve(size_t keys, size_t bytes) {
  items_.reserve(keys);
  bytes_.reserve(bytes);
}

void KeyList::add(size_t begin, size_t end, uint32_t value) {
  assert(begin < end && end <= bytes_.size());
  const std::string_view key = std::string_view(bytes_).substr(begin, end - begin);
  items_.push_back({head_of(key), static_cast<uint32_t>(begin), static_cast<uint32_t>(key.size()), value});
}

// The first eight bytes of `key`, NUL behind its end: they compare as numbers like the keys that they begin.
uint64_t KeyList::head_of(std::string_view key) {
  uint64_t head = 0;
  if (key.size() >= sizeof head) {
    std::memcpy(&head, key.data(), sizeof head);
  } else {
    std::memcpy(&head, key.data(), key.size());
  }
  return std::endian::native == std::endian::little ? __builtin_bswap64(head) : head;
}

bool KeyList::before(const Item& a, const Item& b) { return a.head != b.head ? a.head < b.head : a.value < b.value; }

// From the first byte on, items are parted by the byte, then each part by the next one, until a part is small enough to
// be sorted by comparisons. Items carry eight bytes of their keys, so that most of this does not go to the keys. (MSD
// radix sort with a cache of characters: Ng and Kakehi, 2007.)
void KeyList::sort() {
  other_ = std::make_unique_for_overwrite<Item[]>(items_.size());
  jobs_.push_back({0, items_.size(), 0, kHeadBits});
  while (!jobs_.empty()) {
    const Job job = jobs_.back();
    jobs_.pop_back();
    if (job.end - job.begin <= kFew) {
      sort_few(job);
    } else if (job.bits == 0) {
      read_on(job.begin, job.end, job.depth + static_cast<uint32_t>(sizeof(uint64_t)));
    } else {
      split(job);
    }
  }
  other_.reset();
  gather_bytes();
}

void KeyList::sort_few(const Job& job) {
  std::sort(at(items_, job.begin), at(items_, job.end), before);
  for (size_t from = job.begin, to = from; from < job.end; from = to) {
    while (to < job.end && items_[to].head == items_[from].head) ++to;
    if (to - from > 1) read_on(from, to, job.depth + static_cast<uint32_t>(sizeof(uint64_t)));
  }
}

// Parts the items by the first of the bits that are left.
void KeyList::split(const Job& job) {
  const uint32_t shift = job.bits - kDigitBits;
  const auto digit = [shift](const Item& item) { return item.head >> shift & kLastByte; };
  std::array<size_t, 1u << kDigitBits> ends{};
  for (size_t i = job.begin; i < job.end; ++i) ++ends[digit(items_[i])];
  if (ends[digit(items_[job.begin])] == job.end - job.begin) {
    jobs_.push_back({job.begin, job.end, job.depth, shift});
    return;
  }
  size_t next = job.begin;
  for (size_t& end : ends) {
    const size_t count = end;
    end = next;  // where the part begins, until its items are moved
    next += count;
    if (count > 1) jobs_.push_back({next - count, next, job.depth, shift});
  }
  for (size_t i = job.begin; i < job.end; ++i) other_[ends[digit(items_[i])]++] = items_[i];
  std::copy(&other_[job.begin], &other_[job.begin] + (job.end - job.begin), &items_[job.begin]);
}

// Items of equal heads: their next eight bytes, which begin at `depth`. A head that ends in NUL holds the rest of its
// key, so that such keys are equal.
void KeyList::read_on(size_t begin, size_t end, uint32_t depth) {
  if ((items_[begin].head & kLastByte) == 0) {
    std::sort(at(items_, begin), at(items_, end), before);
    return;
  }
  for (size_t i = begin; i < end; ++i) items_[i].head = head_of(key_of(items_[i]).substr(depth));
  jobs_.push_back({begin, end, depth, kHeadBits});
}

// So that who goes through the keys goes through memory in its order.
void KeyList::gather_bytes() {
  std::string gathered;
  gathered.reserve(bytes_.size());
  for (Item& item : items_) {
    const auto offset = static_cast<uint32_t>(gathered.size());
    gathered += key_of(item);
    item.offset = offset;
  }
  bytes_ = std::move(gathered);
}

}  // namespace whobuilds::recognise
