#include <doctest/doctest.h>

#include <algorithm>

#include "store/database.h"
#include "unit/store/place.h"

using namespace whobuilds;
using namespace whobuilds::store_test;
using sample::Paper;

namespace {

Paper paper(const std::string& id, const std::vector<std::string>& sentences) {
  Paper made(id, "2025-01-01");
  for (const std::string& sentence : sentences) made.says("company:a", "develops", "chip:b", sentence);
  return made;
}

Store filled(const Place& place) {
  Store store = opened(place.path());
  REQUIRE(put(store, {paper("en", {"Huawei develops the Ascend 910C.", "The Ascend910C is a chip, said Société X."}),
                      paper("ja", {"華為が昇騰を開発した。", "日本製NVIDIA互換品。"}),
                      paper("zh", {"华为研发了昇腾910C。", "寒武纪的芯片：思元。"})})
              .empty());
  return store;
}

using Places = std::vector<std::string>;

Places sorted_places(const SearchPage& page) {
  Places places;
  for (const FoundSentence& found : page.sentences) {
    places.push_back(found.document.document.id + " " + found.sentence.text);
  }
  std::sort(places.begin(), places.end());
  return places;
}

}  // namespace

TEST_CASE("search finds sentences by all their words, whatever script and width") {
  const std::string en1 = "en Huawei develops the Ascend 910C.", en2 = "en The Ascend910C is a chip, said Société X.",
                    ja1 = "ja 華為が昇騰を開発した。", ja2 = "ja 日本製NVIDIA互換品。", zh1 = "zh 华为研发了昇腾910C。",
                    zh2 = "zh 寒武纪的芯片：思元。";
  struct Row {
    const char* name;
    const char* text;
    Places found;
  };
  const Row rows[] = {
      {"a word, any case", "HUAWEI", {en1}},
      {"a part of a word", "Huawe", {}},
      {"joined or not", "ascend 910c", {en1, en2}},
      {"joined or not, the other way", "Ascend910C", {en1, en2}},
      {"two words apart", "chip the", {en2}},
      {"two words of two sentences", "chip Huawei", {}},
      {"without the accent", "societe", {en2}},
      {"two characters", "昇騰", {ja1, zh1}},
      {"two characters inside a run", "武纪", {zh2}},
      {"traditional for simplified", "華為", {ja1, zh1}},
      {"one character", "昇", {ja1, zh1}},
      {"the last character of a run", "片", {zh2}},
      {"not in a row", "寒纪", {}},
      {"over a sign", "芯片思元", {}},
      {"three scripts", "製NVIDIA互", {ja2}},
      {"full width", "９１０Ｃ", {en1, en2, zh1}},
      {"two words in Chinese", "昇腾 华为", {ja1, zh1}},
      {"nothing like it", "量子", {}},
      {"AND is a word", "Huawei AND chip", {}},
      {"OR is a word", "Huawei OR chip", {}},
      {"NOT is a word", "Huawei NOT develops", {}},
      {"quotes part nothing", "\"Huawei\" \"develops", {en1}},
      {"a star is no wildcard", "Huaw*", {}},
      {"a column is no filter", "terms:Huawei", {}},
      {"brackets and signs", "(Huawei) + -develops ^ {", {en1}},
      {"SQL", "Huawei'; DROP TABLE sentences; --", {}},
  };
  const Place place;
  const Store store = filled(place);
  for (const Row& row : rows) {
    INFO(std::string(row.name));
    const Result<SearchPage> page = store.search(row.text);
    REQUIRE_MESSAGE(page.ok(), page.diagnostics()[0].to_string());
    CHECK(page->total == row.found.size());
    Places expected = row.found;
    std::sort(expected.begin(), expected.end());
    CHECK(sorted_places(*page) == expected);
    CHECK(page.diagnostics().empty());
  }
}

TEST_CASE("what cannot be searched for is said") {
  const std::string many = [] {
    std::string words;
    for (int i = 0; i < 33; ++i) words += "a ";
    return words;
  }();
  struct Row {
    const char* name;
    std::string text;
    const char* code;
  };
  const Row rows[] = {
      {"nothing", "", "search.empty"},
      {"white space", " \t\n\xe3\x80\x80", "search.empty"},
      {"signs", "\"*\" - ( 。", "search.empty"},
      {"broken bytes", "\xff\xfe", "search.empty"},
      {"a zero byte", std::string("\0", 1), "search.empty"},
      {"too many bytes", std::string(1001, 'a'), "search.too_long"},
      {"too many words", many, "search.too_long"},
  };
  const Place place;
  const Store store = filled(place);
  for (const Row& row : rows) {
    INFO(std::string(row.name));
    const Result<SearchPage> page = store.search(row.text);
    REQUIRE_FALSE(page.ok());
    CHECK(page.diagnostics()[0].code == row.code);
  }
  CHECK(store.search(std::string(1000, 'a')).ok());
  CHECK(store.search(many.substr(2)).ok());
}

TEST_CASE("pages follow one order, which does not depend on that of adding") {
  const std::vector<Paper> papers = {paper("b", {"One chip.", "A chip and a chip.", "Another chip here."}),
                                     paper("a", {"One chip.", "Nothing of it."})};
  const std::vector<Paper> reversed = {papers[1], papers[0]};
  Places orders[2];
  for (int i = 0; i < 2; ++i) {
    const Place place;
    Store store = opened(place.path());
    REQUIRE(put(store, {paper("gone", {"A chip that goes.", "A chip, chip, chip."})}).empty());
    REQUIRE(put(store, i == 0 ? papers : reversed).empty());
    REQUIRE(store.remove({1}).ok());
    for (uint32_t offset = 0; offset < 6; ++offset) {
      const Result<SearchPage> page = store.search("chip", {1, offset});
      REQUIRE(page.ok());
      CHECK(page->total == 4);
      CHECK(page->sentences.size() == (offset < 4 ? 1 : 0));
      for (const FoundSentence& found : page->sentences) {
        orders[i].push_back(found.document.document.id + std::to_string(found.sentence.span.begin));
      }
    }
  }
  CHECK(orders[0].size() == 4);
  CHECK(orders[0] == orders[1]);
}

TEST_CASE("a document that came from two files is found once") {
  const Place place;
  Store store = opened(place.path());
  std::vector<PreparedEntry> entries;
  entries.emplace_back(entry_of(paper("a", {"One chip."}), "/x/a.md"), rules());
  entries.emplace_back(entry_of(paper("a", {"One chip."}), "/y/a.md"), rules());
  REQUIRE(store.put(entries).empty());
  const Result<SearchPage> page = store.search("chip");
  REQUIRE(page.ok());
  CHECK(page->total == 1);
  CHECK(page->sentences.size() == 1);
}

TEST_CASE("documents whose sentences are not known are told, and known again when they are put again") {
  const Place place;
  Store store = filled(place);
  {
    store::Connection tables(place.path(), store::OpenMode::read_write, std::chrono::seconds(1));
    tables.run(
        "DELETE FROM sentence_terms WHERE rowid IN (SELECT number FROM sentences WHERE document = 1);"
        "DELETE FROM sentences WHERE document = 1; UPDATE documents SET sentences = NULL WHERE number = 1");
    REQUIRE_FALSE(tables.failed());
  }
  CHECK(store.verify(rules()).empty());
  CHECK_FALSE(store.documents()->front().sentences.has_value());
  const Result<SearchPage> page = store.search("Huawei");
  REQUIRE(page.ok());
  CHECK(page->total == 0);
  REQUIRE(page.diagnostics().size() == 1);
  CHECK(page.diagnostics()[0].code == "store.no_sentences");
  REQUIRE(put(store, {paper("en", {"Huawei develops the Ascend 910C."})}).empty());
  const Result<SearchPage> again = store.search("Huawei");
  REQUIRE(again.ok());
  CHECK(again->total == 1);
  CHECK(again.diagnostics().empty());
  CHECK(search_to_json(*again).find("\"sentence\": \"Huawei develops the Ascend 910C.\"") != std::string::npos);
}

TEST_CASE("compact keeps what is found") {
  const Place place;
  Store store = filled(place);
  REQUIRE(store.remove({1}).ok());
  REQUIRE(store.compact().empty());
  CHECK(store.search("昇騰")->total == 2);
  CHECK(store.search("Huawei")->total == 0);
  CHECK(store.verify(rules()).empty());
}
