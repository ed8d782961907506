// What a question asks for, apart from the names it is about.
//
// Written as words, the form in which rules/questions says what a form or a word asks for and in which an answer says
// how the question was understood: "count planned builds-chips", "Model competitors", "since:2025-09 facts".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/rules.h"
#include "whobuilds/fact.h"

namespace whobuilds::query {

struct Request {
  std::string verb;              // a verb of verbs.h, or the id of an attribute
  std::string type;              // of the things that answer, "" for any
  std::vector<Status> statuses;  // only rows of one of these; empty for any
  std::string since;   // only what documents of this date (YYYY, YYYY-MM or YYYY-MM-DD) or later say; "" for any
  bool count = false;  // how many there are is asked for
};

// Adds what `word` asks for: a verb, an attribute or an entity type of the ontology, a status, "count", "since:DATE",
// or "reversed", which turns the verb that the request has. False, with the request as it was, for any other word,
// and for a second verb or type.
bool add_word(const Ontology& ontology, std::string_view word, Request& request);

// Adds each word of `words`, which stand apart by spaces. False if one of them was not added.
bool add_words(const Ontology& ontology, std::string_view words, Request& request);

std::string to_text(const Request& request);

}  // namespace whobuilds::query
