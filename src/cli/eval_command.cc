#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/load_inputs.h"
#include "whobuilds/evaluate.h"
#include "whobuilds/report.h"

namespace whobuilds::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  whobuilds eval gold/ articles/\n"
    "  whobuilds eval gold/ articles/ --errors 50\n"
    "  whobuilds eval gold/ articles/ --json";

struct EvalArguments {
  std::string gold_folder;
  std::string articles_folder;
  std::string rules_folder;
  size_t errors = 0;
  bool json = false;
};

void append_score(const std::string& name, const Score& score, std::string& out) {
  std::array<char, 160> line{};
  std::snprintf(line.data(), line.size(), "%-24s P %.3f  R %.3f  F1 %.3f   tp %u fp %u fn %u\n", name.c_str(),
                score.precision(), score.recall(), score.f1(), score.true_positives, score.false_positives,
                score.false_negatives);
  out += line.data();
}

void append_scores(const std::string& kind, const std::map<std::string, Score>& scores, std::string& out) {
  for (const auto& [name, score] : scores) append_score("  " + kind + " " + name, score, out);
}

std::string evaluation_for_people(const Evaluation& evaluation, size_t errors) {
  std::string out;
  append_score("entities", evaluation.entities, out);
  append_score("core", evaluation.core_entities, out);
  append_score("relations", evaluation.relations, out);
  append_score("develops", evaluation.develops, out);
  append_score("attributes", evaluation.attributes, out);
  append_scores("entity", evaluation.by_entity_type, out);
  append_scores("relation", evaluation.by_relation, out);
  out += std::to_string(evaluation.documents) + " articles; status right " + std::to_string(evaluation.status_right) +
         ", wrong " + std::to_string(evaluation.status_wrong) + "\n";
  const size_t shown = std::min(errors, evaluation.errors.size());
  for (size_t i = 0; i < shown; ++i) out += "  " + evaluation.errors[i] + "\n";
  return out;
}

std::string articles_beside(const std::string& gold_folder) {
  return (std::filesystem::path(gold_folder) / ".." / "articles").lexically_normal().string();
}

ExitCode run_eval(const EvalArguments& arguments) {
  ExitCode exit_code = kDone;
  const auto rule_set = load_rules(arguments.rules_folder, exit_code);
  if (!rule_set) return exit_code;
  const std::string articles =
      arguments.articles_folder.empty() ? articles_beside(arguments.gold_folder) : arguments.articles_folder;
  const Result<Evaluation> evaluation = evaluate(*rule_set, arguments.gold_folder, articles);
  print_problems(evaluation.diagnostics());
  if (!evaluation) return kInputErrors;
  const Diagnostics failed = write_result(
      "", arguments.json ? evaluation_to_json(*evaluation) : evaluation_for_people(*evaluation, arguments.errors));
  print_problems(failed);
  return exit_code_for(failed);
}

}  // namespace

void add_eval_command(CLI::App& app, ExitCode& exit_code) {
  CLI::App* command = app.add_subcommand("eval", "Scores the extraction against annotated articles");
  command->footer(kExamples);
  const auto arguments = std::make_shared<EvalArguments>();
  command->add_option("gold", arguments->gold_folder, "Folder of gold files, one <article>.json each")
      ->required()
      ->type_name("GOLD_DIR");
  command->add_option("articles", arguments->articles_folder, "Folder of the articles (default: GOLD_DIR/../articles)")
      ->type_name("ARTICLES");
  add_rules_option(*command, arguments->rules_folder);
  command->add_option("--errors", arguments->errors, "Print so many of what was missed and what was wrong");
  command->add_flag("--json", arguments->json, "Print JSON");
  command->callback([arguments, &exit_code] { exit_code = run_eval(*arguments); });
}

}  // namespace whobuilds::cli
