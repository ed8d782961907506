// What the loaders of the file kinds share while the rules are being loaded: the rules so far, the
// problems so far, and the ids that are taken.
//
// Each kind has one function `load_<kind>(file, loading)`, called in the order in which ids build on
// one another: ontology, catalogue, families and so on (parse_rules.cc).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/json_reader.h"
#include "rules/rules.h"

namespace whobuilds::rules {

// Ids of one space, each with the place that took it.
class IdSpace {
 public:
  // Reports rules.duplicate_id when `id` is taken. `place` is the string with the id.
  void add(std::string_view id, JsonValue place, Diagnostics& problems);
  bool contains(std::string_view id) const { return places_.count(id) > 0; }

 private:
  std::unordered_map<std::string_view, JsonValue> places_;  // views of the documents
};

// An entity id in a file, resolved when the whole catalogue is known.
struct EntityReference {
  std::string_view id;
  JsonValue place;
  EntityIndex from = kNoIndex;  // index into Rules::entities before sorting
  enum class Role : uint8_t { parent, developer, contained } role = Role::parent;
};

struct Loading {
  Rules rules;
  Diagnostics problems;
  IdSpace rule_ids;                      // of everything that evidence can name
  std::vector<JsonValue> entity_places;  // parallel to rules.entities until they are sorted
  std::vector<EntityReference> references;
  bool ontology_complete = true;   // false when a file that defines them is broken: what is not found
  bool catalogue_complete = true;  // then may well exist, and is not reported
  bool grammar_complete = true;
  uint32_t suggestions_left = 100;  // "did you mean" over the catalogue is dear

  void report(Diagnostic problem) { problems.push_back(std::move(problem)); }
  void report(JsonValue place, std::string code, std::string message, std::string expected = "",
              std::string remedy = "");
  // rules.dangling: `what` (such as "entity") `id` is defined nowhere.
  void report_dangling(JsonValue place, const std::string& what, std::string_view id,
                       const std::vector<std::string_view>& known);
  // Notes that the rule `id` stands at `place`.
  void add_origin(std::string kind, std::string id, JsonValue place, std::string description, const Examples& examples);

  // The types named in the list under `key`; all of them must be known.
  TypeSet read_types(ObjectReader& object, std::string_view key);
  TypeSet read_required_types(ObjectReader& object, std::string_view key);
  uint32_t find_type(JsonValue place);  // kNoIndex after reporting
  uint32_t find_relation(JsonValue place);
  uint32_t find_attribute(JsonValue place);
  // The entity that is named under `key`, if any.
  EntityIndex read_entity(ObjectReader& object, std::string_view key);

  const Grammar* find_grammar(Language language) const;  // nullptr when there is none

  Language read_language(ObjectReader& object);           // required
  Language read_optional_language(ObjectReader& object);  // unknown when left out
  // A string that must be one of `words`; returns its index, or `words.size()`.
  size_t read_word(ObjectReader& object, std::string_view key, const std::vector<std::string_view>& words);
  // The rule's id, entered into rule_ids.
  void read_rule_id(ObjectReader& object, std::string& id);
  // Both kinds must be there.
  void read_examples(ObjectReader& object, Examples& examples);
  // Compiles `pattern` unless patterns are trusted; `groups` are names it must have.
  void check_regex(JsonValue place, const std::string& pattern, const std::vector<std::string>& groups = {});
};

// What files call the dimensions, in the order of the enum.
const std::vector<std::string_view>& dimension_names();

// The mentions that the examples of `rule` mark, and the facts over them, are ones that can be.
void check_marked_examples(const ObjectReader& rule, Loading& loading);

// Every @name in a shape must be a word list of the grammar, or @mark. `shape` may be absent.
void check_shape_words(JsonValue shape, const Grammar& grammar, Loading& loading);

// `"Company" or "Organization"`, `nothing` for none.
std::string type_names(TypeSet types, const Ontology& ontology);

// The strings of an optional list, behind those that `out` has from other files.
void append_strings(ObjectReader& object, std::string_view key, std::vector<std::string>& out);

// Letters, digits and . : - _ + only: what ids are made of.
bool is_id(std::string_view id);

void load_ontology(JsonValue file, Loading& loading);
void load_catalogue(JsonValue file, Loading& loading);
// After the last catalogue file: sorts the entities by id and resolves what they name.
void resolve_catalogue(Loading& loading);
void load_families(JsonValue file, Loading& loading);
// Makes the families that `every` stands for; after all files are loaded.
void expand_families(Rules& rules);
void load_discovery(JsonValue file, Loading& loading);
void load_names(JsonValue file, Loading& loading);
void load_values(JsonValue file, Loading& loading);
void load_grammar(JsonValue file, Loading& loading);
void load_relations(JsonValue file, Loading& loading);
void load_attributes(JsonValue file, Loading& loading);
void load_tables(JsonValue file, Loading& loading);
void load_status(JsonValue file, Loading& loading);
void load_questions(JsonValue file, Loading& loading);

}  // namespace whobuilds::rules
