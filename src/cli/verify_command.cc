#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/article_files.h"
#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/load_inputs.h"
#include "cli/stored_articles.h"
#include "whobuilds/report.h"
#include "whobuilds/store.h"
#include "whobuilds/verify.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds verify graph.json articles/\n"
    "  whobuilds verify graph.json articles/ --json\n"
    "  whobuilds verify --db whobuilds.db                the file itself too, and what is kept of the articles\n"
    "\n"
    "Exits with 0 when all holds, with 3 when something does not.";

struct VerifyArguments {
  std::string graph_path;
  std::vector<std::string> articles;
  std::string rules_folder;
  bool json = false;
};

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

// What is wrong, for people.
std::string describe(const VerifyFault& fault) {
  switch (fault.kind) {
    case FaultKind::missing_document:
      return "no article has its bytes, SHA-256 " + fault.expected;
    case FaultKind::changed_document:
      return "the article was changed since, its SHA-256 is " + fault.found;
    case FaultKind::other_offsets:
      return "offsets are counted in the " + fault.expected + " by the graph and in the " + fault.found + " now";
    case FaultKind::out_of_range:
      return "the text ends before, it has " + fault.found;
    case FaultKind::split_character:
      return "begins or ends inside a character";
    case FaultKind::other_text:
      return "the article has " + quoted(fault.found) + ", the graph " + quoted(fault.expected);
    case FaultKind::other_root:
      return "the articles give other facts now, their root is " + fault.found;
    case FaultKind::other_fact:
      if (fault.found.empty()) return "the articles do not say it, the graph says " + quoted(fault.expected);
      if (fault.expected.empty()) return "the graph lacks what the articles say, " + quoted(fault.found);
      return "the articles give " + quoted(fault.found) + ", the graph says " + quoted(fault.expected);
  }
  return "";
}

void append_fault(const Graph& graph, const VerifyFault& fault, std::string& out) {
  if (fault.document == VerifyFault::kNone) {
    out += fault.part.empty() ? "root" : fault.part + " " + fault.fact;
  } else {
    const DocumentInfo& document = graph.documents()[fault.document];
    out += fault.file.empty() ? (document.path.empty() ? document.id : document.path) : fault.file;
  }
  if (fault.document != VerifyFault::kNone && !fault.part.empty()) {
    out += ": bytes " + std::to_string(fault.span.begin) + "-" + std::to_string(fault.span.end) + ": " + fault.part +
           " of " + fault.fact;
  }
  out += ": " + describe(fault) + " [" + fault_code(fault.kind) + "]\n";
}

std::string root_for_people(RootCheck root) {
  switch (root) {
    case RootCheck::holds:
      return "holds";
    case RootCheck::differs:
      return "differs";
    case RootCheck::part_of_graph:
      return "not checked, the graph is a part of another";
    case RootCheck::other_rules:
      return "not checked, the graph was made by other rules";
    case RootCheck::not_all_there:
      return "not checked, not all articles are there unchanged";
  }
  return "";
}

std::string report_for_people(const Graph& graph, const VerifyReport& report) {
  std::string out;
  for (const VerifyFault& fault : report.faults) append_fault(graph, fault, out);
  out += std::to_string(report.unchanged_documents) + " of " + std::to_string(report.documents) +
         " documents unchanged; " + std::to_string(report.mentions) + " mentions and " +
         std::to_string(report.evidence) + " pieces of evidence cut out again; root: " + root_for_people(report.root) +
         "; " + (report.holds() ? "all holds" : std::to_string(report.faults.size()) + " do not hold") + "\n";
  return out;
}

// What is wrong with the store itself, whose articles are then those that it was made from.
ExitCode verify_store(const Store& store, const RuleSet& rule_set) {
  const Diagnostics problems = store.verify(rule_set);
  print_problems(problems);
  return problems.empty() ? kDone : kInputErrors;
}

std::optional<Graph> graph_read_into(const Store& store, const RuleSet& rule_set, ExitCode& exit_code) {
  Result<Graph> graph = graph_as_read(store, rule_set);
  print_problems(graph.diagnostics());
  if (graph) return std::move(graph).value();
  exit_code = exit_code_for(graph.diagnostics());
  return std::nullopt;
}

Diagnostic no_articles() {
  Diagnostic problem;
  problem.code = "cli.arguments";
  problem.message = "no articles were given to compare the graph with";
  problem.expected = "files, folders or globs; only a store knows where its articles are";
  return problem;
}

ExitCode run_verify(const VerifyArguments& arguments) {
  ExitCode exit_code = kDone;
  std::optional<Result<Store>> store;
  if (is_store(arguments.graph_path)) store.emplace(Store::open(arguments.graph_path, StoreAccess::read));
  if (store && !*store) {
    print_problems(store->diagnostics());
    return exit_code_for(store->diagnostics());
  }
  if (!store && arguments.articles.empty()) {
    print_problems({no_articles()});
    return kUsage;
  }
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  if (store) exit_code = verify_store(**store, *rule_set);
  if (exit_code != kDone) return exit_code;
  // What people decided about a store stands in no article.
  const auto graph = store ? graph_read_into(**store, *rule_set, exit_code)
                           : load_graph(arguments.graph_path, *rule_set, exit_code);
  if (!graph) return exit_code;
  Verification verification(*graph, *rule_set);
  const auto compare = [&](Document&& article) { verification.add(article); };
  const Diagnostics problems = arguments.articles.empty() ? read_stored_articles(**store, compare)
                                                          : read_articles(arguments.articles, compare);
  print_problems(problems);
  const VerifyReport report = verification.finish();
  exit_code = print_result(arguments.json ? verification_to_json(*graph, report) : report_for_people(*graph, report),
                           false, false);
  if (exit_code != kDone) return exit_code;
  if (exit_code_for(problems) == kIo) return kIo;
  return report.holds() ? kDone : kInputErrors;
}

}  // namespace

void add_verify_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand(
      "verify", "Cuts all evidence of a graph out of its articles again and says what does not hold");
  command->footer(kExamples);
  const auto arguments = std::make_shared<VerifyArguments>();
  command->add_option("graph,--db", arguments->graph_path, "Graph JSON written by extract, - for stdin; or a store")
      ->required()
      ->type_name("GRAPH");
  command
      ->add_option("articles", arguments->articles,
                   "The articles that it was read from: files, folders, globs (default for a store: those it was "
                   "made from)")
      ->type_name("ARTICLES");
  add_rules_option(*command, arguments->rules_folder);
  command->add_flag("--json", arguments->json, "Report as JSON");
  command->callback([arguments, &exit_code] { exit_code = run_verify(*arguments); });
}

}  // namespace whobuilds::cli
