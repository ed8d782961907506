#include "whobuilds/rule_set.h"

#include "extract/compiled_rules.h"
#include "rules/load.h"
#include "rules/rules.h"

namespace whobuilds {

struct RuleSet::State {
  Rules rules;
  std::unique_ptr<CompiledRules> compiled;
};

namespace {

// Compiles in place: what is compiled points into `rules`.
Result<std::unique_ptr<CompiledRules>> compile(const Rules& rules) {
  Result<relate::CompiledRelations> relations = relate::compile_relations(rules);
  if (!relations) return relations.diagnostics();
  Result<recognise::Recogniser> recogniser =
      recognise::Recogniser::build(rules, relations->words, relations->word_is_stem);
  if (!recogniser) return recogniser.diagnostics();
  return std::make_unique<CompiledRules>(
      CompiledRules{std::move(relations).value(), std::move(recogniser).value()});
}

}  // namespace

Result<RuleSet> RuleSet::embedded() { return build(rules::embedded_files(), "rules", true); }

Result<RuleSet> RuleSet::load(const std::string& folder) {
  Result<std::vector<RuleFile>> files = rules::read_rule_files(folder);
  if (!files) return files.diagnostics();
  return from_files(*files, folder);
}

Result<RuleSet> RuleSet::from_files(const std::vector<RuleFile>& files, const std::string& folder) {
  return build(files, folder, false);
}

Result<RuleSet> RuleSet::build(const std::vector<RuleFile>& files, const std::string& folder, bool trusted) {
  Result<Rules> parsed = rules::parse_rules(files, folder, trusted ? rules::Patterns::trust : rules::Patterns::check);
  if (!parsed) return parsed.diagnostics();
  auto state = std::make_shared<State>();
  const Diagnostics warnings = parsed.diagnostics();
  state->rules = std::move(parsed).value();
  Result<std::unique_ptr<CompiledRules>> compiled = compile(state->rules);
  if (!compiled) return compiled.diagnostics();
  state->compiled = std::move(compiled).value();
  return Result<RuleSet>(RuleSet(std::move(state)), warnings);
}

const std::string& RuleSet::hash() const { return state_->rules.hash; }

std::vector<RuleListing> RuleSet::list() const {
  std::vector<RuleListing> out;
  for (const RuleOrigin& origin : rules::list_rules(state_->rules)) {
    out.push_back({origin.kind, origin.id, origin.file, origin.description, origin.examples});
  }
  return out;
}

const Rules& RuleSet::rules() const { return state_->rules; }
const CompiledRules& RuleSet::compiled() const { return *state_->compiled; }

}  // namespace whobuilds
