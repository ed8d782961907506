// Diagrams of every kind: what they show, and that every form of them is read by a real reader.
#include "export/pictures.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <sstream>
#include <thread>

#include "export/label.h"
#include "export/layout.h"
#include "export/matrix_diagram.h"
#include "export/timeline_diagram.h"
#include "unit/export/golden.h"
#include "unit/graph/sample.h"

using namespace whobuilds;
using exporting::Pill;
using exporting::PillTable;
using sample::Paper;

namespace {

constexpr DiagramKind kOwnKinds[] = {DiagramKind::ego, DiagramKind::matrix, DiagramKind::timeline,
                                     DiagramKind::supply_chain};
constexpr DiagramKind kLaidOutKinds[] = {DiagramKind::relations, DiagramKind::competition};

std::string picture(const std::vector<Paper>& papers, DiagramKind kind, const std::string& format = "svg",
                    ExportOptions options = {}) {
  options.diagram = kind;
  const Result<std::string> written = exporting::write_picture(sample::merged(papers), options, format);
  for (const Diagnostic& problem : written.diagnostics()) FAIL(problem.to_string());
  return *written;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

size_t count_of(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

// "Ascend ×2" of all pills of a cell.
std::vector<std::string> pills(const PillTable& table, const std::string& row, const std::string& column) {
  std::vector<std::string> texts;
  for (const exporting::PillRow& each : table.rows) {
    if (each.label != row) continue;
    const auto found = std::find(table.columns.begin(), table.columns.end(), column);
    REQUIRE(found != table.columns.end());
    for (const Pill& pill : each.cells[static_cast<size_t>(found - table.columns.begin())]) {
      texts.push_back(pill.label + (pill.note.empty() ? "" : " " + pill.note));
    }
  }
  return texts;
}

using Texts = std::vector<std::string>;

std::vector<Paper> makers() {
  return {Paper("a", "2025-03-01")
              .says("company:x", "develops", "chip:c", "X made C.")
              .says("company:x", "develops", "chip:c-2", "X made C2.", Status::planned)
              .says("company:x-cloud", "develops", "chip:c-3", "X Cloud made C3.")
              .says("company:x-cloud", "part_of", "company:x", "X Cloud is X's.")
              .says("chip:c-2", "variant_of", "chip:c", "C2 is a C.")
              .says("chip:c-3", "variant_of", "chip:c", "C3 is a C.")
              .says("company:y", "develops", "model:m-y", "Y made M Y.")
              .says("model:m-y", "variant_of", "model:m", "M Y is an M.")
              .says("company:x", "develops", "model:m", "X made M.")
              .says("company:f", "manufactures", "chip:c", "F makes C.")
              .says("company:f", "supplies", "company:x", "F supplies X.")
              .says("company:x", "competes_with", "company:y", "X and Y compete.")
              .says("system:s", "contains", "chip:c", "S holds C.")
              .says("model:m", "trained_on", "system:s", "M was trained on S.")
              .says("company:u", "uses", "model:m", "U uses M.")
              .says("company:z", "develops", "chip:c-9", "Z did not make C9.", Status::denied)
              .states("chip:c", "release_date", sample::word("2024-05-06"), "C came out on May 6, 2024."),
          Paper("b", "2025-01-15").says("company:x", "develops", "model:m", "X made M.")};
}

}  // namespace

TEST_CASE("matrix: houses, kinds, families with the number of their variants") {
  const PillTable table = exporting::matrix_of(sample::merged(makers()), {});
  CHECK(table.columns == Texts{"Model", "Chip", "manufactures"});
  REQUIRE(table.rows.size() == 4);
  CHECK(table.rows[0].label == "X");
  CHECK(pills(table, "X", "Chip") == Texts{"C ×1", "C 2"});  // what is planned stands apart
  CHECK(pills(table, "X", "Model") == Texts{"M"});
  CHECK(pills(table, "Y", "Model") == Texts{"M y"});  // another house's family does not stand for it
  CHECK(pills(table, "F", "manufactures") == Texts{"C"});
  CHECK(pills(table, "Z", "Chip") == Texts{"C 9"});
  CHECK(table.statuses.size() == 3);
  CHECK(table.remainder.empty());
}

TEST_CASE("timeline: release dates, first reports in brackets") {
  const PillTable table = exporting::timeline_of(sample::merged(makers()), {});
  CHECK(table.columns == Texts{"2024-05", "2025-01", "2025-03"});
  CHECK(pills(table, "X", "2024-05") == Texts{"C 05-06"});
  CHECK(pills(table, "X", "2025-01") == Texts{"M [01-15]"});
  CHECK(pills(table, "X", "2025-03") == Texts{"C 2 [03-01]", "C 3 [03-01]"});
  CHECK(pills(table, "Y", "2025-03") == Texts{"M y [03-01]"});
  CHECK(pills(table, "Z", "2025-03").empty());
}

TEST_CASE("timeline: the finest periods that are few enough, the oldest together") {
  struct Row {
    const char* name;
    int months;
    size_t columns;
    const char* first;
  };
  const std::vector<Row> rows = {{"months", 12, 12, "2010-01"},
                                 {"quarters", 30, 10, "2010 Q1"},
                                 {"years", 120, 10, "2010"},
                                 {"oldest together", 200, 12, "– 2015"}};
  for (const Row& row : rows) {
    CAPTURE(row.name);
    Paper paper("a", "");
    for (int i = 0; i < row.months; ++i) {
      const int month = i % 12 + 1;
      const std::string date = std::to_string(2010 + i / 12) + (month < 10 ? "-0" : "-") + std::to_string(month);
      const std::string chip = "chip:c" + std::to_string(i);
      paper.says("company:x", "develops", chip, "X made " + chip + ".");
      paper.states(chip, "release_date", sample::word(date), chip + " came out in " + date + ".");
    }
    const PillTable table = exporting::timeline_of(sample::merged({paper}), {});
    REQUIRE(table.columns.size() == row.columns);
    CHECK(table.columns.front() == row.first);
    REQUIRE(table.rows.size() == 1);
    for (const auto& cell : table.rows[0].cells) CHECK(cell.size() <= 11);
  }
}

TEST_CASE("ego: the node in the middle, its neighbours by what connects them") {
  ExportOptions options;
  options.center = "company:x";
  const std::string svg = picture(makers(), DiagramKind::ego, "svg", options);
  for (const char* title : {"develops · Chip", "develops · Model", "Company – supplies →", "Company – part of →",
                            "competes with · Company"}) {
    INFO(title);
    CHECK(contains(svg, std::string(">") + title + "<"));
  }
  CHECK(contains(svg, "stroke-dasharray=\"5 3\""));                          // C2 is planned
  CHECK_FALSE(contains(svg, "manufactures"));                                // two steps away
  CHECK(contains(svg, "X made C."));                                         // evidence under the pointer
  CHECK(contains(picture(makers(), DiagramKind::ego), "<title>X</title>"));  // most neighbours
}

TEST_CASE("supply chain: columns by role") {
  const std::string svg = picture(makers(), DiagramKind::supply_chain);
  size_t before = 0;
  for (const char* column : {"suppliers and makers", "developers", ">Chip<", ">System<", ">Model<", "users"}) {
    INFO(column);
    const size_t at = svg.find(column);
    REQUIRE(at != std::string::npos);
    CHECK(at > before);
    before = at;
  }
  CHECK_FALSE(contains(svg, "competes"));
  CHECK_FALSE(contains(svg, ">C 9<"));  // denied
}

TEST_CASE("competition: rivals alone, by house") {
  const std::string svg = picture(makers(), DiagramKind::competition);
  CHECK(contains(svg, "competes with"));
  CHECK_FALSE(contains(svg, "manufactures"));
  CHECK(count_of(svg, "class=\"node\"") == 2);
}

TEST_CASE("each kind speaks three languages, on light and dark paper, twice the same") {
  size_t pictures = 0;
  for (const DiagramKind kind : kOwnKinds) {
    CAPTURE(diagram_name(kind));
    CHECK(diagram_from_name(diagram_name(kind)) == kind);
    std::string other;
    for (const char* language : {"en", "ja", "zh"}) {
      for (const bool dark : {false, true}) {
        ExportOptions options;
        options.label_language = language;
        options.dark = dark;
        const std::string svg = picture(sample::industry(), kind, "svg", options);
        CHECK((svg == picture(sample::industry(), kind, "svg", options)));
        CHECK((svg != other));
        CHECK(contains(svg, dark ? "#0f172a" : "#ffffff"));
        other = svg;
        ++pictures;
      }
    }
  }
  CHECK(pictures == 24);
  CHECK_FALSE(diagram_from_name("pie").has_value());
}

TEST_CASE("PNG and PDF of every kind") {
  for (const DiagramKind kind : {DiagramKind::relations, DiagramKind::ego, DiagramKind::matrix, DiagramKind::timeline,
                                 DiagramKind::supply_chain, DiagramKind::competition}) {
    CAPTURE(diagram_name(kind));
    const std::string png = picture(makers(), kind, "png");
    CHECK(png.substr(0, 8) == "\x89PNG\r\n\x1a\n");
    CHECK(png.size() > 3000);
    const std::string pdf = picture(makers(), kind, "pdf");
    CHECK(pdf.substr(0, 5) == "%PDF-");
    CHECK(contains(pdf, "%%EOF"));
  }
}

TEST_CASE("the time of drawing does not show in a PDF") {
  for (const DiagramKind kind : {DiagramKind::relations, DiagramKind::matrix}) {
    const std::string first = picture(makers(), kind, "pdf");
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));
    CHECK((first == picture(makers(), kind, "pdf")));
  }
}

TEST_CASE("DOT is for nodes and lines") {
  for (const DiagramKind kind : kLaidOutKinds) CHECK(contains(picture(makers(), kind, "dot"), "digraph"));
  for (const DiagramKind kind : kOwnKinds) {
    CAPTURE(diagram_name(kind));
    ExportOptions options;
    options.diagram = kind;
    const Result<std::string> written = exporting::write_picture(sample::merged(makers()), options, "dot");
    REQUIRE_FALSE(written.ok());
    CHECK(written.diagnostics()[0].code == "export.diagram");
  }
}

TEST_CASE("a graph without anything gives an empty picture of each kind") {
  for (const DiagramKind kind : kOwnKinds) {
    CAPTURE(diagram_name(kind));
    CHECK(contains(picture({}, kind), "</svg>"));
    CHECK(picture({}, kind, "png").size() > 60);
  }
}

TEST_CASE("what names hold does no harm") {
  const std::string nasty = "A \"B\" <b>&amp; ]]> --> \x01 \xff";
  for (const DiagramKind kind : kOwnKinds) {
    CAPTURE(diagram_name(kind));
    const std::vector<Paper> papers = {Paper("a", "2025")
                                           .knows("company:n", nasty)
                                           .knows("chip:c", nasty)
                                           .says("company:n", "develops", "chip:c", "It said: " + nasty)};
    const std::string svg = picture(papers, kind);
    CHECK_FALSE(contains(svg, "<b>"));
    CHECK(contains(svg, "&lt;b&gt;&amp;amp;"));
    CHECK(svg.find('\x01') == std::string::npos);
    CHECK(svg.find('\xff') == std::string::npos);
    CHECK(picture(papers, kind, "png").size() > 1000);  // librsvg reads it
  }
}

TEST_CASE("many things stay within bounds") {
  Paper paper("a", "2025-01");
  for (int i = 0; i < 900; ++i) {
    const std::string number = std::to_string(i);
    paper.says("company:c" + std::to_string(i % 150), "develops", "chip:p" + number, "C made " + number + ".");
    paper.says("company:f", "manufactures", "chip:p" + number, "F makes " + number + ".");
  }
  const Graph graph = sample::merged({paper});
  const PillTable matrix = exporting::matrix_of(graph, {});
  CHECK(matrix.rows.size() == 60);
  CHECK(matrix.remainder == "+ 91");
  CHECK(exporting::timeline_of(graph, {}).rows.size() == 40);
  CHECK(count_of(picture({paper}, DiagramKind::supply_chain), "<rect") <= 310);
  CHECK(contains(picture({paper}, DiagramKind::ego), "+ 888"));
}

TEST_CASE("SVG that cannot be drawn is told with the reason") {
  for (const char* text : {"", "<svg", "no picture"}) {
    CAPTURE(text);
    const Result<std::string> drawn = exporting::draw_svg(text, "png", std::chrono::seconds(20));
    REQUIRE_FALSE(drawn.ok());
    CHECK(drawn.diagnostics()[0].code == "export.layout");
    CHECK(contains(drawn.diagnostics()[0].message, "librsvg could not draw"));
  }
}

TEST_CASE("own SVG: golden") {
  check_golden("makers_matrix.svg", picture(makers(), DiagramKind::matrix));
  check_golden("makers_supply_chain.svg", picture(makers(), DiagramKind::supply_chain));
}

TEST_CASE("labels are shortened by columns") {
  struct Row {
    const char* text;
    uint32_t columns;
    const char* expected;
  };
  const std::vector<Row> rows = {
      {"Huawei", 6, "Huawei"},  {"Huawei", 5, "Huaw…"}, {"华为技术", 8, "华为技术"}, {"华为技术", 7, "华为技…"},
      {"华为技术", 6, "华为…"}, {"A B", 3, "A B"},      {"A Bcd", 3, "A…"},          {"", 3, ""}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(exporting::shortened(row.text, row.columns) == row.expected);
  }
}
