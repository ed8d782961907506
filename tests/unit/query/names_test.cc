#include "query/names.h"

#include <doctest/doctest.h>

#include "unit/graph/sample.h"

using namespace whobuilds;
using query::NameMatch;
using sample::Paper;

namespace {

Graph known_graph() {
  return sample::merged(
      {Paper("a", "2025")
           .knows("company:huawei", "Huawei", {"华为技术"}, {{"en", "Huawei"}, {"ja", "ファーウェイ"}, {"zh", "华为"}})
           .knows("chip:ascend-910c", "Ascend 910C", {"910C"})
           .knows("chip:ascend-910b", "Ascend 910B", {"910B"})
           .knows("company:deepseek", "DeepSeek", {"深度求索"})
           .knows("model:deepseek", "DeepSeek", {})
           .knows("model:deepseek-v3", "DeepSeek-V3", {"V3"})
           .knows("model:other-v3", "Other V3", {"V3"})
           .says("company:huawei", "develops", "chip:ascend-910c", "A.")
           .says("company:deepseek", "develops", "model:deepseek", "B.")
           .says("company:deepseek", "develops", "model:deepseek-v3", "C.")});
}

}  // namespace

TEST_CASE("names are found by id, name, alias and variant, in that order") {
  struct Row {
    const char *name, *asked;
    NameMatch match;
    std::vector<std::string> ids;
  };
  const std::vector<Row> rows = {
      {"id", "chip:ascend-910c", NameMatch::id, {"chip:ascend-910c"}},
      {"label", "Ascend 910C", NameMatch::name, {"chip:ascend-910c"}},
      {"other case", "ascend 910c", NameMatch::name, {"chip:ascend-910c"}},
      {"full width", "Ａｓｃｅｎｄ　９１０Ｃ", NameMatch::name, {"chip:ascend-910c"}},
      {"Japanese name", "ファーウェイ", NameMatch::name, {"company:huawei"}},
      {"alias", "910c", NameMatch::alias, {"chip:ascend-910c"}},
      {"alias in Chinese", "华为技术", NameMatch::alias, {"company:huawei"}},
      {"hyphen for space", "Ascend-910C", NameMatch::variant, {"chip:ascend-910c"}},
      {"no space", "DeepSeekV3", NameMatch::variant, {"model:deepseek-v3"}},
      {"quoted", "「Ascend 910C」", NameMatch::name, {"chip:ascend-910c"}},
      {"with an article", "the Ascend 910C chip", NameMatch::name, {"chip:ascend-910c"}},
      {"with 社", "ファーウェイ社", NameMatch::name, {"company:huawei"}},
      {"company and model", "DeepSeek", NameMatch::name, {"company:deepseek", "model:deepseek"}},
      {"shared alias", "V3", NameMatch::alias, {"model:deepseek-v3", "model:other-v3"}},
      {"a slip is no match", "Huawai", NameMatch::none, {}},
      {"unknown", "Nobody", NameMatch::none, {}},
      {"empty", "", NameMatch::none, {}},
  };
  const Graph known = known_graph();
  const query::Names names(known);
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const query::NameHits hits = names.find(row.asked);
    CHECK(static_cast<int>(hits.match) == static_cast<int>(row.match));
    std::vector<std::string> ids;
    for (const uint32_t node : hits.nodes) ids.push_back(known.nodes()[node].id);
    CHECK(ids == row.ids);
  }
}

TEST_CASE("an unknown name is answered with what is near") {
  const Graph known = known_graph();
  const query::Names names(known);
  CHECK(query::unknown_name(names, "Huawai").remedy == "did you mean Huawei (company:huawei)?");
  CHECK(query::unknown_name(names, "Ascend 910D").remedy ==
        "did you mean Ascend 910B (chip:ascend-910b), Ascend 910C (chip:ascend-910c)?");
  CHECK(query::unknown_name(names, "DeepSekk").remedy.find("company:deepseek") != std::string::npos);
  CHECK(query::unknown_name(names, "Zebra").remedy == "check the spelling, or read articles that name it");
  CHECK(query::unknown_name(names, "910X").remedy.find("chip:ascend-910b") != std::string::npos);
  CHECK(names.similar("91XY").empty());  // two mistakes in four characters are another name
  CHECK(names.similar("").empty());
}
