#include "resolve/names.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace whobuilds;

namespace {

// Words as names/*.json gives them.
const NameRules kNames = [] {
  NameRules names;
  names.technologies = {"hbm"};
  names.asides = {"llm"};
  names.kind_endings = {"モデル", "资讯", "深圳", "型"};
  names.company_endings = {"technologies", "robotics", "holdings", "corp.", "ltd.", "ai", "科技"};
  return names;
}();

}  // namespace

TEST_CASE("merge keys and slugs") {
  struct Row {
    const char* name;
    const char* written;
    const char* key;
    const char* slug;
  };
  const std::vector<Row> rows = {
      {"spaces", "Walker S2", "walkers2", "walker-s2"},
      {"hyphen and capitals", "walker-S2", "walkers2", "walker-s2"},
      {"dot in a version", "Qwen2.5-72B", "qwen2.572b", "qwen2.5-72b"},
      {"full width", "Ｑｗｅｎ３", "qwen3", "qwen3"},
      {"han", "月之暗面", "月之暗面", "月之暗面"},
      {"middle dot", "アドバンスト・デバイス", "アドバンストデバイス", "アドバンスト・デバイス"},
      {"punctuation at the ends", "(Acme) Inc.", "(acme)inc.", "acme-inc"},
      {"empty", "", "", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(resolve::merge_key(row.written) == row.key);
    CHECK(resolve::slug(row.written) == row.slug);
  }
}

TEST_CASE("borders of segments") {
  struct Row {
    const char* name;
    const char* written;
    std::vector<std::string> prefixes;  // of the key, at its borders
  };
  const std::vector<Row> rows = {
      {"version and size", "Qwen2.5-72B", {"qwen", "qwen2.5"}},
      {"letter behind a number", "GPT-4o", {"gpt"}},
      {"words", "Claude Opus 4.5", {"claude", "claudeopus"}},
      {"lone letter", "Walker S2", {"walker"}},
      {"script border", "昇騰910C", {"昇騰"}},
      {"one piece", "Kling", {}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const resolve::SegmentedKey segmented = resolve::segmented_key(row.written);
    CHECK(segmented.key == resolve::merge_key(row.written));
    std::vector<std::string> prefixes;
    for (const uint32_t border : segmented.borders) prefixes.push_back(segmented.key.substr(0, border));
    CHECK(prefixes == row.prefixes);
  }
}

TEST_CASE("ends of names that stand for the whole") {
  struct Row {
    const char* name;
    const char* part;
    bool of_model, of_chip;
  };
  const std::vector<Row> rows = {
      {"part number", "910C", true, true},    {"size or part number", "910B", false, true},
      {"letter first", "R1", true, true},     {"words with version", "Opus 4.5", true, true},
      {"version first", "2.5 Pro", true, true}, {"number and word", "5 mini", false, false},
      {"number", "384", false, false},        {"word", "Turbo", false, false},
      {"node", "5nm", false, false},          {"memory", "80GB", false, false},
      {"han", "910系", false, false},
      {"shared technology", "HBM4", false, false}, {"small version", "v2", false, false}, {"version", "V3", true, true},
               {"one character", "R", false, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(resolve::is_part_name(kNames, row.part, true) == row.of_model);
    CHECK(resolve::is_part_name(kNames, row.part, false) == row.of_chip);
  }
}

TEST_CASE("acronyms") {
  CHECK(resolve::is_acronym_of("HKMA", "Hong Kong Monetary Authority"));
  CHECK(resolve::is_acronym_of("ITRI", "Industrial Technology Research Institute"));
  CHECK(resolve::is_acronym_of("MIT", "Massachusetts Institute of Technology"));
  CHECK_FALSE(resolve::is_acronym_of("IEEE", "Huawei"));
  CHECK_FALSE(resolve::is_acronym_of("KMA", "Hong Kong Monetary Authority"));
  CHECK_FALSE(resolve::is_acronym_of("Hk", "Hong Kong"));
}

TEST_CASE("katakana that is read like a Latin name") {
  struct Row {
    const char* katakana;
    const char* latin;
    bool expected;
  };
  const std::vector<Row> rows = {
      {"アボカド", "Avocado", true},     {"ムーンショット", "Moonshot AI", true}, {"アンソロピック", "Anthropic", true},
      {"エヌビディア", "Nvidia", true},  {"ファーウェイ", "Huawei", false},       {"パリ", "AMI Labs", false},
      {"エンジン", "Perplexity", false}, {"オープンソース", "Meta", false},        {"", "Meta", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.katakana);
    CHECK(resolve::sounds_like(row.katakana, row.latin) == row.expected);
  }
}

TEST_CASE("what may be another name") {
  struct Row {
    const char* name;
    const char* text;
    bool plain, quoted;
  };
  const std::vector<Row> rows = {
      {"katakana", "ムーンショット", true, true}, {"han", "月之暗面", true, true},      {"Latin words", "Moonshot AI", true, true},
      {"han with AI", "智谱AI", true, true},      {"generic word", "LLM", false, false}, {"small letters", "formerly known", false, false},
      {"type noun", "大規模言語モデル", false, false}, {"place", "深圳", false, false},  {"number", "2025年", false, true},
      {"hiragana", "さくら", false, true},        {"list", "A、B", false, false},        {"where it was read", "AI资讯", false, false},
      {"one character", "星", false, false},     {"description", "自律ブラウジング", false, true}, {"kind of AI", "対話型AI", false, false},
      {"Korean", "자율주행", false, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(resolve::may_be_alias(kNames, row.text, false) == row.plain);
    CHECK(resolve::may_be_alias(kNames, row.text, true) == row.quoted);
  }
}

TEST_CASE("trade words at the end") {
  struct Row {
    const char* name;
    const char* written;
    const char* expected;
  };
  const std::vector<Row> rows = {
      {"one", "Ubtech Robotics", "Ubtech"},       {"several", "Ubtech Robotics Corp., Ltd.", "Ubtech"},
      {"han", "商汤科技", "商汤"},                 {"nothing to cut", "Huawei", ""},
      {"too little left", "Zed AI", ""},           {"nothing left", "Technologies", ""},
      {"two words left", "Big River Holdings", ""}, {"no word of its own", "OpenAI", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(resolve::without_trade_words(kNames, row.written) == row.expected);
  }
}
