// An array of plain values that lies in memory of its own or in bytes that somebody else keeps, such as a mapped file.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace whobuilds::core {

// Immutable. A view is valid for as long as the bytes that it was made of; a copy of it is another view. Thread-safe. What was
// moved from may only be assigned to or destroyed.
template <typename T>
class FlatArray {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  FlatArray() = default;
  FlatArray(std::vector<T> own)  // NOLINT: a vector is one
      : own_(std::move(own)), data_(own_.data()), size_(own_.size()) {}
  // `data` must be aligned for T.
  FlatArray(const T* data, size_t size) : data_(data), size_(size) {}

  FlatArray(const FlatArray& other) { *this = other; }
  FlatArray& operator=(const FlatArray& other) {
    own_ = other.own_;
    data_ = other.is_view() ? other.data_ : own_.data();
    size_ = other.size_;
    return *this;
  }
  // The elements of a vector stay where they are when it moves.
  FlatArray(FlatArray&&) noexcept = default;
  FlatArray& operator=(FlatArray&&) noexcept = default;

  const T* data() const { return data_; }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& operator[](size_t i) const { return data_[i]; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  const T& back() const { return data_[size_ - 1]; }

 private:
  bool is_view() const { return own_.empty(); }

  std::vector<T> own_;
  const T* data_ = nullptr;
  size_t size_ = 0;
};

}  // namespace whobuilds::core
