// The parts below the recogniser: the double array, spellings, and work that grows with the text only.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "recognise/double_array.h"
#include "recognise/lexicon.h"
#include "recognise/scan.h"
#include "recognise/variants.h"
#include "sample.h"

using namespace whobuilds;
using namespace whobuilds::recognise;

namespace {

std::string repeated(const std::string& part, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += part;
  return out;
}

}  // namespace

TEST_CASE("double array: nothing, one key, keys that are prefixes of keys") {
  DoubleArray empty;
  empty.build({});
  CHECK(empty.find("a") == DoubleArray::kMissing);

  DoubleArray one;
  one.build({"abc"});
  CHECK(one.find("abc") == 0);
  CHECK(one.find("ab") == DoubleArray::kMissing);
  CHECK(one.find("abcd") == DoubleArray::kMissing);

  DoubleArray nested;
  nested.build({"a", "ab", "abc", "b"});
  std::vector<uint32_t> ranks, ends;
  nested.for_each_prefix("xabcd", 1, [&](uint32_t rank, uint32_t end) {
    ranks.push_back(rank);
    ends.push_back(end);
  });
  CHECK(ranks == std::vector<uint32_t>{0, 1, 2});
  CHECK(ends == std::vector<uint32_t>{2, 3, 4});
}

TEST_CASE("double array: many keys, small and all found again") {
  std::set<std::string> keys;
  uint64_t state = 1;
  while (keys.size() < 20000) {
    std::string key;
    for (int i = 0; i < 12; ++i) {
      state = state * 6364136223846793005ull + 1442695040888963407ull;
      key += static_cast<char>('a' + (state >> 40) % 26);
    }
    keys.insert(key);
  }
  const std::vector<std::string_view> sorted(keys.begin(), keys.end());
  DoubleArray array;
  array.build(sorted);
  size_t found = 0;
  for (uint32_t rank = 0; rank < sorted.size(); ++rank) found += array.find(sorted[rank]) == rank ? 1 : 0;
  CHECK(found == sorted.size());
  CHECK(array.find("zzzzzzzzzzzzz") == DoubleArray::kMissing);
  CHECK(array.bytes() / sorted.size() < 60);
}

TEST_CASE("variants: the spellings of a surface") {
  struct Row {
    std::string surface;
    std::vector<std::string> expected;
  };
  const std::vector<Row> rows = {
      {"Huawei", {"Huawei"}},
      {"GPT-4", {"GPT-4", "GPT 4", "GPT4"}},
      {"H100", {"H100"}},
      {"Qwen3", {"Qwen3", "Qwen 3", "Qwen-3"}},
      {"Alibaba Cloud", {"Alibaba Cloud", "Alibaba-Cloud", "AlibabaCloud"}},
      {"昇腾910C", {"昇腾910C", "昇腾 910C"}},
      {"A・B", {"A・B", "AB"}},
      {"ソニー", {"ソニー"}},
      {"3 5", {"3 5", "3-5"}},
  };
  SpellingVariants variants;
  for (const Row& row : rows) {
    CAPTURE(row.surface);
    std::vector<std::string> found;
    variants.find(row.surface);
    for (size_t i = 0; i < variants.size(); ++i) found.emplace_back(variants.text(i));
    CHECK(found.front() == row.surface);
    std::vector<std::string> expected = row.expected;
    std::sort(found.begin(), found.end());
    std::sort(expected.begin(), expected.end());
    CHECK(found == expected);
  }
  variants.find("A B C D E F G 1 2 3");
  CHECK(variants.size() <= 5);
}

TEST_CASE("scan: look-ups and finds grow with the text, whatever it repeats") {
  SampleRules sample;
  const EntityIndex first = sample.entity(kCompany, {"ab", "华", "华华", "华华华", "1"});
  sample.entity(kModel, {"ab ab", "ab ab ab", "「", "アア"});
  (void)first;
  Lexicon lexicon;
  lexicon.build(sample.rules, {"华", "华华"}, {true, true});
  struct Row {
    const char* name;
    std::string part;
  };
  for (const Row& row : std::vector<Row>{{"nested han names", "华"}, {"one word", "a"}, {"words", "ab "}, {"quotes", "「"}, {"katakana", "ア"}, {"digits", "1 "}, {"hyphens", "ab-"}}) {
    CAPTURE(row.name);
    uint64_t steps[2];
    size_t hits[2], words[2];
    for (size_t k = 0; k < 2; ++k) {
      const text::Text text = sample_text(repeated(row.part, 2000 << k));
      Scan found;
      std::vector<WordMention> word_list;
      scan(lexicon, text, found, word_list);
      steps[k] = found.steps;
      hits[k] = found.surfaces.size();
      words[k] = word_list.size();
      CHECK(found.steps <= text.normal.size());
      CHECK(hits[k] <= found.steps);
      CHECK(words[k] <= 2 * found.steps);
    }
    CHECK(steps[1] <= 2 * steps[0] + 2);
    CHECK(hits[1] <= 2 * hits[0] + 4);
    CHECK(words[1] <= 2 * words[0] + 4);
  }
}
