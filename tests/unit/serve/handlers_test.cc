#include "serve/handlers.h"

#include <doctest/doctest.h>

#include <set>

using namespace whobuilds::serve;

TEST_CASE("each operation of openapi.json is answered") {
  // By the service itself, or while the connection stays open.
  const std::set<std::string> others = {"events", "metrics", "healthz"};
  size_t answered = 0;
  for (const Route& route : routes()) {
    INFO(route.operation);
    const bool has_handler = find_handler(route.operation) != nullptr;
    CHECK(has_handler != (others.count(route.operation) > 0));
    answered += has_handler;
  }
  CHECK(answered >= 30);
}
