// Keys in order, whatever they have in common.
#include "recognise/key_list.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using whobuilds::recognise::KeyList;

namespace {

using Keys = std::vector<std::pair<std::string, uint32_t>>;

Keys sorted_by_list(const Keys& keys) {
  KeyList list;
  for (const auto& [key, value] : keys) {
    list.bytes() += key;
    list.add(list.bytes().size() - key.size(), list.bytes().size(), value);
  }
  list.sort();
  Keys out;
  for (size_t i = 0; i < list.size(); ++i) out.emplace_back(list.key(i), list.value(i));
  return out;
}

// The same numbers in every run.
class Numbers {
 public:
  uint32_t below(uint32_t limit) {
    state_ = state_ * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<uint32_t>(state_ >> 40) % limit;
  }

 private:
  uint64_t state_ = 1;
};

// Keys that begin alike for up to 40 bytes, with high bytes, prefixes of one another, and repeats with other values.
Keys drawn_keys(size_t count, uint32_t letters) {
  Numbers numbers;
  Keys out;
  while (out.size() < count) {
    std::string key(numbers.below(3) * 20, 'x');
    for (uint32_t size = 1 + numbers.below(12); size > 0; --size)
      key += static_cast<char>(0xFF - numbers.below(letters));
    out.emplace_back(key, numbers.below(4));
  }
  return out;
}

}  // namespace

TEST_CASE("key list: nothing, one key, keys that begin others") {
  CHECK(sorted_by_list({}).empty());
  CHECK(sorted_by_list({{"a", 7}}) == Keys{{"a", 7}});
  const Keys keys = {{"nova 12345", 0}, {"nova 1234", 1}, {"nova", 2}, {"nova 123", 3}, {"\xE3\x81\x82", 4}, {"no", 5}};
  const Keys expected = {{"no", 5},        {"nova", 2},       {"nova 123", 3},
                         {"nova 1234", 1}, {"nova 12345", 0}, {"\xE3\x81\x82", 4}};
  CHECK(sorted_by_list(keys) == expected);
}

TEST_CASE("key list: as any sort orders them, bytes as numbers without a sign, equal keys by their values") {
  for (const uint32_t letters : {2u, 20u, 255u}) {
    for (const size_t count : {10u, 31u, 33u, 300u, 20000u}) {
      Keys keys = drawn_keys(count, letters);
      const Keys by_list = sorted_by_list(keys);
      std::sort(keys.begin(), keys.end());
      CHECK(by_list == keys);
    }
  }
}

TEST_CASE("key list: thousands of keys that differ in their last byte only") {
  Keys keys;
  for (uint32_t i = 0; i < 4000; ++i) {
    std::string key(300, 'a');
    key += static_cast<char>(1 + i % 250);
    keys.emplace_back(key, i);
  }
  const Keys by_list = sorted_by_list(keys);
  std::sort(keys.begin(), keys.end());
  CHECK(by_list == keys);
}
