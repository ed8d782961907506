#include "relate/shape.h"

#include <doctest/doctest.h>

using namespace whobuilds;
using Kind = relate::ShapeElement::Kind;

namespace {

Grammar small_grammar() {
  Grammar grammar;
  grammar.language = Language::ja;
  grammar.words["subject"] = {"は", "が"};
  return grammar;
}

}  // namespace

TEST_CASE("a shape is a list of elements anchored at its predicate") {
  const Result<relate::Shape> shape = relate::parse_shape("A @subject ... B @mark .. V", small_grammar());
  REQUIRE(shape.ok());
  const std::vector<Kind> kinds = {Kind::source, Kind::literal, Kind::any_gap,   Kind::target,
                                   Kind::mark,   Kind::clause_gap, Kind::predicate};
  REQUIRE(shape->elements.size() == kinds.size());
  for (size_t i = 0; i < kinds.size(); ++i) CHECK(shape->elements[i].kind == kinds[i]);
  CHECK(shape->anchor == 6);
  CHECK(shape->has_predicate);
  CHECK(shape->elements[1].literals.size() == 2);
}

TEST_CASE("a shape without a predicate is anchored at its first slot") {
  const Result<relate::Shape> shape = relate::parse_shape("^ 、|,? A の _ B", small_grammar());
  REQUIRE(shape.ok());
  CHECK(shape->anchor == 2);
  CHECK(shape->elements[1].optional);
}

TEST_CASE("a segment's end may be an alternative to words") {
  const Result<relate::Shape> shape = relate::parse_shape("^|、 A V 。|@subject|$", small_grammar());
  REQUIRE(shape.ok());
  for (const size_t i : {0, 3}) {
    CHECK(shape->elements[i].kind == Kind::literal);
    CHECK(shape->elements[i].or_edge);
  }
  CHECK(shape->elements[0].literals.size() == 1);
  CHECK(shape->elements[3].literals.size() == 3);
}

TEST_CASE("faulty shapes say what is wrong") {
  struct Row {
    const char* name;
    const char* shape;
    const char* message;
  };
  const std::vector<Row> rows = {
      {"unknown list", "A @object V", "unknown word list @object"},
      {"no slot", "の V", "no slot"},
      {"two predicates", "A V V", "two predicates"},
      {"gap at the end", "A V ..", "a gap at the end"},
      {"end in the middle", "A $ V", "$ in the middle"},
      {"end as an alternative in the middle", "A が|$ V", "が|$ in the middle"},
      {"begin at the end", "A V 。|^", "。|^ in the middle"},
      {"optional end", "A V 。|$?", "。|$? means nothing"},
      {"forbidden end", "A V !。|$", "!。|$ means nothing"},
      {"optional slot", "A? V", "A? means nothing"},
      {"forbidden gap", "A !_ V", "!_ means nothing"},
      {"slot among words", "A|は V", "A is no alternative"},
      {"gap among words", "A は|.. V", ".. is no alternative"},
      {"empty alternative", "A は||が V", "は||が has an empty alternative"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Result<relate::Shape> shape = relate::parse_shape(row.shape, small_grammar());
    REQUIRE_FALSE(shape.ok());
    CHECK(shape.diagnostics().front().code == "rules.shape");
    CHECK(shape.diagnostics().front().message.find(row.message) != std::string::npos);
  }
}
