#include "bench/allocations.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<uint64_t> count{0};

void* counted(void* memory) {
  count.fetch_add(1, std::memory_order_relaxed);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

// aligned_alloc wants a multiple of the alignment.
size_t rounded_up(size_t size, size_t alignment) { return (size + alignment - 1) / alignment * alignment; }

}  // namespace

namespace whobuilds::bench {

uint64_t allocation_count() { return count.load(std::memory_order_relaxed); }

}  // namespace whobuilds::bench

// The array forms and those that do not throw call these.
void* operator new(size_t size) { return counted(std::malloc(size == 0 ? 1 : size)); }
void* operator new(size_t size, std::align_val_t alignment) {
  const size_t bytes = static_cast<size_t>(alignment);
  return counted(std::aligned_alloc(bytes, rounded_up(size == 0 ? 1 : size, bytes)));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, size_t, std::align_val_t) noexcept { std::free(memory); }
