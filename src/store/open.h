// Opening a file that may be anything.
//
// Nothing in this process may open the file of a store other than through SQLite: when a process closes a file, POSIX
// takes away all locks that it holds on it, those of its other connections too, and another program would then take the
// log of writes away from under them. SQLite itself keeps such files open until no connection needs the locks.
#pragma once

#include <memory>
#include <string>

#include "store/database.h"
#include "whobuilds/store.h"

namespace whobuilds::store {

// Whether the file begins as every SQLite database does.
bool is_sqlite(const std::string& path);

// A connection to the store at `path`, of this version. See Store::open.
Result<std::shared_ptr<Connection>> open_store(const std::string& path, StoreAccess access,
                                               const StoreOptions& options);

// The statement of integrity_check or quick_check and what it finds, in the order found.
Diagnostics check_pages(Connection& connection, const char* sql);

Diagnostic damaged(const std::string& path, std::string what);

}  // namespace whobuilds::store
