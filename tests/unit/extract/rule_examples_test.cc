#include <doctest/doctest.h>

#include <set>

#include "rules/rules.h"
#include "unit/embedded_rules.h"
#include "whobuilds/rule_set.h"

using namespace whobuilds;

TEST_CASE("every example of every embedded rule comes out as it says") {
  const RuleTestReport report = test_rules(test::embedded_rules());
  for (const Diagnostic& failure : report.failures) FAIL_CHECK(failure.to_string());
  CHECK(report.rules >= 1200);
  CHECK(report.examples >= 2700);
}

TEST_CASE("rules do not read changed examples as before") {
  const RuleTestReport report = test_mutations(test::embedded_rules());
  CHECK(report.rules >= 400);
  CHECK(report.mutants >= 1900);
  std::string failures;
  for (const Diagnostic& failure : report.failures) {
    CHECK(failure.code == "rules.mutant");
    failures += failure.to_string() + "\n";
  }
  // A ceiling that only sinks: each failure is a weakness of a rule.
  CHECK_MESSAGE(report.failures.size() * 60 <= report.mutants, failures);
}

TEST_CASE("every relation has predicates in all three languages") {
  std::set<std::pair<std::string, std::string>> covered;  // (relation, language), as ids begin
  for (const RuleListing& rule : test::embedded_rules().list()) {
    if (rule.kind != "predicates" && rule.kind != "pattern") continue;
    const size_t first = rule.id.find('.'), second = rule.id.find('.', first + 1);
    covered.emplace(rule.id.substr(0, first), rule.id.substr(first + 1, second - first - 1));
  }
  size_t relations = 0;
  for (const RelationType& relation : test::embedded_rules().rules().ontology.relations) {
    for (const char* language : {"en", "ja", "zh"}) {
      CAPTURE(relation.id);
      CAPTURE(language);
      CHECK(covered.count({relation.id, language}) == 1);
    }
    ++relations;
  }
  CHECK(relations == 18);
}
