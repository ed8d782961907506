// Keeps the uses of the store in this process apart.
#pragma once

#include <mutex>

namespace whobuilds::serve {

// To be held from before a Store is opened until it is closed. Opening looks at the file beforehand, and when a process
// closes a file, POSIX takes away all locks that it holds on it, those of its other connections too: another program
// would then take the log of writes away from under them, and what they write would be lost.
std::mutex& store_gate();

}  // namespace whobuilds::serve
