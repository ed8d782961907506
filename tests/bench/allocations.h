// Counts what the program allocates. Programs that are linked with allocations.cc have a counting operator new.
#pragma once

#include <cstdint>

namespace whobuilds::bench {

// How often any thread has called operator new so far.
uint64_t allocation_count();

}  // namespace whobuilds::bench
