// Inflection: the surfaces under which a listed predicate word occurs in text.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "rules/rules.h"

namespace whobuilds::relate {

struct InflectedWord {
  std::string surface;
  std::set<std::string> forms;  // English: known from the surface; ja, zh: empty, told by what follows
};

struct EnglishVerb {
  std::string base, third_person, past, participle, gerund;
};

// The forms of a verb of one word; irregular ones from the grammar.
EnglishVerb inflect_english(const Grammar& grammar, const std::string& base);

// English verbs: base, -s, past, participle, -ing (irregulars from the grammar; of several words the
// first is inflected); English nouns: singular and plural. Japanese: the stem to scan for (godan: one
// surface per row). Chinese: as listed and in traditional characters. Order is stable.
std::vector<InflectedWord> inflected_words(const Grammar& grammar, const PredicateGroup& group);

}  // namespace whobuilds::relate
