// The example articles against their golden facts: tests/corpus/golden/<article>.txt, one line per
// entity, relation and attribute with the words it was read from. WHOBUILDS_UPDATE_GOLDEN=1 rewrites
// them; the difference is to be read.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "unit/embedded_rules.h"
#include "whobuilds/extractor.h"
#include "whobuilds/read.h"

using namespace whobuilds;
namespace fs = std::filesystem;

namespace {

constexpr size_t kArticles = 12;

std::string quantity_text(const Quantity& value) {
  std::ostringstream out;
  if (value.number) {
    out << *value.number;
  } else {
    out << value.text;
  }
  if (!value.unit.empty()) out << ' ' << value.unit;
  return out.str();
}

std::string evidence_text(const Document& document, const Evidence& evidence) {
  std::string words(evidence.span.of(document.text));
  for (char& c : words) {
    if (c == '\n') c = ' ';
  }
  return std::string(status_name(evidence.status)) + " | " + words + " | " + evidence.rule;
}

// Every line once, in order.
std::string facts_text(const Document& document, const DocumentFacts& facts) {
  std::set<std::string> lines;
  for (const Entity& entity : facts.entities) {
    lines.insert("entity " + entity.id + (entity.discovered ? " (discovered)" : ""));
  }
  for (const RelationFact& fact : facts.relations) {
    lines.insert("relation " + facts.entities[fact.source].id + " " + fact.relation + " " + facts.entities[fact.target].id +
                 " | " + evidence_text(document, fact.evidence));
  }
  for (const AttributeFact& fact : facts.attributes) {
    lines.insert("attribute " + facts.entities[fact.entity].id + " " + fact.key + " " + quantity_text(fact.value) + " | " +
                 evidence_text(document, fact.evidence));
  }
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

std::string read_whole(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Document> example_articles() {
  const InputFiles inputs = find_input_files({std::string(WHOBUILDS_SOURCE_DIR) + "/examples/articles"});
  REQUIRE(inputs.problems.empty());
  std::vector<Document> out;
  for (const std::string& path : inputs.files) {
    const Diagnostics problems = read_file(path, {}, [&](Document&& document) { out.push_back(std::move(document)); });
    CHECK(problems.empty());
  }
  return out;
}

}  // namespace

TEST_CASE("the example articles give their golden facts") {
  const bool update = std::getenv("WHOBUILDS_UPDATE_GOLDEN") != nullptr;
  Extractor extractor(test::embedded_rules());
  size_t articles = 0;
  for (const Document& document : example_articles()) {
    CAPTURE(document.id);
    const std::string actual = facts_text(document, extractor.extract(document));
    const fs::path golden = fs::path(WHOBUILDS_SOURCE_DIR) / "tests/corpus/golden" / (document.id + ".txt");
    if (update) std::ofstream(golden, std::ios::binary) << actual;
    CHECK(actual == read_whole(golden));
    CHECK(actual.find("relation ") != std::string::npos);
    ++articles;
  }
  CHECK(articles >= kArticles);
}

TEST_CASE("every span of every fact lies in its text, evidence in its sentence") {
  Extractor extractor(test::embedded_rules());
  size_t facts_seen = 0;
  for (const Document& document : example_articles()) {
    CAPTURE(document.id);
    const DocumentFacts facts = extractor.extract(document);
    for (const Mention& mention : facts.mentions) {
      REQUIRE(mention.span.end <= document.text.size());
      CHECK(mention.span.of(document.text) == mention.text);
      CHECK_FALSE(mention.text.empty());
    }
    const auto check = [&](const Evidence& evidence) {
      REQUIRE(evidence.sentence.end <= document.text.size());
      REQUIRE(evidence.span.begin < evidence.span.end);
      CHECK(evidence.sentence.contains(evidence.span));
      CHECK(evidence.confidence > 0);
      CHECK(evidence.confidence <= 1);
      CHECK_FALSE(evidence.rule.empty());
      ++facts_seen;
    };
    for (const RelationFact& fact : facts.relations) check(fact.evidence);
    for (const AttributeFact& fact : facts.attributes) check(fact.evidence);
  }
  CHECK(facts_seen >= 150);
}

TEST_CASE("the facts of a document do not depend on what was read before it") {
  const std::vector<Document> documents = example_articles();
  Extractor reused(test::embedded_rules());
  size_t compared = 0;
  for (size_t i = documents.size(); i-- > 0;) {
    Extractor fresh(test::embedded_rules());
    CHECK(facts_text(documents[i], reused.extract(documents[i])) == facts_text(documents[i], fresh.extract(documents[i])));
    ++compared;
  }
  CHECK(compared >= kArticles);
}
