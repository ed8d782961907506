// The formats that other programs read: their bytes, and what becomes of hostile text. That real readers take them is
// tried by tests/export_readers.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "core/utf8.h"
#include "unit/export/golden.h"
#include "unit/graph/sample.h"
#include "whobuilds/analysis.h"
#include "whobuilds/export.h"

using namespace whobuilds;

namespace {

std::vector<ExportFile> exported(const Graph& graph, const std::string& format, const ExportOptions& options = {}) {
  const Result<std::vector<ExportFile>> files = export_files(graph, format, options);
  REQUIRE_MESSAGE(files.ok(), format);
  return *files;
}

std::string exported_text(const Graph& graph, const std::string& format, const ExportOptions& options = {}) {
  std::ostringstream out;
  REQUIRE(export_graph(graph, format, options, out).empty());
  return out.str();
}

struct GoldenFormat {
  const char* format;
  size_t files;
};

constexpr GoldenFormat kFormats[] = {{"cytoscape", 1}, {"d3", 1},      {"graphology", 1}, {"jgf", 1},
                                     {"grafana", 1},   {"graphml", 1}, {"gexf", 1},       {"gexf-1.2", 1},
                                     {"csv", 7},       {"neo4j", 4},   {"opencypher", 1}, {"ntriples", 1},
                                     {"turtle", 1},    {"jsonld", 1},  {"mermaid", 1},    {"prometheus", 1}};

}  // namespace

TEST_CASE("each format has the promised bytes, whatever the texts are") {
  struct Row {
    const char* name;
    std::vector<sample::Paper> papers;
  };
  const Row rows[] = {{"small_world", sample::small_world()}, {"hostile", sample::hostile()}};
  size_t files = 0;
  for (const Row& row : rows) {
    const Graph graph = sample::merged(row.papers);
    check_golden(std::string(row.name) + ".json", exported_text(graph, "json"));
    for (const GoldenFormat& format : kFormats) {
      const std::vector<ExportFile> written = exported(graph, format.format);
      CAPTURE(format.format);
      CHECK(written.size() == format.files);
      for (const ExportFile& file : written) {
        ++files;
        check_golden(std::string(row.name) + "/" + format.format + "/" + file.name, file.bytes);
        CHECK(core::valid(file.bytes));
        CHECK(file.bytes.back() == '\n');
      }
    }
  }
  CHECK(files == 2 * 25);
}

TEST_CASE("whatever bytes a text holds, nothing of it is taken for the format's own signs") {
  const auto lines = [](const std::string& text) {
    return static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
  };
  const bool held =
      rc::check("lines, rows and objects are as many as nodes and edges",
                [&](const std::string& label, const std::string& sentence, const std::string& key) {
                  sample::Paper paper("a", "2025");
                  paper.knows("company:x", label, {sentence, label}, {{"en", sentence}, {"ja", label}})
                      .says("company:x", "develops", "chip:y", "S" + sentence)
                      .with(key, sample::word(label))
                      .states("chip:y", key, sample::word(sentence), "T" + label);
                  const Graph graph = sample::merged({paper});
                  for (const GoldenFormat& format : kFormats) {
                    for (const ExportFile& file : exported(graph, format.format)) RC_ASSERT(core::valid(file.bytes));
                  }
                  for (const std::string format : {"cytoscape", "d3", "graphology", "jgf", "grafana", "jsonld"}) {
                    RC_ASSERT(nlohmann::json::accept(exported_text(graph, format)));
                  }
                  RC_ASSERT(lines(exported_text(graph, "opencypher")) == 3U);
                  RC_ASSERT(lines(exported_text(graph, "mermaid")) == 1U + 2U + 2U + 1U);
                  const std::vector<ExportFile> tables = exported(graph, "neo4j");
                  RC_ASSERT(lines(tables[0].bytes) == 1U + 2U);
                  RC_ASSERT(lines(tables[2].bytes) == 1U + 1U);
                  const std::string triples = exported_text(graph, "ntriples"), xml = exported_text(graph, "graphml");
                  size_t ends = 0;
                  for (size_t at = triples.find(" .\n"); at != std::string::npos; at = triples.find(" .\n", at + 1))
                    ++ends;
                  RC_ASSERT(ends == lines(triples));
                  RC_ASSERT(std::count(xml.begin(), xml.end(), '<') == std::count(xml.begin(), xml.end(), '>'));
                });
  CHECK(held);
}

TEST_CASE("an empty graph can be written in every format") {
  const Graph graph = sample::merged({});
  size_t formats = 0;
  for (const ExportFormat& format : export_formats()) {
    if (format.articles) continue;  // a graph does not hold them
    CAPTURE(format.name);
    CHECK_FALSE(exported(graph, format.name).empty());
    ++formats;
  }
  CHECK(formats >= 16);
}

TEST_CASE("same graph, same bytes, in whatever order its documents came") {
  std::vector<sample::Paper> papers = sample::small_world();
  const Graph one = sample::merged(papers);
  std::swap(papers.front(), papers.back());
  const Graph other = sample::merged(papers);
  for (const GoldenFormat& format : kFormats) {
    CAPTURE(format.format);
    const std::vector<ExportFile> a = exported(one, format.format), b = exported(other, format.format);
    REQUIRE(a.size() == b.size());
    for (size_t i = 0; i < a.size(); ++i) CHECK((a[i].name == b[i].name && a[i].bytes == b[i].bytes));
  }
}

TEST_CASE("labels are in the language that was asked for") {
  const Graph graph = sample::merged(sample::small_world());
  ExportOptions options;
  options.label_language = "zh";
  size_t formats = 0;
  for (const std::string format :
       {"cytoscape", "d3", "graphology", "jgf", "grafana", "graphml", "gexf", "gexf-1.2", "csv-nodes", "opencypher"}) {
    CAPTURE(format);
    // Once as a name, and once more as the label.
    const std::string text = exported_text(graph, format, options), name = "华为";
    size_t times = 0;
    for (size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) ++times;
    CHECK(times >= 2);
    ++formats;
  }
  CHECK(formats == 10);
}

TEST_CASE("JSON formats hold every node and edge, keys once in each object") {
  struct Row {
    const char *format, *nodes, *edges;
  };
  const Row rows[] = {{"cytoscape", "/elements/nodes", "/elements/edges"},
                      {"d3", "/nodes", "/links"},
                      {"graphology", "/nodes", "/edges"},
                      {"jgf", "/graph/nodes", "/graph/edges"},
                      {"grafana", "/nodes", "/edges"}};
  for (const auto& papers : {sample::small_world(), sample::hostile()}) {
    const Graph graph = sample::merged(papers);
    for (const Row& row : rows) {
      CAPTURE(row.format);
      std::vector<std::set<std::string>> keys;
      bool repeated = false;
      const auto look = [&](int, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
        if (event == nlohmann::json::parse_event_t::object_start) keys.emplace_back();
        if (event == nlohmann::json::parse_event_t::object_end) keys.pop_back();
        if (event == nlohmann::json::parse_event_t::key)
          repeated |= !keys.back().insert(parsed.get<std::string>()).second;
        return true;
      };
      const auto parsed = nlohmann::json::parse(exported_text(graph, row.format), look);
      CHECK_FALSE(repeated);
      CHECK(parsed.at(nlohmann::json::json_pointer(row.nodes)).size() == graph.nodes().size());
      CHECK(parsed.at(nlohmann::json::json_pointer(row.edges)).size() == graph.edges().size());
    }
  }
}

TEST_CASE("of several values the asserted one is the property, and all are listed") {
  const Graph graph = sample::merged(sample::hostile());
  const auto parsed = nlohmann::json::parse(exported_text(graph, "cytoscape"));
  size_t found = 0;
  for (const auto& node : parsed["elements"]["nodes"]) {
    const auto& data = node["data"];
    if (data["id"] != "chip:lines") continue;
    ++found;
    CHECK(data["memory"] == 128e9);
    CHECK(data["memory_unit"] == "B");
    CHECK(data["memory_status"] == "asserted");
    CHECK(data["attributes"].size() == 3);
    CHECK(data["status"] == "released \"now\"\nor later");
  }
  CHECK(found == 1);
}

TEST_CASE("attributes of edges do not replace what every edge has") {
  const Graph graph = sample::merged(sample::hostile());
  const auto parsed = nlohmann::json::parse(exported_text(graph, "d3"));
  size_t found = 0;
  for (const auto& link : parsed["links"]) {
    if (link["relation"] != "develops") continue;
    ++found;
    CHECK(link["label"] == "develops");
    CHECK(link["attribute_label"] == "a \"label\"");
    CHECK(link["weird_key__"] == -1.5e300);
    CHECK(link["weird_key___unit"] == "\"unit\"");
  }
  CHECK(found == 1);
}

TEST_CASE("a graph with a key of its own for every node stays small") {
  sample::Paper many("many", "2025");
  constexpr size_t kNodes = 3000;
  for (size_t i = 0; i < kNodes; ++i) {
    many.states("chip:c" + std::to_string(i), "key" + std::to_string(i), sample::number(1),
                "S" + std::to_string(i) + ".");
  }
  const Graph graph = sample::merged({many});
  CHECK(exported_text(graph, "csv-nodes").size() < kNodes * 1000);
  CHECK(exported(graph, "csv")[3].bytes.find("key2999") != std::string::npos);
}

TEST_CASE("formats of several files want a folder, unknown ones are told with the nearest") {
  const Graph graph = sample::merged({});
  struct Row {
    const char *name, *format, *code, *remedy;
  };
  const Row rows[] = {
      {"several files", "csv", "export.folder", "name a folder, or choose a format of one file"},
      {"several files, too", "neo4j", "export.folder", "name a folder, or choose a format of one file"},
      {"misspelled", "graphlm", "export.format", "did you mean \"graphml\"?"},
      {"unknown", "spreadsheet", "export.format", ""},
      {"empty", "", "export.format", ""},
      {"needs articles", "html", "export.articles", "give the articles' files too, or write html while extracting"},
      {"a folder of articles", "brat", "export.articles",
       "give the articles' files too, or write brat while extracting"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    std::ostringstream out;
    const Diagnostics problems = export_graph(graph, row.format, {}, out);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].code == row.code);
    CHECK(problems[0].remedy == row.remedy);
    CHECK(out.str().empty());
  }
  CHECK_FALSE(export_files(graph, "graphlm", {}).ok());
}

TEST_CASE("each format is known by its name") {
  std::set<std::string> names;
  for (const ExportFormat& format : export_formats()) {
    CAPTURE(format.name);
    CHECK(names.insert(format.name).second);
    CHECK(find_export_format(format.name) == &format);
    CHECK(format.extension.empty() == format.folder);
    CHECK_FALSE(format.purpose.empty());
  }
  CHECK(names.size() == export_formats().size());
  CHECK(find_export_format("nonesuch") == nullptr);
}

TEST_CASE("numbers of the graph's shape are properties of nodes, when they are asked for") {
  const Graph graph = sample::merged(sample::small_world());
  const Analysis analysis = analyse(graph);
  ExportOptions options;
  options.analyses = true;
  size_t formats = 0;
  for (const std::string format :
       {"cytoscape", "d3", "graphology", "jgf", "grafana", "graphml", "gexf", "gexf-1.2", "csv-nodes", "opencypher"}) {
    CAPTURE(format);
    for (const std::string key : {"pagerank", "betweenness", "in_degree", "community", "supply_depth"}) {
      CAPTURE(key);
      CHECK(exported_text(graph, format, options).find(key) != std::string::npos);
      CHECK(exported_text(graph, format).find(key) == std::string::npos);
    }
    ++formats;
  }
  CHECK(formats == 10);
  const auto nodes = nlohmann::json::parse(exported_text(graph, "d3", options))["nodes"];
  REQUIRE(nodes.size() == analysis.nodes.size());
  for (size_t i = 0; i < nodes.size(); ++i) {
    CHECK(nodes[i]["degree"] == analysis.nodes[i].degree);
    CHECK(nodes[i]["pagerank"] == analysis.nodes[i].pagerank);
    CHECK(nodes[i]["community"] == analysis.nodes[i].community);
  }
}
