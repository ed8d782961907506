#include "serve/turnstile.h"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

using namespace whobuilds::serve;
using namespace std::chrono_literals;

TEST_CASE("turnstile: who came first goes in first, and no more than may") {
  constexpr int kVisitors = 8;
  Turnstile turnstile(1);
  REQUIRE(turnstile.enter(0ms));
  std::vector<int> order;
  std::vector<std::thread> visitors;
  for (int visitor = 0; visitor < kVisitors; ++visitor) {
    visitors.emplace_back([&, visitor] {
      const bool entered = turnstile.enter(60s);
      order.push_back(entered ? visitor : -1);  // one at a time is inside
      turnstile.leave();
    });
    while (turnstile.waiting() != static_cast<size_t>(visitor) + 1) std::this_thread::yield();
  }
  CHECK(order.empty());
  turnstile.leave();
  for (std::thread& visitor : visitors) visitor.join();
  CHECK(order == std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7});
  CHECK(turnstile.waiting() == 0);
}

TEST_CASE("turnstile: who loses patience leaves the queue, and the place to others") {
  Turnstile turnstile(2);
  REQUIRE(turnstile.enter(0ms));
  REQUIRE(turnstile.enter(0ms));
  CHECK_FALSE(turnstile.enter(1ms));
  CHECK(turnstile.waiting() == 0);
  turnstile.leave();
  CHECK(turnstile.enter(0ms));
  CHECK_FALSE(turnstile.enter(1ms));
}
