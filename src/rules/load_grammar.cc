// grammar/<lang>.json: inflection, word lists and the constructions of one language.
#include <algorithm>

#include "rules/loading.h"

namespace whobuilds::rules {
namespace {

void load_form(JsonValue value, InflectionClass& inflection, Loading& loading) {
  FormRule form;
  ObjectReader object(value, loading.problems);
  object.string("form", form.form).optional_strings("endings", form.endings, Blank::allowed);
  object.finish();
  inflection.forms.push_back(std::move(form));
}

void load_class(JsonValue value, IdSpace& ids, Grammar& grammar, Loading& loading) {
  InflectionClass inflection;
  ObjectReader object(value, loading.problems);
  object.string("id", inflection.id);
  for (const JsonValue form : object.elements("forms", JsonKind::object)) load_form(form, inflection, loading);
  object.finish();
  if (!inflection.id.empty()) ids.add(object.find("id").text(), object.find("id"), loading.problems);
  grammar.classes.push_back(std::move(inflection));
}

std::vector<std::string_view> class_ids(const Grammar& grammar) {
  std::vector<std::string_view> out;
  for (const InflectionClass& inflection : grammar.classes) out.push_back(inflection.id);
  return out;
}

// The forms of the classes that the construction applies to.
std::vector<std::string_view> form_names(const Grammar& grammar, const std::vector<std::string>& classes) {
  std::vector<std::string_view> out;
  for (const InflectionClass& inflection : grammar.classes) {
    if (!classes.empty() && std::find(classes.begin(), classes.end(), inflection.id) == classes.end()) continue;
    for (const FormRule& form : inflection.forms) {
      if (std::find(out.begin(), out.end(), form.form) == out.end()) out.push_back(form.form);
    }
  }
  return out;
}

// The strings under `key`, all of which must be among `known`.
void check_known(const ObjectReader& object, std::string_view key, const std::string& what,
                 const std::vector<std::string_view>& known, Loading& loading) {
  for (const JsonValue place : object.find(key)) {
    if (place.kind() != JsonKind::string) continue;
    if (std::find(known.begin(), known.end(), place.text()) == known.end()) {
      loading.report_dangling(place, what, place.text(), known);
    }
  }
}

void load_construction(JsonValue value, Grammar& grammar, Loading& loading) {
  Construction construction;
  ObjectReader object(value, loading.problems);
  loading.read_rule_id(object, construction.id);
  object.string("description", construction.description);
  object.strings("classes", construction.classes).optional_strings("forms", construction.forms);
  object.string("shape", construction.shape);
  for (const JsonValue place : object.optional_elements("relations", JsonKind::string)) {
    const uint32_t relation = loading.find_relation(place);
    if (relation != kNoIndex) construction.relations.push_back(static_cast<RelationId>(relation));
  }
  object.optional_confidence("confidence", construction.confidence);
  loading.read_examples(object, construction.examples);
  object.finish();
  check_marked_examples(object, loading);
  check_known(object, "classes", "inflection class", class_ids(grammar), loading);
  check_known(object, "forms", "form of these classes", form_names(grammar, construction.classes), loading);
  check_shape_words(object.find("shape"), grammar, loading);
  loading.add_origin("construction", construction.id, value, construction.description, construction.examples);
  grammar.constructions.push_back(std::move(construction));
}

// "Company", "Company|Organization", "plural Company", "author Company": every part must be a type.
void check_anaphor_types(JsonValue anaphors, Loading& loading) {
  for (const JsonValue member : anaphors) {
    std::string_view rest = member.key();
    if (rest.substr(0, 7) == "plural " || rest.substr(0, 7) == "author ") rest.remove_prefix(7);
    while (true) {
      const size_t bar = std::min(rest.find('|'), rest.size());
      const std::string_view type = rest.substr(0, bar);
      if (loading.ontology_complete && loading.rules.ontology.find_type(type) == kNoIndex) {
        Diagnostic problem =
            problem_at_key(member, "rules.dangling", "there is no entity type \"" + std::string(type) + "\"");
        problem.expected = "types separated by |, \"plural \" or \"author \" before them or not";
        loading.report(std::move(problem));
      }
      if (bar == rest.size()) break;
      rest.remove_prefix(bar + 1);
    }
  }
}

}  // namespace

void check_shape_words(JsonValue shape, const Grammar& grammar, Loading& loading) {
  if (!shape.present() || shape.kind() != JsonKind::string || !loading.grammar_complete) return;
  std::vector<std::string_view> known = {"mark", "mark!"};
  for (const auto& list : grammar.words) known.push_back(list.first);
  const std::string_view text = shape.text();
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find_first_of(" |?!", at), text.size());
    const std::string_view part = text.substr(at, end - at);
    at = end + 1;
    if (part.size() < 2 || part[0] != '@') continue;
    if (std::find(known.begin(), known.end(), part.substr(1)) != known.end()) continue;
    loading.report_dangling(shape, "word list", part.substr(1), known);
  }
}

void load_grammar(JsonValue file, Loading& loading) {
  Grammar grammar;
  IdSpace classes;
  ObjectReader object(file, loading.problems);
  object.optional("schema", JsonKind::string);
  grammar.language = loading.read_language(object);
  for (const JsonValue value : object.elements("classes", JsonKind::object)) {
    load_class(value, classes, grammar, loading);
  }
  object.optional_lists("words", grammar.words).optional_lists("irregular", grammar.irregular);
  object.optional_strings("list_separators", grammar.list_separators);
  object.optional_strings("list_closers", grammar.list_closers);
  object.optional_strings("clause_ends", grammar.clause_ends);
  object.optional_lists("anaphors", grammar.anaphors);
  check_anaphor_types(object.find("anaphors"), loading);
  for (const JsonValue value : object.optional_elements("constructions", JsonKind::object)) {
    load_construction(value, grammar, loading);
  }
  object.finish();
  if (grammar.language == Language::unknown) {
    loading.grammar_complete = false;
    return;
  }
  if (loading.find_grammar(grammar.language) != nullptr) {
    loading.report(object.find("language"), "rules.duplicate_id", "this language has another grammar file", "",
                   "merge the two files");
    return;
  }
  loading.rules.grammars.push_back(std::move(grammar));
}

}  // namespace whobuilds::rules
