// Opening a file that may be anything.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "store/database.h"
#include "whobuilds/store.h"

namespace whobuilds::store {

// What every SQLite database begins with; see "The Database Header" of its file format.
inline constexpr std::string_view kMagic("SQLite format 3\0", 16);

// A connection to the store at `path`, of this version. See Store::open.
Result<std::shared_ptr<Connection>> open_store(const std::string& path, StoreAccess access,
                                               const StoreOptions& options);

// The statement of integrity_check or quick_check and what it finds, in the order found.
Diagnostics check_pages(Connection& connection, const char* sql);

Diagnostic damaged(const std::string& path, std::string what);

}  // namespace whobuilds::store
