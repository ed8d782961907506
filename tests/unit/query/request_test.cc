#include "query/request.h"

#include <doctest/doctest.h>

#include "query/verbs.h"
#include "unit/embedded_rules.h"

using namespace whobuilds;
using query::Request;

namespace {

const Ontology& ontology() { return test::embedded_rules().rules().ontology; }

}  // namespace

TEST_CASE("a request is written as words and read back") {
  const std::vector<std::string> texts = {
      "who-builds", "count planned builds-chips", "Model competitors", "since:2025-09 facts", "planned rumored facts",
      "parameters", "count Model what-runs-on",
  };
  for (const std::string& text : texts) {
    CAPTURE(text);
    Request request;
    CHECK(query::add_words(ontology(), text, request));
    CHECK(query::to_text(request) == text);
  }
}

TEST_CASE("words that ask for nothing, or for two things, are refused") {
  for (const char* text :
       {"nonsense", "who-builds who-uses", "Chip Model competitors", "reversed", "neighbours reversed", ""}) {
    CAPTURE(text);
    Request request;
    CHECK(query::add_words(ontology(), text, request) == (std::string(text).empty()));
  }
}

TEST_CASE("the reverse of the reverse is the verb itself") {
  size_t pairs = 0;
  for (const std::string_view verb : query::verb_names()) {
    const std::string_view reversed = query::reverse_verb(verb);
    if (reversed.empty() || *query::find_verb(verb)->type != 0) continue;
    CAPTURE(verb);
    CHECK(query::reverse_verb(reversed) == verb);
    ++pairs;
  }
  CHECK(pairs == 34);
}

TEST_CASE("a type narrows a verb to one that there is") {
  CHECK(query::narrowed_verb("builds-what", "Chip") == "builds-chips");
  CHECK(query::narrowed_verb("builds-what", "Benchmark") == "");
  CHECK(query::narrowed_verb("competitors", "Chip") == "");
  CHECK(query::narrowed_verb("builds-what", "") == "");
  CHECK(query::narrowed_verb("parameters", "Chip") == "");
}
