// discovery/*.json: patterns for names that nobody listed.
#include "rules/loading.h"
#include "rules/macros.h"
#include "text/fold.h"

namespace whobuilds::rules {
namespace {

// Rules are written in one of two ways that mean the same: in simplified characters, with 「」.
void add_other_writings(DiscoveryRule& rule) {
  if (rule.language == Language::zh) {
    rule.pattern = text::with_traditional_forms(rule.pattern);
    text::add_traditional_forms(rule.when);
  } else if (rule.language == Language::ja) {
    rule.pattern = text::with_double_brackets(rule.pattern);
    text::add_double_brackets(rule.when);
  }
}

void load_rule(JsonValue value, const Macros& macros, Loading& loading) {
  DiscoveryRule rule;
  ObjectReader object(value, loading.problems);
  loading.read_rule_id(object, rule.id);
  object.string("description", rule.description);
  rule.language = loading.read_optional_language(object);
  rule.types = loading.read_required_types(object, "types");
  object.optional_strings("when", rule.when);
  const JsonValue pattern = object.required("pattern", JsonKind::string);
  rule.pattern = macros.expand(pattern);
  add_other_writings(rule);
  const std::vector<std::string_view> nears = {"company", "list", "emphasis", "column"};
  if (const size_t near = loading.read_word(object, "near", nears); near < nears.size()) rule.near = nears[near];
  object.optional_confidence("confidence", rule.confidence);
  loading.read_examples(object, rule.examples);
  object.finish();
  if (pattern.present()) {
    loading.check_regex(pattern, rule.pattern,
                        rule.near != "company" ? std::vector<std::string>{"name"} : std::vector<std::string>{"name", "maker"});
  }
  loading.add_origin("discovery", rule.id, value, rule.description, rule.examples);
  loading.rules.discovery.push_back(std::move(rule));
}

}  // namespace

void load_discovery(JsonValue file, Loading& loading) {
  ObjectReader object(file, loading.problems);
  object.optional("schema", JsonKind::string);
  const Macros macros(object, loading);
  for (const JsonValue value : object.elements("rules", JsonKind::object)) load_rule(value, macros, loading);
  object.finish();
}

}  // namespace whobuilds::rules
