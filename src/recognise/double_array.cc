#include "recognise/double_array.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <utility>

namespace whobuilds::recognise {
namespace {

constexpr uint32_t kBlock = 256;  // cells; the children of a state lie in one block

// The bits of `word` with bit i moved to i ^ `by` (< 64).
uint64_t swapped(uint64_t word, uint32_t by) {
  static constexpr std::array<uint64_t, 6> kLower = {0x5555555555555555, 0x3333333333333333, 0x0F0F0F0F0F0F0F0F,
                                                     0x00FF00FF00FF00FF, 0x0000FFFF0000FFFF, 0x00000000FFFFFFFF};
  for (uint32_t bit = 0; bit < kLower.size(); ++bit) {
    if ((by >> bit & 1) == 0) continue;
    const uint32_t shift = 1u << bit;
    word = (word & kLower[bit]) << shift | (word >> shift & kLower[bit]);
  }
  return word;
}

// The free cells of the last blocks; what is free before them is given up. Of a set of labels it tells where in a
// block all of them fall on free cells with a few operations on 64 cells each.
class FreeCells {
 public:
  // Appends a block of free cells.
  void add_block() {
    for (uint32_t word = count_ * kWords; word < (count_ + 1) * kWords; ++word)
      words_[word % kOpenWords] = ~uint64_t{0};
    ++count_;
  }

  bool is_free(uint32_t cell) const { return (word_of(cell) >> (cell & 63) & 1) != 0; }
  void take(uint32_t cell) { word_of(cell) &= ~(uint64_t{1} << (cell & 63)); }

  // The first cell, of an open block, for the first of the labels at which the others fall on free cells too (the cell
  // with each bit of the label and the first one flipped); `missing` when there is none.
  uint32_t find(const std::vector<uint8_t>& labels, uint32_t missing) {
    const uint32_t end = count_ * kWords;
    first_ = std::max(first_, end > kOpenWords ? end - kOpenWords : 0);
    while (first_ < end && words_[first_ % kOpenWords] == 0) ++first_;
    for (uint32_t word = first_; word < end; ++word) {
      if (words_[word % kOpenWords] == 0) continue;
      const uint64_t fitting = fitting_in(word % kOpenWords, labels);
      if (fitting != 0) return word << 6 | static_cast<uint32_t>(std::countr_zero(fitting));
    }
    return missing;
  }

 private:
  static constexpr uint32_t kWords = kBlock / 64;      // of a block
  static constexpr uint32_t kOpenWords = 16 * kWords;  // of the last blocks

  uint64_t fitting_in(uint32_t word, const std::vector<uint8_t>& labels) const {
    uint64_t fitting = words_[word];
    for (size_t label = 1; label < labels.size() && fitting != 0; ++label) {
      const uint32_t flip = labels[label] ^ labels[0];
      fitting &= swapped(words_[word ^ (flip >> 6)], flip & 63);
    }
    return fitting;
  }

  uint64_t& word_of(uint32_t cell) { return words_[(cell >> 6) % kOpenWords]; }
  uint64_t word_of(uint32_t cell) const { return words_[(cell >> 6) % kOpenWords]; }

  std::array<uint64_t, kOpenWords> words_{};  // by number, modulo their count
  uint32_t count_ = 0;                        // of blocks
  uint32_t first_ = 0;                        // word; the open ones before it are taken
};

}  // namespace

// Places states depth first.
class DoubleArray::Builder {
 public:
  explicit Builder(const std::vector<std::string_view>& keys) : keys_(keys) {}

  void build(DoubleArray& out) {
    run();
    cells_.shrink_to_fit();
    tails_.shrink_to_fit();
    out.cells_ = std::move(cells_);
    out.tails_ = std::move(tails_);
  }

 private:
  void run() {
    add_block();
    take(kRoot);
    // The root is nobody's child: no cell may match it as one by accident.
    cells_[kRoot].parent = kMissing;
    struct Job {
      uint32_t state, begin, end, depth;
    };
    std::vector<Job> jobs;
    jobs.push_back({kRoot, 0, static_cast<uint32_t>(keys_.size()), 0});
    while (!jobs.empty()) {
      const Job job = jobs.back();
      jobs.pop_back();
      if (job.end - job.begin == 1 && job.state != kRoot) {
        put_tail(job.state, job.begin, job.depth);
        continue;
      }
      collect_children(job.begin, job.end, job.depth);
      const uint32_t base = find_base();
      uint32_t flags = 0;
      for (size_t i = 0; i < labels_.size(); ++i) {
        const uint32_t child = base ^ labels_[i];
        take(child);
        cells_[child].parent = job.state;
      }
      if (labels_[0] == 0) {
        flags = kEndsHere;
        cells_[base].base = starts_[0];
      }
      cells_[job.state].base = base | flags;
      // Pushed in reverse, so that states are placed in key order.
      for (size_t i = labels_.size(); i-- > 0;) {
        if (labels_[i] == 0) continue;
        jobs.push_back({base ^ labels_[i], starts_[i], starts_[i + 1], job.depth + 1});
      }
    }
  }

  void add_block() {
    assert(cells_.size() + kBlock <= kBase);
    cells_.resize(cells_.size() + kBlock);
    free_.add_block();
  }

  void take(uint32_t cell) {
    assert(free_.is_free(cell));
    free_.take(cell);
  }

  // Distinct next bytes of keys [begin, end) at `depth`, with where each group starts; a key that
  // ends there comes first with label 0.
  void collect_children(uint32_t begin, uint32_t end, uint32_t depth) {
    labels_.clear();
    starts_.clear();
    uint32_t at = begin;
    if (keys_[at].size() == depth) {
      labels_.push_back(0);
      starts_.push_back(at++);
    }
    while (at < end) {
      const char label = keys_[at][depth];
      labels_.push_back(static_cast<uint8_t>(label));
      starts_.push_back(at);
      at = group_end(at, end, depth, label);
    }
    starts_.push_back(end);
  }

  // First key of [begin, end) whose byte at `depth` is not `label`: galloping, since groups are
  // mostly small below the first levels.
  uint32_t group_end(uint32_t begin, uint32_t end, uint32_t depth, char label) const {
    uint32_t low = begin, step = 1;
    while (low + step < end && keys_[low + step][depth] == label) {
      low += step;
      step *= 2;
    }
    uint32_t high = low + step < end ? low + step : end;
    while (low + 1 < high) {
      const uint32_t middle = low + (high - low) / 2;
      if (keys_[middle][depth] == label) low = middle; else high = middle;
    }
    return low + 1;
  }

  // An offset at which all labels_ fall on free cells.
  uint32_t find_base() {
    const uint32_t cell = free_.find(labels_, kMissing);
    if (cell != kMissing) return cell ^ labels_[0];
    const auto begin = static_cast<uint32_t>(cells_.size());
    add_block();
    return begin;
  }

  void put_tail(uint32_t state, uint32_t rank, uint32_t depth) {
    const std::string_view rest = keys_[rank].substr(depth);
    const TailHead head{rank, static_cast<uint32_t>(rest.size())};
    const size_t offset = tails_.size();
    assert(offset < kLeaf);
    tails_.resize(offset + sizeof head + rest.size());
    std::memcpy(tails_.data() + offset, &head, sizeof head);
    if (!rest.empty()) std::memcpy(tails_.data() + offset + sizeof head, rest.data(), rest.size());
    cells_[state].base = static_cast<uint32_t>(offset) | kLeaf;
  }

  const std::vector<std::string_view>& keys_;
  std::vector<Cell> cells_;
  std::vector<char> tails_;
  FreeCells free_;
  std::vector<uint8_t> labels_;   // of the state being placed, ascending
  std::vector<uint32_t> starts_;  // one more than labels_
};

void DoubleArray::build(const std::vector<std::string_view>& keys) {
  cells_ = {};
  tails_ = {};
  if (!keys.empty()) Builder(keys).build(*this);
}

uint32_t DoubleArray::find(std::string_view key) const {
  uint32_t found = kMissing;
  for_each_prefix(key, 0, [&](uint32_t rank, uint32_t end) {
    if (end == key.size()) found = rank;
  });
  return found;
}

}  // namespace whobuilds::recognise
