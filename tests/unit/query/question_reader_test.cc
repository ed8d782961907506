#include "query/question_reader.h"

#include <doctest/doctest.h>

#include <set>

#include "query/verbs.h"
#include "rules/question_key.h"
#include "unit/embedded_rules.h"
#include "whobuilds/ask.h"

using namespace whobuilds;

namespace {

const Rules& the_rules() { return test::embedded_rules().rules(); }

const query::QuestionReader& reader() {
  static const query::QuestionReader the_reader(the_rules());
  return the_reader;
}

// The verb, or the attribute, at the end of what an example states.
std::string verb_of(const Example& example) {
  const std::string& asks = example.expected.front();
  return asks.substr(asks.rfind(' ') + 1);
}

}  // namespace

TEST_CASE("question key") {
  struct Row {
    const char *name, *question, *expected;
  };
  const std::vector<Row> rows = {
      {"folded and bare", "Who builds  Ascend 910C?", "who builds ascend 910c"},
      {"full width", "ＷＨＯ　ｂｕｉｌｄｓ　Ｑｗｅｎ？？", "who builds qwen"},
      {"Japanese full stop", "Qwenの開発元は。", "qwenの開発元は"},
      {"ellipsis", "谁开发了Qwen……", "谁开发了qwen"},
      {"nothing but marks", " ?! ", ""},
      {"empty", "", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(rules::question_key(row.question) == row.expected);
  }
}

TEST_CASE("every template reads its examples and no counter-example") {
  const RuleTestReport report = test_questions(test::embedded_rules());
  for (const Diagnostic& failure : report.failures) FAIL_CHECK(failure.to_string());
  CHECK(report.rules >= 120);
  CHECK(report.examples >= 450);
}

TEST_CASE(
    "every verb and every attribute that a company or a product is asked about stands in an example of each language") {
  std::set<std::pair<Language, std::string>> asked;
  for (const QuestionTemplate& question : the_rules().questions) {
    CAPTURE(question.id);
    REQUIRE_FALSE(question.examples.match.empty());
    REQUIRE_FALSE(question.examples.no_match.empty());
    for (const Example& example : question.examples.match) asked.insert({question.language, verb_of(example)});
  }
  // Each word of a slot asks for something that exists.
  size_t meanings = 0;
  for (const QuestionSlot& slot : the_rules().question_slots) {
    for (const auto& meaning : slot.meanings) {
      for (const std::string& each : meaning.second) {
        CAPTURE(meaning.first);
        query::Request request;
        CHECK(query::add_words(the_rules().ontology, each, request));
        if (!request.verb.empty()) asked.insert({slot.language, request.verb});
        if (!query::reverse_verb(request.verb).empty())
          asked.insert({slot.language, std::string(query::reverse_verb(request.verb))});
        ++meanings;
      }
    }
  }
  CHECK(meanings >= 1500);
  for (const Language language : {Language::en, Language::ja, Language::zh}) {
    CAPTURE(language_code(language));
    for (const std::string_view verb : query::verb_names()) {
      CAPTURE(verb);
      CHECK(asked.count({language, std::string(verb)}) == 1);
    }
    for (const AttributeType& attribute : the_rules().ontology.attributes) {
      CAPTURE(attribute.id);
      CHECK(asked.count({language, attribute.id}) == 1);
    }
  }
}

TEST_CASE("a word with several meanings gives a reading for each") {
  const auto readings = reader().read("Who bought Groq?");
  REQUIRE(readings.size() >= 2);
  CHECK(readings[0].request.verb == "who-acquired");
  CHECK(readings[1].request.verb == "who-uses");
  CHECK(readings[0].question_template == readings[1].question_template);
}

TEST_CASE("names are cut out as they were written") {
  struct Row {
    const char *name, *question, *verb, *x;
  };
  const std::vector<Row> rows = {
      {"traditional characters", "誰研發了昇騰910C？", "who-builds", "昇騰910c"},
      {"spaces in Japanese", "Qwen3 の 開発元 は？", "who-builds", "qwen3"},
      {"spaces in Chinese", "华为 有 哪些 芯片", "builds-chips", "华为"},
      {"spaces in a name", "Kimi K2の開発元は", "who-builds", "kimi k2"},
      {"full width", "Ｑｗｅｎ３の開発元は？", "who-builds", "qwen3"},
      {"polite", "すみません、Qwen3の開発元を教えていただけますか", "who-builds", "qwen3"},
      {"no question mark, no capitals", "whats huawei building", "builds-what", "huawei"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const auto readings = reader().read(row.question);
    REQUIRE_FALSE(readings.empty());
    CHECK(readings[0].request.verb == row.verb);
    CHECK(readings[0].x == row.x);
  }
}

TEST_CASE("dates of questions") {
  struct Row {
    const char *text, *expected;
  };
  const std::vector<Row> rows = {
      {"2025", "2025"},
      {"2025-09", "2025-09"},
      {"2025-09-23", "2025-09-23"},
      {"september 2025", "2025-09"},
      {"september 23, 2025", "2025-09-23"},
      {"2025年9月", "2025-09"},
      {"2025年9月23日", "2025-09-23"},
      {"september", ""},
      {"the last meeting", ""},
      {"about 2025 or so", ""},
      {"", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(query::date_in(row.text).value_or("") == row.expected);
  }
}

TEST_CASE("a question that fits nothing is declined with the nearest forms") {
  CHECK(reader().read("Will it rain tomorrow?").empty());
  const Diagnostic en = reader().decline("Who was building of the Qwen thing by?");
  CHECK(en.code == "ask.no_template");
  CHECK(en.remedy.find("\"Who") != std::string::npos);
  const Diagnostic ja = reader().decline("Ascend 910Cの開発元とやら");
  CHECK(ja.remedy.find("Ascend 910Cの開発元は？") != std::string::npos);
  const Diagnostic zh = reader().decline("请问昇腾是不是谁开发了");
  CHECK(zh.remedy.find("谁开发了昇腾910C？") != std::string::npos);
}

TEST_CASE("a name that asks for something itself is none") {
  CHECK(reader().asks_something("the biggest rival of nvidia", Language::en));
  CHECK(reader().asks_something("kimi k2の開発元", Language::ja));
  CHECK_FALSE(reader().asks_something("nvidia", Language::en));
  CHECK_FALSE(reader().asks_something("makersite", Language::en));
}
