#include "read/lines.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace whobuilds::read;

TEST_CASE("lines: prose between fences") {
  struct Row {
    std::string name;
    std::string line;
    bool expected;
  };
  const std::vector<Row> rows = {
      {"a Chinese sentence", "寒武纪今年的营收大幅增长。", true},
      {"a Japanese sentence with a name", "NVIDIAが新しい半導体を発表したという。", true},
      {"fewer characters than a sentence", "模型大小对比", false},
      {"English", "Cambricon grew a lot this year.", false},
      {"a statement", "变量 = 寒武纪今年的营收大幅增长", false},
      {"a row of a drawing", "寒武纪今年的营收 | 大幅增长百分之五十", false},
      {"markup", "<b>寒武纪今年的营收大幅增长。</b>", false},
      {"nothing", "", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(is_fenced_prose(row.line) == row.expected);
  }
}

TEST_CASE("lines: keys of records") {
  struct Row {
    std::string name;
    std::string line;
    bool expected;
  };
  const std::vector<Row> rows = {
      {"a key", "Developer: Anthropic", true},
      {"a key of two words", "Context window: 200K", true},
      {"a Japanese key", "開発元: アンソロピック", true},
      {"small letters", "developer: Anthropic", false},
      {"no space behind the colon", "Developer:Anthropic", false},
      {"a date is of the whole record", "Date: 2025-05-22", false},
      {"the same in Japanese", "日付: 5月22日", false},
      {"the same in Chinese", "日期: 5月22日", false},
      {"a sentence before the colon", "He said, at last: no", false},
      {"a long beginning", "The company that makes all of these says: no", false},
      {"no key", ": Anthropic", false},
      {"no colon", "Developer Anthropic", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(begins_with_key(row.line) == row.expected);
  }
}

TEST_CASE("lines: ends") {
  struct Row {
    std::string name;
    std::string text;
    bool sentence, clause;
  };
  const std::vector<Row> rows = {
      {"full stop", "It grew.", true, true},
      {"full stop and spaces", "It grew. \n", true, true},
      {"ideographic full stop", "伸びた。", true, true},
      {"question", "Did it grow?", true, false},
      {"closing quote", "「伸びた」", true, false},
      {"comma", "It grew,", false, true},
      {"colon", "内訳：", false, true},
      {"a label", "Market share", false, false},
      {"nothing", "", false, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(ends_sentence(row.text) == row.sentence);
    CHECK(ends_clause(row.text) == row.clause);
  }
}

TEST_CASE("lines: columns") {
  CHECK(width_of("") == 0);
  CHECK(width_of("ab") == 2);
  CHECK(width_of("a華é") == 4);
}
