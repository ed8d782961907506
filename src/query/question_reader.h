// Question templates: what a question asks for, and about which names.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/request.h"
#include "rules/rules.h"
#include "text/regex.h"
#include "whobuilds/diagnostic.h"

namespace whobuilds::query {

struct Reading {
  const QuestionTemplate* question_template = nullptr;
  Request request;
  std::string x, y;  // as in question_key(); empty when the template has none
};

// A name with a word for its type beside it ("the DeepSeek model").
struct TypedName {
  std::string_view name;
  std::string type;
};

// The compiled templates. `rules` must outlive it. Thread-safe after construction. Templates whose pattern does not
// compile are passed over (the loader of the rules has reported them).
class QuestionReader {
 public:
  explicit QuestionReader(const Rules& rules);

  // Every reading of the question: by templates of the question's language first, in their order; several of one
  // template where a word of the question has several meanings, in the order in which the rules give them.
  std::vector<Reading> read(std::string_view question) const;
  // As read(), by one template only.
  std::vector<Reading> read_by(std::string_view template_id, std::string_view question) const;

  // True if `name` holds a word that asks for something, or one that stands in no name: it is no name, but a question
  // within the question ("the biggest rival of Nvidia"), or a part of another question.
  bool asks_something(std::string_view name, Language language) const;

  // The name and its type if a word for a type stands before or behind it.
  std::optional<TypedName> typed_name(std::string_view name) const;

  // ask.no_template, with the examples of the three nearest templates of different requests.
  Diagnostic decline(std::string_view question) const;

 private:
  using Pairs = std::map<std::pair<char32_t, char32_t>, int>;  // how often each pair of neighbouring characters occurs
  struct Form {
    const QuestionTemplate* question_template;
    text::Regex regex;
    std::vector<const QuestionSlot*> slots;  // that the pattern has
  };
  struct KnownExample {
    const QuestionTemplate* question_template;
    const Example* example;
    Pairs pairs;
  };
  // `written`: the same characters as `key`, for the names.
  void read_form(const Form& form, std::string_view key, std::string_view written,
                 std::vector<Reading>& readings) const;
  static Pairs pairs_of(std::string_view key);

  const Rules& rules_;
  std::vector<Form> forms_;
  std::vector<KnownExample> examples_;
};

// The date that `folded`, such as "september 2025", writes: YYYY, YYYY-MM or YYYY-MM-DD. Nothing for any other text.
std::optional<std::string> date_in(std::string_view folded);

}  // namespace whobuilds::query
