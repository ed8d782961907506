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

// The same for items that come one after another and whose number is not known: `fetch(item)` is called for 0, 1, ...
// until it gives false, in ascending order and never two at a time, but maybe beside a `deliver`: an input that keeps
// it waiting keeps no result back. Never more than `window` items are fetched and not yet delivered, so that item %
// window is a place that the item has for itself.
void stream_in_order(size_t window, unsigned workers, const std::function<bool(size_t item)>& fetch,
                     const std::function<void(unsigned worker, size_t item)>& work,
                     const std::function<void(size_t item)>& deliver);

// A window that keeps `workers` threads busy.
size_t window_for(unsigned workers);

// The number of threads that --jobs asks for; 0: one per core.
unsigned worker_threads(unsigned jobs);

}  // namespace whobuilds::cli
