#include "serve/store_gate.h"

namespace whobuilds::serve {

std::mutex& store_gate() {
  static std::mutex gate;
  return gate;
}

}  // namespace whobuilds::serve
