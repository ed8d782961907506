#include "whobuilds/rule_set.h"

#include "core/mapped_file.h"
#include "extract/compiled_rules.h"
#include "extract/embedded_rules.h"
#include "rules/load.h"
#include "rules/rules.h"

namespace whobuilds {
namespace {

constexpr const char* kCompiledName = "rules.bin";

using Loaded = Result<std::shared_ptr<const RulesInUse>>;

// The rules in the file if it is one; they are used where they lie.
std::optional<Loaded> load_compiled(const std::string& path) {
  std::optional<core::MappedFile> opened = core::MappedFile::open(path);
  if (!opened) return std::nullopt;
  const auto file = std::make_shared<core::MappedFile>(std::move(*opened));
  return read_compiled_rules(file->bytes(), path, file);
}

// The compiled rules of a folder with these rule files: nothing when it holds none, a warning when they do not fit.
std::shared_ptr<const RulesInUse> compiled_beside(const std::string& folder, const std::vector<RuleFile>& files,
                                                  Diagnostics& warnings) {
  const std::string path = folder + "/" + kCompiledName;
  const std::optional<Loaded> loaded = load_compiled(path);
  if (!loaded) return nullptr;
  for (Diagnostic problem : loaded->diagnostics()) {
    problem.severity = Severity::warning;
    warnings.push_back(std::move(problem));
  }
  if (!loaded->ok()) return nullptr;
  if ((**loaded)->rules.hash == rules::hash_of(files)) return **loaded;
  Diagnostic stale;
  stale.code = "rules.compiled";
  stale.severity = Severity::warning;
  stale.file = path;
  stale.message = "was compiled from other rules than those that stand beside it, which are taken";
  stale.remedy = "write it again with `whobuilds rules compile`, or delete it";
  warnings.push_back(std::move(stale));
  return nullptr;
}

}  // namespace

// Read once; never given back, since that would take as long at the end of the program as it takes to read them.
Result<RuleSet> RuleSet::embedded() {
  static const auto* const rules = new std::shared_ptr<const RulesInUse>(read_embedded_rules(embedded_rules()));
  return RuleSet(*rules);
}

Result<RuleSet> RuleSet::load(const std::string& path) {
  if (const std::optional<Loaded> loaded = load_compiled(path)) {
    if (!loaded->ok()) return loaded->diagnostics();
    return RuleSet(**loaded);
  }
  Result<std::vector<RuleFile>> files = rules::read_rule_files(path);
  if (!files) return files.diagnostics();
  Diagnostics warnings;
  if (auto compiled = compiled_beside(path, *files, warnings)) return RuleSet(std::move(compiled));
  Result<RuleSet> rule_set = from_files(*files, path);
  warnings.insert(warnings.end(), rule_set.diagnostics().begin(), rule_set.diagnostics().end());
  return rule_set ? Result<RuleSet>(*rule_set, std::move(warnings)) : Result<RuleSet>(std::move(warnings));
}

Result<RuleSet> RuleSet::from_files(const std::vector<RuleFile>& files, const std::string& folder) {
  Result<Rules> parsed = rules::parse_rules(files, folder);
  if (!parsed) return parsed.diagnostics();
  const Diagnostics warnings = parsed.diagnostics();
  const Loaded compiled = compile_rules(std::move(parsed).value());
  if (!compiled) return compiled.diagnostics();
  return Result<RuleSet>(RuleSet(*compiled), warnings);
}

std::string RuleSet::to_bytes() const { return write_compiled_rules(*in_use_); }

const std::string& RuleSet::hash() const { return in_use_->rules.hash; }

std::vector<RuleListing> RuleSet::list() const {
  std::vector<RuleListing> out;
  for (const RuleOrigin& origin : rules::list_rules(in_use_->rules)) {
    out.push_back({origin.kind, origin.id, origin.file, origin.description, origin.examples});
  }
  return out;
}

const Rules& RuleSet::rules() const { return in_use_->rules; }
const CompiledRules& RuleSet::compiled() const { return *in_use_->compiled; }

}  // namespace whobuilds
