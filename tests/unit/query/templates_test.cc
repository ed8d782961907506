#include "query/templates.h"

#include <doctest/doctest.h>

#include <set>

#include "query/verbs.h"
#include "rules/question_key.h"
#include "unit/query/question_files.h"

using namespace whobuilds;
using sample::question_templates;

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
  size_t examples = 0;
  for (const QuestionTemplate& question : question_templates()) {
    CAPTURE(question.id);
    REQUIRE_FALSE(question.examples.match.empty());
    REQUIRE_FALSE(question.examples.no_match.empty());
    const std::vector<QuestionTemplate> alone = {question};
    const query::QuestionReader reader(alone);
    for (const Example& example : question.examples.match) {
      CAPTURE(example.text);
      const auto readings = reader.read(example.text);
      REQUIRE(readings.size() == 1);
      std::vector<std::string> names = {readings[0].x};
      if (!readings[0].y.empty()) names.push_back(readings[0].y);
      CHECK(names == example.expected);
      ++examples;
    }
    for (const Example& example : question.examples.no_match) {
      CAPTURE(example.text);
      CHECK(reader.read(example.text).empty());
      CHECK_FALSE(example.why.empty());
      ++examples;
    }
  }
  CHECK(examples >= 300);
}

TEST_CASE("among all templates, the first reading of an example is the template's own verb") {
  const query::QuestionReader reader(question_templates());
  for (const QuestionTemplate& question : question_templates()) {
    for (const Example& example : question.examples.match) {
      CAPTURE(example.text);
      const auto readings = reader.read(example.text);
      REQUIRE_FALSE(readings.empty());
      CAPTURE(readings[0].question_template->id);
      CHECK(readings[0].question_template->verb == question.verb);
      CHECK(readings[0].x == example.expected[0]);
    }
  }
}

TEST_CASE("every template asks for a verb that exists, and every verb can be asked for in each language") {
  const std::set<std::string> rare = {"manufactures-what", "what-trained-on", "builds-products"};
  std::set<std::pair<Language, std::string>> asked;
  for (const QuestionTemplate& question : question_templates()) {
    CAPTURE(question.id);
    CHECK((question.verb == "path" || query::find_verb(question.verb) != nullptr));
    asked.insert({question.language, question.verb});
  }
  for (const std::string_view verb : query::verb_names()) {
    CAPTURE(verb);
    if (rare.count(std::string(verb)) > 0) continue;
    for (const Language language : {Language::en, Language::ja, Language::zh}) {
      CHECK(asked.count({language, std::string(verb)}) == 1);
    }
  }
}

TEST_CASE("a question that fits nothing is declined with the nearest forms") {
  CHECK(query::QuestionReader(question_templates()).read("Will it rain tomorrow?").empty());
  const Diagnostic en = query::no_template(question_templates(), "Who was building of the Qwen thing by?");
  CHECK(en.code == "ask.no_template");
  CHECK(en.remedy.find("\"Who") != std::string::npos);
  const Diagnostic ja = query::no_template(question_templates(), "Ascend 910Cの開発元とやら");
  CHECK(ja.remedy.find("Ascend 910Cの開発元は？") != std::string::npos);
  const Diagnostic zh = query::no_template(question_templates(), "请问昇腾是不是谁开发了");
  CHECK(zh.remedy.find("谁开发了昇腾910C？") != std::string::npos);
}
