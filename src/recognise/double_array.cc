#include "recognise/double_array.h"

#include <cassert>
#include <utility>

namespace whobuilds::recognise {

// Places states depth first. Free cells form a doubly linked ring in ascending order through
// next_free_ and previous_free_, which only the window of open blocks keeps.
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

  static constexpr uint32_t kBlock = 256;
  static constexpr uint32_t kOpenBlocks = 16;  // only the last ones are searched for free cells

  void add_block() {
    const uint32_t begin = static_cast<uint32_t>(cells_.size());
    assert(begin + kBlock <= kBase);
    cells_.resize(begin + kBlock);
    next_free_.resize(begin + kBlock, kMissing);
    previous_free_.resize(begin + kBlock, kMissing);
    for (uint32_t cell = begin; cell < begin + kBlock; ++cell) {
      previous_free_[cell] = cell == begin ? last_free_ : cell - 1;
      next_free_[cell] = cell + 1 == begin + kBlock ? kMissing : cell + 1;
    }
    if (last_free_ != kMissing) next_free_[last_free_] = begin;
    if (first_free_ == kMissing) first_free_ = begin;
    last_free_ = begin + kBlock - 1;
    const uint32_t blocks = (begin + kBlock) / kBlock;
    if (blocks > kOpenBlocks) close_before((blocks - kOpenBlocks) * kBlock);
  }

  // Cells before `limit` are given up: they stay empty.
  void close_before(uint32_t limit) {
    while (first_free_ != kMissing && first_free_ < limit) unlink(first_free_);
  }

  void unlink(uint32_t cell) {
    const uint32_t before = previous_free_[cell];
    const uint32_t after = next_free_[cell];
    if (before == kMissing) first_free_ = after; else next_free_[before] = after;
    if (after == kMissing) last_free_ = before; else previous_free_[after] = before;
    taken_or_closed(cell);
  }

  void taken_or_closed(uint32_t cell) { next_free_[cell] = previous_free_[cell] = kTaken; }
  bool is_free(uint32_t cell) const { return next_free_[cell] != kTaken || previous_free_[cell] != kTaken; }

  void take(uint32_t cell) {
    assert(is_free(cell));
    unlink(cell);
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
    const uint32_t first = labels_[0];
    for (uint32_t cell = first_free_; cell != kMissing; cell = next_free_[cell]) {
      const uint32_t base = cell ^ first;
      if (fits(base)) return base;
    }
    const uint32_t begin = static_cast<uint32_t>(cells_.size());
    add_block();
    return begin;
  }

  bool fits(uint32_t base) const {
    for (size_t i = 1; i < labels_.size(); ++i) {
      if (!is_free(base ^ labels_[i])) return false;
    }
    return true;
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

  static constexpr uint32_t kTaken = UINT32_MAX - 1;

  const std::vector<std::string_view>& keys_;
  std::vector<Cell> cells_;
  std::vector<char> tails_;
  std::vector<uint32_t> next_free_, previous_free_;
  uint32_t first_free_ = kMissing, last_free_ = kMissing;
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
