// Writers: a graph to a text or picture format.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/graph.h"

namespace whobuilds {

struct ExportOptions {
  bool links = false;                // json: write a `links` array equal to `edges` too
  std::string label_language = "en"; // diagrams, pages: "en", "ja" or "zh"; falls back to the label
  std::string font = "WenQuanYi Micro Hei, Noto Sans CJK JP, sans-serif";
  uint32_t time_limit_seconds = 60;  // svg, png: layout is stopped after this
  bool dark = false;
};

// "json", "jsonl", "dot", "svg", "png"; and "html", which is written by ArticlePage (article_page.h).
std::vector<std::string> export_formats();

// Writes `graph` in `format`. Same graph, same bytes. Errors: export.format (unknown format, with
// the nearest known one), export.articles (html, which needs the articles' texts), export.layout (the layout failed
// or ran out of time), export.io.
// `out` is binary; nothing is written to it on error. Thread-safe: Graphviz runs in a child process.
Diagnostics export_graph(const Graph& graph, const std::string& format, const ExportOptions& options,
                         std::ostream& out);

// One line of facts JSONL for `map`: compact JSON of one document's facts, no line end. With the
// document's text the evidence sentences are written along, so that merging the lines elsewhere gives
// the graph that adding the documents here gives.
std::string facts_to_json_line(const DocumentFacts& facts, std::string_view text = {});

}  // namespace whobuilds
