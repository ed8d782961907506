#include "rules/json_reader.h"

#include <doctest/doctest.h>

using namespace whobuilds;
using rules::Blank;
using rules::JsonDocument;
using rules::JsonKind;
using rules::JsonValue;
using rules::ObjectReader;

namespace {

struct Opened {
  explicit Opened(std::string text) : bytes(std::move(text)), document("f.json", bytes) {
    REQUIRE(document.parse(problems));
  }
  std::string codes() const {
    std::string out;
    for (const Diagnostic& problem : problems) out += problem.code.substr(6) + problem.pointer + ";";
    return out;
  }
  std::string bytes;
  Diagnostics problems;
  JsonDocument document;
};

}  // namespace

TEST_CASE("reads what is there and leaves the rest alone") {
  Opened opened(R"({"id": "a", "words": ["x", "y"], "marks": [""], "on": true, "factor": 2, "confidence": 0.5,
                    "labels": {"en": "A", "zh": "甲"}, "lists": {"p": ["q"]}})");
  std::string id, note = "kept";
  std::vector<std::string> words, marks, none = {"kept"};
  bool on = false;
  double factor = 0, confidence = 0;
  std::map<std::string, std::string> labels;
  std::map<std::string, std::vector<std::string>> lists;
  ObjectReader object(opened.document.root(), opened.problems);
  object.string("id", id).optional_string("note", note).strings("words", words).optional_strings("none", none);
  object.optional_strings("marks", marks, Blank::allowed).optional_boolean("on", on);
  object.positive_number("factor", factor).optional_confidence("confidence", confidence);
  object.optional_language_map("labels", labels).optional_lists("lists", lists);
  object.finish();
  CHECK(opened.codes() == "");
  CHECK(id == "a");
  CHECK(note == "kept");
  CHECK(words == std::vector<std::string>{"x", "y"});
  CHECK(none == std::vector<std::string>{"kept"});
  CHECK(marks == std::vector<std::string>{""});
  CHECK(on);
  CHECK(factor == 2);
  CHECK(confidence == 0.5);
  CHECK(labels == std::map<std::string, std::string>{{"en", "A"}, {"zh", "甲"}});
  CHECK(lists.at("p") == std::vector<std::string>{"q"});
}

TEST_CASE("faults, by row") {
  struct Row {
    const char* name;
    const char* text;
    const char* problems;
  };
  const std::vector<Row> rows = {
      {"all missing", "{}", "missing_key;missing_key;missing_key;"},
      {"wrong types", R"({"id": 1, "words": "x", "factor": "2"})", "type/id;type/words;type/factor;"},
      {"empty", R"({"id": "", "words": [], "factor": 1})", "value/id;value/words;"},
      {"elements", R"({"id": "a", "words": ["x", 1, "", null], "factor": 1})",
       "type/words/1;type/words/3;value/words/2;"},
      {"not above zero", R"({"id": "a", "words": ["x"], "factor": 0})", "value/factor;"},
      {"unknown", R"({"id": "a", "words": ["x"], "factor": 1, "ids": 2, "more": 3})",
       "unknown_key/ids;unknown_key/more;"},
      {"no object", "[]", "type;"},
  };
  CHECK(rows.size() == 7);
  for (const Row& row : rows) {
    CAPTURE(row.name);
    Opened opened(row.text);
    std::string id;
    std::vector<std::string> words;
    double factor = 0;
    ObjectReader object(opened.document.root(), opened.problems);
    object.string("id", id).strings("words", words).positive_number("factor", factor);
    object.finish();
    CHECK(opened.codes() == row.problems);
  }
}

TEST_CASE("an unknown key is set beside the nearest known one that is not used") {
  Opened opened(R"({"stem": "x", "tails": "y"})");
  std::string stems, tail;
  ObjectReader object(opened.document.root(), opened.problems);
  object.optional_string("stems", stems).optional_string("tail", tail);
  object.finish();
  REQUIRE(opened.problems.size() == 2);
  CHECK(opened.problems[0].remedy == "rename it to \"stems\"");
  CHECK(opened.problems[0].expected == "one of \"stems\" or \"tail\"");
  CHECK(opened.problems[1].remedy == "rename it to \"tail\"");
}

TEST_CASE("alternatives are listed with or before the last") {
  CHECK(rules::one_of({"a"}) == "\"a\"");
  CHECK(rules::one_of({"a", "b", "c"}) == "\"a\", \"b\" or \"c\"");
}
