// names/*.json: what the names that nobody listed do not look like, which other names they go by, and what the words
// beside a name say of it. The files add up to one NameRules.
#include <algorithm>

#include "rules/loading.h"
#include "text/fold.h"

namespace whobuilds::rules {
namespace {

void append_folded(ObjectReader& object, std::string_view key, std::vector<std::string>& out) {
  std::vector<std::string> words;
  object.optional_strings(key, words);
  for (const std::string& word : words) out.push_back(text::folded(word));
}

// As append_folded, for words of which the longest that stands in a place counts. Files add up, so all are sorted.
void append_longest_first(ObjectReader& object, std::string_view key, std::vector<std::string>& out) {
  append_folded(object, key, out);
  std::stable_sort(out.begin(), out.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
}

void load_ordinary_words(JsonValue value, Loading& loading) {
  ObjectReader object(value, loading.problems);
  std::string kind;  // tells people where a word belongs
  object.string("kind", kind);
  object.require_some("words");
  append_folded(object, "words", loading.rules.names.ordinary);
  object.finish();
}

void load_context(JsonValue value, Loading& loading) {
  ContextWords words;
  ObjectReader object(value, loading.problems);
  words.types = loading.read_required_types(object, "types");
  append_folded(object, "behind", words.behind);
  append_folded(object, "before", words.before);
  object.finish();
  if (words.behind.empty() && words.before.empty()) {
    loading.report(value, "rules.value", "no words stand here", "\"behind\" or \"before\"");
  }
  loading.rules.names.context.push_back(std::move(words));
}

}  // namespace

void load_names(JsonValue file, Loading& loading) {
  NameRules& names = loading.rules.names;
  ObjectReader object(file, loading.problems);
  object.optional("schema", JsonKind::string);
  for (const JsonValue value : object.optional_elements("ordinary", JsonKind::object)) {
    load_ordinary_words(value, loading);
  }
  append_strings(object, "articles", names.articles);
  append_strings(object, "joints", names.joints);
  append_folded(object, "quantifiers", names.quantifiers);
  append_strings(object, "phrase_words", names.phrase_words);
  append_strings(object, "adjective_endings", names.adjective_endings);
  append_strings(object, "events", names.events);
  append_strings(object, "titles_before", names.titles_before);
  append_strings(object, "titles_behind", names.titles_behind);
  append_strings(object, "given_names", names.given_names);
  append_strings(object, "variant_words", names.variant_words);
  append_strings(object, "series_words", names.series_words);
  append_strings(object, "counted", names.counted);
  append_folded(object, "technologies", names.technologies);
  append_longest_first(object, "naming_cues", names.naming_cues);
  append_folded(object, "naming_phrases", names.naming_phrases);
  append_folded(object, "naming_fillers", names.naming_fillers);
  append_folded(object, "asides", names.asides);
  append_strings(object, "kind_endings", names.kind_endings);
  append_longest_first(object, "company_endings", names.company_endings);
  for (const JsonValue value : object.optional_elements("context", JsonKind::object)) load_context(value, loading);
  object.finish();
}

}  // namespace whobuilds::rules
