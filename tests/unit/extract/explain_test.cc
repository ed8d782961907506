#include "whobuilds/explain.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "extract/pipeline.h"
#include "unit/embedded_rules.h"
#include "whobuilds/extractor.h"
#include "whobuilds/read.h"

using namespace whobuilds;

namespace {

Document document_of(const std::string& text) {
  Result<Document> document = read_document(text, "a.md");
  REQUIRE(document.ok());
  return std::move(document).value();
}

std::vector<ExplainedReading> explained(const std::string& text, const ClaimQuery& claim) {
  const Result<std::vector<ExplainedReading>> found = explain(test::embedded_rules(), document_of(text), claim);
  REQUIRE(found.ok());
  return *found;
}

double product(const ExplainedReading& reading) {
  double out = 1;
  for (const ConfidenceTerm& term : reading.terms) out *= term.factor;
  return out;
}

}  // namespace

TEST_CASE("a fact is explained by its construction, words, cues, discourse step and terms") {
  struct Row {
    const char *name, *text;
    ClaimQuery claim;
    const char *construction, *word, *cue;
    Status status;
    const char *step;  // of the source
    const char *term;  // one of the terms
  };
  const Row rows[] = {
      {"plain", "Huawei developed the Ascend 910C.", {"Huawei", "develops", "ascend910c"}, "en.active", "developed", "", Status::asserted,
       "", "the catalogue agrees"},
      {"planned", "Huawei plans to develop the Ascend 970.", {"company:huawei", "develops", "ASCEND 970"}, "en.active", "develop",
       "plans to", Status::planned, "", "predicate develops.en.make"},
      {"pronoun", "春は競争が激しかった。Huaweiは半導体を設計した。同社はAscend 910Cを発表した。", {"ファーウェイ", "開発", "昇腾910C"}, "ja.active", "発表した", "",
       Status::asserted, "topic", "pronoun, stands for the topic"},
      {"pronoun for what the first words introduce", "Huaweiは半導体を設計した。同社はAscend 910Cを発表した。",
       {"華為", "開発", "昇腾910C"}, "ja.active", "発表した", "", Status::asserted, "title", "pronoun, stands for the title"},
      {"island", "Nvidia (maker of the H100) hired.", {"Nvidia", "develops", "H100"}, "en.noun.apposition.open", "maker", "",
       Status::asserted, "host", "argument from the host"},
      {"relative clause", "Nvidia, which makes the H100, hired.", {"Nvidia", "develops", "H100"}, "en.active", "makes", "",
       Status::asserted, "", "the catalogue agrees"},
      {"chinese", "华为没有研发昇腾910C。", {"华为", "研发", "昇腾910C"}, "zh.active", "研发", "没有", Status::denied, "", "construction zh.active"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const std::vector<ExplainedReading> found = explained(row.text, row.claim);
    REQUIRE(found.size() == 1);
    const ExplainedReading& reading = found.front();
    CHECK(reading.construction == row.construction);
    CHECK_FALSE(reading.description.empty());
    CHECK(reading.word == row.word);
    CHECK(reading.word_span.of(row.text) == reading.word);
    CHECK(reading.sentence.of(row.text) == reading.text);
    CHECK(reading.cue == row.cue);
    CHECK(reading.status == row.status);
    CHECK(std::fabs(product(reading) - reading.confidence) < 1e-9);
    CHECK(std::any_of(reading.terms.begin(), reading.terms.end(), [&](const ConfidenceTerm& term) { return term.what == row.term; }));
    const auto source = std::find_if(reading.arguments.begin(), reading.arguments.end(),
                                     [](const ExplainedArgument& argument) { return argument.role == "source"; });
    REQUIRE(source != reading.arguments.end());
    CHECK(source->step == row.step);
    CHECK(source->entities == std::vector<std::string>{reading.source});
  }
}

TEST_CASE("every fact of a document is explained, and its terms make its confidence") {
  const std::string text =
      "# Huawei\n\nHuawei developed the Ascend 910C and the Ascend 910B. Google's Gemini runs on TPU v5e. AMD and OpenAI teamed up.\n\n"
      "| Model | Developer |\n|---|---|\n| Qwen3 | Alibaba |\n\nMetaはGroqを買収した。同社はLlama 4を公開した。\n\n"
      "华为研发了昇腾910C。Qwen3-32B和Qwen3都由阿里巴巴研发。\n";
  const Document document = document_of(text);
  const DocumentFacts facts = Extractor(test::embedded_rules()).extract(document);
  size_t explained_facts = 0, bare = 0;
  for (const RelationFact& fact : facts.relations) {
    const ClaimQuery claim{facts.entities[fact.source].id, fact.relation, facts.entities[fact.target].id};
    const Result<std::vector<ExplainedReading>> found = explain(test::embedded_rules(), document, claim);
    REQUIRE(found.ok());
    INFO(claim.source, " ", claim.relation, " ", claim.target, " ", fact.evidence.rule);
    const auto mine = std::find_if(found->begin(), found->end(), [&](const ExplainedReading& reading) {
      return reading.sentence == fact.evidence.sentence && reading.rule == fact.evidence.rule;
    });
    REQUIRE(mine != found->end());
    CHECK(mine->confidence == fact.evidence.confidence);
    CHECK(std::fabs(product(*mine) - mine->confidence) < 1e-9);
    ++explained_facts;
    if (mine->shape.empty()) {  // tables and names
      ++bare;
      CHECK_FALSE(mine->description.empty());
    }
  }
  CHECK(explained_facts >= 9);
  CHECK(bare >= 1);
  CHECK(bare < explained_facts);
}

TEST_CASE("a record of the reading changes nothing") {
  const Document document = document_of("Huawei developed the Ascend 910C. If Google bought Mistral, AMD would buy Groq. Metaは同社を買収した。");
  extract::Pipeline plain, traced;
  relate::Trace trace;
  plain.run(test::embedded_rules(), document);
  traced.run(test::embedded_rules(), document, &trace);
  REQUIRE(plain.facts.relations.size() == traced.facts.relations.size());
  CHECK_FALSE(plain.facts.relations.empty());
  for (size_t i = 0; i < plain.facts.relations.size(); ++i) {
    CHECK(plain.facts.relations[i].evidence.rule == traced.facts.relations[i].evidence.rule);
    CHECK(plain.facts.relations[i].evidence.confidence == traced.facts.relations[i].evidence.confidence);
  }
  CHECK_FALSE(trace.readings.empty());
}

TEST_CASE("what was in the way is told with what it is about") {
  struct Row {
    const char *name, *text;
    ClaimQuery claim;
    Obstacle obstacle;
    const char* detail;
  };
  const Row rows[] = {
      {"types", "Qwen3 acquired Alibaba.", {"Qwen3", "acquires", "Alibaba"}, Obstacle::types, "not from Model to Company"},
      {"no predicate", "AMD praised Nvidia.", {"AMD", "acquires", "Nvidia"}, Obstacle::no_predicate, "no word of acquires"},
      {"veto", "NVIDIA bought shares in Groq.", {"NVIDIA", "acquires", "Groq"}, Obstacle::veto, "\"shares\" near it forbids acquires.en.buy"},
      {"construction", "Meta invested heavily while Anthropic watched.", {"Meta", "invests_in", "Anthropic"}, Obstacle::construction,
       "no construction matches; nearest is en."},
      {"other arguments", "AMD bought Groq, said Nvidia.", {"Nvidia", "acquires", "Groq"}, Obstacle::other_arguments, "AMD acquires Groq"},
      {"condition", "If Google bought Mistral, that would be news.", {"Google", "acquires", "Mistral"}, Obstacle::irrealis, "\"if\" makes"},
      {"question", "Did Google buy Mistral?", {"Google", "acquires", "Mistral"}, Obstacle::irrealis, "\"?\" makes"},
      {"catalogue", "Google's GPT-5 is nice.", {"Google", "develops", "GPT-5"}, Obstacle::catalogue, "another maker, OpenAI"},
  };
  std::set<Obstacle> seen;
  for (const Row& row : rows) {
    INFO(row.name);
    const Result<WhyNot> found = why_not(test::embedded_rules(), document_of(row.text), row.claim);
    REQUIRE(found.ok());
    CHECK(found->said.empty());
    REQUIRE(found->sentences.size() == 1);
    const MissedSentence& missed = found->sentences.front();
    CHECK(missed.names_source);
    CHECK(missed.names_target);
    CHECK(missed.sentence.of(row.text) == missed.text);
    CHECK(std::string(obstacle_name(missed.obstacle)) == obstacle_name(row.obstacle));
    CHECK_MESSAGE(missed.detail.find(row.detail) != std::string::npos, missed.detail);
    seen.insert(missed.obstacle);
  }
  CHECK(seen.size() == 7);
}

TEST_CASE("sentences that name one end count where a word of the relation stands") {
  const Result<WhyNot> found =
      why_not(test::embedded_rules(), document_of("AMD grew. Groq hired. AMD bought ZT Systems. Groq slept."), {"AMD", "acquires", "Groq"});
  REQUIRE(found.ok());
  REQUIRE(found->sentences.size() == 1);
  CHECK(found->sentences[0].text == "AMD bought ZT Systems.");
  CHECK_FALSE(found->sentences[0].names_target);
}

TEST_CASE("what is said needs no reason why not") {
  const Result<WhyNot> found = why_not(test::embedded_rules(), document_of("AMD bought Groq. If AMD bought Groq, fine."), {"AMD", "acquires", "Groq"});
  REQUIRE(found.ok());
  CHECK(found->said.size() == 1);
  CHECK(found->sentences.empty());
}

TEST_CASE("what a claim names must be known") {
  struct Row {
    const char* name;
    ClaimQuery claim;
    std::vector<std::string> codes;
    const char* remedy;  // of the first
  };
  const Row rows[] = {
      {"relation", {"AMD", "aquires", "Groq"}, {"explain.unknown_relation"}, "did you mean \"acquires\"?"},
      {"source", {"AMB Corp", "acquires", "Groq"}, {"explain.unknown_name"}, "see what it names"},
      {"target, misspelt", {"AMD", "acquires", "Grok"}, {"explain.unknown_name"}, "did you mean Groq?"},
      {"all", {"x", "y", "z"}, {"explain.unknown_relation", "explain.unknown_name", "explain.unknown_name"}, ""},
  };
  const Document document = document_of("AMD bought Groq.");
  for (const Row& row : rows) {
    INFO(row.name);
    const auto told = explain(test::embedded_rules(), document, row.claim);
    const auto asked = why_not(test::embedded_rules(), document, row.claim);
    REQUIRE_FALSE(told.ok());
    REQUIRE_FALSE(asked.ok());
    std::vector<std::string> codes;
    for (const Diagnostic& problem : told.diagnostics()) codes.push_back(problem.code);
    CHECK(codes == row.codes);
    CHECK(asked.diagnostics().size() == codes.size());
    CHECK(told.diagnostics().front().remedy.find(row.remedy) != std::string::npos);
  }
}
