// The format of an output and where it goes.
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "whobuilds/export.h"
#include "whobuilds/graph.h"

namespace whobuilds::cli {

struct Output {
  std::string path;        // "" or "-": stdout; a folder for formats of several files
  std::string format;      // "": by the extension of `path`, else json
  bool in_folder = false;  // each document goes to a path of its own, not to `path`
  ExportOptions options;
};

// Declares --label-language, --font, --dark and --time-limit.
void add_picture_options(CLI::App& command, ExportOptions& options);

// Declares -o, --format and the options of formats and pictures.
void add_output_options(CLI::App& command, Output& output);

// Fills in output.format. Returns a problem when the format is unknown (with the nearest one), or does not
// fit where it goes: a picture on a terminal, several files on stdout. To be called before any work is done.
Diagnostics settle_format(Output& output);

// Whether the settled format shows articles and not a graph.
bool shows_articles(const Output& output);

// What ArticleExport gave, to `path` (as in Output): a folder or a file, as the settled format is.
Diagnostics write_articles(const std::vector<ExportFile>& files, const Output& output, const std::string& path);

// What `write` gives to its stream, to the file `path` ("" or "-": stdout): as write_result, without holding it all. A
// file stays as it was when `write` or the disk fails. Returns the problems of `write`, or one of code cli.io.
Diagnostics write_streaming(const std::string& path, const std::function<Diagnostics(std::ostream& out)>& write);

// `graph` to `path` (as in Output) in the settled format.
Diagnostics write_graph(const Graph& graph, const Output& output, const std::string& path);

}  // namespace whobuilds::cli
