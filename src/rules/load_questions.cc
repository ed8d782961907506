// questions/<lang>.json: question forms that `ask` understands.
#include "rules/loading.h"

namespace whobuilds::rules {
namespace {

void load_template(JsonValue value, Language language, Loading& loading) {
  QuestionTemplate question;
  question.language = language;
  ObjectReader object(value, loading.problems);
  loading.read_rule_id(object, question.id);
  object.string("verb", question.verb).string("pattern", question.pattern);
  loading.read_examples(object, question.examples);
  object.finish();
  if (!question.pattern.empty()) loading.check_regex(object.find("pattern"), question.pattern, {"x"});
  loading.add_origin("question", question.id, value, question.verb, question.examples);
  loading.rules.questions.push_back(std::move(question));
}

}  // namespace

void load_questions(JsonValue file, Loading& loading) {
  ObjectReader object(file, loading.problems);
  object.optional("schema", JsonKind::string);
  const Language language = loading.read_language(object);
  for (const JsonValue value : object.elements("templates", JsonKind::object)) load_template(value, language, loading);
  object.finish();
}

}  // namespace whobuilds::rules
