#include "relate/inflect.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace whobuilds;

namespace {

std::vector<std::string> surfaces(Language language, const std::string& inflection, const std::string& word) {
  Grammar grammar;
  grammar.language = language;
  grammar.irregular["build"] = {"built", "built"};
  grammar.irregular["beat"] = {"beat", "beaten"};
  PredicateGroup group;
  group.language = language;
  group.inflection = inflection;
  group.words = {word};
  std::vector<std::string> out;
  for (const relate::InflectedWord& inflected : relate::inflected_words(grammar, group)) out.push_back(inflected.surface);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("words are inflected by class") {
  struct Row {
    const char* name;
    Language language;
    const char* inflection;
    const char* word;
    std::vector<std::string> expected;
  };
  const std::vector<Row> rows = {
      {"regular", Language::en, "verb", "launch", {"launch", "launched", "launches", "launching"}},
      {"mute e", Language::en, "verb", "release", {"release", "released", "releases", "releasing"}},
      {"doubled", Language::en, "verb", "ship", {"ship", "shipped", "shipping", "ships"}},
      {"a stressed o", Language::en, "verb", "undergo", {"undergo", "undergoed", "undergoes", "undergoing"}},
      {"y", Language::en, "verb", "supply", {"supplied", "supplies", "supply", "supplying"}},
      {"ie", Language::en, "verb", "vie", {"vie", "vied", "vies", "vying"}},
      {"irregular", Language::en, "verb", "build", {"build", "building", "builds", "built"}},
      {"past and participle differ", Language::en, "verb", "beat", {"beat", "beaten", "beating", "beats"}},
      {"two words", Language::en, "verb", "team up", {"team up", "teamed up", "teaming up", "teams up"}},
      {"noun", Language::en, "noun", "subsidiary", {"subsidiaries", "subsidiary"}},
      {"fixed", Language::en, "fixed", "available", {"available"}},
      {"ichidan", Language::ja, "ichidan", "手掛ける", {"手掛け"}},
      {"godan", Language::ja, "godan", "組む", {"組ま", "組み", "組む", "組め", "組も", "組ん"}},
      {"sahen", Language::ja, "sahen", "開発", {"開発"}},
      {"chinese in both scripts", Language::zh, "verb", "发布", {"发布", "發佈"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    if (row.language == Language::zh) {
      CHECK(surfaces(row.language, row.inflection, row.word).size() == row.expected.size());
    } else {
      CHECK(surfaces(row.language, row.inflection, row.word) == row.expected);
    }
  }
}
