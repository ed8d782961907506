#include "whobuilds/export.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "core/edit_distance.h"
#include "export/diagram.h"
#include "export/dot.h"
#include "export/graph_json.h"
#include "export/layout.h"

namespace whobuilds {
namespace {

using Writer = Result<std::string> (*)(const Graph&, const ExportOptions&);

struct Format {
  const char* name;
  Writer write;
};

Result<std::string> write_json(const Graph& graph, const ExportOptions& options) {
  return exporting::graph_to_json(graph, options);
}
Result<std::string> write_jsonl(const Graph& graph, const ExportOptions& /*options*/) {
  return exporting::graph_to_jsonl(graph);
}

Result<std::string> write_dot(const Graph& graph, const ExportOptions& options) {
  return exporting::diagram_to_dot(exporting::draw(graph, options));
}
Result<std::string> write_picture(const Graph& graph, const ExportOptions& options, const char* format) {
  const Result<std::string> dot = write_dot(graph, options);
  if (!dot) return dot;
  return exporting::draw_dot(*dot, format, std::chrono::seconds(options.time_limit_seconds));
}
Result<std::string> write_svg(const Graph& graph, const ExportOptions& options) {
  return write_picture(graph, options, "svg");
}
Result<std::string> write_png(const Graph& graph, const ExportOptions& options) {
  return write_picture(graph, options, "png");
}

// A graph holds sentences, no articles.
Result<std::string> refuse_html(const Graph& /*graph*/, const ExportOptions& /*options*/) {
  Diagnostic problem;
  problem.code = "export.articles";
  problem.message = "html shows articles with their facts, and a graph alone does not hold their text";
  problem.expected = "the articles beside the graph";
  problem.remedy = "give the articles' files too, or write html while extracting";
  return problem;
}

constexpr std::array<Format, 6> kFormats = {{
    {"json", write_json},
    {"jsonl", write_jsonl},
    {"dot", write_dot},
    {"svg", write_svg},
    {"png", write_png},
    {"html", refuse_html},
}};

Diagnostic unknown_format(const std::string& format) {
  Diagnostic problem;
  problem.code = "export.format";
  problem.message = "unknown format \"" + format + "\"";
  std::string known;
  const char* nearest = nullptr;
  size_t least = 3;
  for (const Format& candidate : kFormats) {
    known += (known.empty() ? "" : ", ") + std::string(candidate.name);
    const size_t distance = core::edit_distance(format, candidate.name, least);
    if (distance < least) {
      least = distance;
      nearest = candidate.name;
    }
  }
  problem.expected = "one of " + known;
  if (nearest != nullptr) problem.remedy = "did you mean \"" + std::string(nearest) + "\"?";
  return problem;
}

}  // namespace

std::vector<std::string> export_formats() {
  std::vector<std::string> names;
  for (const Format& format : kFormats) names.emplace_back(format.name);
  return names;
}

Diagnostics export_graph(const Graph& graph, const std::string& format, const ExportOptions& options,
                         std::ostream& out) {
  const auto chosen =
      std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& known) { return format == known.name; });
  if (chosen == kFormats.end()) return {unknown_format(format)};
  const Result<std::string> written = chosen->write(graph, options);
  if (!written) return written.diagnostics();
  out.write(written->data(), static_cast<std::streamsize>(written->size()));
  out.flush();
  if (out) return written.diagnostics();
  Diagnostic problem;
  problem.code = "export.io";
  problem.message = "the output could not be written";
  problem.remedy = "check the free space and the rights of the destination";
  return {problem};
}

}  // namespace whobuilds
