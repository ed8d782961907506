// A list whose members stay bytes of an archive until they are asked for.
//
// Of a large catalogue one text names little: with this, loading it costs nothing by the entity. A list that is being
// made is a vector; what an ArchiveReader reads into it is decoded member by member when first looked at, and kept.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "core/archive.h"
#include "core/flat_array.h"

namespace whobuilds::core {

// T takes part in archives. Looking at members is thread-safe; references to them stay valid as long as the list, unless
// made() is changed. The bytes of an archive must outlive the list that was read from it.
template <typename T>
class LazyList {
 public:
  // Random access by index.
  class Iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    Iterator(const LazyList& list, size_t at) : list_(&list), at_(at) {}
    reference operator*() const { return (*list_)[at_]; }
    pointer operator->() const { return &(*list_)[at_]; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator& operator--() {
      --at_;
      return *this;
    }
    Iterator& operator+=(difference_type steps) {
      at_ = static_cast<size_t>(static_cast<difference_type>(at_) + steps);
      return *this;
    }
    difference_type operator-(const Iterator& other) const {
      return static_cast<difference_type>(at_) - static_cast<difference_type>(other.at_);
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

   private:
    const LazyList* list_;
    size_t at_;
  };

  LazyList() = default;
  // A copy has all members made.
  LazyList(const LazyList& other) : made_(other.begin(), other.end()) {}
  LazyList(LazyList&& other) noexcept { swap(other); }
  LazyList& operator=(LazyList other) noexcept {
    swap(other);
    return *this;
  }
  ~LazyList() {
    for (size_t i = 0; decoded_ != nullptr && i < ends_.size(); ++i) delete decoded_[i].load(std::memory_order_relaxed);
  }

  // The members of a list that was not read from an archive, to be changed.
  std::vector<T>& made() { return made_; }

  size_t size() const { return decoded_ == nullptr ? made_.size() : ends_.size(); }
  bool empty() const { return size() == 0; }
  const T& operator[](size_t i) const { return decoded_ == nullptr ? made_[i] : decoded(i); }
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, size()}; }

  friend void fields(ArchiveWriter& archive, const LazyList& list) {
    ArchiveWriter members;
    std::vector<uint32_t> ends;
    ends.reserve(list.size());
    for (const T& member : list) {
      members(member);
      ends.push_back(static_cast<uint32_t>(members.bytes().size()));
    }
    archive.flat(FlatArray<uint32_t>(std::move(ends)));
    archive(members.bytes());
  }

  friend void fields(ArchiveReader& archive, LazyList& list) {
    list.made_.clear();
    archive.flat(list.ends_);
    list.bytes_ = archive.text();
    if (archive.failed()) list.ends_ = {};
    list.decoded_ = std::make_unique<std::atomic<const T*>[]>(list.ends_.size());
    list.decode_ = [](std::string_view bytes, T& member) {
      ArchiveReader one(bytes);
      one(member);
    };
  }

 private:
  void swap(LazyList& other) noexcept {
    std::swap(made_, other.made_);
    std::swap(bytes_, other.bytes_);
    std::swap(ends_, other.ends_);
    std::swap(decoded_, other.decoded_);
    std::swap(decode_, other.decode_);
  }

  // Two threads may decode the same member; one keeps it.
  const T& decoded(size_t i) const {
    const T* member = decoded_[i].load(std::memory_order_acquire);
    if (member != nullptr) return *member;
    auto fresh = std::make_unique<T>();
    const uint32_t begin = i == 0 ? 0 : ends_[i - 1];
    decode_(bytes_.substr(std::min<size_t>(begin, bytes_.size()), ends_[i] - begin), *fresh);
    if (decoded_[i].compare_exchange_strong(member, fresh.get(), std::memory_order_acq_rel)) member = fresh.release();
    return *member;
  }

  std::vector<T> made_;
  std::string_view bytes_;    // of all members, one behind the other
  FlatArray<uint32_t> ends_;  // of each member in bytes_
  std::unique_ptr<std::atomic<const T*>[]> decoded_;  // null until it is read from an archive
  void (*decode_)(std::string_view, T&) = nullptr;    // so that only who reads archives must know how T lies there
};

}  // namespace whobuilds::core
