#include "core/external_sort.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

using namespace whobuilds::core;

namespace {

using Records = std::vector<std::pair<std::string, std::string>>;

std::string temporary_folder() { return std::filesystem::temp_directory_path().string(); }

Records drained(ExternalSort& sort) {
  Records records;
  sort.drain([&](std::string_view key, std::string_view value) { records.emplace_back(key, value); });
  return records;
}

Records sorted(Records records) {
  std::stable_sort(records.begin(), records.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return records;
}

}  // namespace

TEST_CASE("records come out by key, equal keys as they went in, whatever memory holds") {
  size_t most_records = 0;
  const bool holds = rc::check([&] {
    Records records;
    const size_t count = *rc::gen::inRange<size_t>(0, 60);
    for (size_t i = 0; i < count; ++i) {
      records.emplace_back(*rc::gen::container<std::string>(2, rc::gen::element('a', 'b', '\0', '\xFF')),
                           std::string(*rc::gen::inRange<size_t>(0, 20), 'v') + std::to_string(i));
    }
    most_records = std::max(most_records, count);
    for (const size_t memory : {size_t{0}, size_t{1} << 30}) {
      ExternalSort sort(temporary_folder(), memory);
      for (const auto& [key, value] : records) sort.add(key, value);
      RC_ASSERT(drained(sort) == sorted(records));
      RC_ASSERT(!sort.failed());
      RC_ASSERT(drained(sort).empty());
    }
  });
  CHECK(holds);
  CHECK(most_records > 20);
}

TEST_CASE("records longer than a buffer, and runs of many of them") {
  Records records;
  for (size_t i = 0; i < 3000; ++i) {
    records.emplace_back(std::to_string(i * 7919 % 1000),
                         std::string(i % 100 == 0 ? 300'000 : 3'000, 'x') + std::to_string(i));
  }
  ExternalSort sort(temporary_folder(), 2'000'000);
  for (const auto& [key, value] : records) sort.add(key, value);
  CHECK((drained(sort) == sorted(records)));
  CHECK_FALSE(sort.failed());
}

TEST_CASE("a folder that is not there is told, when it is needed") {
  ExternalSort in_memory("/nowhere/at/all", 1 << 24), on_disk("/nowhere/at/all", 0);
  in_memory.add("a", "1");
  on_disk.add("a", "1");
  CHECK(drained(in_memory) == Records{{"a", "1"}});
  CHECK_FALSE(in_memory.failed());
  CHECK(drained(on_disk).empty());
  CHECK(on_disk.failed());
}

TEST_CASE("keys of fields compare field by field") {
  const std::vector<std::vector<std::string>> ascending = {{"", "b"},
                                                           {std::string(1, '\0'), "a"},
                                                           {"a", "", "z"},
                                                           {"a", "b"},
                                                           {std::string("a\0", 2), ""},
                                                           {"a\x01", ""},
                                                           {"ab", ""},
                                                           {"b", ""},
                                                           {"\xFF", ""}};
  std::vector<std::string> keys;
  for (const auto& fields : ascending) {
    std::string key;
    for (const std::string& field : fields) append_key_field(key, field);
    keys.push_back(key);
  }
  CHECK(std::is_sorted(keys.begin(), keys.end()));
  CHECK(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
}
