// Clocks and memory of this process.
#pragma once

#include <vector>

namespace whobuilds::bench {

// Seconds of processor time that all threads of the process have used: other processes do not count.
double cpu_seconds();
double wall_seconds();

// Resident memory now, and the most that it ever was, in units of 10^6 bytes.
double resident_megabytes();
double peak_megabytes();

// Of a non-empty list; of an even number the upper middle.
double median(std::vector<double> values);

}  // namespace whobuilds::bench
