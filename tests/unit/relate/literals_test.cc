#include "relate/literals.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

using namespace whobuilds::relate;

namespace {

// Few letters, so that words stand in texts and begin alike; two of three bytes.
std::string drawn_text(size_t most) {
  const auto letters =
      *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("a", "b", "は", "が"));
  std::string text;
  for (size_t i = 0; i < std::min(letters.size(), most); ++i) text += letters[i];
  return text;
}

std::vector<std::string> drawn_words() {
  std::set<std::string> words;
  for (int i = *rc::gen::inRange(0, 12); i > 0; --i) words.insert(drawn_text(5));
  return {words.begin(), words.end()};
}

bool stands_at(const std::string& text, size_t at, const std::string& word) {
  return !word.empty() && text.compare(at, word.size(), word) == 0;
}

}  // namespace

TEST_CASE("the words of a list are found where they stand, the longest first") {
  CHECK(rc::check([] {
    std::vector<std::string> words = drawn_words();
    std::stable_sort(words.begin(), words.end(),
                     [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    const Literals literals(words);
    const std::string text = drawn_text(30);
    for (uint32_t at = 0; at < text.size(); ++at) {
      std::vector<std::string> found;
      for (size_t i = literals.find_at(text, at); i < literals.size(); i = literals.find_at(text, at, i + 1)) {
        found.push_back(literals[i]);
      }
      std::vector<std::string> expected;
      for (const std::string& word : words) {
        if (stands_at(text, at, word)) expected.push_back(word);
      }
      RC_ASSERT(found == expected);
      RC_ASSERT(literals.may_begin(text, at) || expected.empty());
    }
    for (uint32_t end = 1; end <= text.size(); ++end) {
      const bool ends = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return !word.empty() && word.size() <= end && text.compare(end - word.size(), word.size(), word) == 0;
      });
      RC_ASSERT(literals.may_end(text, end) || !ends);
      std::vector<std::string> found, expected;
      for (size_t i = literals.find_before(text, end); i < literals.size(); i = literals.find_before(text, end, i + 1)) {
        found.push_back(literals[i]);
      }
      for (const std::string& word : words) {
        if (!word.empty() && word.size() <= end && stands_at(text, end - word.size(), word)) expected.push_back(word);
      }
      RC_ASSERT(found == expected);
    }
  }));
}

TEST_CASE("the sets of which a word stands in a text are found in one pass") {
  CHECK(rc::check([] {
    std::vector<std::vector<std::string>> members;
    for (int i = *rc::gen::inRange(1, 6); i > 0; --i) members.push_back(drawn_words());
    std::set<std::string> all;
    for (const auto& words : members) all.insert(words.begin(), words.end());
    all.erase("");
    WordSets sets;
    sets.count = static_cast<uint32_t>(members.size());
    for (const std::string& word : all) {
      std::vector<uint32_t>& of = sets.sets_of.emplace_back();
      for (uint32_t set = 0; set < members.size(); ++set) {
        if (std::find(members[set].begin(), members[set].end(), word) != members[set].end()) of.push_back(set);
      }
    }
    if (!all.empty()) sets.words.build({all.begin(), all.end()});
    PresentSets present;
    for (int texts = 0; texts < 3; ++texts) {
      const std::string text = drawn_text(20);
      present.find(text, sets);
      std::vector<uint32_t> expected;
      for (uint32_t set = 0; set < members.size(); ++set) {
        const bool stands = std::any_of(members[set].begin(), members[set].end(), [&](const std::string& word) {
          return !word.empty() && text.find(word) != std::string::npos;
        });
        RC_ASSERT(present.has(set) == stands);
        if (stands) expected.push_back(set);
      }
      std::vector<uint32_t> listed = present.list();
      std::sort(listed.begin(), listed.end());
      RC_ASSERT(listed == expected);
      RC_ASSERT(present.has_all(expected));
    }
  }));
}
