// `explain` and `why-not`: one question, asked of each document.
#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/load_inputs.h"
#include "whobuilds/explain.h"
#include "whobuilds/read.h"
#include "whobuilds/report.h"
#include "whobuilds/review.h"
#include "whobuilds/store.h"

namespace whobuilds::cli {
namespace {

struct ExplainArguments {
  std::vector<std::string> words;  // SOURCE RELATION TARGET, or the id of an edge
  std::vector<std::string> paths;
  std::string graph_path;
  std::string rules_folder;
  bool json = false;
  bool fail_empty = false;
};

Diagnostic wrong_words(const std::string& message, const std::string& remedy) {
  Diagnostic problem;
  problem.code = "cli.arguments";
  problem.message = message;
  problem.remedy = remedy;
  return problem;
}

// The claim of the only edge whose id begins with `id`.
Result<ClaimQuery> claim_of_edge(const Graph& graph, const std::string& id) {
  const std::vector<uint32_t> found = edges_with_id(graph, id);
  if (found.size() > 1)
    return wrong_words("more than one edge has an id that begins with \"" + id + "\"", "give more of it");
  if (found.empty()) return wrong_words("no edge has the id \"" + id + "\"", "take an id from the graph JSON");
  const Edge& edge = graph.edges()[found.front()];
  return ClaimQuery{graph.nodes()[edge.source].id, edge.relation, graph.nodes()[edge.target].id};
}

// What the words ask about. On failure the problem has been printed and `exit_code` is set.
std::optional<ClaimQuery> settle_claim(const ExplainArguments& arguments, const RuleSet& rule_set,
                                       ExitCode& exit_code) {
  const std::vector<std::string>& words = arguments.words;
  Result<ClaimQuery> claim = wrong_words("a claim has three parts, not " + std::to_string(words.size()),
                                         "write SOURCE RELATION TARGET, names of several words in quotes");
  if (words.size() == 3) {
    claim = ClaimQuery{words[0], words[1], words[2]};
  } else if (words.size() == 1 && !arguments.graph_path.empty()) {
    const std::optional<Graph> graph = load_graph(arguments.graph_path, rule_set, exit_code);
    if (!graph) return std::nullopt;
    claim = claim_of_edge(*graph, words.front());
  }
  if (claim) return *claim;
  print_problems(claim.diagnostics());
  exit_code = kUsage;
  return std::nullopt;
}

// Asks each document. That some of them do not name what is asked about is no fault as long as one does.
class Inquest {
 public:
  using Question = std::function<Diagnostics(const Document& document)>;

  ExitCode ask(const std::vector<std::string>& paths, const Question& question) {
    const InputFiles found = find_input_files(paths);
    print_problems(found.problems);
    ExitCode exit_code = exit_code_for(found.problems);
    for (const std::string& file : found.files) {
      const Diagnostics problems =
          read_file(file, ReadOptions{}, [&](Document&& document) { note(question(document)); });
      print_problems(problems);
      if (exit_code == kDone) exit_code = exit_code_for(problems);
    }
    if (exit_code != kDone) return exit_code;
    if (documents_ == 0) return kInputErrors;
    if (answered_ > 0) return kDone;
    print_problems(first_problems_);
    return kUsage;
  }

 private:
  void note(const Diagnostics& problems) {
    ++documents_;
    answered_ += problems.empty() ? 1 : 0;
    if (first_problems_.empty()) first_problems_ = problems;
  }

  size_t documents_ = 0, answered_ = 0;
  Diagnostics first_problems_;
};

void append_line(const char* name, const std::string& text, std::string& out) {
  if (text.empty()) return;
  std::string label(name);
  label.resize(14, ' ');
  out += "  " + label + text + "\n";
}

std::string place(const std::string& document, Span sentence) {
  return document + ", bytes " + std::to_string(sentence.begin) + "-" + std::to_string(sentence.end);
}

// The sentence with its arguments and its predicate in brackets.
std::string with_slots(const ExplainedReading& reading) {
  struct Mark {
    Span span;
    std::string label;
  };
  std::vector<Mark> marks;
  for (const ExplainedArgument& argument : reading.arguments) {
    if (!argument.span.empty()) marks.push_back({argument.span, argument.role});
  }
  if (!reading.word_span.empty()) marks.push_back({reading.word_span, "predicate"});
  std::string out = reading.text;
  // From the last to the first, so that places before a mark stay where they are.
  std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return b.span < a.span; });
  uint32_t free_until = UINT32_MAX;
  for (const Mark& mark : marks) {
    if (!reading.sentence.contains(mark.span) || mark.span.end > free_until) continue;
    free_until = mark.span.begin;
    out.insert(mark.span.end - reading.sentence.begin, "|" + mark.label + "]");
    out.insert(mark.span.begin - reading.sentence.begin, "[");
  }
  return out;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

void append_reading(const ExplainedReading& reading, std::string& out) {
  append_line("construction", reading.construction + (reading.construction.empty() ? "" : ": ") + reading.description,
              out);
  append_line("shape", reading.shape, out);
  append_line("predicate", reading.predicate.empty() ? "" : reading.predicate + " at \"" + reading.word + "\"", out);
  for (const ExplainedArgument& argument : reading.arguments) {
    if (!argument.step.empty())
      append_line("discourse", argument.role + " " + joined(argument.entities) + " from the " + argument.step, out);
  }
  std::string terms;
  for (const ConfidenceTerm& term : reading.terms) {
    terms += (terms.empty() ? "" : " x ") + percent(term.factor) + " (" + term.what + ")";
  }
  append_line("confidence", terms.empty() ? "" : percent(reading.confidence) + " = " + terms, out);
}

std::string explanation_text(const std::vector<ExplainedReading>& readings) {
  std::string out;
  for (const ExplainedReading& reading : readings) {
    if (!out.empty()) out += "\n";
    out += reading.source + " " + reading.relation + " " + reading.target + "   (" +
           place(reading.document, reading.sentence) + ")\n";
    append_line("sentence", with_slots(reading), out);
    append_line("rule", reading.rule, out);
    append_line("status",
                std::string(status_name(reading.status)) + (reading.cue.empty() ? "" : " by \"" + reading.cue + "\""),
                out);
    append_reading(reading, out);
  }
  return out.empty() ? "No sentence says so. `whobuilds why-not` tells what was in the way.\n" : out;
}

std::string why_not_text(const WhyNot& why_not) {
  if (!why_not.said.empty()) return "It is said:\n\n" + explanation_text(why_not.said);
  std::string out;
  for (const MissedSentence& missed : why_not.sentences) {
    if (!out.empty()) out += "\n";
    out += std::string(obstacle_name(missed.obstacle)) + ": " + missed.detail + "   (" +
           place(missed.document, missed.sentence) + ")\n";
    append_line("sentence", missed.reading.text.empty() ? missed.text : with_slots(missed.reading), out);
    append_reading(missed.reading, out);
  }
  return out.empty() ? "No sentence names both, and none names one of them beside a word of the relation.\n" : out;
}

template <typename T>
void append(std::vector<T>& all, const std::vector<T>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

// What a verb needs before it asks the documents. On failure the problems have been printed and `exit_code` is set.
struct Settled {
  RuleSet rule_set;
  ClaimQuery claim;
};

std::optional<Settled> settle(const ExplainArguments& arguments, ExitCode& exit_code) {
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return std::nullopt;
  const auto claim = settle_claim(arguments, *rule_set, exit_code);
  if (!claim) return std::nullopt;
  return Settled{*rule_set, *claim};
}

// The decisions of the store that was named as the graph; none for any other graph. On failure the problems have been
// printed and `exit_code` is set.
DecisionSet decisions_of(const std::string& path, const RuleSet& rule_set, ExitCode& exit_code) {
  if (!is_store(path)) return {};
  const Result<Store> store = Store::open(path, StoreAccess::read);
  const Result<DecisionSet> decisions = store ? store->decision_set(rule_set) : store.diagnostics();
  print_problems(decisions.diagnostics());
  if (decisions) return *decisions;
  exit_code = exit_code_for(decisions.diagnostics());
  return {};
}

// The claim, and how articles say it of entities that were merged or given another type.
std::vector<ClaimQuery> claims_as_read(const ClaimQuery& claim, const DecisionSet& decisions) {
  std::vector<std::string> sources = decisions.former_ids(claim.source), targets = decisions.former_ids(claim.target);
  sources.insert(sources.begin(), claim.source);
  targets.insert(targets.begin(), claim.target);
  std::vector<ClaimQuery> claims;
  for (const std::string& source : sources) {
    for (const std::string& target : targets) claims.push_back({source, claim.relation, target});
  }
  return claims;
}

// Those about the claim, and about what the readings say.
std::vector<Decision> decisions_about(const DecisionSet& decisions, const ClaimQuery& claim,
                                      const std::vector<ExplainedReading>& readings) {
  std::set<uint32_t> found;
  const auto add = [&](const std::string& source, const std::string& relation, const std::string& target) {
    for (const uint32_t index : decisions.about(source, relation, target)) found.insert(index);
  };
  add(claim.source, claim.relation, claim.target);
  for (const ExplainedReading& reading : readings) add(reading.source, reading.relation, reading.target);
  std::vector<Decision> about;
  for (const uint32_t index : found) about.push_back(decisions.decisions()[index]);
  return about;
}

std::string decisions_text(const std::vector<Decision>& decisions) {
  std::string out = decisions.empty() ? "" : "\nDecided in review:\n";
  for (const Decision& decision : decisions) out += "  " + describe(decision) + "\n";
  return out;
}

ExitCode run_explain(const ExplainArguments& arguments) {
  ExitCode exit_code = kDone;
  const auto settled = settle(arguments, exit_code);
  if (!settled) return exit_code;
  const DecisionSet decisions = decisions_of(arguments.graph_path, settled->rule_set, exit_code);
  if (exit_code != kDone) return exit_code;
  std::vector<ExplainedReading> readings;
  const std::vector<ClaimQuery> claims = claims_as_read(settled->claim, decisions);
  exit_code = Inquest().ask(arguments.paths, [&](const Document& document) {
    Diagnostics problems;
    bool answered = false;
    for (const ClaimQuery& claim : claims) {
      const auto found = explain(settled->rule_set, document, claim);
      if (found) append(readings, *found);
      answered = answered || found.ok();
      if (problems.empty()) problems = found.diagnostics();
    }
    return answered ? Diagnostics{} : problems;
  });
  if (exit_code != kDone) return exit_code;
  const std::vector<Decision> about = decisions_about(decisions, settled->claim, readings);
  return print_result(arguments.json ? explanation_to_json(readings, about)
                                     : explanation_text(readings) + decisions_text(about),
                      readings.empty(), arguments.fail_empty);
}

ExitCode run_why_not(const ExplainArguments& arguments) {
  ExitCode exit_code = kDone;
  const auto settled = settle(arguments, exit_code);
  if (!settled) return exit_code;
  WhyNot why;
  exit_code = Inquest().ask(arguments.paths, [&](const Document& document) {
    const auto found = why_not(settled->rule_set, document, settled->claim);
    if (!found) return found.diagnostics();
    append(why.said, found->said);
    append(why.sentences, found->sentences);
    return Diagnostics{};
  });
  if (exit_code != kDone) return exit_code;
  if (!why.said.empty()) why.sentences.clear();
  return print_result(arguments.json ? why_not_to_json(why) : why_not_text(why), why.sentences.empty(),
                      arguments.fail_empty);
}

// What both verbs take.
void add_options(CLI::App& command, ExplainArguments& arguments) {
  command.add_option("claim", arguments.words, "SOURCE RELATION TARGET: names or ids, and a relation")
      ->required()
      ->expected(1, 3)
      ->type_name("WORD");
  command.add_option("--in", arguments.paths, "The articles: files, folders, globs, - for stdin")
      ->required()
      ->type_name("PATH");
  add_rules_option(command, arguments.rules_folder);
  command.add_flag("--json", arguments.json, "Print JSON");
  command.add_flag("--fail-empty", arguments.fail_empty, "Exit with 1 when there is nothing to tell");
}

}  // namespace

void add_explain_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("explain", "Shows by which construction, words and terms a fact was read");
  command->footer(
      "Examples:\n"
      "  whobuilds explain Huawei develops \"Ascend 910C\" --in article.md\n"
      "  whobuilds explain 華為 開発 昇騰910C --in articles/ --json\n"
      "  whobuilds explain 3f2a91 --graph graph.json --in articles/\n"
      "  whobuilds explain Huawei develops \"Ascend 910C\" --db news.db --in articles/    with what was decided about it");
  const auto arguments = std::make_shared<ExplainArguments>();
  add_options(*command, *arguments);
  command->add_option("--graph,--db", arguments->graph_path, "Take the claim from an edge of this graph, by its id; of a store, show its decisions too");
  command->callback([arguments, &exit_code] { exit_code = run_explain(*arguments); });
}

void add_why_not_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("why-not", "Tells what kept a claim from being read");
  command->footer(
      "Examples:\n"
      "  whobuilds why-not NVIDIA acquires Groq --in article.md\n"
      "  whobuilds why-not company:nvidia acquires company:groq --in articles/ --json");
  const auto arguments = std::make_shared<ExplainArguments>();
  add_options(*command, *arguments);
  command->callback([arguments, &exit_code] { exit_code = run_why_not(*arguments); });
}

}  // namespace whobuilds::cli
