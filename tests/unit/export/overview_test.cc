// Crowded diagrams: nothing is lost, nothing overlaps, and equal graphs give equal pictures.
#include "export/overview.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "export/card_ring.h"
#include "export/company_groups.h"
#include "export/label.h"
#include "export/overview_diagram.h"
#include "export/pictures.h"
#include "unit/graph/sample.h"

using namespace whobuilds;
using exporting::Card;
using exporting::CardLine;
using exporting::CardPill;
using exporting::CardSection;
using exporting::Overview;
using exporting::OverviewRow;
using sample::Paper;

namespace {

std::string id(const std::string& kind, int number) { return kind + std::to_string(number); }

// `makers` companies that build three chips and a model each, with two variants of the model; each supplies the next,
// and an investor has to do with two of them.
std::vector<Paper> industry(int makers) {
  Paper paper("a", "2025-01");
  for (int i = 0; i < makers; ++i) {
    const std::string company = id("company:c", i), next = id("company:c", (i + 1) % makers), model = id("model:m", i);
    for (int chip = 0; chip < 3; ++chip) paper.says(company, "develops", id("chip:p", 3 * i + chip), "It made it.");
    paper.says(company, "develops", model, "It made M.", i % 5 == 0 ? Status::planned : Status::asserted);
    for (int variant = 0; variant < 2; ++variant) {
      paper.says(id("model:v", 2 * i + variant), "variant_of", model, "It is an M.");
      paper.says(id("model:v", 2 * i + variant), "evaluated_on", id("benchmark:b", i % 7), "It was tested.");
    }
    paper.says(company, "supplies", next, "It supplies it.");
    paper.says(model, "runs_on", id("chip:p", (3 * i + 5) % (3 * makers)), "It runs there.");
    paper.says(id("company:investor", i / 2), "invests_in", company, "It invests.");
    paper.says(company, "acquires", id("company:c", (i + 7) % makers), "It did not buy it.", Status::denied);
  }
  return {paper};
}

// Nobody builds anything.
std::vector<Paper> rivals(int companies) {
  Paper paper("a", "2025-01");
  for (int i = 0; i < companies; ++i) {
    for (const int other : {i * i % companies, (i + 1) % companies}) {
      if (i != other) paper.says(id("company:c", i), "competes_with", id("company:c", other), "They compete.");
    }
  }
  return {paper};
}

// Nobody is said to have made anything.
std::vector<Paper> homeless(int chips) {
  Paper paper("a", "2025-01");
  for (int i = 0; i < chips; ++i) paper.says(id("system:s", i % 9), "contains", id("chip:p", i), "It holds it.");
  paper.says("model:m", "runs_on", "chip:p0", "It runs there.");
  return {paper};
}

std::vector<Paper> units(int count) {
  Paper paper("a", "2025-01");
  for (int i = 0; i < count; ++i) {
    paper.says(id("company:unit", i), "part_of", "company:top", "It is a part.");
    paper.says(id("company:unit", i), "develops", id("chip:p", i), "It made it.");
  }
  return {paper};
}

size_t nodes_in(const Card& card) {
  size_t nodes = card.note.empty() ? 1 : 0;  // its title
  for (const CardSection& section : card.sections) {
    for (const CardPill& pill : section.pills) nodes += pill.nodes;
  }
  return nodes;
}

size_t nodes_in(const Overview& overview) {
  size_t nodes = overview.unconnected + overview.unshown_nodes;
  for (const Card& card : overview.cards) nodes += nodes_in(card);
  for (const OverviewRow& row : overview.rows) nodes += row.nodes;
  return nodes;
}

size_t edges_on_lines(const Overview& overview) {
  size_t edges = 0;
  for (const CardLine& line : overview.lines) edges += line.edges;
  return edges;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string picture(const std::vector<Paper>& papers, DiagramKind kind, const std::string& format) {
  ExportOptions options;
  options.diagram = kind;
  const Result<std::string> written = exporting::write_picture(sample::merged(papers), options, format);
  for (const Diagnostic& problem : written.diagnostics()) FAIL(problem.to_string());
  return *written;
}

bool overlap(const exporting::Box& a, const exporting::Box& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

const Card* card_named(const Overview& overview, const std::string& title) {
  const auto found =
      std::find_if(overview.cards.begin(), overview.cards.end(), [&](const Card& card) { return card.title == title; });
  return found == overview.cards.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("overview: each node and each edge is somewhere, once") {
  struct Row {
    const char* name;
    std::vector<Paper> papers;
  };
  const std::vector<Row> rows = {{"nothing", {}},
                                 {"a few", industry(2)},
                                 {"300 nodes", industry(40)},
                                 {"3000 nodes", industry(400)},
                                 {"rivals", rivals(300)},
                                 {"no makers", homeless(300)},
                                 {"a few without makers", homeless(3)},
                                 {"units", units(200)}};
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const Graph graph = sample::merged(row.papers);
    const Overview overview = exporting::overview_of(graph, {});
    CHECK(overview.nodes == graph.nodes().size());
    CHECK(nodes_in(overview) == graph.nodes().size());
    CHECK(overview.nested_edges + overview.line_edges + overview.written_edges + overview.unshown_edges ==
          graph.edges().size());
    CHECK(edges_on_lines(overview) == overview.line_edges);
    CHECK(overview.cards.size() <= 30);
    CHECK(overview.rows.size() <= 120);
  }
}

TEST_CASE("overview: what is in it stands in the picture") {
  const Overview overview = exporting::overview_of(sample::merged(industry(40)), {});
  REQUIRE(overview.cards.size() > 20);
  const std::string svg = exporting::overview_diagram(overview, {});
  for (const Card& card : overview.cards) {
    CHECK(contains(svg, ">" + card.title + "<"));
    for (const CardSection& section : card.sections) {
      for (const CardPill& pill : section.pills) CHECK(contains(svg, ">" + pill.pill.label + "<"));
    }
  }
  for (const OverviewRow& row : overview.rows) CHECK(contains(svg, ">" + row.title + "<"));
  CHECK(contains(svg, "edges " + std::to_string(overview.edges)));
  CHECK((svg == exporting::overview_diagram(exporting::overview_of(sample::merged(industry(40)), {}), {})));
}

TEST_CASE("overview: a card holds what its company makes, families with the number of their variants") {
  const Overview overview = exporting::overview_of(sample::merged(industry(20)), {});
  const Card* card = card_named(overview, "C5");
  REQUIRE(card != nullptr);
  REQUIRE(card->sections.size() == 1);
  std::vector<std::string> labels;
  for (const CardPill& pill : card->sections[0].pills) labels.push_back(pill.pill.label + pill.pill.note);
  CHECK(labels == std::vector<std::string>{"M5+2", "P15", "P16", "P17"});
  CHECK(card->sections[0].pills[0].pill.status == Status::planned);
  CHECK(nodes_in(*card) == 7);
}

TEST_CASE("overview: denied edges have a line of their own") {
  const Overview overview = exporting::overview_of(sample::merged(industry(20)), {});
  std::set<std::pair<uint32_t, uint32_t>> denied;
  for (const CardLine& line : overview.lines) {
    if (line.status == Status::denied) CHECK(denied.insert({line.source, line.target}).second);
  }
  CHECK(denied.size() == 20);
}

TEST_CASE("overview: what is too small for a card is written out") {
  Paper paper("a", "2025-01");
  paper.says("company:x", "supplies", "company:y", "X supplies Y.", Status::planned);
  paper.says("company:x", "competes_with", "company:z", "They compete.");
  paper.says("company:x", "develops", "chip:c", "X made C.");
  const Overview overview = exporting::overview_of(sample::merged({paper}), {});
  CHECK(overview.cards.empty());
  REQUIRE(overview.rows.size() == 3);
  CHECK(overview.rows[0].title == "X");
  CHECK(overview.rows[0].claims ==
        std::vector<std::string>{"competes with: Z", "develops: C", "supplies (planned): Y"});
  CHECK(overview.rows[1].claims == std::vector<std::string>{"← supplies (planned): X"});
  CHECK(overview.written_edges == 3);
}

TEST_CASE("overview: things without a maker share a row when they are few") {
  const Overview overview = exporting::overview_of(sample::merged(homeless(3)), {});
  const auto row = std::find_if(overview.rows.begin(), overview.rows.end(), [](const OverviewRow& each) {
    return each.title == "System: maker not in this picture";
  });
  REQUIRE(row != overview.rows.end());
  CHECK(row->nodes == 3);
  CHECK(row->claims == std::vector<std::string>{"S0 contains: P0", "S1 contains: P1", "S2 contains: P2"});
}

TEST_CASE("groups: the strongest developer, and units that make much on their own") {
  Paper paper("a", "2025-01");
  paper.says("company:x", "develops", "model:m", "X made M.");
  paper.says("company:y", "develops", "model:m", "Y made M.");
  paper.says("company:y", "develops", "model:m", "M is Y's.");
  paper.says("company:z", "develops", "chip:denied", "Z did not make it.", Status::denied);
  paper.says("model:v", "variant_of", "model:m", "V is an M.");
  paper.says("company:small", "part_of", "company:x", "It is X's.");
  paper.says("company:big", "part_of", "company:x", "It is X's.");
  for (int i = 0; i < 4; ++i) paper.says("company:big", "develops", id("chip:p", i), "It made it.");
  paper.says("company:round-a", "part_of", "company:round-b", "A is B's.");
  paper.says("company:round-b", "part_of", "company:round-a", "B is A's.");
  const Graph graph = sample::merged({paper});
  const exporting::CompanyGroups groups(graph);
  struct Row {
    const char *node, *head;
  };
  const std::vector<Row> rows = {{"model:m", "company:y"},   {"model:v", "company:y"},
                                 {"company:x", "company:x"}, {"company:small", "company:x"},
                                 {"chip:p1", "company:big"}, {"company:big", "company:big"},
                                 {"chip:denied", nullptr},   {"company:round-a", "company:round-a"}};
  for (const Row& row : rows) {
    CAPTURE(row.node);
    const uint32_t head = groups.head(static_cast<uint32_t>(graph.find_node(row.node)));
    if (row.head == nullptr) {
      CHECK(head == exporting::CompanyGroups::kNone);
    } else {
      CHECK(head == graph.find_node(row.head));
    }
  }
}

TEST_CASE("ring: boxes apart, lines within it, equal runs equal") {
  for (const uint32_t count : {0U, 1U, 2U, 3U, 7U, 30U}) {
    CAPTURE(count);
    std::vector<exporting::BoxSize> sizes;
    std::vector<exporting::RingLink> links;
    for (uint32_t i = 0; i < count; ++i) {
      sizes.push_back({100.0 + 10 * (i % 7), 30.0 + 25 * (i % 5)});
      for (uint32_t other = 0; other < i; other += i % 3 + 1) links.push_back({i, other, i % 4 + 1});
    }
    const exporting::Ring ring = exporting::lay_out_ring(sizes, links);
    REQUIRE(ring.boxes.size() == count);
    REQUIRE(ring.curves.size() == links.size());
    for (size_t a = 0; a < count; ++a) {
      CHECK(ring.boxes[a].x >= 0);
      CHECK(ring.boxes[a].y + ring.boxes[a].height <= ring.height + 0.001);
      CHECK(ring.boxes[a].x + ring.boxes[a].width <= ring.width + 0.001);
      for (size_t b = 0; b < a; ++b) CHECK_FALSE(overlap(ring.boxes[a], ring.boxes[b]));
    }
    const exporting::Ring again = exporting::lay_out_ring(sizes, links);
    for (size_t i = 0; i < links.size(); ++i) {
      for (size_t point = 0; point < 4; ++point) {
        CHECK(ring.curves[i][point].x == again.curves[i][point].x);
        CHECK(ring.curves[i][point].y == again.curves[i][point].y);
        CHECK(ring.curves[i][point].x >= 0);
        CHECK(ring.curves[i][point].x <= ring.width);
      }
    }
  }
}

TEST_CASE("crowded relations are drawn as cards, their DOT holds each node") {
  const std::vector<Paper> papers = industry(40);
  CHECK(contains(picture(papers, DiagramKind::relations, "svg"), "within boxes"));
  CHECK_FALSE(contains(picture(industry(10), DiagramKind::relations, "svg"), "within boxes"));
  CHECK(picture(papers, DiagramKind::relations, "png").size() > 10000);
  const std::string dot = picture(papers, DiagramKind::relations, "dot");
  const Graph graph = sample::merged(papers);
  for (const Node& node : graph.nodes()) CHECK(contains(dot, "\"" + node.id + "\""));
}

TEST_CASE("crowded supply chains: stacks under their maker's name, each step counted") {
  const std::string svg = picture(industry(40), DiagramKind::supply_chain, "svg");
  const Graph graph = sample::merged(industry(40));
  CHECK((svg == picture(industry(40), DiagramKind::supply_chain, "svg")));
  for (const Node& node : graph.nodes()) {
    if (node.type == "Chip") CHECK(contains(svg, ">" + node.label + "<"));
  }
  CHECK(contains(svg, "nodes 200"));
  CHECK(contains(svg, "steps 240: within boxes 160, in lines 80"));
  CHECK(contains(picture(industry(100), DiagramKind::supply_chain, "svg"), "nodes 500, not shown 200"));
  CHECK_FALSE(contains(picture(industry(5), DiagramKind::supply_chain, "svg"), "within boxes"));
}
