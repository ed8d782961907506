// Parallel work whose results are used in order.
#pragma once

#include <cstddef>
#include <functional>

namespace whobuilds::cli {

// Calls `work(worker, item)` for the items 0 .. items-1 on `workers` threads (`worker` numbers them from 0), and
// `deliver(item)` once for each item, in ascending order and never two at a time. What `deliver` sees is therefore
// the same for any number of workers. At most a few items per worker are finished ahead of the next one to be
// delivered, which bounds what is held in memory. Returns when all are delivered.
void run_in_order(size_t items, unsigned workers, const std::function<void(unsigned worker, size_t item)>& work,
                  const std::function<void(size_t item)>& deliver);

}  // namespace whobuilds::cli
