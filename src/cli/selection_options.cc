#include "cli/selection_options.h"

#include <optional>
#include <utility>

#include "whobuilds/ask.h"

namespace whobuilds::cli {
namespace {

Diagnostic unknown_word(const char* code, const std::string& message, const char* expected) {
  Diagnostic problem;
  problem.code = code;
  problem.message = message;
  problem.expected = expected;
  return problem;
}

void note(const Diagnostics& more, Diagnostics& problems) { problems.insert(problems.end(), more.begin(), more.end()); }

void understand_focus(const Graph& graph, const std::vector<std::string>& names, Selection& selection,
                      Diagnostics& problems) {
  if (names.empty()) return;
  const Result<std::vector<uint32_t>> nodes = find_entities(graph, names);
  note(nodes.diagnostics(), problems);
  if (!nodes) return;
  for (const uint32_t node : *nodes) selection.focus.push_back(graph.nodes()[node].id);
}

void understand_words(const SelectionArguments& arguments, Selection& selection, Diagnostics& problems) {
  for (const std::string& word : arguments.statuses) {
    const std::optional<Status> status = status_from_name(word);
    if (status) {
      selection.statuses.push_back(*status);
    } else {
      problems.push_back(unknown_word("selection.status", "there is no status \"" + word + "\"",
                                      "asserted, planned, rumored or denied"));
    }
  }
  const std::optional<Centrality> by = centrality_from_name(arguments.by);
  if (by) {
    selection.by = *by;
  } else {
    problems.push_back(unknown_word("selection.centrality", "nodes cannot be ranked by \"" + arguments.by + "\"",
                                    "degree, pagerank or betweenness"));
  }
}

}  // namespace

void add_selection_options(CLI::App& command, SelectionArguments& arguments) {
  constexpr const char* kGroup = "Selection";
  Selection& selection = arguments.selection;
  command.add_option("--focus", arguments.focus, "Only this name or id and what is near it; can be repeated")
      ->type_name("NAME")
      ->group(kGroup)
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  command.add_option("--depth", selection.depth, "--focus: how many edges away (default 1)")
      ->check(CLI::Range(0, 1000))
      ->group(kGroup);
  command.add_option("--relation", selection.relations, "Only edges of these relations, separated by commas")
      ->type_name("RELATION")
      ->delimiter(',')
      ->group(kGroup)
      ->allow_extra_args(false);
  command.add_option("--type", selection.types, "Only nodes of these types, separated by commas")
      ->type_name("TYPE")
      ->delimiter(',')
      ->group(kGroup)
      ->allow_extra_args(false);
  command.add_option("--status", arguments.statuses, "Only edges that are asserted, planned, rumored or denied")
      ->type_name("STATUS")
      ->delimiter(',')
      ->group(kGroup)
      ->allow_extra_args(false);
  command.add_option("--min-confidence", selection.min_confidence, "Only edges at least as sure, 0 to 1")
      ->group(kGroup);
  command.add_option("--since", selection.since, "Only what documents from this date on say")
      ->type_name("DATE")
      ->group(kGroup);
  command.add_option("--until", selection.until, "Only what documents up to this date say")
      ->type_name("DATE")
      ->group(kGroup);
  command.add_option("--top", selection.top, "Only the N most central nodes")->type_name("N")->group(kGroup);
  command.add_option("--by", arguments.by, "--top: by degree (default), pagerank or betweenness")
      ->type_name("CENTRALITY")
      ->group(kGroup);
  command.add_flag("--collapse-variants", selection.collapse_variants, "Show families instead of their variants")
      ->group(kGroup);
}

Result<Graph> select_part(Graph graph, const SelectionArguments& arguments) {
  Diagnostics problems;
  Selection selection = arguments.selection;
  understand_focus(graph, arguments.focus, selection, problems);
  understand_words(arguments, selection, problems);
  if (problems.empty() && selects_everything(selection)) return graph;
  note(check_selection(graph, selection), problems);
  if (!problems.empty()) return problems;
  return select(graph, selection);
}

}  // namespace whobuilds::cli
