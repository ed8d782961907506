// What a store holds while it is open, for the files that Store's calls are spread over.
#pragma once

#include <memory>

#include "store/database.h"
#include "whobuilds/store.h"

namespace whobuilds {

struct Store::State {
  std::shared_ptr<store::Connection> connection;
};

}  // namespace whobuilds
