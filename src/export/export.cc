#include "whobuilds/export.h"

#include <algorithm>
#include <optional>
#include <sstream>
#include <utility>

#include "core/edit_distance.h"
#include "export/graph_formats.h"
#include "export/graph_json.h"
#include "export/pictures.h"

namespace whobuilds {
namespace {

using Writer = Result<std::string> (*)(const Graph&, const ExportOptions&);
using StreamWriter = void (*)(const Graph&, const ExportOptions&, std::ostream&);
using FilesWriter = std::vector<ExportFile> (*)(const Graph&, const ExportOptions&);

// One line per format: one of the writers is set, none for those that hold articles.
struct Format {
  const char* name;
  const char* extension;
  const char* purpose;
  Writer write;
  FilesWriter write_files = nullptr;
  bool article_folder = false;  // of those that hold articles: several files
  StreamWriter stream = nullptr;  // of formats that are written as large as graphs get; cannot fail

  bool articles() const { return write == nullptr && write_files == nullptr && stream == nullptr; }
};

// What cannot fail, as a Writer.
template <std::string (*write)(const Graph&, const ExportOptions&)>
Result<std::string> always(const Graph& graph, const ExportOptions& options) {
  return write(graph, options);
}

void write_json(const Graph& graph, const ExportOptions& options, std::ostream& out) {
  std::optional<Analysis> analysis;
  if (options.analyses) analysis = analyse(graph);
  exporting::write_graph_json(exporting::parts_of(graph), options, analysis ? &*analysis : nullptr, out);
}

void write_jsonl(const Graph& graph, const ExportOptions& /*options*/, std::ostream& out) {
  exporting::write_graph_jsonl(exporting::parts_of(graph), out);
}

Result<std::string> write_dot(const Graph& graph, const ExportOptions& options) {
  return exporting::write_picture(graph, options, "dot");
}
Result<std::string> write_svg(const Graph& graph, const ExportOptions& options) {
  return exporting::write_picture(graph, options, "svg");
}
Result<std::string> write_png(const Graph& graph, const ExportOptions& options) {
  return exporting::write_picture(graph, options, "png");
}
Result<std::string> write_pdf(const Graph& graph, const ExportOptions& options) {
  return exporting::write_picture(graph, options, "pdf");
}

constexpr Format kFormats[] = {
    {"json", "json", "whobuilds itself, networkx and others that read node-link form", nullptr, nullptr, false, write_json},
    {"jsonl", "jsonl", "jq and line by line tools", nullptr, nullptr, false, write_jsonl},
    {"cytoscape", "cyjs", "Cytoscape.js and Cytoscape", always<exporting::write_cytoscape>},
    {"d3", "json", "D3 force layouts", always<exporting::write_d3>},
    {"graphology", "json", "Graphology and Sigma", always<exporting::write_graphology>},
    {"jgf", "jgf", "readers of JSON Graph Format 2", always<exporting::write_jgf>},
    {"grafana", "json", "Grafana's node graph panel", always<exporting::write_grafana>},
    {"graphml", "graphml", "networkx, Gephi, yEd, igraph", always<exporting::write_graphml>},
    {"gexf", "gexf", "Gephi 0.9.3 and later (GEXF 1.3)", always<exporting::write_gexf>},
    {"gexf-1.2", "gexf", "networkx and older Gephi (GEXF 1.2)", always<exporting::write_gexf_1_2>},
    {"csv", "", "spreadsheets, pandas, SQL: a folder of tables", nullptr, exporting::write_csv},
    {"csv-edges", "csv", "the edges as one table", always<exporting::write_csv_edges>},
    {"csv-nodes", "csv", "the nodes as one table", always<exporting::write_csv_nodes>},
    {"neo4j", "", "neo4j-admin database import: a folder of CSV files", nullptr, exporting::write_neo4j},
    {"opencypher", "cypher", "graph databases that take an openCypher script", always<exporting::write_opencypher>},
    {"ntriples", "nt", "RDF stores", always<exporting::write_ntriples>},
    {"turtle", "ttl", "RDF stores and people", always<exporting::write_turtle>},
    {"jsonld", "jsonld", "RDF for JSON tools", always<exporting::write_jsonld>},
    {"mermaid", "mmd", "diagrams in Markdown pages", always<exporting::write_mermaid>},
    {"prometheus", "prom", "Prometheus, through a file that it scrapes", always<exporting::write_prometheus>},
    {"dot", "dot", "Graphviz", write_dot},
    {"svg", "svg", "a picture", write_svg},
    {"png", "png", "a picture", write_png},
    {"pdf", "pdf", "a picture for print", write_pdf},
    {"html", "html", "articles with names and evidence marked: browsers", nullptr},
    {"brat", "", "articles: brat, a folder of texts and standoff annotations", nullptr, nullptr, true},
    {"web-annotation", "jsonld", "articles: readers of the W3C's Web Annotation", nullptr},
    {"conll", "conll", "articles: trainers of taggers that read BIO tags", nullptr},
    {"label-studio", "", "articles: Label Studio, a folder of tasks and their configuration", nullptr, nullptr, true},
    {"doccano", "jsonl", "articles: doccano", nullptr},
};

const Format* find_format(std::string_view name) {
  const auto found =
      std::find_if(std::begin(kFormats), std::end(kFormats), [&](const Format& known) { return name == known.name; });
  return found == std::end(kFormats) ? nullptr : found;
}

// Requires a format of one file that is written from a graph.
Result<std::string> whole(const Format& format, const Graph& graph, const ExportOptions& options) {
  if (format.stream == nullptr) return format.write(graph, options);
  std::ostringstream out;
  format.stream(graph, options, out);
  return std::move(out).str();
}

Diagnostic needs_folder(const std::string& format) {
  Diagnostic problem;
  problem.code = "export.folder";
  problem.message = "\"" + format + "\" is several files";
  problem.expected = "a folder to write them to";
  problem.remedy = "name a folder, or choose a format of one file";
  return problem;
}

// A graph holds sentences, no articles.
Diagnostic needs_articles(const std::string& format) {
  Diagnostic problem;
  problem.code = "export.articles";
  problem.message = format + " shows articles with their facts, and a graph alone does not hold their text";
  problem.expected = "the articles beside the graph";
  problem.remedy = "give the articles' files too, or write " + format + " while extracting";
  return problem;
}

}  // namespace

const std::vector<ExportFormat>& export_formats() {
  static const std::vector<ExportFormat> formats = [] {
    std::vector<ExportFormat> all;
    for (const Format& format : kFormats) {
      const bool folder = format.write_files != nullptr || format.article_folder;
      all.push_back({format.name, format.extension, format.purpose, folder, format.articles()});
    }
    return all;
  }();
  return formats;
}

const ExportFormat* find_export_format(std::string_view name) {
  const Format* format = find_format(name);
  return format == nullptr ? nullptr : &export_formats()[static_cast<size_t>(format - kFormats)];
}

Diagnostic unknown_export_format(const std::string& format) {
  Diagnostic problem;
  problem.code = "export.format";
  problem.message = "unknown format \"" + format + "\"";
  std::string known;
  std::vector<std::string_view> names;
  for (const Format& candidate : kFormats) {
    known += (known.empty() ? "" : ", ") + std::string(candidate.name);
    names.push_back(candidate.name);
  }
  problem.expected = "one of " + known;
  const std::string near = core::nearest(format, names);
  if (!near.empty()) problem.remedy = "did you mean \"" + near + "\"?";
  return problem;
}

Diagnostics export_graph(const Graph& graph, const std::string& format, const ExportOptions& options,
                         std::ostream& out) {
  const Format* chosen = find_format(format);
  if (chosen == nullptr) return {unknown_export_format(format)};
  if (chosen->articles()) return {needs_articles(format)};
  if (chosen->write_files != nullptr) return {needs_folder(format)};
  Diagnostics warnings;
  if (chosen->stream != nullptr) {
    chosen->stream(graph, options, out);
  } else {
    const Result<std::string> written = chosen->write(graph, options);
    if (!written) return written.diagnostics();
    out.write(written->data(), static_cast<std::streamsize>(written->size()));
    warnings = written.diagnostics();
  }
  out.flush();
  if (out) return warnings;
  return {exporting::unwritable_output()};
}

Result<std::vector<ExportFile>> export_files(const Graph& graph, const std::string& format,
                                             const ExportOptions& options) {
  const Format* chosen = find_format(format);
  if (chosen == nullptr) return unknown_export_format(format);
  if (chosen->articles()) return needs_articles(format);
  if (chosen->write_files != nullptr) return chosen->write_files(graph, options);
  Result<std::string> written = whole(*chosen, graph, options);
  if (!written) return written.diagnostics();
  ExportFile file{std::string("graph.") + chosen->extension, std::move(*written)};
  return {std::vector<ExportFile>{std::move(file)}, written.diagnostics()};
}

}  // namespace whobuilds
