#include "extract/score.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace whobuilds;

namespace {

// One article's truth. The counts asserted below were worked out by hand and agree with those of
// gold/score.py for the same two sides.
const char* const kGold = R"({
  "doc": "t1", "lang": "en",
  "entities": [
    {"id": "e1", "type": "Company", "name": "Huawei", "aliases": ["ファーウェイ"]},
    {"id": "e2", "type": "Chip", "name": "Ascend", "aliases": ["昇騰"]},
    {"id": "e3", "type": "Chip", "name": "Ascend 910C", "aliases": ["910C"]},
    {"id": "e4", "type": "Company", "name": "HiSilicon", "aliases": []},
    {"id": "e5", "type": "Company", "name": "SMIC"},
    {"id": "e6", "type": "Model", "name": "Pangu", "also": ["Product"]},
    {"id": "e7", "type": "Company", "name": "Nvidia", "optional": true},
    {"id": "e8", "type": "Model", "name": "Overlooked"}],
  "relations": [
    {"source": "e1", "type": "develops", "target": "e3"},
    {"source": "e3", "type": "variant_of", "target": "e2"},
    {"source": "e4", "type": "part_of", "target": "e1"},
    {"source": "e5", "type": "manufactures", "target": "e3", "status": "planned"},
    {"source": "e1", "type": "partners_with", "target": "e5"},
    {"source": "e1", "type": "competes_with", "target": "e7"},
    {"source": "e1", "type": "uses", "target": "e99"}],
  "attributes": [
    {"entity": "e3", "key": "process_node", "value": 7},
    {"entity": "e3", "key": "release_date", "value": "2025-09"},
    {"entity": "e6", "key": "parameters", "value": 5e11},
    {"entity": "e7", "key": "revenue", "value": 1e9}]
})";

enum Predicted : uint32_t { kHuawei, kHuaweiAgain, kAscend, kPart, kHiSilicon, kSmic, kPangu, kNvidia, kAcme };

Entity entity(const std::string& type, const std::string& label) {
  Entity made;
  made.type = type;
  made.label = label;
  return made;
}

RelationFact relation(uint32_t source, const std::string& name, uint32_t target, Status status = Status::asserted) {
  RelationFact fact;
  fact.source = source;
  fact.target = target;
  fact.relation = name;
  fact.evidence.status = status;
  return fact;
}

AttributeFact attribute(uint32_t of, const std::string& key, Quantity value) {
  AttributeFact fact;
  fact.entity = of;
  fact.key = key;
  fact.value = std::move(value);
  return fact;
}

DocumentFacts predicted() {
  DocumentFacts facts;
  facts.entities = {entity("Company", "Huawei"),    entity("Company", "ファーウェイ"), entity("Chip", "Ascend"),
                    entity("Chip", "ASCEND-910C"), entity("Company", "HiSilicon"),    entity("System", "SMIC"),
                    entity("Product", "Pangu"),    entity("Company", "Nvidia"),       entity("Company", "Acme")};
  facts.relations = {
      relation(kHiSilicon, "develops", kPart),                          // the unit answers for its parent
      relation(kHuawei, "develops", kPart),                             // already found
      relation(kHuawei, "develops", kAscend),                           // follows from the variant
      relation(kSmic, "partners_with", kHuawei, Status::planned),       // right, wrong status
      relation(kPart, "variant_of", kAscend),                           // right
      relation(kAscend, "variant_of", kPart),                           // wrong way round
      relation(kNvidia, "competes_with", kHuawei),                      // optional
      relation(kHuawei, "uses", kAcme),                                 // wrong
      relation(kHuawei, "partners_with", kHuaweiAgain),                 // both are one thing
  };
  facts.attributes = {
      attribute(kPart, "process_node", {7.1, "", "nm"}),        attribute(kPart, "release_date", {{}, "2025-09-18", ""}),
      attribute(kPangu, "parameters", {6e11, "", ""}),          attribute(kNvidia, "revenue", {1e9, "", "USD"}),
      attribute(kAcme, "users", {5.0, "", ""}),
  };
  return facts;
}

extract::ScoredFacts gold() {
  Result<extract::ScoredFacts> read = extract::read_gold(kGold, "t1.json");
  REQUIRE(read.ok());
  return *read;
}

void check_score(const Score& score, uint32_t true_positives, uint32_t false_positives, uint32_t false_negatives) {
  CHECK(score.true_positives == true_positives);
  CHECK(score.false_positives == false_positives);
  CHECK(score.false_negatives == false_negatives);
}

}  // namespace

TEST_CASE("one article, counted by hand") {
  Evaluation evaluation;
  extract::compare(gold(), extract::scored(predicted()), "t1", evaluation);
  check_score(evaluation.entities, 5, 3, 2);
  check_score(evaluation.core_entities, 5, 2, 2);  // the System is not core
  check_score(evaluation.relations, 3, 2, 2);
  check_score(evaluation.develops, 1, 0, 1);
  check_score(evaluation.attributes, 2, 2, 1);
  check_score(evaluation.by_entity_type["Company"], 2, 2, 1);
  check_score(evaluation.by_entity_type["Model"], 1, 0, 1);
  check_score(evaluation.by_entity_type["System"], 0, 1, 0);
  check_score(evaluation.by_relation["variant_of"], 1, 1, 0);
  check_score(evaluation.by_relation["manufactures"], 0, 0, 1);
  check_score(evaluation.by_attribute["parameters"], 0, 1, 1);
  CHECK(evaluation.status_right == 2);
  CHECK(evaluation.status_wrong == 1);
  CHECK(evaluation.entities.precision() == doctest::Approx(5.0 / 8));
  CHECK(evaluation.entities.recall() == doctest::Approx(5.0 / 7));
  CHECK(evaluation.entities.f1() == doctest::Approx(2.0 / 3));
  const std::vector<std::string> expected = {
      "t1 entity twice: Company ファーウェイ and Huawei",
      "t1 entity wrong: System SMIC (gold Company)",
      "t1 entity wrong: Company Acme",
      "t1 entity missed: Company SMIC",
      "t1 entity missed: Model Overlooked",
      "t1 relation wrong: Huawei -uses-> Acme",
      "t1 relation wrong: Ascend -variant_of-> ASCEND-910C",
      "t1 relation missed: HiSilicon -part_of-> Huawei",
      "t1 relation missed: SMIC -manufactures-> Ascend 910C",
      "t1 attribute wrong: Pangu parameters=600000000000.0",
      "t1 attribute wrong: Acme users=5.0",
      "t1 attribute missed: Pangu parameters=500000000000.0"};
  CHECK(evaluation.errors == expected);
}

TEST_CASE("nothing predicted: everything missed, nothing wrong") {
  Evaluation evaluation;
  extract::compare(gold(), {}, "t1", evaluation);
  check_score(evaluation.entities, 0, 0, 7);
  check_score(evaluation.relations, 0, 0, 5);
  check_score(evaluation.attributes, 0, 0, 3);
  CHECK(evaluation.relations.f1() == 0.0);
}

TEST_CASE("gold against itself is perfect") {
  Evaluation evaluation;
  extract::compare(gold(), gold(), "t1", evaluation);
  check_score(evaluation.entities, 7, 0, 0);
  check_score(evaluation.relations, 5, 0, 0);
  check_score(evaluation.attributes, 3, 0, 0);
  CHECK(evaluation.status_right == 5);
  CHECK(evaluation.relations.f1() == 1.0);
  CHECK(evaluation.errors.empty());
}

TEST_CASE("several facts of one relation count once, asserted if any asserts, else as the last says") {
  DocumentFacts facts;
  facts.entities = {entity("Company", "A"), entity("Company", "B")};
  const auto at = [](RelationFact fact, uint32_t begin) {
    fact.evidence.span = {begin, begin + 1};
    return fact;
  };
  struct Row {
    const char* name;
    std::vector<RelationFact> relations;
    Status expected;
  };
  const std::vector<Row> rows = {
      {"one asserts", {at(relation(0, "acquires", 1, Status::planned), 0), at(relation(0, "acquires", 1), 5), at(relation(0, "acquires", 1, Status::denied), 9)}, Status::asserted},
      {"the last says", {at(relation(0, "acquires", 1, Status::denied), 9), at(relation(0, "acquires", 1, Status::planned), 0)}, Status::denied},
      {"symmetric either way", {at(relation(1, "partners_with", 0, Status::rumored), 3), at(relation(0, "partners_with", 1, Status::planned), 1)}, Status::rumored},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    facts.relations = row.relations;
    const extract::ScoredFacts scored = extract::scored(facts);
    REQUIRE(scored.relations.size() == 1);
    CHECK(scored.relations[0].status == row.expected);
    CHECK(scored.relations[0].source == 0);
  }
}

TEST_CASE("names for the score") {
  struct Row {
    const char* name;
    const char* written;
    const char* expected;
  };
  const std::vector<Row> rows = {
      {"spaces and hyphens", "Qwen 2.5-72B", "qwen2572b"}, {"full width", "ＡＢＣ", "abc"},
      {"brackets and marks", "「A・B」（C）", "abc"},        {"dashes", "a–b—c", "abc"},
      {"kept", "文心一言+", "文心一言+"},                    {"nothing left", " - ", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(extract::name_for_score(row.written) == row.expected);
  }
}

TEST_CASE("values that agree") {
  struct Row {
    const char* name;
    Quantity a, b;
    bool expected;
  };
  const std::vector<Row> rows = {
      {"within two percent", {671e9, "", ""}, {680e9, "", ""}, true},
      {"beyond", {671e9, "", ""}, {690e9, "", ""}, false},
      {"a number as text", {2025.0, "", ""}, {{}, "2025", ""}, true},
      {"a month in its year", {{}, "2025", ""}, {{}, "2025-09", ""}, true},
      {"another month", {{}, "2025-08", ""}, {{}, "2025-09", ""}, false},
      {"licence spellings", {{}, "Apache-2.0", ""}, {{}, "apache 2.0", ""}, true},
      {"too short to begin the other", {{}, "MIT", ""}, {{}, "MIT-0", ""}, false},
      {"zero", {0.0, "", ""}, {0.0, "", ""}, true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(extract::same_value(row.a, row.b) == row.expected);
    CHECK(extract::same_value(row.b, row.a) == row.expected);
  }
}

TEST_CASE("malformed gold files: every problem with its place") {
  struct Row {
    const char* name;
    const char* json;
    std::vector<std::string> pointers;
  };
  const std::vector<Row> rows = {
      {"not JSON", "{", {""}},
      {"not an object", "[]", {""}},
      {"lists that are none", R"({"entities": 1, "relations": "x"})", {"/entities", "/relations"}},
      {"an entity without name and type", R"({"entities": [{"id": "e1"}]})", {"/entities/0/name", "/entities/0/type"}},
      {"an id twice", R"({"entities": [{"id": "a", "name": "A", "type": "Model"}, {"id": "a", "name": "B", "type": "Model"}]})", {"/entities/1/id"}},
      {"aliases of other kinds", R"({"entities": [{"id": "a", "name": "A", "type": "Model", "aliases": [1]}]})", {"/entities/0/aliases"}},
      {"an unknown status", R"({"entities": [{"id": "a", "name": "A", "type": "Model"}], "relations": [{"source": "a", "target": "a", "type": "uses", "status": "maybe"}]})", {"/relations/0/status"}},
      {"an attribute without value", R"({"entities": [{"id": "a", "name": "A", "type": "Model"}], "attributes": [{"entity": "a", "key": "users"}]})", {"/attributes/0/value"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Result<extract::ScoredFacts> read = extract::read_gold(row.json, "bad.json");
    REQUIRE_FALSE(read.ok());
    std::vector<std::string> pointers;
    for (const Diagnostic& problem : read.diagnostics()) {
      CHECK(problem.code == "eval.gold");
      CHECK(problem.file == "bad.json");
      pointers.push_back(problem.pointer);
    }
    CHECK(pointers == row.pointers);
  }
}
