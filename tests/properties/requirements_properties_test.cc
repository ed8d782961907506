// What patterns require against the patterns themselves: a text that one matches in must never be turned away.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "text/regex.h"
#include "text/requirements.h"
#include "text/sketch.h"

using namespace whobuilds;
using namespace whobuilds::text;

namespace {

// Pieces of texts, which are also literals of patterns.
const std::vector<std::string> kPieces = {"a",  "b",  "Ab", "B",  "7",    " ",  "-",  ".",  ",",  "'",
                                          "’",  "(",  ")",  "モ", "デル", "の", "は", "大", "米", "「",
                                          "」", "、", "。", "é",  "$",    "ΐ",  "k",  "K",  "s",  "ſ"};
// Patterns of one character or none.
const std::vector<std::string> kAtoms = {".",
                                         "[A-Z]",
                                         "[a-z]",
                                         "[0-9]",
                                         "[^A-Za-z]",
                                         "[^、。]",
                                         "\\d",
                                         "\\s",
                                         "\\w",
                                         "\\b",
                                         "^",
                                         "$",
                                         "\\.",
                                         "[.,]",
                                         "\\p{Han}",
                                         "\\p{Katakana}",
                                         "[\\p{Han}ー]",
                                         "[^\\p{Han}]",
                                         "[ぁ-ん]",
                                         "[「『]",
                                         "[ -]",
                                         "[A-Za-z0-9-]",
                                         "[]a]",
                                         "[一-龠0-9]",
                                         "(?i:k)",
                                         "(?i:aB)",
                                         "(?i:[a-b])"};
const std::vector<std::string> kRepeats = {"",   "",   "",    "*",     "+",     "?",   "*?",
                                           "+?", "??", "{2}", "{0,2}", "{1,3}", "{2,}"};

rc::Gen<std::string> any_text() {
  return rc::gen::exec([] {
    std::string out;
    const int pieces = *rc::gen::inRange(0, 14);
    for (int i = 0; i < pieces; ++i) out += *rc::gen::elementOf(kPieces);
    return out;
  });
}

std::string draw_choice(int depth);

std::string draw_atom(int depth) {
  const int kind = *rc::gen::inRange(0, depth > 0 ? 5 : 3);
  if (kind < 2) {
    const std::string piece = *rc::gen::elementOf(kPieces);
    return piece == "." || piece == "(" || piece == ")" || piece == "$" ? "\\" + piece : "(?:" + piece + ")";
  }
  if (kind == 2) return *rc::gen::elementOf(kAtoms);
  return (kind == 3 ? "(?:" : "(?P<name>") + draw_choice(depth - 1) + ")";
}

std::string draw_choice(int depth) {
  std::string out;
  const int choices = *rc::gen::inRange(1, 4);
  for (int i = 0; i < choices; ++i) {
    if (i > 0) out += '|';
    const int parts = *rc::gen::inRange(0, 5);
    for (int k = 0; k < parts; ++k) {
      const std::string atom = draw_atom(depth);
      const bool empty = atom == "^" || atom == "$" || atom == "\\b";
      out += atom + (empty ? "" : *rc::gen::elementOf(kRepeats));
    }
  }
  return out;
}

bool allows(const std::string& pattern, const std::string& content) {
  Requirements requirements;
  requirements.add("x");  // places count
  requirements.add(pattern);
  Sketch sketch;
  sketch.draw("anything before");
  sketch.draw(content);
  return requirements.allow(1, sketch);
}

}  // namespace

TEST_CASE("a text that a pattern matches in is never turned away") {
  int matched = 0;
  const bool held = rc::check([&] {
    const std::string pattern = draw_choice(2);
    const Result<Regex> regex = Regex::compile(pattern);
    if (!regex) return;  // a group's name twice
    for (int i = 0; i < 20; ++i) {
      const std::string content = *any_text();
      if (!regex.value().contains_match(content)) continue;
      ++matched;
      RC_LOG() << pattern << " in " << content;
      RC_ASSERT(allows(pattern, content));
    }
  });
  CHECK(held);
  CHECK(matched > 500);
}

TEST_CASE("what a pattern needs and a text lacks turns the text away") {
  struct Row {
    std::string name;
    std::string pattern, with, without;
  };
  const std::vector<Row> rows = {
      {"a word", "[A-Z]+ released", "X released", "X was published"},
      {"one of several words", "(?:releas(?:es|ed)|unveils) [A-Z]", "it unveils X", "it releases x"},
      {"an inner capital", "[A-Z][a-z]+[A-Z]", "KumoLedger", "Kumo Ledger"},
      {"a digit behind letters", "(?P<name>[A-Z]+[0-9]{2,})", "H100", "H 100"},
      {"a name in quotation marks", "「[A-Z]", "「X」", "「だけ」 X"},
      {"a word of two bytes", "[a-z]+é", "café", "cafe"},
      {"what every alternative needs", "モデル[0-9]|LLM ?「", "LLM 「", "モデル、「だ」"},
      {"a part that is needed in spite of a name", "(?P<name>[A-Z]+)社", "X社", "X会"},
      {"neighbours of a repeated class", "[A-Z]{2}", "AB", "A B"},
  };
  CHECK(rows.size() == 9);
  for (const Row& row : rows) {
    CAPTURE(row.name);
    REQUIRE(Regex::compile(row.pattern).value().contains_match(row.with));
    CHECK(allows(row.pattern, row.with));
    CHECK_FALSE(allows(row.pattern, row.without));
  }
}

TEST_CASE("a pattern of syntax that is not known here turns nothing away") {
  for (const char* pattern : {"(?s)b", "[[:alpha:]]b", "\\x41b", "\\p{Greek}b", "\\Qb\\E", "b{"}) {
    CAPTURE(pattern);
    CHECK(allows(pattern, ""));
  }
}
