#include "rules/loading.h"

#include <algorithm>
#include <iterator>

#include "core/edit_distance.h"
#include "text/regex.h"

namespace whobuilds::rules {
namespace {

std::string quoted(std::string_view word) { return "\"" + std::string(word) + "\""; }

template <typename Items>
std::vector<std::string_view> ids_of(const Items& items) {
  std::vector<std::string_view> out;
  for (const auto& item : items) out.push_back(item.id);
  return out;
}

void read_example(JsonValue value, bool match, std::vector<Example>& out, Diagnostics& problems) {
  Example example;
  ObjectReader object(value, problems);
  object.string("text", example.text);
  if (match) {
    object.strings("expected", example.expected);
  } else {
    object.string("why", example.why);
  }
  object.finish();
  out.push_back(std::move(example));
}

Language language_of(std::string_view code) {
  for (const Language language : {Language::en, Language::ja, Language::zh}) {
    if (code == language_code(language)) return language;
  }
  return Language::unknown;
}

}  // namespace

void append_strings(ObjectReader& object, std::string_view key, std::vector<std::string>& out) {
  std::vector<std::string> words;
  object.optional_strings(key, words);
  out.insert(out.end(), std::make_move_iterator(words.begin()), std::make_move_iterator(words.end()));
}

bool is_id(std::string_view id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == ':' ||
           c == '-' || c == '_' || c == '+';
  });
}

std::string type_names(TypeSet types, const Ontology& ontology) {
  std::vector<std::string_view> names;
  for (TypeId type = 0; type < ontology.types.size() && type < 32; ++type) {
    if ((types & type_bit(type)) != 0) names.push_back(ontology.types[type].id);
  }
  return names.empty() ? "nothing" : one_of(names);
}

void IdSpace::add(std::string_view id, JsonValue place, Diagnostics& problems) {
  const auto [taken, inserted] = places_.emplace(id, place);
  if (inserted) return;
  const Diagnostic first = problem_at(taken->second, "", "");
  Diagnostic problem = problem_at(place, "rules.duplicate_id", "the id " + quoted(id) + " is taken");
  problem.remedy = "rename it, or merge it with " + first.file + ":" + std::to_string(first.line);
  problems.push_back(std::move(problem));
}

void Loading::report(JsonValue place, std::string code, std::string message, std::string expected, std::string remedy) {
  Diagnostic problem = problem_at(place, std::move(code), std::move(message));
  problem.expected = std::move(expected);
  problem.remedy = std::move(remedy);
  report(std::move(problem));
}

void Loading::report_dangling(JsonValue place, const std::string& what, std::string_view id,
                              const std::vector<std::string_view>& known) {
  std::string near;
  if (suggestions_left > 0) {
    --suggestions_left;
    near = core::nearest(id, known);
  }
  const bool few = what != "entity" && known.size() <= 20 && !known.empty();
  report(place, "rules.dangling", "there is no " + what + " " + quoted(id), few ? one_of(known) : "",
         near.empty() ? "define it or correct the name" : "did you mean " + quoted(near));
}

void Loading::add_origin(std::string kind, std::string id, JsonValue place, std::string description,
                         const Examples& examples) {
  const Diagnostic at = problem_at(place, "", "");
  RuleOrigin origin;
  origin.kind = std::move(kind);
  origin.id = std::move(id);
  origin.file = at.file;
  origin.pointer = at.pointer;
  origin.line = at.line;
  origin.description = std::move(description);
  origin.examples = static_cast<uint32_t>(examples.match.size() + examples.no_match.size());
  rules.origins.push_back(std::move(origin));
}

uint32_t Loading::find_type(JsonValue place) {
  const uint32_t type = rules.ontology.find_type(place.text());
  if (type == kNoIndex && ontology_complete) {
    report_dangling(place, "entity type", place.text(), ids_of(rules.ontology.types));
  }
  return type;
}

uint32_t Loading::find_relation(JsonValue place) {
  const uint32_t relation = rules.ontology.find_relation(place.text());
  if (relation == kNoIndex && ontology_complete) {
    report_dangling(place, "relation", place.text(), ids_of(rules.ontology.relations));
  }
  return relation;
}

uint32_t Loading::find_attribute(JsonValue place) {
  const uint32_t attribute = rules.ontology.find_attribute(place.text());
  if (attribute == kNoIndex && ontology_complete) {
    report_dangling(place, "attribute", place.text(), ids_of(rules.ontology.attributes));
  }
  return attribute;
}

const Grammar* Loading::find_grammar(Language language) const {
  const auto found = std::find_if(rules.grammars.begin(), rules.grammars.end(),
                                  [&](const Grammar& grammar) { return grammar.language == language; });
  return found == rules.grammars.end() ? nullptr : &*found;
}

TypeSet Loading::read_types(ObjectReader& object, std::string_view key) {
  TypeSet types = 0;
  for (const JsonValue place : object.optional_elements(key, JsonKind::string)) {
    const uint32_t type = find_type(place);
    if (type != kNoIndex) types |= type_bit(static_cast<TypeId>(type));
  }
  return types;
}

TypeSet Loading::read_required_types(ObjectReader& object, std::string_view key) {
  object.require_some(key);
  return read_types(object, key);
}

EntityIndex Loading::read_entity(ObjectReader& object, std::string_view key) {
  const JsonValue place = object.optional(key, JsonKind::string);
  if (!place.present()) return kNoIndex;
  const EntityIndex entity = rules.find_entity(place.text());
  if (entity == kNoIndex && catalogue_complete) {
    report_dangling(place, "entity", place.text(), ids_of(rules.entities));
  }
  return entity;
}

Language Loading::read_optional_language(ObjectReader& object) {
  const JsonValue place = object.optional("language", JsonKind::string);
  if (!place.present()) return Language::unknown;
  const Language language = language_of(place.text());
  if (language == Language::unknown) {
    report(place, "rules.value", "unknown language " + quoted(place.text()), one_of({"en", "ja", "zh"}));
  }
  return language;
}

Language Loading::read_language(ObjectReader& object) {
  object.require("language");
  return read_optional_language(object);
}

size_t Loading::read_word(ObjectReader& object, std::string_view key, const std::vector<std::string_view>& words) {
  const JsonValue place = object.optional(key, JsonKind::string);
  if (!place.present()) return words.size();
  const auto found = std::find(words.begin(), words.end(), place.text());
  if (found == words.end()) {
    const std::string near = core::nearest(place.text(), words);
    report(place, "rules.value", "unknown " + std::string(key) + " " + quoted(place.text()), one_of(words),
           near.empty() ? "" : "did you mean " + quoted(near));
  }
  return static_cast<size_t>(found - words.begin());
}

void Loading::read_rule_id(ObjectReader& object, std::string& id) {
  object.string("id", id);
  const JsonValue place = object.find("id");
  if (id.empty()) return;
  if (!is_id(id)) {
    report(place, "rules.value", "the id " + quoted(id) + " has characters that ids do not have",
           "letters, digits and . : - _ +");
  }
  rule_ids.add(place.text(), place, problems);
}

void Loading::read_examples(ObjectReader& object, Examples& examples) {
  object.require("examples");
  const JsonValue value = object.optional("examples", JsonKind::object);
  if (!value.present()) return;
  ObjectReader reader(value, problems);
  for (const JsonValue example : reader.optional_elements("match", JsonKind::object)) {
    read_example(example, true, examples.match, problems);
  }
  for (const JsonValue example : reader.optional_elements("no_match", JsonKind::object)) {
    read_example(example, false, examples.no_match, problems);
  }
  reader.finish();
  if (examples.match.empty()) {
    report(value, "rules.examples", "no example shows what the rule matches", "at least one under \"match\"");
  }
  if (examples.no_match.empty()) {
    report(value, "rules.examples", "no example shows what the rule does not match",
           "at least one under \"no_match\", with its why");
  }
}

void Loading::check_regex(JsonValue place, const std::string& pattern, const std::vector<std::string>& groups) {
  const Result<text::Regex> regex = text::Regex::compile(pattern);
  if (!regex) {
    const Diagnostic& error = regex.diagnostics().front();
    report(place, "rules.regex", error.message, error.expected);
    return;
  }
  for (const std::string& group : groups) {
    if (regex->group(group) == 0) {
      report(place, "rules.regex", "the pattern has no group " + quoted(group), "(?P<" + group + ">...)");
    }
  }
}

}  // namespace whobuilds::rules
