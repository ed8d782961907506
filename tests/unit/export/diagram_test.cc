#include "export/diagram.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "export/dot.h"
#include "unit/export/golden.h"
#include "unit/graph/sample.h"
#include "whobuilds/export.h"

using namespace whobuilds;
using exporting::Diagram;
using exporting::DrawnLine;
using sample::Paper;

namespace {

Diagram drawn(const std::vector<Paper>& papers, const ExportOptions& options = {}) {
  return exporting::draw(sample::merged(papers), options);
}

std::string dot_of(const std::vector<Paper>& papers, const ExportOptions& options = {}) {
  const Result<std::string> dot = exporting::diagram_to_dot(drawn(papers, options));
  REQUIRE(dot.ok());
  return *dot;
}

const DrawnLine& line_between(const Diagram& diagram, const std::string& source, const std::string& target) {
  const auto found = std::find_if(diagram.lines.begin(), diagram.lines.end(), [&](const DrawnLine& line) {
    return diagram.nodes[line.source].name == source && diagram.nodes[line.target].name == target;
  });
  REQUIRE(found != diagram.lines.end());
  return *found;
}

}  // namespace

TEST_CASE("wrapping") {
  struct Row {
    const char *name, *text, *expected;
  };
  const std::vector<Row> rows = {
      {"short", "Huawei", "Huawei"},
      {"empty", "", ""},
      {"at a space", "Preferred Networks", "Preferred\nNetworks"},
      {"after a hyphen", "Qwen3-235B-A22B-Instruct", "Qwen3-235B-\nA22B-\nInstruct"},
      {"a long word stays whole", "Antidisestablishment", "Antidisestablishment"},
      {"han breaks anywhere", "中国科学院计算技术研究所", "中国科学院计\n算技术研究所"},
      {"katakana stays whole", "清華プリファードネットワークス", "清華\nプリファードネットワークス"},
      {"mixed", "昇腾910C芯片系列产品", "昇腾910C芯片\n系列产品"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(exporting::wrapped(row.text, 12) == row.expected);
  }
}

TEST_CASE("nodes without edges are left out") {
  const Diagram diagram = drawn(sample::small_world());
  CHECK(diagram.nodes.size() == 7);
  const auto lone = std::count_if(diagram.nodes.begin(), diagram.nodes.end(), [](const exporting::DrawnNode& node) {
    return node.name == "organization:lone-institute";
  });
  CHECK(lone == 0);
}

TEST_CASE("parallel edges of one status become one line, others stay apart") {
  const Diagram diagram = drawn({Paper("a", "2025")
                                     .says("company:x", "develops", "chip:y", "X made Y.")
                                     .says("company:x", "uses", "chip:y", "X uses Y.")
                                     .says("company:x", "manufactures", "chip:y", "X does not make Y.", Status::denied)});
  REQUIRE(diagram.lines.size() == 2);
  CHECK(diagram.lines[0].label == "develops, uses");
  CHECK(diagram.lines[0].principal);
  CHECK(diagram.lines[1].status == Status::denied);
}

TEST_CASE("labels, tooltips and legend speak the chosen language") {
  ExportOptions options;
  options.label_language = "ja";
  const Diagram diagram = drawn(sample::small_world(), options);
  const DrawnLine& line = line_between(diagram, "company:huawei", "chip:ascend-910c");
  CHECK(line.label == "開発");
  CHECK(diagram.nodes[line.source].label == "ファーウェイ");
  CHECK(line.tooltip.find("Huawei developed the \"Ascend 910C\".") != std::string::npos);
  CHECK(line.tooltip.find("[a, 2025-04-02]") != std::string::npos);
  REQUIRE(diagram.types.size() == 3);
  CHECK(diagram.types[0].label == "企業");
  REQUIRE(diagram.statuses.size() == 3);
  CHECK(diagram.statuses[1].second == "計画");

  options.label_language = "zh";
  CHECK(line_between(drawn(sample::small_world(), options), "system:cloudmatrix-384", "chip:ascend-910c").label ==
        "搭载 ×384");
}

TEST_CASE("a house is a company, its units and what they make") {
  const Diagram diagram = drawn(sample::industry());
  const auto group_of = [&](const std::string& name) -> std::string {
    for (const exporting::DrawnNode& node : diagram.nodes) {
      if (node.name == name) return node.group == UINT32_MAX ? "" : diagram.groups[node.group];
    }
    return "no such node";
  };
  CHECK(group_of("company:hisilicon") == "Huawei");
  CHECK(group_of("chip:ascend-950") == "Huawei");
  CHECK(group_of("model:qwen3-235b") == "Alibaba");
  CHECK(group_of("product:hugging-face").empty());
  CHECK(group_of("company:tsmc").empty());
}

TEST_CASE("a circle of subsidiaries ends") {
  const Diagram diagram = drawn({Paper("a", "")
                                     .says("company:x", "part_of", "company:y", "X is Y's.")
                                     .says("company:y", "part_of", "company:x", "Y is X's.")
                                     .says("company:x", "part_of", "company:x", "X is X's.")
                                     .says("chip:c", "variant_of", "chip:c", "C is a C.")});
  CHECK(diagram.nodes.size() == 3);
}

TEST_CASE("DOT: equal graphs give equal bytes") {
  for (int i = 0; i < 5; ++i) CHECK((dot_of(sample::industry()) == dot_of(sample::industry())));
}

TEST_CASE("DOT: golden") { check_golden("small_world.dot", dot_of(sample::small_world())); }

TEST_CASE("DOT: styles tell the status") {
  const std::string dot = dot_of(sample::small_world());
  struct Row {
    const char *name, *line, *style;
  };
  const std::vector<Row> rows = {
      {"planned", "\"company:huawei\" -> \"chip:ascend-920\"", "style=dashed"},
      {"denied", "\"company:smic\" -> \"chip:ascend-910c\"", "arrowhead=tee"},
      {"symmetric", "\"company:huawei\" -> \"company:nvidia\"", "dir=none"},
      {"asserted", "\"company:huawei\" -> \"chip:ascend-910c\"", "style=solid"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const size_t at = dot.find(row.line);
    REQUIRE(at != std::string::npos);
    CHECK(dot.substr(at, dot.find("];", at) - at).find(row.style) != std::string::npos);
  }
}

TEST_CASE("DOT: what names and sentences hold does no harm") {
  const std::string nasty = "A \"B\" \\N <b>&amp; \\n {x|y} ;]-> \x01 é";
  const std::vector<Paper> papers = {Paper("a", "")
                                         .knows("company:nasty\"\\", nasty)
                                         .says("company:nasty\"\\", "develops", "chip:c", "It said: " + nasty)};
  const std::string dot = dot_of(papers);
  CHECK(dot.find('\x01') == std::string::npos);
  std::ostringstream svg;
  const Diagnostics problems = export_graph(sample::merged(papers), "svg", {}, svg);
  for (const Diagnostic& problem : problems) FAIL(problem.to_string());
  CHECK(svg.str().find("&amp;amp;") != std::string::npos);
  CHECK(svg.str().find("\\N") != std::string::npos);
  CHECK(svg.str().find("<b>") == std::string::npos);
}

TEST_CASE("the engine is chosen by size") {
  CHECK(dot_of(sample::industry()).find("layout=dot") != std::string::npos);
  Paper many("many", "");
  for (int i = 0; i < 80; ++i) many.says("company:c", "develops", "chip:p" + std::to_string(i), "S" + std::to_string(i));
  CHECK(dot_of({many}).find("layout=sfdp") != std::string::npos);
}

TEST_CASE("dark differs from light in colours alone") {
  ExportOptions dark;
  dark.dark = true;
  const std::string a = dot_of(sample::industry()), b = dot_of(sample::industry(), dark);
  CHECK(a != b);
  CHECK(std::count(a.begin(), a.end(), '>') == std::count(b.begin(), b.end(), '>'));
}
