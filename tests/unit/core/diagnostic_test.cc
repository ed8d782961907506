#include "whobuilds/diagnostic.h"

#include <doctest/doctest.h>

using namespace whobuilds;

TEST_CASE("a diagnostic prints what it knows and nothing else") {
  Diagnostic full;
  full.code = "rules.unknown_key";
  full.file = "rules/ontology.json";
  full.pointer = "/types/0/colour";
  full.line = 3;
  full.column = 7;
  full.message = "unknown key \"colour\"";
  full.expected = "one of id, slug, color";
  full.remedy = "rename it to \"color\"";
  CHECK(full.to_string() ==
        "rules/ontology.json:3:7 at /types/0/colour: error: unknown key \"colour\" (expected one of id, slug, "
        "color) [rules.unknown_key]; rename it to \"color\"");

  Diagnostic bare;
  bare.code = "x";
  bare.message = "m";
  bare.severity = Severity::warning;
  CHECK(bare.to_string() == "warning: m [x]");
}

TEST_CASE("a result holds a value with warnings or errors alone") {
  Diagnostic warning;
  warning.severity = Severity::warning;
  const Result<int> fine(7, {warning});
  CHECK(fine.ok());
  CHECK(*fine == 7);
  CHECK_FALSE(has_errors(fine.diagnostics()));

  const Result<int> failed(Diagnostic{});
  CHECK_FALSE(failed.ok());
  CHECK(has_errors(failed.diagnostics()));
}
