#include "cli/output.h"

#include <filesystem>
#include <utility>
#include <vector>

#include "cli/line_output.h"
#include "whobuilds/compression.h"

namespace whobuilds::cli {
namespace {

std::string format_names() {
  std::string text;
  for (const ExportFormat& format : export_formats()) text += (text.empty() ? "" : ", ") + format.name;
  return text;
}

// The first format whose files have this extension (with its dot), "" when there is none.
std::string format_of_extension(const std::string& extension) {
  for (const ExportFormat& format : export_formats()) {
    if (!format.extension.empty() && "." + format.extension == extension) return format.name;
  }
  return "";
}

// What keeps `format` from being written to standard output.
Diagnostics unfit_for_stdout(const ExportFormat& format) {
  Diagnostic problem;
  if (format.folder) {
    problem.code = "cli.folder";
    problem.message = "\"" + format.name + "\" is several files";
    problem.expected = "a folder to write them to";
    problem.remedy = "give a folder with -o";
    return {problem};
  }
  const bool binary = format.name == "png" || format.name == "pdf";
  if (!binary || !stdout_is_terminal()) return {};
  problem.code = "cli.terminal";
  problem.message = "\"" + format.name + "\" cannot be shown on a terminal";
  problem.remedy = "give a file with -o";
  return {problem};
}

Diagnostics write_folder(const std::vector<ExportFile>& files, const std::string& folder) {
  Diagnostics problems = make_folder(folder);
  if (has_errors(problems)) return problems;
  for (const ExportFile& file : files) {
    const Diagnostics failed = write_result((std::filesystem::path(folder) / file.name).string(), file.bytes);
    problems.insert(problems.end(), failed.begin(), failed.end());
  }
  return problems;
}

}  // namespace

void add_picture_options(CLI::App& command, ExportOptions& options) {
  command.add_option("--label-language", options.label_language, "Labels in en, ja or zh")
      ->check(CLI::IsMember({"en", "ja", "zh"}));
  command.add_option("--font", options.font, "Pictures: fonts, the first one found is used");
  command.add_flag("--dark", options.dark, "Pictures and html: light on dark");
  command.add_option("--time-limit", options.time_limit_seconds, "Pictures: seconds a layout may take")
      ->check(CLI::Range(1, 3600));
}

void add_output_options(CLI::App& command, Output& output) {
  ExportOptions& options = output.options;
  command.add_option("-o,--output", output.path,
                     "Write to this file (also .gz, .zst), or folder for formats of several files (default: stdout)");
  command.add_option("--format", output.format,
                     "One of " + format_names() + " (default: by the extension of -o, else json)");
  command.add_flag("--links", options.links, "json: write the edges under \"links\" too, for older readers");
  add_picture_options(command, options);
  command
      .add_option_function<std::string>(
          "--diagram", [&options](const std::string& name) { options.diagram = *diagram_from_name(name); },
          "Pictures: relations (default), ego, matrix, timeline, supply-chain or competition")
      ->type_name("KIND")
      ->check(CLI::IsMember({"relations", "ego", "matrix", "timeline", "supply-chain", "competition"}));
  command.add_flag("--with-analyses", options.analyses, "Write degree, PageRank, community ... at each node (json and formats of graph programs)");
}

Diagnostics settle_format(Output& output) {
  const std::filesystem::path file(without_compression(output.path));
  if (output.format.empty()) output.format = format_of_extension(file.extension().string());
  if (output.format.empty()) output.format = "json";
  const ExportFormat* format = find_export_format(output.format);
  if (format == nullptr) return {unknown_export_format(output.format)};
  const bool to_stdout = output.path.empty() || output.path == "-";
  return to_stdout && !output.in_folder ? unfit_for_stdout(*format) : Diagnostics{};
}

bool shows_articles(const Output& output) { return find_export_format(output.format)->articles; }

Diagnostics write_articles(const std::vector<ExportFile>& files, const Output& output, const std::string& path) {
  if (find_export_format(output.format)->folder) return write_folder(files, path);
  return write_result(path, files.front().bytes);
}

Diagnostics write_streaming(const std::string& path, const std::function<Diagnostics(std::ostream& out)>& write) {
  LineOutput output(path);
  Diagnostics problems = output.open_beside();
  if (!problems.empty()) return problems;
  std::ostream out(&output.bytes());
  problems = write(out);
  Diagnostics failed;
  if (!out) failed.push_back(unwritable(path));
  if (failed.empty() && !has_errors(problems)) failed = output.finish();
  if (failed.empty() && !has_errors(problems)) failed = output.replace();
  if (!failed.empty()) problems = failed;
  if (has_errors(problems)) output.discard();
  return problems;
}

Diagnostics write_graph(const Graph& graph, const Output& output, const std::string& path) {
  const ExportFormat& format = *find_export_format(output.format);
  if (format.folder && !format.articles) {
    const Result<std::vector<ExportFile>> files = export_files(graph, output.format, output.options);
    return files ? write_folder(*files, path) : files.diagnostics();
  }
  return write_streaming(
      path, [&](std::ostream& out) { return export_graph(graph, output.format, output.options, out); });
}

}  // namespace whobuilds::cli
