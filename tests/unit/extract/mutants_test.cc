#include "extract/mutants.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "unit/embedded_rules.h"
#include "whobuilds/rule_set.h"

using namespace whobuilds;

namespace {

// Mutants by change. The predicate group has one word of this class; `form`: of the construction, "" for any.
std::map<std::string, std::string> mutants(Language language, const std::string& relation, const std::string& inflection,
                                           const std::string& word, const std::string& form, const std::string& text,
                                           const std::string& source, const std::string& target) {
  const Rules& rules = test::embedded_rules().rules();
  PredicateGroup group;
  group.language = language;
  group.inflection = inflection;
  group.words = {word};
  group.relation = static_cast<RelationId>(rules.ontology.find_relation(relation));
  Construction construction;
  if (!form.empty()) construction.forms = {form};
  std::map<std::string, std::string> out;
  for (const extract::Mutant& mutant : extract::mutants_of(rules, group, &construction, {source, target, group.relation}, text)) {
    out[mutant.change] = mutant.text;
  }
  return out;
}

}  // namespace

TEST_CASE("verbs are negated and planned where the sentence stays well formed") {
  struct Row {
    const char* name;
    Language language;
    const char *inflection, *word, *form, *text, *negated, *planned;  // "": no such mutant
  };
  const Row rows[] = {
      {"en past", Language::en, "verb", "build", "finite", "[A|Company] built [B|Chip].", "[A|Company] did not build [B|Chip].",
       "[A|Company] plans to build [B|Chip]."},
      {"en particle", Language::en, "verb", "roll out", "finite", "[A|Company] rolled out [B|Chip].",
       "[A|Company] did not roll out [B|Chip].", "[A|Company] plans to roll out [B|Chip]."},
      {"en passive", Language::en, "verb", "build", "participle", "[B|Chip] was built by [A|Company].",
       "[B|Chip] was not built by [A|Company].", "[B|Chip] will be built by [A|Company]."},
      {"en reduced participle is left alone", Language::en, "verb", "build", "participle", "[B|Chip] built by [A|Company] sold.", "", ""},
      {"en noun after be", Language::en, "noun", "maker", "", "[A|Company] is the maker of [B|Chip].",
       "[A|Company] is not the maker of [B|Chip].", ""},
      {"en inside a mark", Language::en, "verb", "build", "finite", "[A|Company] likes [build B|Chip] and [B|Chip].", "", ""},
      {"en twice", Language::en, "verb", "build", "finite", "[A|Company] built [B|Chip] and built [C|Chip].", "", ""},
      {"ja sahen", Language::ja, "sahen", "開発", "active", "[A|Company]は[B|Chip]を開発した。", "[A|Company]は[B|Chip]を開発しなかった。",
       "[A|Company]は[B|Chip]を開発する予定だ。"},
      {"ja passive relative", Language::ja, "sahen", "開発", "passive", "[A|Company]により開発された[B|Chip]。",
       "[A|Company]により開発されなかった[B|Chip]。", "[A|Company]により開発される予定の[B|Chip]。"},
      {"ja ichidan", Language::ja, "ichidan", "手掛ける", "active", "[A|Company]は[B|Chip]を手掛ける。",
       "[A|Company]は[B|Chip]を手掛けない。", "[A|Company]は[B|Chip]を手掛ける予定だ。"},
      {"ja godan", Language::ja, "godan", "作る", "active", "[A|Company]は[B|Chip]を作った。", "[A|Company]は[B|Chip]を作らなかった。",
       "[A|Company]は[B|Chip]を作る予定だ。"},
      {"ja in the middle is left alone", Language::ja, "sahen", "開発", "active", "[A|Company]は[B|Chip]を開発して売る。", "", ""},
      {"zh", Language::zh, "verb", "研发", "active", "[A|Company]研发了[B|Chip]。", "[A|Company]没有研发[B|Chip]。",
       "[A|Company]计划研发[B|Chip]。"},
      {"zh agent with 由 is left alone", Language::zh, "verb", "研发", "active", "[B|Chip]由[A|Company]研发。", "", ""},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    auto found = mutants(row.language, "develops", row.inflection, row.word, row.form, row.text, "A", "B");
    CHECK(found["negated"] == row.negated);
    CHECK(found["planned"] == row.planned);
    CHECK_FALSE(found["swapped"].empty());
  }
}

TEST_CASE("arguments are exchanged and get types that the relation does not take") {
  auto found = mutants(Language::en, "develops", "verb", "build", "finite", "[A|Company] built [B|Chip]. [A|Company] grew.", "A", "B");
  CHECK(found.size() == 5);
  CHECK(found["swapped"] == "[B|Chip] built [A|Company]. [B|Chip] grew.");
  CHECK(found["source as Model"] == "[A|Model] built [B|Chip]. [A|Model] grew.");
  CHECK(found["target as Company"] == "[A|Company] built [B|Company]. [A|Company] grew.");
  // What is said both ways cannot be exchanged; what is not marked cannot be changed.
  CHECK(mutants(Language::en, "competes_with", "verb", "fight", "finite", "[A|Company] fought [B|Company].", "A", "B").count("swapped") == 0);
  CHECK(mutants(Language::en, "develops", "verb", "build", "finite", "It built [B|Chip].", "A", "B").empty());
}
