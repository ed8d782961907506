#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cli/program.h"

using whobuilds::cli_test::Outcome;
using whobuilds::cli_test::Scratch;

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// old.json: two articles; new.json: one of them rewritten and one more.
void prepare(const Scratch& scratch) {
  scratch.write("old/a.md", "---\ndate: 2025-01-10\n---\n\nHuawei developed the Ascend 910C.\n");
  scratch.write("old/b.md", "---\ndate: 2025-02-10\n---\n\nNVIDIA plans to acquire Groq.\n");
  REQUIRE(scratch.run({"extract", "old", "-o", "old.json"}).exit_code == 0);
  scratch.write("new/a.md", "---\ndate: 2025-01-10\n---\n\nSMIC manufactures the Ascend 910C.\n");
  scratch.write("new/b.md", scratch.read("old/b.md"));
  scratch.write("new/c.md", "---\ndate: 2025-03-10\n---\n\nNVIDIA acquired Groq.\n");
  REQUIRE(scratch.run({"extract", "new", "-o", "new.json"}).exit_code == 0);
}

}  // namespace

TEST_CASE("a difference is told fact by fact, with sentences and causes") {
  const Scratch scratch;
  prepare(scratch);
  const Outcome outcome = scratch.run({"diff", "old.json", "new.json"});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err == "");
  for (const std::string part :
       {"- Huawei develops Ascend 910C   (asserted",
        "    \"Huawei developed the Ascend 910C.\"\n    because document a was changed",
        "+ SMIC manufactures Ascend 910C", "~ Nvidia acquires Groq: status planned -> asserted",
        "because document c was added", "documents: 1 added, 0 removed, 1 changed"}) {
    INFO(part);
    CHECK_MESSAGE(contains(outcome.out, part), outcome.out);
  }
  CHECK(contains(scratch.run({"diff", "old.json", "new.json", "--json"}).out, "\"kind\": \"document_added\""));
}

TEST_CASE("equal graphs differ in nothing, and a script can ask for that") {
  const Scratch scratch;
  prepare(scratch);
  const Outcome same = scratch.run({"diff", "new.json", "new.json", "--fail-different"});
  CHECK(same.exit_code == 0);
  CHECK(same.out ==
        "documents: 0 added, 0 removed, 0 changed; nodes, attributes and edges: 0 added, 0 removed, 0 changed\n");
  CHECK(scratch.run({"diff", "old.json", "new.json", "--fail-different"}).exit_code == 1);
  CHECK(scratch.run({"diff", "old.json", "new.json"}).exit_code == 0);
}

TEST_CASE("one graph can be asked what came since a day") {
  const Scratch scratch;
  prepare(scratch);
  const Outcome outcome = scratch.run({"diff", "new.json", "--since", "2025-03"});
  CHECK(outcome.exit_code == 0);
  CHECK_MESSAGE(contains(outcome.out, "~ Nvidia acquires Groq: status planned -> asserted"), outcome.out);
  CHECK(contains(outcome.out, "documents: 1 added, 0 removed, 0 changed"));
  CHECK_FALSE(contains(outcome.out, "SMIC"));
}

TEST_CASE("a difference can be drawn") {
  const Scratch scratch;
  prepare(scratch);
  CHECK(scratch.run({"diff", "old.json", "new.json", "-o", "d.svg"}).exit_code == 0);
  const std::string svg = scratch.read("d.svg");
  for (const std::string part : {"<svg", "Huawei", "SMIC", "added", "removed", "changed"}) CHECK(contains(svg, part));
  CHECK(scratch.run({"diff", "old.json", "new.json", "-o", "d.png"}).exit_code == 0);
  CHECK(scratch.read("d.png").compare(1, 3, "PNG") == 0);
  const Outcome nothing = scratch.run({"diff", "new.json", "new.json", "--format", "dot"});
  CHECK(nothing.exit_code == 0);
  CHECK(contains(nothing.out, "digraph"));
}

TEST_CASE("wrong arguments of diff are told at once") {
  const Scratch scratch;
  prepare(scratch);
  struct Row {
    std::string name;
    std::vector<std::string> arguments;
    std::vector<std::string> messages;
    int exit_code;
  };
  const Row rows[] = {
      {"one graph", {"diff", "old.json"}, {"two graphs, or one with --since"}, 2},
      {"three graphs", {"diff", "a", "b", "c"}, {"3 graphs were given"}, 2},
      {"two with since",
       {"diff", "a", "b", "--since", "2025", "--format", "docx"},
       {"one graph with --since", "\"docx\""},
       2},
      {"no date", {"diff", "new.json", "--since", "soon"}, {"diff.date", "YYYY-MM-DD"}, 2},
      {"both missing", {"diff", "x.json", "y.json"}, {"x.json", "y.json"}, 4},
      {"no folder", {"diff", "old.json", "new.json", "-o", "nowhere/d.json"}, {"nowhere/d.json"}, 4},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const Outcome outcome = scratch.run(row.arguments);
    CHECK(outcome.exit_code == row.exit_code);
    CHECK(outcome.out == "");
    for (const std::string& message : row.messages) CHECK_MESSAGE(contains(outcome.err, message), outcome.err);
  }
}
