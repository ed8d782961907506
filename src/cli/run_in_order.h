// Parallel work whose results are used in order.
#pragma once

#include <cstddef>
#include <functional>

namespace whobuilds::cli {

// Items come one after another, and how many there are is not known: `fetch(item)` is called for 0, 1, ... until it
// gives false, in ascending order and never two at a time, but maybe beside a `deliver`: an input that keeps it waiting
// keeps no result back. `work(worker, item)` is called once for each on one of `workers` threads (`worker` numbers them
// from 0), `deliver(item)` once for each in ascending order and never two at a time. What `deliver` sees is therefore
// the same for any number of workers. Never more than `window` items are fetched and not yet delivered, which bounds
// what is held in memory: item % window is a place that the item has for itself. Returns when all are delivered.
void run_in_order(size_t window, unsigned workers, const std::function<bool(size_t item)>& fetch,
                  const std::function<void(unsigned worker, size_t item)>& work,
                  const std::function<void(size_t item)>& deliver);

// A window that keeps `workers` threads busy.
size_t window_for(unsigned workers);

// The number of threads that --jobs asks for; 0: one per core.
unsigned worker_threads(unsigned jobs);

}  // namespace whobuilds::cli
