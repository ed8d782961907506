// Parts of the graph as files, and the description of the API.
#include "serve/filters.h"
#include "serve/handlers.h"
#include "whobuilds/export.h"

namespace whobuilds::serve {
namespace {

constexpr uint32_t kDrawingSeconds = 30;

std::string media_type_of(const std::string& extension) {
  if (extension == "json" || extension == "cyjs" || extension == "jgf") return "application/json";
  if (extension == "jsonld") return "application/ld+json";
  if (extension == "svg") return "image/svg+xml";
  if (extension == "png") return "image/png";
  if (extension == "pdf") return "application/pdf";
  if (extension == "csv") return "text/csv; charset=utf-8";
  if (extension == "graphml" || extension == "gexf") return "application/xml";
  if (extension == "ttl") return "text/turtle; charset=utf-8";
  if (extension == "nt") return "application/n-triples";
  return "text/plain; charset=utf-8";
}

std::string known_formats() {
  std::string names;
  for (const ExportFormat& format : export_formats()) {
    if (!format.folder && !format.articles) names += (names.empty() ? "one of " : ", ") + format.name;
  }
  return names;
}

}  // namespace

Reply answer_openapi(const Call&) { return text_reply("application/json", std::string(openapi())); }

Reply answer_export(const Call& call) {
  const Arguments& arguments = call.arguments;
  const ExportFormat* format = find_export_format(arguments.text("format"));
  if (format == nullptr || format->folder || format->articles) {
    return error_reply(
        {request_problem("http.parameter", "format cannot be \"" + arguments.text("format") + "\"", known_formats())});
  }
  const Result<Selection> selection = selection_of(call.snapshot, arguments);
  if (!selection) return error_reply(selection.diagnostics());
  ExportOptions options;
  options.label_language = arguments.text("lang");
  options.dark = arguments.boolean("dark");
  options.time_limit_seconds = kDrawingSeconds;
  const bool whole = selects_everything(*selection);
  const Result<Graph> part = whole ? Result<Graph>(Diagnostic()) : select(call.snapshot.graph(), *selection);
  if (!whole && !part) return error_reply(part.diagnostics());
  const Result<std::vector<ExportFile>> files =
      export_files(whole ? call.snapshot.graph() : *part, format->name, options);
  if (!files) return error_reply(files.diagnostics());
  Reply reply = text_reply(media_type_of(format->extension), files->front().bytes);
  reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"whobuilds." + format->extension + "\"");
  return reply;
}

}  // namespace whobuilds::serve
