// Writers: a graph to a text or picture format.
#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/graph.h"

namespace whobuilds {

// What a picture shows of a graph.
enum class DiagramKind : uint8_t {
  relations,     // everything that hangs together
  ego,           // one company or thing with its neighbours
  matrix,        // who builds what: houses and kinds of things
  timeline,      // what came out when
  supply_chain,  // from suppliers to users, left to right
  competition,   // rivals and what outperforms what, by house
};
const char* diagram_name(DiagramKind kind);  // "supply-chain"
std::optional<DiagramKind> diagram_from_name(std::string_view name);

struct ExportOptions {
  bool links = false;                // json: write a `links` array equal to `edges` too
  std::string label_language = "en"; // labels: "en", "ja" or "zh"; falls back to the label; json keeps all names
  std::string font = "WenQuanYi Micro Hei, Noto Sans CJK JP, sans-serif";
  uint32_t time_limit_seconds = 60;  // svg, png, pdf: drawing is stopped after this
  bool dark = false;
  DiagramKind diagram = DiagramKind::relations;  // dot, svg, png, pdf
  std::string center;                // ego: id of the node in the middle; "": the company with the most neighbours
  bool analyses = false;             // write the numbers of analysis.h at each node: json as its member "analyses", the
                                     // formats of graph programs as properties
};

struct ExportFormat {
  std::string name;       // as export_graph takes it: "graphml"
  std::string extension;  // of its file, without dot; of several formats with one extension the first is meant by it
  std::string purpose;    // who reads it, in a few words
  bool folder = false;    // several files, to be written into a folder (see export_files); else one
  bool articles = false;  // holds articles with their facts: written by ArticleExport (article_export.h), not from a graph
};

// All formats.
const std::vector<ExportFormat>& export_formats();

// The format of this name, or nullptr.
const ExportFormat* find_export_format(std::string_view name);

// The problem (export.format) that an unknown format is, with the nearest known one.
Diagnostic unknown_export_format(const std::string& format);

// A file of a format that has several.
struct ExportFile {
  std::string name;  // within the folder
  std::string bytes;
};

// Writes `graph` in `format`. Same graph, same bytes. Errors: export.format (unknown format), export.folder (a format
// of several files), export.articles (a format that needs the articles' texts), export.diagram (a kind of diagram that
// has no such form), export.layout (the layout failed or ran out of time), export.io.
// `out` is binary; nothing is written to it on error. Thread-safe: Graphviz and librsvg run in a child process.
Diagnostics export_graph(const Graph& graph, const std::string& format, const ExportOptions& options,
                         std::ostream& out);

// The files of `graph` in `format`, in a fixed order: all of them for a format with `folder`, else one, named
// "graph." and the extension. Errors as export_graph, but for export.folder and export.io.
Result<std::vector<ExportFile>> export_files(const Graph& graph, const std::string& format,
                                             const ExportOptions& options);

// One line of facts JSONL for `map`: compact JSON of one document's facts, no line end. With the
// document's text the evidence sentences are written along, so that merging the lines elsewhere gives
// the graph that adding the documents here gives.
std::string facts_to_json_line(const DocumentFacts& facts, std::string_view text = {});

}  // namespace whobuilds
