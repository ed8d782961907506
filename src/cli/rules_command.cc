#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/extract_documents.h"
#include "cli/load_inputs.h"
#include "whobuilds/ask.h"
#include "whobuilds/report.h"
#include "whobuilds/rule_coverage.h"
#include "whobuilds/rule_set.h"

namespace whobuilds::cli {
namespace {

struct RulesArguments {
  std::string rules_folder;
  std::string kind;  // list: only rules of this kind
  std::string output;  // compile: the file to write
  bool mutations = false;  // test: run mutants of the examples
  Inputs coverage;   // test: the texts to see which rules fire
  bool json = false;
};

ExitCode print_result(const std::string& text, ExitCode exit_code) {
  const Diagnostics failed = write_result("", text);
  print_problems(failed);
  return failed.empty() ? exit_code : kIo;
}

ExitCode check_rules(const RulesArguments& arguments) {
  const Result<RuleSet> rule_set =
      arguments.rules_folder.empty() ? RuleSet::embedded() : RuleSet::load(arguments.rules_folder);
  print_problems(rule_set.diagnostics());
  const ExitCode exit_code = rule_set ? kDone : kUsage;
  if (arguments.json) return print_result(diagnostics_to_json(rule_set.diagnostics()), exit_code);
  if (!rule_set) {
    print_note(std::to_string(rule_set.diagnostics().size()) + " problems");
    return exit_code;
  }
  return print_result(std::to_string(rule_set->list().size()) + " rules are in order\n", exit_code);
}

std::string padded(uint32_t count) {
  const std::string digits = std::to_string(count);
  return std::string(digits.size() < 7 ? 7 - digits.size() : 0, ' ') + digits;
}

// One table for each kind of rule: how many of them fired, then each with its count.
std::string coverage_text(const RuleCoverage& coverage) {
  std::string out;
  const std::vector<RuleUse> uses = coverage.uses();
  for (size_t begin = 0, end = 0; begin < uses.size(); begin = end) {
    size_t fired = 0;
    std::string rows;
    for (; end < uses.size() && uses[end].kind == uses[begin].kind; ++end) {
      fired += uses[end].count > 0 ? 1 : 0;
      rows += padded(uses[end].count) + "  " + uses[end].id + "  " + uses[end].file + "\n";
    }
    out += (begin == 0 ? "" : "\n") + uses[begin].kind + ": " + std::to_string(fired) + " of " +
           std::to_string(end - begin) + " fired on " + std::to_string(coverage.documents()) + " documents\n" + rows;
  }
  return out;
}

ExitCode show_coverage(const RulesArguments& arguments, const RuleSet& rule_set) {
  RuleCoverage coverage(rule_set);
  const InputReport report =
      extract_documents(arguments.coverage, rule_set,
                        [&](ExtractedDocument&& read) { coverage.add(read.document, read.facts); });
  const ExitCode exit_code = report.exit_code(false);
  if (exit_code != kDone) return exit_code;
  return print_result(arguments.json ? rule_coverage_to_json(coverage) : coverage_text(coverage), kDone);
}

// The examples of all rules; those of questions are run by what answers questions.
RuleTestReport run_examples(const RuleSet& rule_set) {
  RuleTestReport report = test_rules(rule_set);
  const RuleTestReport questions = test_questions(rule_set);
  report.rules += questions.rules;
  report.examples += questions.examples;
  report.failures.insert(report.failures.end(), questions.failures.begin(), questions.failures.end());
  return report;
}

ExitCode run_rule_tests(const RulesArguments& arguments) {
  ExitCode exit_code = kDone;
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  if (!arguments.coverage.paths.empty()) return show_coverage(arguments, *rule_set);
  const RuleTestReport report = arguments.mutations ? test_mutations(*rule_set) : run_examples(*rule_set);
  print_problems(report.failures);
  exit_code = has_errors(report.failures) || report.examples == 0 ? kUsage : kDone;
  if (arguments.json) return print_result(rule_tests_to_json(report), exit_code);
  const std::string mutants = arguments.mutations ? std::to_string(report.mutants) + " mutants of " : "";
  return print_result(std::to_string(report.rules) + " rules, " + mutants + std::to_string(report.examples) +
                          " examples run, " + std::to_string(report.failures.size()) + " failed\n",
                      exit_code);
}

ExitCode list_rules(const RulesArguments& arguments) {
  ExitCode exit_code = kDone;
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  std::vector<RuleListing> rules;
  for (const RuleListing& rule : rule_set->list()) {
    if (arguments.kind.empty() || rule.kind == arguments.kind) rules.push_back(rule);
  }
  if (arguments.json) return print_result(rules_to_json(rules), kDone);
  std::string text;
  for (const RuleListing& rule : rules) {
    text += rule.kind + "\t" + rule.id + "\t" + rule.file + "\t" + rule.description + "\n";
  }
  return print_result(text, kDone);
}

ExitCode compile_rules(const RulesArguments& arguments) {
  ExitCode exit_code = kDone;
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  const std::string bytes = rule_set->to_bytes();
  const Diagnostics failed = write_result(arguments.output, bytes);
  print_problems(failed);
  if (!failed.empty()) return kIo;
  const size_t count = rule_set->list().size();
  if (arguments.json) {
    return print_result("{\"rules\": " + std::to_string(count) + ", \"bytes\": " + std::to_string(bytes.size()) +
                            ", \"hash\": \"" + rule_set->hash() + "\"}\n",
                        kDone);
  }
  return print_result(std::to_string(count) + " rules in " + std::to_string(bytes.size()) + " bytes\n", kDone);
}

// One verb below `rules`.
CLI::App* add_verb(CLI::App& rules, const std::string& name, const std::string& about, const std::string& examples,
                   ExitCode (*run)(const RulesArguments&), const std::shared_ptr<RulesArguments>& arguments,
                   ExitCode& exit_code) {
  CLI::App* verb = rules.add_subcommand(name, about);
  verb->footer("Examples:\n" + examples);
  verb->add_option("--rules", arguments->rules_folder, "The folder of the rules (default: the embedded rules)");
  verb->add_flag("--json", arguments->json, "Print JSON");
  verb->callback([arguments, run, &exit_code] { exit_code = run(*arguments); });
  return verb;
}

}  // namespace

void add_rules_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("rules", "Checks, tests, compiles and lists the rules");
  command->footer(
      "Examples:\n"
      "  whobuilds rules check --rules rules/\n"
      "  whobuilds rules test\n"
      "  whobuilds rules test --coverage articles/\n"
      "  whobuilds rules list --kind construction");
  command->require_subcommand(1);
  const auto arguments = std::make_shared<RulesArguments>();
  add_verb(*command, "check", "Loads the rules and reports every problem with file and position",
           "  whobuilds rules check\n  whobuilds rules check --rules my-rules/ --json", check_rules, arguments,
           exit_code);
  CLI::App* test = add_verb(
      *command, "test", "Runs the examples that the rules carry",
      "  whobuilds rules test\n  whobuilds rules test --rules my-rules/\n  whobuilds rules test --mutations\n  whobuilds rules test --coverage articles/",
      run_rule_tests, arguments, exit_code);
  CLI::Option* mutations =
      test->add_flag("--mutations", arguments->mutations,
                 "Instead, change the examples (negated, planned, arguments swapped, of another type): rules must not read "
                 "them as before");
  test->add_option("--coverage", arguments->coverage.paths,
                   "Instead, count how often each rule fires on these files, folders or globs")
      ->type_name("PATH")
      ->excludes(mutations);
  CLI::App* compile = add_verb(
      *command, "compile",
      "Writes the rules as one file that loads in milliseconds: for --rules, or as rules.bin into the folder of the rules, "
      "where it is taken as long as it fits them and this version of whobuilds",
      "  whobuilds rules compile --rules my-rules/ -o my-rules/rules.bin", compile_rules, arguments, exit_code);
  compile->add_option("-o,--output", arguments->output, "The file to write")->type_name("FILE")->required();
  CLI::App* list = add_verb(*command, "list", "Prints kind, id, file and description of each rule, tab-separated",
                            "  whobuilds rules list\n  whobuilds rules list --kind predicates --json", list_rules,
                            arguments, exit_code);
  list->add_option("--kind", arguments->kind, "Only rules of this kind");
}

}  // namespace whobuilds::cli
