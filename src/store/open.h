// Opening a file that may be anything.
#pragma once

#include <memory>
#include <string>

#include "store/database.h"
#include "whobuilds/store.h"

namespace whobuilds::store {

// A connection to the store at `path`, of this version. See Store::open.
Result<std::shared_ptr<Connection>> open_store(const std::string& path, StoreAccess access,
                                               const StoreOptions& options);

// The statement of integrity_check or quick_check and what it finds, in the order found.
Diagnostics check_pages(Connection& connection, const char* sql);

Diagnostic damaged(const std::string& path, std::string what);

}  // namespace whobuilds::store
