#include "whobuilds/rule_coverage.h"

#include <doctest/doctest.h>

#include <map>

#include "unit/embedded_rules.h"
#include "whobuilds/extractor.h"
#include "whobuilds/read.h"

using namespace whobuilds;

TEST_CASE("coverage counts facts by construction and predicate, names by family and discovery") {
  RuleCoverage coverage(test::embedded_rules());
  Extractor extractor(test::embedded_rules());
  for (const char* text : {"Huawei developed the Ascend 985.", "华为研发了昇腾985。", "Huaweiは「Ascend 985」を開発した。"}) {
    const Result<Document> document = read_document(text, "a.md");
    REQUIRE(document.ok());
    coverage.add(*document, extractor.extract(*document));
  }
  CHECK(coverage.documents() == 3);
  const std::vector<RuleUse> uses = coverage.uses();
  std::map<std::string, uint32_t> counts;
  std::map<std::string, size_t> kinds;
  for (size_t i = 0; i < uses.size(); ++i) {
    counts[uses[i].id] = uses[i].count;
    ++kinds[uses[i].kind];
    CHECK_FALSE(uses[i].file.empty());
    if (i > 0 && uses[i].kind == uses[i - 1].kind) CHECK(uses[i].count <= uses[i - 1].count);
  }
  struct Row {
    const char* id;
    uint32_t count;
  };
  for (const Row& row : {Row{"en.active", 1}, Row{"ja.active", 1}, Row{"zh.active", 1}, Row{"family:ascend", 3}, Row{"ja.relative", 0}}) {
    INFO(row.id);
    CHECK(counts.count(row.id) == 1);
    CHECK(counts[row.id] == row.count);
  }
  CHECK(kinds.size() == 6);
  for (const auto& kind : kinds) CHECK_MESSAGE(kind.second >= 10, kind.first);
}
