#include "resolve/string_set.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using whobuilds::resolve::StringSet;

namespace {

using Found = std::vector<std::pair<std::string, uint32_t>>;  // with its end

Found find_all(const StringSet& set, const std::vector<std::string>& strings, std::string_view text, uint32_t at,
               uint32_t limit) {
  Found found;
  if (!set.may_begin(text, at)) return found;
  set.find_at(text, at, limit, [&](uint32_t index, uint32_t end) {
    found.emplace_back(strings[index], end);
    return false;
  });
  return found;
}

// The same, asking string by string.
Found find_naively(const std::vector<std::string>& strings, std::string_view text, uint32_t at, uint32_t limit) {
  Found found;
  for (const std::string& string : strings) {
    const auto end = at + static_cast<uint32_t>(string.size());
    if (end <= limit && text.substr(at, string.size()) == string) found.emplace_back(string, end);
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return found;
}

}  // namespace

TEST_CASE("a string has one index however often it is added") {
  StringSet set;
  CHECK(set.empty());
  CHECK(set.add("nexa") == std::pair(0u, true));
  CHECK(set.add("nexava") == std::pair(1u, true));
  CHECK(set.add("nexa") == std::pair(0u, false));
  CHECK_FALSE(set.empty());
}

TEST_CASE("the longest string comes first, and the search ends when it is told") {
  StringSet set;
  for (const char* string : {"ne", "nexava", "nexa", "xa"}) set.add(string);
  std::vector<uint32_t> ends;
  const auto note = [&](uint32_t, uint32_t end) {
    ends.push_back(end);
    return ends.size() == 2;
  };
  set.find_at("nexava", 0, 6, note);
  CHECK(ends == std::vector<uint32_t>{6, 4});
  ends.clear();
  set.find_at("nexava", 0, 5, note);
  CHECK(ends == std::vector<uint32_t>{4, 2});
}

TEST_CASE("property: a set finds what asking for each string finds") {
  CHECK(rc::check("over texts of few letters", [] {
    const auto letters = rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c'));
    const auto string = rc::gen::suchThat(letters, [](const std::string& s) { return s.size() >= 2; });
    StringSet set;
    std::vector<std::string> strings;
    for (const std::string& added : *rc::gen::container<std::vector<std::string>>(string)) {
      if (set.add(added).second) strings.push_back(added);
    }
    const std::string text = *letters;
    const auto size = static_cast<uint32_t>(text.size());
    const auto limit = *rc::gen::inRange<uint32_t>(0, size + 1);
    for (uint32_t at = 0; at + 1 < limit; ++at) {
      RC_ASSERT(find_all(set, strings, text, at, limit) == find_naively(strings, text, at, limit));
    }
  }));
}
