#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/load_inputs.h"
#include "cli/output.h"
#include "whobuilds/diff.h"
#include "whobuilds/diff_diagram.h"
#include "whobuilds/report.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds diff monday.json friday.json\n"
    "  whobuilds diff graph.json --since 2025-06         what articles dated since then brought\n"
    "  whobuilds diff before.json whobuilds.db           a graph and a store\n"
    "  whobuilds diff --db whobuilds.db --since 2025-06\n"
    "  whobuilds diff monday.json friday.json -o changes.svg --label-language ja\n"
    "  whobuilds diff monday.json friday.json --json --fail-different";

constexpr uint32_t kNone = FactChange::kNone;
constexpr size_t kShownCauses = 3;

struct DiffArguments {
  std::vector<std::string> graph_paths;  // two, or one with `since`
  std::string since;
  std::string rules_folder;
  Output output;  // format: "text", "json" or that of a picture
  bool json = false;
  bool fail_different = false;
};

Diagnostic usage_problem(std::string message, std::string expected) {
  Diagnostic problem;
  problem.code = "cli.arguments";
  problem.message = std::move(message);
  problem.expected = std::move(expected);
  return problem;
}

std::vector<std::string> formats() {
  std::vector<std::string> all = {"text", "json"};
  const std::vector<std::string> pictures = diff_diagram_formats();
  all.insert(all.end(), pictures.begin(), pictures.end());
  return all;
}

// Fills in the format. All that is wrong with the arguments.
Diagnostics settle(DiffArguments& arguments) {
  Diagnostics problems;
  const std::vector<std::string> known = formats();
  const auto is_known = [&](const std::string& format) {
    return std::find(known.begin(), known.end(), format) != known.end();
  };
  std::string& format = arguments.output.format;
  if (arguments.json) {
    format = "json";
  } else if (format.empty()) {
    const std::string extension = std::filesystem::path(arguments.output.path).extension().string();
    format = extension.size() > 1 && is_known(extension.substr(1)) ? extension.substr(1) : "text";
  }
  const size_t graphs = arguments.graph_paths.size();
  if (arguments.since.empty() ? graphs != 2 : graphs != 1) {
    problems.push_back(
        usage_problem(std::to_string(graphs) + (graphs == 1 ? " graph was" : " graphs were") + " given",
                      arguments.since.empty() ? "two graphs, or one with --since" : "one graph with --since"));
  }
  if (!is_known(format)) {
    std::string expected = "one of";
    for (const std::string& each : known) expected += (each == known.front() ? " " : ", ") + each;
    problems.push_back(usage_problem("unknown format \"" + format + "\"", expected));
  }
  const bool to_stdout = arguments.output.path.empty() || arguments.output.path == "-";
  if (format == "png" && to_stdout && stdout_is_terminal()) {
    problems.push_back(usage_problem("a PNG picture cannot be shown on a terminal", "a file, given with -o"));
  }
  return problems;
}

std::string value_text(const std::string& name, const std::optional<Quantity>& value) {
  if (!value) return "nothing";
  if (!value->number) return value->text;
  if (name == "confidence") return percent(*value->number);
  std::string text = std::to_string(*value->number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return value->unit.empty() ? text : text + " " + value->unit;
}

// Writes the changes line by line: a sign, the fact, what changed about it, and below it why.
class DiffText {
 public:
  DiffText(const Graph& before, const Graph& after) : before_(before), after_(after) {}

  std::string write(const GraphDiff& changes) {
    for (const FactChange& change : changes.nodes) write_change(change, node_text(change), "");
    for (const FactChange& change : changes.attributes) write_change(change, attribute_text(change), "");
    for (const FactChange& change : changes.edges) write_change(change, edge_text(change), sentence(change));
    write_summary(changes);
    return std::move(out_);
  }

 private:
  const Node& node(const FactChange& change) const {
    return change.after != kNone ? after_.nodes()[change.after] : before_.nodes()[change.before];
  }

  const Graph& graph_of(const FactChange& change) const { return change.after != kNone ? after_ : before_; }
  const Edge& edge(const FactChange& change) const {
    return graph_of(change).edges()[change.after != kNone ? change.after : change.before];
  }

  std::string node_text(const FactChange& change) const {
    return node(change).label + " (" + node(change).type + ", " + node(change).id + ")";
  }

  std::string attribute_text(const FactChange& change) const {
    const NodeAttribute& attribute = change.attribute_after != kNone
                                         ? after_.nodes()[change.after].attributes[change.attribute_after]
                                         : before_.nodes()[change.before].attributes[change.attribute_before];
    return node(change).label + " " + attribute.key + " " + value_text("value", attribute.value);
  }

  std::string edge_text(const FactChange& change) const {
    const Graph& graph = graph_of(change);
    const Edge& shown = edge(change);
    std::string text =
        graph.nodes()[shown.source].label + " " + shown.relation + " " + graph.nodes()[shown.target].label;
    if (change.change != ChangeKind::changed) {
      text += "   (" + std::string(status_name(shown.status)) + ", confidence " + percent(shown.confidence) + ")";
    }
    return text;
  }

  // The one that says best what the edge says.
  std::string sentence(const FactChange& change) const {
    if (change.change == ChangeKind::changed) return "";
    const Edge& shown = edge(change);
    const EdgeEvidence* best = nullptr;
    for (const EdgeEvidence& each : shown.evidence) {
      const auto rank = [&](const EdgeEvidence& e) {
        return std::make_pair(e.evidence.status == shown.status, e.evidence.confidence);
      };
      if (best == nullptr || rank(*best) < rank(each)) best = &each;
    }
    return best == nullptr ? "" : best->text;
  }

  void write_change(const FactChange& change, const std::string& fact, const std::string& quote) {
    static constexpr const char* kSigns[] = {"+ ", "- ", "~ "};
    out_ += kSigns[static_cast<size_t>(change.change)] + fact;
    for (const ChangedValue& value : change.values) {
      out_ += (&value == &change.values.front() ? ": " : ", ") + value.name + " " +
              value_text(value.name, value.before) + " -> " + value_text(value.name, value.after);
    }
    out_ += "\n";
    if (!quote.empty()) out_ += "    \"" + quote + "\"\n";
    const size_t shown = std::min(change.causes.size(), kShownCauses);
    out_ += "    because ";
    for (size_t i = 0; i < shown; ++i) out_ += (i > 0 ? ", " : "") + cause_text(change.causes[i]);
    if (shown < change.causes.size()) out_ += " and " + std::to_string(change.causes.size() - shown) + " causes more";
    out_ += "\n";
  }

  static std::string cause_text(const Cause& cause) {
    switch (cause.kind) {
      case CauseKind::document_added:
        return "document " + cause.what + " was added";
      case CauseKind::document_removed:
        return "document " + cause.what + " was removed";
      case CauseKind::document_changed:
        return "document " + cause.what + " was changed";
      case CauseKind::rule:
        return "rule " + cause.what + " reads otherwise";
      case CauseKind::catalogue:
        return "names are read otherwise: " + cause.what;
      case CauseKind::unexplained:
        break;
    }
    return "of something else than documents and rules: another program, or an edit";
  }

  void write_summary(const GraphDiff& changes) {
    size_t counts[3] = {};
    for (const auto* list : {&changes.nodes, &changes.attributes, &changes.edges}) {
      for (const FactChange& change : *list) ++counts[static_cast<size_t>(change.change)];
    }
    const auto three = [](size_t added, size_t removed, size_t changed) {
      return std::to_string(added) + " added, " + std::to_string(removed) + " removed, " + std::to_string(changed) +
             " changed";
    };
    out_ += "documents: " +
            three(changes.added_documents.size(), changes.removed_documents.size(), changes.changed_documents.size()) +
            "; nodes, attributes and edges: " + three(counts[0], counts[1], counts[2]) +
            (changes.other_rules ? "; the rules differ" : "") + "\n";
  }

  const Graph& before_;
  const Graph& after_;
  std::string out_;
};

Result<std::string> written(const Graph& before, const Graph& after, const GraphDiff& changes, const Output& output) {
  if (output.format == "text") return DiffText(before, after).write(changes);
  if (output.format == "json") return diff_to_json(before, after, changes);
  return draw_diff(before, after, changes, output.format, output.options);
}

ExitCode print_difference(const Graph& before, const Graph& after, const DiffArguments& arguments) {
  const GraphDiff changes = diff(before, after);
  const Result<std::string> result = written(before, after, changes, arguments.output);
  Diagnostics problems = result.diagnostics();
  if (result) problems = write_result(arguments.output.path, *result);
  print_problems(problems);
  const ExitCode exit_code = exit_code_for(problems);
  if (exit_code != kDone) return exit_code;
  return arguments.fail_different && !changes.empty() ? kDifferent : kDone;
}

ExitCode run_diff(DiffArguments& arguments) {
  const Diagnostics misfit = settle(arguments);
  print_problems(misfit);
  if (has_errors(misfit)) return kUsage;
  ExitCode exit_code = kDone;
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  std::vector<Graph> graphs;
  for (const std::string& path : arguments.graph_paths) {
    auto graph = load_graph(path, *rule_set, exit_code);
    if (graph) graphs.push_back(std::move(*graph));
  }
  if (exit_code != kDone) return exit_code;
  if (arguments.since.empty()) return print_difference(graphs[0], graphs[1], arguments);
  const Result<Graph> before = graph_before(graphs[0], arguments.since);
  print_problems(before.diagnostics());
  return before ? print_difference(*before, graphs[0], arguments) : kUsage;
}

}  // namespace

void add_diff_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("diff", "Says what changed between two graphs, and what caused it");
  command->footer(kExamples);
  const auto arguments = std::make_shared<DiffArguments>();
  command
      ->add_option("graphs,--db", arguments->graph_paths,
                   "Graph JSON or a store before and after; one of them with --since")
      ->required()
      ->type_name("GRAPH");
  command->add_option("--since", arguments->since, "What documents of one graph dated since then brought")
      ->type_name("DATE");
  command->add_option("-o,--output", arguments->output.path, "Write to this file (default: stdout)");
  command->add_option("--format", arguments->output.format,
                      "text, json, or a picture: dot, svg, png (default: by the extension of -o, else text)");
  command->add_flag("--json", arguments->json, "Write JSON");
  add_picture_options(*command, arguments->output.options);
  add_rules_option(*command, arguments->rules_folder);
  command->add_flag("--fail-different", arguments->fail_different, "Exit with 1 when something changed");
  command->callback([arguments, &exit_code] { exit_code = run_diff(*arguments); });
}

}  // namespace whobuilds::cli
