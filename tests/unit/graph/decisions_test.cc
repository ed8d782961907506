#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "unit/embedded_rules.h"
#include "unit/graph/sample.h"
#include "whobuilds/facts_record.h"
#include "whobuilds/review.h"

using namespace whobuilds;
using sample::Paper;

namespace {

using Kind = DecisionKind;

Decision of_entity(Kind kind, const std::string& entity) {
  Decision decision;
  decision.kind = kind;
  decision.entity = entity;
  return decision;
}

Decision of_fact(Kind kind, const std::string& entity, const std::string& relation, const std::string& target) {
  Decision decision = of_entity(kind, entity);
  decision.relation = relation;
  decision.target = target;
  return decision;
}

Decision merge(const std::string& entity, const std::string& into) {
  Decision decision = of_entity(Kind::merge, entity);
  decision.into = into;
  return decision;
}

Decision relabel(const std::string& entity, const std::string& label) {
  Decision decision = of_entity(Kind::rename, entity);
  decision.label = label;
  return decision;
}

Decision retype(const std::string& entity, const std::string& type) {
  Decision decision = of_entity(Kind::retype, entity);
  decision.type = type;
  return decision;
}

Decision split(const std::string& document, const std::string& entity, const std::string& surface,
               const std::string& into) {
  Decision decision = of_entity(Kind::split, entity);
  decision.document = document;
  decision.surface = surface;
  decision.into = into;
  return decision;
}

DecisionSet set_of(const std::vector<Decision>& decisions) {
  const Result<DecisionSet> made = DecisionSet::make(decisions, test::embedded_rules());
  REQUIRE_MESSAGE(made.ok(), made.diagnostics().front().to_string());
  return *made;
}

// Alpha builds chip C and model M; Alfa, as it is also called, chip D; a and e are discovered.
Paper paper() {
  Paper made("doc", "2025-01-01");
  made.knows("company:a", "Alpha", {"Alpha"}, {}, true).knows("company:e", "Alfa", {"Alfa"}, {}, true);
  made.mentions("company:a", "Alpha").says("company:a", "develops", "chip:c", "Alpha develops C.");
  made.says("company:a", "develops", "model:m", "It makes M.", Status::asserted, 0.5);
  made.mentions("company:e", "Alfa").says("company:e", "develops", "chip:d", "Alfa develops D.");
  made.says("company:a", "competes_with", "company:e", "Both compete.");
  made.states("model:m", "parameters", sample::number(7e9), "M has 7 billion parameters.");
  return made;
}

// One line per entity and fact.
std::string text_of(const DocumentFacts& facts) {
  std::ostringstream out;
  for (const Entity& entity : facts.entities) {
    out << entity.id << " " << entity.type << " " << entity.label << (entity.discovered ? " ?" : "") << "; ";
  }
  for (const RelationFact& fact : facts.relations) {
    out << facts.entities[fact.source].id << " " << fact.relation << " " << facts.entities[fact.target].id << " "
        << fact.evidence.confidence << "; ";
  }
  for (const AttributeFact& fact : facts.attributes) {
    out << facts.entities[fact.entity].id << " " << fact.key << " " << value_text(fact.value) << " "
        << fact.evidence.confidence << "; ";
  }
  return out.str();
}

}  // namespace

TEST_CASE("decisions change what a document says") {
  struct Row {
    const char* name;
    std::vector<Decision> decisions;
    std::vector<std::string> there, gone;  // parts of text_of
  };
  const Row rows[] = {
      {"none", {}, {"company:a Company Alpha ?;", "company:a develops model:m 0.5;"}, {}},
      {"an entity is confirmed", {of_entity(Kind::confirm, "company:a")}, {"Alpha;", "Alfa ?;"}, {"Alpha ?"}},
      {"an entity is rejected",
       {of_entity(Kind::reject, "company:a")},
       {"company:e develops chip:d"},
       {"company:a", "competes_with"}},
      {"a fact is confirmed",
       {of_fact(Kind::confirm, "company:a", "develops", "model:m")},
       {"company:a develops model:m 1;", "company:a develops chip:c 0.9;"},
       {"model:m 0.5"}},
      {"a fact is rejected",
       {of_fact(Kind::reject, "company:a", "develops", "model:m")},
       {"model:m Model", "company:a develops chip:c"},
       {"develops model:m"}},
      {"a fact of a symmetric relation, the other way round",
       {of_fact(Kind::reject, "company:e", "competes_with", "company:a")},
       {"company:a develops"},
       {"competes_with"}},
      {"a value is rejected",
       {of_fact(Kind::reject, "model:m", "parameters", "7000000000")},
       {"develops model:m"},
       {"parameters"}},
      {"another value is not", {of_fact(Kind::reject, "model:m", "parameters", "7")}, {"parameters 7000000000"}, {}},
      {"two entities are one",
       {merge("company:e", "company:a")},
       {"company:a Company Alpha ?;", "company:a develops chip:d", "company:a develops chip:c"},
       {"company:e", "competes_with"}},
      {"an entity is one that the document does not name",
       {merge("company:e", "company:z")},
       {"company:z Company Alfa ?;", "company:z develops chip:d"},
       {"company:e"}},
      {"by way of another",
       {merge("company:e", "company:b"), merge("company:b", "company:a")},
       {"company:a develops chip:d"},
       {"company:e", "company:b"}},
      {"a fact, by the id before the merge",
       {merge("company:e", "company:a"), of_fact(Kind::reject, "company:e", "develops", "chip:d")},
       {"company:a develops chip:c"},
       {"develops chip:d"}},
      {"a label", {relabel("company:a", "Alpha Inc.")}, {"company:a Company Alpha Inc. ?;"}, {"Alpha ?"}},
      {"a type",
       {retype("chip:d", "Model"), relabel("chip:d", "Dee")},
       {"model:d Model Dee", "company:e develops model:d"},
       {"chip:d"}},
      {"a part of an entity is another",
       {split("doc", "company:a", "Alpha", "company:other")},
       {"company:other Company Alpha ?;", "company:other develops chip:c", "company:a develops model:m"},
       {"company:a develops chip:c"}},
      {"of another document", {split("x", "company:a", "Alpha", "company:other")}, {"company:a"}, {"other"}},
      {"of another surface", {split("doc", "company:a", "Beta", "company:other")}, {"company:a"}, {"other"}},
  };
  DocumentFacts facts = paper().facts();
  const auto alpha = std::find_if(facts.entities.begin(), facts.entities.end(),
                                  [](const Entity& entity) { return entity.id == "company:a"; });
  const uint32_t begin = facts.relations.front().evidence.sentence.begin;  // of "Alpha develops C."
  facts.mentions.push_back({static_cast<uint32_t>(alpha - facts.entities.begin()), {begin, begin + 5}, "Alpha"});
  sort_facts(facts);
  size_t touched = 0;
  for (const Row& row : rows) {
    INFO(std::string(row.name));
    const DecidedFacts decided = set_of(row.decisions).apply(facts);
    const std::string text = text_of(decided.facts);
    for (const std::string& part : row.there)
      CHECK_MESSAGE(text.find(part) != std::string::npos, (part + " in " + text));
    for (const std::string& part : row.gone)
      CHECK_MESSAGE(text.find(part) == std::string::npos, (part + " in " + text));
    const bool untouched = row.decisions.empty();
    CHECK((untouched || std::is_sorted(decided.facts.entities.begin(), decided.facts.entities.end(),
                                       [](const Entity& a, const Entity& b) { return a.id < b.id; })));
    touched += decided.touched.size();
  }
  CHECK(touched >= 16);
}

TEST_CASE("decisions that contradict each other, or mean nothing, are all told") {
  struct Row {
    const char* name;
    std::vector<Decision> decisions;
    const char* code;
    size_t problems;
  };
  Decision with_label = of_entity(Kind::reject, "company:a");
  with_label.label = "A";
  const Row rows[] = {
      {"confirm and reject an entity",
       {of_entity(Kind::confirm, "company:a"), of_entity(Kind::reject, "company:a")},
       "review.conflict",
       1},
      {"confirm and reject a fact, by two ids",
       {merge("company:e", "company:a"), of_fact(Kind::confirm, "company:a", "develops", "chip:c"),
        of_fact(Kind::reject, "company:e", "develops", "chip:c")},
       "review.conflict",
       1},
      {"two targets", {merge("company:a", "company:b"), merge("company:a", "company:c")}, "review.conflict", 1},
      {"a merge and another type",
       {merge("company:a", "company:b"), retype("company:a", "Organization")},
       "review.conflict",
       1},
      {"a circle", {merge("company:a", "company:b"), merge("company:b", "company:a")}, "review.conflict", 2},
      {"two labels", {relabel("company:a", "A"), relabel("company:a", "B")}, "review.conflict", 1},
      {"two others",
       {split("d", "company:a", "A", "company:b"), split("d", "company:a", "A", "company:c")},
       "review.conflict",
       1},
      {"a label for what is merged",
       {merge("company:a", "company:b"), relabel("company:a", "A")},
       "review.conflict",
       1},
      {"a label for what is rejected",
       {of_entity(Kind::reject, "company:a"), relabel("company:a", "A")},
       "review.conflict",
       1},
      {"a fact of what is rejected",
       {of_entity(Kind::reject, "company:a"), of_fact(Kind::confirm, "company:b", "acquires", "company:a")},
       "review.conflict",
       1},
      {"no ids", {of_entity(Kind::confirm, "Alpha"), of_entity(Kind::confirm, "planet:mars")}, "review.invalid", 2},
      {"no relation", {of_fact(Kind::confirm, "company:a", "eats", "company:b")}, "review.invalid", 1},
      {"no target", {of_fact(Kind::confirm, "company:a", "acquires", "")}, "review.invalid", 1},
      {"a value for a relation", {of_fact(Kind::confirm, "company:a", "acquires", "7")}, "review.invalid", 1},
      {"no type", {retype("company:a", "Planet")}, "review.invalid", 1},
      {"its own type", {retype("company:a", "Company")}, "review.invalid", 1},
      {"itself", {merge("company:a", "company:a")}, "review.invalid", 1},
      {"no label", {relabel("company:a", "")}, "review.invalid", 1},
      {"a label that means nothing", {with_label}, "review.invalid", 1},
      {"no document and no surface", {split("", "company:a", "", "company:b")}, "review.invalid", 2},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.name));
    for (const bool reversed : {false, true}) {
      std::vector<Decision> decisions = row.decisions;
      if (reversed) std::reverse(decisions.begin(), decisions.end());
      const Result<DecisionSet> made = DecisionSet::make(decisions, test::embedded_rules());
      REQUIRE_FALSE(made.ok());
      CHECK(made.diagnostics().size() == row.problems);
      CHECK(made.diagnostics().front().code == row.code);
    }
  }
}

TEST_CASE("decisions are known by what they are about") {
  const DecisionSet set =
      set_of({merge("company:e", "company:a"), of_fact(Kind::reject, "company:e", "develops", "chip:d"),
              relabel("chip:x", "X"), relabel("chip:x", "X")});
  CHECK(set.decisions().size() == 3);
  CHECK(set.about("company:a", "develops", "chip:d") == std::vector<uint32_t>{0, 1});
  CHECK(set.about("company:e", "develops", "chip:x") == std::vector<uint32_t>{0, 2});
  CHECK(set.about("company:y", "develops", "chip:y").empty());
  CHECK(set.decided_id("company:e") == "company:a");
  CHECK(set.former_ids("company:a") == std::vector<std::string>{"company:e"});
  CHECK(set.concerns("company:e"));
  CHECK(set.concerns("company:a"));
  CHECK_FALSE(set.concerns("company:y"));
  CHECK(set.hash() == set_of({relabel("chip:x", "X"), of_fact(Kind::reject, "company:e", "develops", "chip:d"),
                              merge("company:e", "company:a")})
                          .hash());
  CHECK(DecisionSet().hash() == "");
}

TEST_CASE("decisions come back from JSON, and faulty JSON is told in full") {
  const std::vector<Decision> decisions = {of_entity(Kind::confirm, "company:a"),
                                           merge("company:a", "company:b"),
                                           of_fact(Kind::reject, "company:a", "develops", "chip:\"c\""),
                                           split("d \n", "company:a", "昇騰", "company:b"),
                                           relabel("chip:x", "X"),
                                           retype("chip:x", "Model")};
  const Result<std::vector<Decision>> read = read_decisions_json(decisions_to_json(decisions), "d.json");
  REQUIRE(read.ok());
  CHECK(*read == decisions);
  for (const Decision& each : decisions) CHECK(*read_decision_json(decision_to_json_line(each), "") == each);

  struct Row {
    const char* name;
    const char* json;
    size_t problems;
  };
  const Row rows[] = {
      {"no JSON", "{", 1},
      {"a list", "[]", 1},
      {"nothing in it", "{}", 2},
      {"another schema", R"({"schema": 2, "decisions": []})", 1},
      {"no list", R"({"schema": 1, "decisions": {}})", 1},
      {"elements of all kinds", R"({"schema": 1, "decisions": [7, {}, {"decision": "eat", "entity": "a"}]})", 3},
      {"unknown keys", R"({"schema": 1, "decisions": [{"decision": "confirm", "entity": "a", "Label": "x"}], "x": 1})",
       2},
      {"a key given twice", R"({"schema": 1, "decisions": [{"decision": "reject", "decision": "confirm"}]})", 1},
      {"numbers for texts", R"({"schema": 1, "decisions": [{"decision": "confirm", "entity": 1, "label": null}]})", 2},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.name));
    const Result<std::vector<Decision>> faulty = read_decisions_json(row.json, "d.json");
    REQUIRE_FALSE(faulty.ok());
    CHECK(faulty.diagnostics().size() == row.problems);
    CHECK(faulty.diagnostics().front().file == "d.json");
  }
}

TEST_CASE("what is discovered or not sure is to be reviewed, the most consequential first") {
  const Graph graph = sample::merged({paper()});
  const std::vector<ReviewItem> items = review_queue(graph, 0.6);
  REQUIRE(items.size() == 3);
  CHECK(graph.nodes()[items[0].node].id == "company:a");
  CHECK(items[0].consequence == 3);
  CHECK(graph.nodes()[items[1].node].id == "company:e");
  CHECK(items[1].consequence == 2);
  CHECK(items[2].edge != ReviewItem::kNone);
  CHECK(items[2].evidence->text == "It makes M.");
  CHECK(review_queue(graph, 0.95).size() == 7);
  CHECK(review_queue_to_json(graph, items).find("\"sentence\": \"It makes M.\"") != std::string::npos);
}
