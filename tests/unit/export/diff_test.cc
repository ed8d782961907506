// A difference as JSON and as a picture.
#include "whobuilds/diff.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "unit/graph/sample.h"
#include "whobuilds/diff_diagram.h"
#include "whobuilds/report.h"

using namespace whobuilds;

namespace {

// One fact added, one removed, one changed; another stays.
struct Sides {
  Graph before =
      sample::merged({sample::Paper("a", "2025").says("company:acme", "develops", "chip:bolt", "Acme made Bolt."),
                      sample::Paper("b", "2025")
                          .says("company:acme", "develops", "chip:volt", "Acme will make Volt.", Status::planned)
                          .says("company:acme", "uses", "system:grid", "Acme uses the Grid.")});
  Graph after =
      sample::merged({sample::Paper("b", "2025")
                          .says("company:acme", "develops", "chip:volt", "Acme will make Volt.", Status::planned)
                          .says("company:acme", "uses", "system:grid", "Acme uses the Grid."),
                      sample::Paper("c", "2026")
                          .says("company:acme", "develops", "chip:volt", "Acme made Volt.")
                          .says("company:acme", "acquires", "company:zenith", "Acme \"bought\" Zenith.")});
  GraphDiff changes = diff(before, after);
};

}  // namespace

TEST_CASE("a difference as JSON says what changed, how and why") {
  const Sides sides;
  const auto json = nlohmann::json::parse(diff_to_json(sides.before, sides.after, sides.changes));
  CHECK(json["documents"] == nlohmann::json::parse(R"({"added":["c"],"removed":["a"],"changed":[]})"));
  CHECK(json["other_rules"] == false);
  REQUIRE(json["edges"].size() == 3);
  struct Row {
    const char *change, *source, *relation, *target, *cause, *what;
  };
  const Row rows[] = {{"added", "company:acme", "acquires", "company:zenith", "document_added", "c"},
                      {"removed", "company:acme", "develops", "chip:bolt", "document_removed", "a"},
                      {"changed", "company:acme", "develops", "chip:volt", "document_added", "c"}};
  for (size_t i = 0; i < 3; ++i) {
    const Row& row = rows[i];
    INFO(row.target);
    const auto& edge = json["edges"][i];
    CHECK(edge["change"] == row.change);
    CHECK(edge["source"] == row.source);
    CHECK(edge["relation"] == row.relation);
    CHECK(edge["target"] == row.target);
    REQUIRE(edge["causes"].size() == 1);
    CHECK(edge["causes"][0]["kind"] == row.cause);
    CHECK(edge["causes"][0]["what"] == row.what);
  }
  const auto& values = json["edges"][2]["values"];
  REQUIRE(values.size() == 2);
  CHECK(values[0] == nlohmann::json::parse(R"({"name":"status","before":"planned","after":"asserted"})"));
  CHECK(values[1]["before"].is_number());
  CHECK(json["nodes"].size() == 2);
}

TEST_CASE("a difference is drawn in colours, and what stayed is left out") {
  const Sides sides;
  const Result<std::string> dot = draw_diff(sides.before, sides.after, sides.changes, "dot", {});
  REQUIRE(dot.ok());
  struct Row {
    const char* name;
    std::string part;
    bool there;
  };
  const Row rows[] = {{"added", "color=\"#15803d\"", true},  {"removed", "color=\"#dc2626\"", true},
                      {"removed is dashed", "dashed", true}, {"changed", "color=\"#b45309\"", true},
                      {"legend", "removed</font>", true},    {"what came", "Zenith", true},
                      {"what went", "Bolt", true},           {"what stayed", "Grid", false}};
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK((dot->find(row.part) != std::string::npos) == row.there);
  }
  ExportOptions japanese;
  japanese.label_language = "ja";
  japanese.dark = true;
  const Result<std::string> dark = draw_diff(sides.before, sides.after, sides.changes, "dot", japanese);
  REQUIRE(dark.ok());
  CHECK(dark->find("削除") != std::string::npos);
  CHECK(dark->find("#4ade80") != std::string::npos);
  for (const std::string& format : diff_diagram_formats()) {
    INFO(format);
    CHECK(draw_diff(sides.before, sides.before, diff(sides.before, sides.before), format, {}).ok());
  }
  const Result<std::string> unknown = draw_diff(sides.before, sides.after, sides.changes, "pdf", {});
  REQUIRE_FALSE(unknown.ok());
  CHECK(unknown.diagnostics().front().code == "export.format");
}
