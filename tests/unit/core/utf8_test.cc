#include "core/utf8.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace whobuilds;

TEST_CASE("decode: one character and its length") {
  struct Row {
    const char* name;
    std::string bytes;
    char32_t expected;
    uint32_t size;
  };
  const std::vector<Row> rows = {
      {"ascii", "a", 'a', 1},
      {"two bytes", "\xC3\xA9", 0xE9, 2},
      {"han", "\xE5\x8D\x8E", 0x534E, 3},
      {"outside the basic plane", "\xF0\x9F\xA7\xA0", 0x1F9E0, 4},
      {"lone continuation", "\x80" "a", 0xFFFD, 1},
      {"cut off", "\xE5\x8D", 0xFFFD, 1},
      {"overlong", "\xC0\xAF", 0xFFFD, 1},
      {"overlong in three", "\xE0\x80\xAF", 0xFFFD, 1},
      {"surrogate", "\xED\xA0\x80", 0xFFFD, 1},
      {"beyond unicode", "\xF4\x90\x80\x80", 0xFFFD, 1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    uint32_t at = 0;
    CHECK(core::decode(row.bytes, at) == row.expected);
    CHECK(at == row.size);
  }
}

TEST_CASE("append and decode are inverse at the borders of each length") {
  const std::vector<char32_t> characters = {0x00, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF};
  for (const char32_t character : characters) {
    std::string bytes;
    core::append(bytes, character);
    uint32_t at = 0;
    CHECK(core::decode(bytes, at) == character);
    CHECK(at == bytes.size());
    CHECK(core::previous(bytes, at) == 0);
  }
}

TEST_CASE("valid tells a replacement character from a broken byte") {
  CHECK(core::valid("\xEF\xBF\xBD"));
  CHECK_FALSE(core::valid("\xFF"));
  CHECK(core::valid(""));
}

TEST_CASE("script classes") {
  CHECK(core::is_katakana(0x30FC));        // prolonged sound mark belongs to the word
  CHECK_FALSE(core::is_katakana(0x30FB));  // middle dot separates
  CHECK(core::is_han(0x3005));
  CHECK(core::is_word(0xE9));
  CHECK_FALSE(core::is_word(0x534E));
}
