// What people decide about the names and facts of a store.
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/load_inputs.h"
#include "whobuilds/ask.h"
#include "whobuilds/review.h"
#include "whobuilds/store.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds review list --limit 50                    what is worth a look, the most consequential first\n"
    "  whobuilds review confirm \"Zhuque 3\"                  an entity\n"
    "  whobuilds review reject Huawei develops H100         a fact; or by the beginning of its edge's id\n"
    "  whobuilds review merge company:zhuque-ai company:zhuque\n"
    "  whobuilds review split 2025-04-29-a company:arm Arm organization:arm-hospital\n"
    "  whobuilds review rename company:zhuque \"Zhuque AI\" && whobuilds review retype model:zhuque Chip\n"
    "  whobuilds review list --decisions && whobuilds review undo 3\n"
    "  whobuilds review export decisions.json && whobuilds review import decisions.json --db other.db\n"
    "\n"
    "Decisions are kept beside the facts, hold for articles that are added later, and can be undone.";

struct ReviewArguments {
  std::string database = kDefaultStore;
  std::string rules_folder;
  std::vector<std::string> words;
  std::vector<int64_t> numbers;
  std::string file;
  std::string label;
  double below = 0.6;
  uint32_t limit = 20;
  bool decisions = false;
  bool json = false;
  bool fail_empty = false;
  bool quiet = false;
};

// A store with the rules that its decisions are read by.
struct Opened {
  RuleSet rule_set;
  Store store;
};

// On failure the problems have been printed and `exit_code` is set.
std::optional<Opened> open_store(const ReviewArguments& arguments, StoreAccess access, ExitCode& exit_code) {
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return std::nullopt;
  Result<Store> store = Store::open(arguments.database, access);
  print_problems(store.diagnostics());
  if (store) return Opened{*rule_set, std::move(*store)};
  exit_code = exit_code_for(store.diagnostics());
  return std::nullopt;
}

Diagnostic wrong_words(std::string message, std::string expected, std::string remedy = "") {
  Diagnostic problem;
  problem.code = "cli.arguments";
  problem.message = std::move(message);
  problem.expected = std::move(expected);
  problem.remedy = std::move(remedy);
  return problem;
}

// Names to ids. What has a colon is taken for an id, also of an entity that is not there yet or not any more.
class Names {
 public:
  explicit Names(const Opened& opened) : opened_(opened) {}

  std::string id_of(const std::string& name) {
    if (name.find(':') != std::string::npos || !graph()) return name;
    const Result<std::vector<uint32_t>> found = find_entities(*graph(), {name});
    append(found.diagnostics());
    if (!found) return name;
    if (found->size() == 1) return graph()->nodes()[found->front()].id;
    std::string candidates;
    for (const uint32_t node : *found) candidates += (candidates.empty() ? "" : ", ") + graph()->nodes()[node].id;
    append({wrong_words("\"" + name + "\" names several things", "one of " + candidates)});
    return name;
  }

  // The only edge whose id begins with `word`, if it looks like one.
  const Edge* edge_of(const std::string& word) {
    constexpr size_t kShortest = 6;
    const bool is_hex = word.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!is_hex || word.size() < kShortest || !graph()) return nullptr;
    const std::vector<uint32_t> found = edges_with_id(*graph(), word);
    return found.size() == 1 ? &graph()->edges()[found.front()] : nullptr;
  }

  const std::string& id_of(uint32_t node) { return graph()->nodes()[node].id; }

  const Diagnostics& problems() const { return problems_; }

 private:
  const std::optional<Graph>& graph() {
    if (asked_) return graph_;
    asked_ = true;
    Result<Graph> made = graph_of(opened_.store, opened_.rule_set);
    if (made) {
      graph_ = std::move(made).value();
    } else {
      append(made.diagnostics());
    }
    return graph_;
  }

  void append(const Diagnostics& more) { problems_.insert(problems_.end(), more.begin(), more.end()); }

  const Opened& opened_;
  bool asked_ = false;
  std::optional<Graph> graph_;
  Diagnostics problems_;
};

// confirm, reject: an entity, an edge, or a fact in three words.
Decision judged(const std::vector<std::string>& words, Names& names) {
  Decision decision;
  if (words.size() == 1) {
    if (const Edge* edge = names.edge_of(words[0])) {
      decision.entity = names.id_of(edge->source);
      decision.relation = edge->relation;
      decision.target = names.id_of(edge->target);
      return decision;
    }
  }
  decision.entity = names.id_of(words[0]);
  if (words.size() < 3) return decision;
  decision.relation = words[1];
  decision.target = words[2];
  return decision;
}

// The target of a relation is an entity, the value of an attribute is not.
void name_target(Decision& decision, const RuleSet& rule_set, Names& names) {
  if (decision.target.empty()) return;
  Decision as_value = decision;
  if (!DecisionSet::make({as_value}, rule_set)) decision.target = names.id_of(decision.target);
}

Decision decision_of(DecisionKind kind, const ReviewArguments& arguments, const RuleSet& rule_set, Names& names) {
  const std::vector<std::string>& words = arguments.words;
  Decision decision;
  switch (kind) {
    case DecisionKind::confirm:
    case DecisionKind::reject:
      decision = judged(words, names);
      decision.kind = kind;
      name_target(decision, rule_set, names);
      break;
    case DecisionKind::merge:
      decision.entity = names.id_of(words[0]);
      decision.into = names.id_of(words[1]);
      break;
    case DecisionKind::split:
      decision.document = words[0];
      decision.entity = names.id_of(words[1]);
      decision.surface = words[2];
      decision.into = names.id_of(words[3]);
      decision.label = arguments.label;
      break;
    case DecisionKind::rename:
      decision.entity = names.id_of(words[0]);
      decision.label = words[1];
      break;
    case DecisionKind::retype:
      decision.entity = names.id_of(words[0]);
      decision.type = words[1];
      break;
  }
  decision.kind = kind;
  return decision;
}

ExitCode decide(Opened& opened, const std::vector<Decision>& decisions, const ReviewArguments& arguments) {
  const Result<size_t> added = opened.store.decide(decisions, opened.rule_set);
  print_problems(added.diagnostics());
  if (!added) return exit_code_for(added.diagnostics());
  if (arguments.quiet) return kDone;
  if (decisions.size() == 1 && *added == 1) print_note(describe(decisions.front()));
  if (decisions.size() != 1 || *added != 1) {
    print_note(count_of(*added, "decision") + " added, " + std::to_string(decisions.size() - *added) +
               " there already");
  }
  return kDone;
}

ExitCode run_decision(DecisionKind kind, const ReviewArguments& arguments) {
  if (arguments.words.size() == 2 && (kind == DecisionKind::confirm || kind == DecisionKind::reject)) {
    print_problems({wrong_words("two words are neither an entity nor a fact",
                                "an entity, an edge's id, or SOURCE RELATION TARGET")});
    return kUsage;
  }
  ExitCode exit_code = kDone;
  std::optional<Opened> opened = open_store(arguments, StoreAccess::write, exit_code);
  if (!opened) return exit_code;
  Names names(*opened);
  const Decision decision = decision_of(kind, arguments, opened->rule_set, names);
  print_problems(names.problems());
  if (has_errors(names.problems())) return exit_code_for(names.problems());
  return decide(*opened, {decision}, arguments);
}

std::string value_of(const Node& node, const ReviewItem& item) {
  const NodeAttribute& attribute = node.attributes[item.attribute];
  return attribute.key + " " + value_text(attribute.value);
}

std::string line_of(const Graph& graph, const ReviewItem& item) {
  std::string line = std::to_string(item.consequence) + "\t";
  if (item.edge != ReviewItem::kNone) {
    const Edge& edge = graph.edges()[item.edge];
    line += percent(item.confidence) + "\t" + graph.nodes()[edge.source].id + " " + edge.relation + " " +
            graph.nodes()[edge.target].id;
  } else if (item.attribute != ReviewItem::kNone) {
    line +=
        percent(item.confidence) + "\t" + graph.nodes()[item.node].id + " " + value_of(graph.nodes()[item.node], item);
  } else {
    const Node& node = graph.nodes()[item.node];
    line += "name\t" + node.id + " \"" + node.label + "\"";
  }
  line += '\n';
  if (item.evidence != nullptr) {
    line += "\t\t" + graph.documents()[item.evidence->document].id + ": " + item.evidence->text + '\n';
  }
  return line;
}

ExitCode list_queue(const Opened& opened, const ReviewArguments& arguments) {
  const Result<Graph> graph = graph_of(opened.store, opened.rule_set);
  print_problems(graph.diagnostics());
  if (!graph) return exit_code_for(graph.diagnostics());
  std::vector<ReviewItem> items = review_queue(*graph, arguments.below);
  const size_t all = items.size();
  if (items.size() > arguments.limit) items.resize(arguments.limit);
  std::string lines;
  for (const ReviewItem& item : items) lines += line_of(*graph, item);
  if (!arguments.json && items.size() < all) {
    print_note(std::to_string(items.size()) + " of " + std::to_string(all) + " to review");
  }
  return print_result(arguments.json ? review_queue_to_json(*graph, items) : lines, items.empty(),
                      arguments.fail_empty);
}

std::vector<Decision> decisions_in(const std::vector<StoredDecision>& stored) {
  std::vector<Decision> decisions;
  for (const StoredDecision& each : stored) decisions.push_back(each.decision);
  return decisions;
}

ExitCode list_decisions(const Opened& opened, const ReviewArguments& arguments) {
  const Result<std::vector<StoredDecision>> stored = opened.store.decisions();
  print_problems(stored.diagnostics());
  if (!stored) return exit_code_for(stored.diagnostics());
  const Diagnostics dangling = opened.store.dangling_decisions(opened.rule_set);
  print_problems(dangling);
  if (has_errors(dangling)) return exit_code_for(dangling);
  std::string lines;
  for (const StoredDecision& each : *stored) {
    lines += std::to_string(each.number) + '\t' + each.made + '\t' + describe(each.decision) + '\n';
  }
  return print_result(arguments.json ? decisions_to_json(decisions_in(*stored)) : lines, stored->empty(),
                      arguments.fail_empty);
}

ExitCode run_list(const ReviewArguments& arguments) {
  ExitCode exit_code = kDone;
  const std::optional<Opened> opened = open_store(arguments, StoreAccess::read, exit_code);
  if (!opened) return exit_code;
  return arguments.decisions ? list_decisions(*opened, arguments) : list_queue(*opened, arguments);
}

ExitCode run_undo(const ReviewArguments& arguments) {
  ExitCode exit_code = kDone;
  std::optional<Opened> opened = open_store(arguments, StoreAccess::write, exit_code);
  if (!opened) return exit_code;
  const Diagnostics problems = opened->store.undo(arguments.numbers, opened->rule_set);
  print_problems(problems);
  if (problems.empty() && !arguments.quiet) print_note(count_of(arguments.numbers.size(), "decision") + " undone");
  return exit_code_for(problems);
}

ExitCode run_export(const ReviewArguments& arguments) {
  const Result<Store> store = Store::open(arguments.database, StoreAccess::read);
  print_problems(store.diagnostics());
  if (!store) return exit_code_for(store.diagnostics());
  const Result<std::vector<StoredDecision>> stored = store->decisions();
  print_problems(stored.diagnostics());
  if (!stored) return exit_code_for(stored.diagnostics());
  const Diagnostics problems = write_result(arguments.file, decisions_to_json(decisions_in(*stored)));
  print_problems(problems);
  return exit_code_for(problems);
}

ExitCode run_import(const ReviewArguments& arguments) {
  const Result<std::string> bytes = read_bytes(arguments.file, "decisions as `whobuilds review export` writes them");
  print_problems(bytes.diagnostics());
  if (!bytes) return kIo;
  const Result<std::vector<Decision>> decisions = read_decisions_json(*bytes, arguments.file);
  print_problems(decisions.diagnostics());
  if (!decisions) return kUsage;
  ExitCode exit_code = kDone;
  std::optional<Opened> opened = open_store(arguments, StoreAccess::write, exit_code);
  if (!opened) return exit_code;
  exit_code = decide(*opened, *decisions, arguments);
  if (exit_code == kDone) print_problems(opened->store.dangling_decisions(opened->rule_set));
  return exit_code;
}

// A verb of review, with the options that all of them have.
CLI::App* add_verb(CLI::App& review, const char* name, const char* about, ReviewArguments& arguments) {
  CLI::App* verb = review.add_subcommand(name, about);
  verb->footer(kExamples);
  add_store_option(*verb, arguments.database);
  add_rules_option(*verb, arguments.rules_folder);
  return verb;
}

using Arguments = std::shared_ptr<ReviewArguments>;

void add_list(CLI::App& review, const Arguments& arguments, ExitCode& exit_code) {
  CLI::App* list = add_verb(review, "list", "Lists discovered names and facts that are not sure", *arguments);
  list->add_flag("--decisions", arguments->decisions, "List the decisions instead, with their numbers");
  list->add_option("--below", arguments->below, "Facts that are less sure than this (default 0.6)")
      ->check(CLI::Range(0.0, 1.0));
  list->add_option("--limit", arguments->limit, "How many to write (default 20)")->check(CLI::Range(1u, 1000000u));
  list->add_flag("--json", arguments->json, "Write JSON");
  list->add_flag("--fail-empty", arguments->fail_empty, "Exit with 1 when there is none");
  list->callback([arguments, &exit_code] { exit_code = run_list(*arguments); });
}

void add_decision(CLI::App& review, DecisionKind kind, const char* about, const char* words, int least, int most,
                  const Arguments& arguments, ExitCode& exit_code) {
  CLI::App* verb = add_verb(review, decision_kind_name(kind), about, *arguments);
  verb->add_option("words", arguments->words, words)->required()->expected(least, most)->type_name("WORD");
  if (kind == DecisionKind::split) {
    verb->add_option("--label", arguments->label, "Label of the other entity (default: the surface)");
  }
  add_quiet_option(*verb, arguments->quiet);
  verb->callback([arguments, kind, &exit_code] { exit_code = run_decision(kind, *arguments); });
}

void add_files(CLI::App& review, const Arguments& arguments, ExitCode& exit_code) {
  CLI::App* to = add_verb(review, "export", "Writes the decisions as JSON", *arguments);
  to->add_option("file", arguments->file, "Where to; - for stdout")->required()->type_name("FILE");
  to->callback([arguments, &exit_code] { exit_code = run_export(*arguments); });
  CLI::App* from = add_verb(review, "import", "Adds the decisions of a file, all or none", *arguments);
  from->add_option("file", arguments->file, "What export wrote; - for stdin")->required()->type_name("FILE");
  add_quiet_option(*from, arguments->quiet);
  from->callback([arguments, &exit_code] { exit_code = run_import(*arguments); });
}

}  // namespace

void add_review_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* review = app.add_subcommand("review", "Confirms, rejects, merges, splits and renames what was read");
  review->footer(kExamples);
  review->require_subcommand(1);
  const auto arguments = std::make_shared<ReviewArguments>();
  const char* judged = "A name or an id; an edge's id; or SOURCE RELATION TARGET, also NAME ATTRIBUTE VALUE";
  add_list(*review, arguments, exit_code);
  add_decision(*review, DecisionKind::confirm, "An entity is one, a fact is right", judged, 1, 3, arguments, exit_code);
  add_decision(*review, DecisionKind::reject, "An entity is none, a fact is wrong", judged, 1, 3, arguments, exit_code);
  add_decision(*review, DecisionKind::merge, "One entity is another", "ENTITY INTO", 2, 2, arguments, exit_code);
  add_decision(*review, DecisionKind::split, "What a document calls so is another entity",
               "DOCUMENT ENTITY SURFACE INTO", 4, 4, arguments, exit_code);
  add_decision(*review, DecisionKind::rename, "An entity's label is another", "ENTITY LABEL", 2, 2, arguments,
               exit_code);
  add_decision(*review, DecisionKind::retype, "An entity's type is another", "ENTITY TYPE", 2, 2, arguments, exit_code);
  CLI::App* undo = add_verb(*review, "undo", "Takes decisions back", *arguments);
  undo->add_option("numbers", arguments->numbers, "As list --decisions shows them")->required()->type_name("NUMBER");
  add_quiet_option(*undo, arguments->quiet);
  undo->callback([arguments, &exit_code] { exit_code = run_undo(*arguments); });
  add_files(*review, arguments, exit_code);
}

}  // namespace whobuilds::cli
