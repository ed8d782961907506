// The examples of the question templates.
#include <string>
#include <vector>

#include "query/question_reader.h"
#include "whobuilds/ask.h"

namespace whobuilds {
namespace query {
namespace {

// What the example of a template states: what is asked for, then the names.
std::vector<std::string> stated(const Reading& reading) {
  std::vector<std::string> words = {to_text(reading.request)};
  for (const std::string& name : {reading.x, reading.y}) {
    if (!name.empty()) words.push_back(name);
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "\"" : ", \"") + word + "\"";
  return text;
}

class QuestionTests {
 public:
  explicit QuestionTests(const Rules& rules) : rules_(rules), reader_(rules) {}

  RuleTestReport run() {
    for (const QuestionTemplate& question : rules_.questions) run_template(question);
    return report_;
  }

 private:
  void run_template(const QuestionTemplate& question) {
    ++report_.rules;
    for (const Example& example : question.examples.match) {
      ++report_.examples;
      expect(question, example, "by its own template", reader_.read_by(question.id, example.text));
      expect(question, example, "by all templates", reader_.read(example.text));
    }
    for (const Example& example : question.examples.no_match) {
      ++report_.examples;
      const std::vector<Reading> readings = reader_.read_by(question.id, example.text);
      if (!readings.empty())
        fail(question, example, "was read as " + joined(stated(readings.front())) + ", though " + example.why);
    }
  }

  // The first reading counts; those of other meanings of its words follow.
  void expect(const QuestionTemplate& question, const Example& example, const std::string& by,
              const std::vector<Reading>& readings) {
    if (readings.empty()) {
      fail(question, example, "is not read " + by);
    } else if (stated(readings.front()) != example.expected) {
      fail(question, example,
           "is read " + by + " as " + joined(stated(readings.front())) + ", not " + joined(example.expected));
    }
  }

  void fail(const QuestionTemplate& question, const Example& example, const std::string& message) {
    Diagnostic problem;
    problem.code = "rules.example";
    if (const RuleOrigin* origin = rules_.find_origin(question.id)) {
      problem.file = origin->file;
      problem.pointer = origin->pointer;
      problem.line = origin->line;
    }
    problem.message = "rule " + question.id + ": \"" + example.text + "\" " + message;
    report_.failures.push_back(std::move(problem));
  }

  const Rules& rules_;
  QuestionReader reader_;
  RuleTestReport report_;
};

}  // namespace
}  // namespace query

RuleTestReport test_questions(const RuleSet& rule_set) { return query::QuestionTests(rule_set.rules()).run(); }

}  // namespace whobuilds
