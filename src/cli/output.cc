#include "cli/output.h"

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <vector>

namespace whobuilds::cli {
namespace {

std::string comma_separated(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

bool is_known(const std::string& format) {
  const std::vector<std::string> formats = export_formats();
  return std::find(formats.begin(), formats.end(), format) != formats.end();
}

// The library knows which format is nearest: it is asked with an empty graph.
Diagnostics unknown_format(const std::string& format) {
  const Result<RuleSet> rule_set = RuleSet::embedded();
  if (!rule_set) return rule_set.diagnostics();
  Graph graph(*rule_set);
  graph.finish();
  std::ostringstream nowhere;
  return export_graph(graph, format, ExportOptions{}, nowhere);
}

}  // namespace

void add_output_options(CLI::App& command, Output& output) {
  ExportOptions& options = output.options;
  command.add_option("-o,--output", output.path, "Write to this file (default: stdout)");
  command.add_option("--format", output.format,
                     "One of " + comma_separated(export_formats()) + " (default: by the extension of -o, else json)");
  command.add_flag("--links", options.links, "json: write the edges under \"links\" too, for older readers");
  command.add_option("--label-language", options.label_language, "Pictures and html: names in en, ja or zh")
      ->check(CLI::IsMember({"en", "ja", "zh"}));
  command.add_option("--font", options.font, "Pictures: fonts, the first one found is used");
  command.add_flag("--dark", options.dark, "Pictures and html: light on dark");
  command.add_option("--time-limit", options.time_limit_seconds, "Pictures: seconds a layout may take")
      ->check(CLI::Range(1, 3600));
}

Diagnostics settle_format(Output& output) {
  if (output.format.empty()) {
    const std::string extension = std::filesystem::path(output.path).extension().string();
    output.format = extension.size() > 1 && is_known(extension.substr(1)) ? extension.substr(1) : "json";
  }
  if (!is_known(output.format)) return unknown_format(output.format);
  const bool to_stdout = output.path.empty() || output.path == "-";
  if (output.format != "png" || !to_stdout || !stdout_is_terminal()) return {};
  Diagnostic problem;
  problem.code = "cli.terminal";
  problem.message = "a PNG picture cannot be shown on a terminal";
  problem.remedy = "give a file with -o";
  return {problem};
}

bool shows_articles(const Output& output) { return output.format == "html"; }

Diagnostics write_graph(const Graph& graph, const Output& output, const std::string& path) {
  std::ostringstream out;
  Diagnostics problems = export_graph(graph, output.format, output.options, out);
  if (has_errors(problems)) return problems;
  const Diagnostics failed = write_result(path, out.str());
  problems.insert(problems.end(), failed.begin(), failed.end());
  return problems;
}

}  // namespace whobuilds::cli
