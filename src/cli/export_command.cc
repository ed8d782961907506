#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/article_files.h"
#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/load_inputs.h"
#include "cli/output.h"
#include "cli/selection_options.h"
#include "cli/stored_articles.h"
#include "whobuilds/article_export.h"
#include "whobuilds/ask.h"
#include "whobuilds/store.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds export --graph graph.json -o graph.svg\n"
    "  whobuilds export --graph graph.json -o graph.png --label-language ja --dark\n"
    "  whobuilds export --graph graph.json --format dot | dot -Tpdf -o graph.pdf\n"
    "  whobuilds export --graph graph.json -o graph.graphml\n"
    "  whobuilds export --graph graph.json --format neo4j -o import/\n"
    "  whobuilds export --graph graph.json --focus Huawei --depth 2 --status asserted,planned -o huawei.svg\n"
    "  whobuilds export --graph graph.json --focus NVIDIA --diagram ego -o nvidia.pdf\n"
    "  whobuilds export --graph graph.json --diagram matrix --label-language ja -o matrix.svg\n"
    "  whobuilds export --graph graph.json --top 100 --by pagerank --collapse-variants -o overview.svg\n"
    "  whobuilds export --graph graph.json --articles articles/ -o articles.html\n"
    "  whobuilds export --graph graph.json --articles articles/ --format brat -o annotated/";

struct ExportArguments {
  std::string graph_path;
  std::vector<std::string> articles;  // for formats that hold them: files, folders, globs
  std::string rules_folder;
  SelectionArguments selection;
  Output output;
};

Diagnostic article_problem(const char* code, const std::string& file, const std::string& message, const std::string& remedy) {
  Diagnostic problem;
  problem.code = code;
  problem.file = file;
  problem.message = message;
  problem.remedy = remedy;
  return problem;
}

// Those that were given, or those that the store was made from.
Diagnostics articles_for(const ExportArguments& arguments, const std::function<void(Document&&)>& use) {
  if (!arguments.articles.empty()) return read_articles(arguments.articles, use);
  const Result<Store> store = Store::open(arguments.graph_path, StoreAccess::read);
  return store ? read_stored_articles(*store, use) : store.diagnostics();
}

// The documents of `graph` that are among the articles. A document is known by the hash of its bytes.
Diagnostics export_articles(const Graph& graph, const RuleSet& rule_set, const ExportArguments& arguments) {
  Diagnostics problems;
  const auto note = [&](const Diagnostics& more) { problems.insert(problems.end(), more.begin(), more.end()); };
  Result<ArticleExport> articles = ArticleExport::create(rule_set, arguments.output.format, arguments.output.options);
  if (!articles) return articles.diagnostics();
  std::vector<bool> shown(graph.documents().size());
  note(articles_for(arguments, [&](Document&& document) {
    for (uint32_t i = 0; i < shown.size(); ++i) {
      if (shown[i] || graph.documents()[i].sha256 != document.sha256) continue;
      shown[i] = true;
      articles->add(document, facts_of_document(graph, i));
      break;
    }
  }));
  for (size_t i = 0; i < shown.size(); ++i) {
    if (shown[i]) continue;
    const DocumentInfo& missing = graph.documents()[i];
    note({article_problem("export.no_article", missing.path, "no article has the bytes that document \"" + missing.id +
                          "\" of the graph was read from", "give its file with --articles, unchanged since it was read")});
  }
  if (has_errors(problems)) return problems;
  note(write_articles(articles->finish(), arguments.output, arguments.output.path));
  return problems;
}

Diagnostics write_output(const Graph& graph, const RuleSet& rule_set, const ExportArguments& arguments) {
  const bool has_articles = !arguments.articles.empty() || is_store(arguments.graph_path);
  return has_articles && shows_articles(arguments.output) ? export_articles(graph, rule_set, arguments) : write_graph(graph, arguments.output, arguments.output.path);
}

// An ego diagram is of the first name in focus; of several nodes that bear it, of the one with the most edges.
void set_center(const Graph& graph, const SelectionArguments& arguments, ExportOptions& options) {
  if (arguments.focus.empty()) return;
  const Result<std::vector<uint32_t>> nodes = find_entities(graph, {arguments.focus.front()});
  if (!nodes) return;
  const auto edges = [&](uint32_t node) { return graph.out_edges(node).size() + graph.in_edges(node).size(); };
  const auto center = std::max_element(nodes->begin(), nodes->end(), [&](uint32_t a, uint32_t b) { return edges(a) < edges(b); });
  options.center = graph.nodes()[*center].id;
}

ExitCode run_export(ExportArguments& arguments) {
  const Diagnostics misfit = settle_format(arguments.output);
  print_problems(misfit);
  if (has_errors(misfit)) return kUsage;
  ExitCode exit_code = kDone;
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  auto graph = load_graph(arguments.graph_path, *rule_set, exit_code);
  if (!graph) return exit_code;
  const Result<Graph> part = select_part(std::move(*graph), arguments.selection);
  print_problems(part.diagnostics());
  if (!part) return kUsage;
  set_center(*part, arguments.selection, arguments.output.options);
  const Diagnostics problems = write_output(*part, *rule_set, arguments);
  print_problems(problems);
  return exit_code_for(problems);
}

}  // namespace

void add_export_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("export", "Writes a graph in another format");
  command->footer(kExamples);
  const auto arguments = std::make_shared<ExportArguments>();
  command->add_option("--graph,--db", arguments->graph_path, "Graph JSON written by extract, - for stdin; or a store")
      ->required()
      ->type_name("FILE");
  command->add_option("--articles", arguments->articles, "html, brat, conll, ...: the articles that the graph was read from")
      ->type_name("PATH");
  add_output_options(*command, arguments->output);
  add_selection_options(*command, arguments->selection);
  add_rules_option(*command, arguments->rules_folder);
  command->callback([arguments, &exit_code] { exit_code = run_export(*arguments); });
}

}  // namespace whobuilds::cli
