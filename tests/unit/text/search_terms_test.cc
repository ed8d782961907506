#include "text/search_terms.h"

#include <doctest/doctest.h>

using namespace whobuilds;

namespace {

std::string joined(const std::vector<std::string>& terms) {
  std::string text;
  for (const std::string& term : terms) text += (text.empty() ? "" : " ") + term;
  return text;
}

}  // namespace

TEST_CASE("terms are words, and neighbouring characters of scripts without spaces") {
  struct Row {
    const char* name;
    const char* text;
    const char* terms;
  };
  const Row rows[] = {
      {"nothing", "", ""},
      {"signs alone", "。、「」 - * \" (", ""},
      {"English", "Huawei develops chips.", "huawei develops chips"},
      {"letters and digits", "Ascend910C GPT-4o", "ascend 910 c gpt 4 o"},
      {"full width", "ＧＰＴ－４", "gpt 4"},
      {"one character", "昇", "升"},
      {"Japanese", "昇騰を開発", "升腾 腾を を开 开発 発"},
      {"traditional and simplified", "華為、华为", "华为 为 华为 为"},
      {"the same in one word and beside it", "著作、著", "着作 作 着"},
      {"mixed", "NVIDIA製H100", "nvidia 制 h 100"},
      {"half-width kana", "ﾁｯﾌﾟ", "チッ ップ プ"},
      {"a middle dot parts", "ディープ・シーク", "ディ ィー ープ プ シー ーク ク"},
      {"Hangul", "삼성 전자", "삼성 성 전자 자"},
      {"broken UTF-8",
       "a\xff"
       "b",
       "a b"},
      {"operators are words or nothing", "a AND (b OR NEAR*) -c", "a and b or near c"},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.name));
    CHECK(joined(text::search_terms(row.text)) == row.terms);
  }
}

TEST_CASE("what is looked for leaves open what follows") {
  struct Row {
    const char* name;
    const char* text;
    const char* terms;
    bool open_end;
  };
  const Row rows[] = {
      {"nothing", "。", "", false},
      {"a word", "Huawei", "huawei", false},
      {"one character", "昇", "升", true},
      {"two characters", "昇騰", "升腾", false},
      {"three characters", "寒武纪", "寒武 武纪", false},
      {"a word and a character", "H100搭", "h 100 搭", true},
      {"a word and two characters", "H100搭載", "h 100 搭载", false},
      {"characters and a word", "搭載H100", "搭载 载 h 100", false},
      {"one character behind a sign", "開発、昇", "开発 発 升", true},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.name));
    const text::SearchPhrase phrase = text::search_phrase(row.text);
    CHECK(joined(phrase.terms) == row.terms);
    CHECK(phrase.open_end == row.open_end);
  }
}
