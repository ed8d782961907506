// questions/<lang>.json: question forms that `ask` understands, and the words that may stand in them.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "rules/loading.h"
#include "rules/macros.h"
#include "rules/question_key.h"

namespace whobuilds::rules {
namespace {

// `word` as a regular expression that matches it alone.
std::string escaped(std::string_view word) {
  constexpr std::string_view kSpecial = "\\^$.|?*+()[]{}";
  std::string out;
  for (const char c : word) {
    if (kSpecial.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// A group of the slot's name over all its words, the longest first, so that none hides one that it begins.
std::string pattern_of(const QuestionSlot& slot) {
  std::vector<std::string> words;
  for (const auto& entry : slot.meanings) words.push_back(entry.first);
  std::stable_sort(words.begin(), words.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  std::string pattern;
  for (const std::string& word : words) pattern += (pattern.empty() ? "" : "|") + escaped(word);
  return "(?P<" + slot.name + ">" + pattern + ")";
}

// One member of "slots": {meaning: [words]}.
void load_slot(JsonValue member, Language language, Macros::Texts& patterns, Loading& loading) {
  QuestionSlot slot;
  slot.language = language;
  slot.name = member.key();
  ObjectReader object(member, loading.problems);
  for (const JsonValue meaning : object.value()) {
    std::vector<std::string> words;
    object.strings(meaning.key(), words);
    for (const std::string& word : words) slot.meanings[question_key(word)].emplace_back(meaning.key());
  }
  object.finish();
  patterns.emplace(slot.name, pattern_of(slot));
  loading.rules.question_slots.push_back(std::move(slot));
}

Macros::Texts load_slots(ObjectReader& file, Language language, Loading& loading) {
  Macros::Texts patterns;
  ObjectReader object(file.optional("slots", JsonKind::object), loading.problems);
  for (const JsonValue member : object.value()) {
    if (object.optional(member.key(), JsonKind::object).present()) load_slot(member, language, patterns, loading);
  }
  return patterns;
}

// "not_names": words that stand in no name, kept as a slot whose words mean nothing.
void load_not_names(ObjectReader& file, Language language, Loading& loading) {
  std::vector<std::string> words;
  file.optional_strings("not_names", words);
  QuestionSlot slot;
  slot.language = language;
  slot.name = "not_names";
  for (const std::string& word : words) slot.meanings[question_key(word)];
  loading.rules.question_slots.push_back(std::move(slot));
}

// What may stand around every question of a language, as patterns.
struct Surroundings {
  std::string opening, closing;
};

// Whether a group that names what the question is about is there.
bool has_subject(const std::string& pattern) {
  return pattern.find("(?P<x>") != std::string::npos || pattern.find("(?P<date>") != std::string::npos;
}

void load_template(JsonValue value, Language language, const Macros& macros, const Surroundings& around,
                   Loading& loading) {
  QuestionTemplate question;
  question.language = language;
  ObjectReader object(value, loading.problems);
  loading.read_rule_id(object, question.id);
  std::string written;
  object.optional_string("asks", question.asks).string("pattern", written);
  const JsonValue place = written.empty() ? JsonValue() : object.find("pattern");
  const std::string inner = macros.expand(place);
  question.pattern = "^" + around.opening + "(?:" + inner + ")" + around.closing + "$";
  loading.read_examples(object, question.examples);
  object.finish();
  if (place.present()) {
    loading.check_regex(place, question.pattern,
                        has_subject(inner) ? std::vector<std::string>{} : std::vector<std::string>{"x"});
  }
  loading.add_origin("question", question.id, value, question.asks, question.examples);
  loading.rules.questions.push_back(std::move(question));
}

}  // namespace

void load_questions(JsonValue file, Loading& loading) {
  ObjectReader object(file, loading.problems);
  object.optional("schema", JsonKind::string);
  const Language language = loading.read_language(object);
  const Macros macros(object, loading, load_slots(object, language, loading));
  load_not_names(object, language, loading);
  const Surroundings around = {macros.expand(object.optional("opening", JsonKind::string)),
                               macros.expand(object.optional("closing", JsonKind::string))};
  for (const JsonValue value : object.elements("templates", JsonKind::object)) {
    load_template(value, language, macros, around, loading);
  }
  object.finish();
}

}  // namespace whobuilds::rules
