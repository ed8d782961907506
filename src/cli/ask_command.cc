#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/graph_source.h"
#include "cli/load_inputs.h"
#include "whobuilds/ask.h"
#include "whobuilds/report.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds ask \"who builds Ascend 910C?\" --graph graph.json\n"
    "  whobuilds ask \"Qwenを開発しているのは？\" --graph graph.json\n"
    "  whobuilds ask \"谁开发了通义千问？\" --in articles/\n"
    "  whobuilds ask who-builds \"Ascend 910C\" --graph graph.json --json\n"
    "  whobuilds ask builds-what Huawei --graph graph.json\n"
    "  whobuilds ask neighbours Huawei --graph graph.json\n"
    "  whobuilds ask path TSMC Grok --graph graph.json\n"
    "  whobuilds ask \"how many parameters does Kimi K2 have?\" --graph graph.json\n"
    "  whobuilds ask \"华为计划推出哪些芯片？\" --graph graph.json\n"
    "  whobuilds ask \"what changed since September 2025?\" --graph graph.json\n"
    "  whobuilds ask evidence EDGE_ID --graph graph.json";

struct AskArguments {
  std::vector<std::string> words;  // a verb with its names, or a question
  GraphSource source;
  std::string rules_folder;
  bool json = false;
  bool all_evidence = false;
  bool fail_empty = false;
};

// The edge whose id is `id` or begins with it, as an answer of one row.
Result<Answer> ask_evidence(const Graph& graph, const std::string& id) {
  const std::vector<uint32_t> found = edges_with_id(graph, id);
  if (found.size() != 1 || id.empty()) {
    Diagnostic problem;
    problem.code = found.empty() ? "ask.unknown_name" : "ask.ambiguous_name";
    problem.message =
        (found.empty() ? "no edge has the id \"" : "more than one edge has an id that begins with \"") + id + "\"";
    problem.remedy = "take an id from the graph JSON or from the answer of another question with --json";
    return problem;
  }
  const Edge& edge = graph.edges()[found.front()];
  Answer answer;
  answer.template_id = "evidence";
  answer.understood = "evidence " + edge.id;
  answer.subjects = {edge.source};
  AnswerRow row;
  row.node = edge.target;
  row.relation = edge.relation;
  row.status = edge.status;
  row.confidence = edge.confidence;
  row.edges = found;
  answer.rows.push_back(row);
  return answer;
}

struct Verb {
  const char* name;
  size_t names;  // how many names follow it
  Result<Answer> (*ask)(const Graph& graph, const std::vector<std::string>& words);
};

using Words = std::vector<std::string>;
constexpr std::array<Verb, 5> kVerbs = {{
    {"who-builds", 1, [](const Graph& graph, const Words& words) { return ask_who_builds(graph, words[1]); }},
    {"builds-what", 1, [](const Graph& graph, const Words& words) { return ask_builds_what(graph, words[1]); }},
    {"neighbours", 1, [](const Graph& graph, const Words& words) { return ask_neighbours(graph, words[1]); }},
    {"path", 2, [](const Graph& graph, const Words& words) { return ask_path(graph, words[1], words[2]); }},
    {"evidence", 1, [](const Graph& graph, const Words& words) { return ask_evidence(graph, words[1]); }},
}};

Diagnostic wrong_number_of_names(const Verb& verb, size_t given) {
  Diagnostic problem;
  problem.code = "cli.arguments";
  problem.message = std::string(verb.name) + " takes " + (verb.names == 1 ? "one name" : "two names") + ", not " +
                    std::to_string(given);
  problem.remedy = "put a name of several words in quotes";
  return problem;
}

Result<Answer> ask_with_words(const Graph& graph, const RuleSet& rule_set, const Words& words) {
  for (const Verb& verb : kVerbs) {
    if (words.front() != verb.name) continue;
    if (words.size() != verb.names + 1) return wrong_number_of_names(verb, words.size() - 1);
    return verb.ask(graph, words);
  }
  std::string question;
  for (const std::string& word : words) question += (question.empty() ? "" : " ") + word;
  return ask(graph, rule_set, question);
}

// An unknown name finds nothing; other errors mean that the question has to be put differently.
ExitCode exit_code_for_question(const Diagnostics& problems, bool fail_empty) {
  const bool unknown = std::any_of(problems.begin(), problems.end(),
                                   [](const Diagnostic& problem) { return problem.code == "ask.unknown_name"; });
  if (!unknown) return kUsage;
  return fail_empty ? kNothingFound : kDone;
}

ExitCode print_answer(const Graph& graph, const Result<Answer>& answer, const AskArguments& arguments) {
  print_problems(answer.diagnostics());
  if (!answer) {
    if (arguments.json) print_problems(write_result("", diagnostics_to_json(answer.diagnostics())));
    return exit_code_for_question(answer.diagnostics(), arguments.fail_empty);
  }
  const std::string text =
      arguments.json ? answer_to_json(graph, *answer) : answer_to_text(graph, *answer, {arguments.all_evidence});
  const ExitCode exit_code = print_result(text, answer->rows.empty(), arguments.fail_empty);
  if (exit_code != kIo && answer->rows.empty()) print_note("nothing found for: " + answer->understood);
  return exit_code;
}

ExitCode run_ask(const AskArguments& arguments) {
  ExitCode exit_code = kDone;
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  const auto graph = graph_from(arguments.source, *rule_set, exit_code);
  if (!graph) return exit_code;
  return print_answer(*graph, ask_with_words(*graph, *rule_set, arguments.words), arguments);
}

}  // namespace

void add_ask_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("ask", "Answers a question from a graph, with the sentences that say so");
  command->footer(kExamples);
  const auto arguments = std::make_shared<AskArguments>();
  command
      ->add_option("question", arguments->words,
                   "A question in Japanese, English or Chinese, or one of\n"
                   "who-builds X, builds-what X, neighbours X, path A B, evidence EDGE_ID,\n"
                   "or what --json calls \"understood\": planned builds-chips X, roles X, memory X ...")
      ->required()
      ->type_name("WORDS");
  add_graph_source(*command, arguments->source);
  add_rules_option(*command, arguments->rules_folder);
  command->add_flag("--all-evidence", arguments->all_evidence, "Show every sentence, not only the best one");
  command->add_flag("--json", arguments->json, "Answer as JSON");
  command->add_flag("--fail-empty", arguments->fail_empty, "Exit with 1 when nothing was found");
  command->callback([arguments, &exit_code] { exit_code = run_ask(*arguments); });
}

}  // namespace whobuilds::cli
