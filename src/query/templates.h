// Question templates: which verb a question asks for, and about which names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/rules.h"
#include "text/regex.h"
#include "whobuilds/diagnostic.h"

namespace whobuilds::query {

struct Reading {
  const QuestionTemplate* question_template = nullptr;
  std::string x, y;  // as in question_key(); y is empty when the template has none
};

// The compiled templates. `templates` must outlive it. Thread-safe after construction. Templates whose
// pattern does not compile are passed over (the loader of the rules has reported them).
class QuestionReader {
 public:
  explicit QuestionReader(const std::vector<QuestionTemplate>& templates);

  // Every reading of the question, in the templates' order.
  std::vector<Reading> read(std::string_view question) const;

 private:
  struct Form {
    const QuestionTemplate* question_template;
    text::Regex regex;
  };
  std::vector<Form> forms_;
};

// ask.no_template, with the examples of the three nearest templates of different verbs.
Diagnostic no_template(const std::vector<QuestionTemplate>& templates, std::string_view question);

}  // namespace whobuilds::query
