// Questions as people type them, to the graph of examples/articles: tests/corpus/questions/<language>.tsv holds on each
// line a question, how it must be understood, and what must be among the answers (ids, or = and a value), the first of
// them in the first row; "-" stands for no answer. declined.txt holds questions that no template may read.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "unit/embedded_rules.h"
#include "whobuilds/ask.h"
#include "whobuilds/extractor.h"
#include "whobuilds/read.h"

using namespace whobuilds;

namespace {

struct Question {
  std::string text, understood;
  std::vector<std::string> answers;
};

std::vector<std::string> parts_of(const std::string& line, char separator) {
  std::vector<std::string> parts;
  std::stringstream stream(line);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

std::vector<std::string> lines_of(const std::string& name) {
  std::ifstream file(std::string(WHOBUILDS_SOURCE_DIR) + "/tests/corpus/questions/" + name);
  REQUIRE(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::vector<Question> questions_in(const std::string& name) {
  std::vector<Question> questions;
  for (const std::string& line : lines_of(name)) {
    const std::vector<std::string> columns = parts_of(line, '\t');
    CAPTURE(line);
    REQUIRE(columns.size() == 3);
    questions.push_back({columns[0], columns[1], parts_of(columns[2], ' ')});
  }
  return questions;
}

const Graph& examples() {
  static const Graph graph = [] {
    Graph built(test::embedded_rules());
    Extractor extractor(test::embedded_rules());
    for (const std::string& path : find_input_files({std::string(WHOBUILDS_SOURCE_DIR) + "/examples/articles"}).files) {
      const Diagnostics problems =
          read_file(path, {}, [&](Document&& document) { built.add(extractor.extract(document), document.text); });
      REQUIRE_FALSE(has_errors(problems));
    }
    built.finish();
    return built;
  }();
  return graph;
}

const Answerer& answerer() {
  static const Answerer the_answerer(examples(), test::embedded_rules());
  return the_answerer;
}

bool is_value(const Quantity& quantity, const std::string& expected) {
  if (!quantity.number) return quantity.text == expected;
  const double value = std::strtod(expected.c_str(), nullptr);
  return std::fabs(*quantity.number - value) <= 1e-9 * std::fabs(value);
}

bool says(const AnswerRow& row, const std::string& expected) {
  const Node& node = examples().nodes()[row.node];
  if (expected.front() != '=') return node.id == expected;
  return row.attribute && is_value(node.attributes[*row.attribute].value, expected.substr(1));
}

void check(const Question& question) {
  CAPTURE(question.text);
  const Result<Answer> answer = answerer().ask(question.text);
  if (!answer) {
    FAIL_CHECK(answer.diagnostics().front().to_string());
    return;
  }
  CHECK(answer->understood == question.understood);
  REQUIRE_FALSE(question.answers.empty());
  const std::vector<AnswerRow>& rows = answer->rows;
  if (question.answers.front() == "-") {
    CHECK(rows.empty());
    return;
  }
  REQUIRE_FALSE(rows.empty());
  CHECK(std::any_of(question.answers.begin(), question.answers.end(),
                    [&](const std::string& expected) { return says(rows.front(), expected); }));
  for (const std::string& expected : question.answers) {
    CAPTURE(expected);
    CHECK(std::any_of(rows.begin(), rows.end(), [&](const AnswerRow& row) { return says(row, expected); }));
  }
}

void check_all(const std::string& name) {
  const std::vector<Question> questions = questions_in(name);
  CHECK(questions.size() >= 60);
  for (const Question& question : questions) check(question);
}

}  // namespace

TEST_CASE("questions in English to the example articles") { check_all("en.tsv"); }
TEST_CASE("questions in Japanese to the example articles") { check_all("ja.tsv"); }
TEST_CASE("questions in Chinese to the example articles") { check_all("zh.tsv"); }

TEST_CASE("questions that no template may read") {
  const std::vector<std::string> questions = lines_of("declined.txt");
  CHECK(questions.size() >= 60);
  for (const std::string& question : questions) {
    CAPTURE(question);
    const Result<Answer> answer = answerer().ask(question);
    if (answer) {
      FAIL_CHECK(answer->understood);
      continue;
    }
    CHECK(answer.diagnostics().front().code == "ask.no_template");
    CHECK(answer.diagnostics().front().remedy.find("ask for instance \"") == 0);
  }
}
