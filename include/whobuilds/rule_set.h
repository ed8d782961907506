// The rules: ontology, catalogue, families, discovery, grammar, relations, values, status and
// question templates, loaded, checked and compiled. Immutable after loading, shared freely
// between threads, cheap to copy (a reference count).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "whobuilds/diagnostic.h"

namespace whobuilds {

struct Rules;          // src/rules/rules.h
struct RuleFile;       // src/rules/rules.h
struct CompiledRules;  // src/extract/compiled_rules.h
struct RulesInUse;     // src/extract/compiled_rules.h

// One line of `whobuilds rules list`.
struct RuleListing {
  std::string kind;  // "construction", "predicates", "pattern", "family", "discovery", ...
  std::string id;
  std::string file;
  std::string description;
  uint32_t examples = 0;
};

class RuleSet {
 public:
  // The rules embedded in the library, which were checked and compiled when it was built. Never fails.
  static Result<RuleSet> embedded();
  // `path`: a folder laid out like rules/ of the source tree, or a file of compiled rules (to_bytes()). Of a folder with
  // a file rules.bin compiled from just these rules, that is taken, which is far quicker; one that does not fit is a
  // warning. A compiled file is mapped while its rules are in use: replace it by renaming another, as `rules compile`
  // does. On failure every problem of every file is returned, with file and JSON pointer.
  static Result<RuleSet> load(const std::string& path);
  // Rule files already in memory; `folder` is put before their paths in diagnostics.
  static Result<RuleSet> from_files(const std::vector<RuleFile>& files, const std::string& folder);

  // SHA-256 over the rule files' names and bytes, lower-case hex; part of every graph.
  const std::string& hash() const;
  // The rules compiled, as bytes of a file for load(): only for a program of the same version and kind of machine, which
  // is checked when it is read. Equal rules give equal bytes.
  std::string to_bytes() const;
  // Every rule, by kind, then id.
  std::vector<RuleListing> list() const;

  const Rules& rules() const;              // for the library's own stages
  const CompiledRules& compiled() const;

 private:
  explicit RuleSet(std::shared_ptr<const RulesInUse> in_use) : in_use_(std::move(in_use)) {}
  std::shared_ptr<const RulesInUse> in_use_;
};

// Runs the examples that the rules carry. One diagnostic of code rules.example for each example
// that does not come out as stated, at the place of its rule. `examples` counts all that were run.
struct RuleTestReport {
  uint32_t rules = 0;
  uint32_t examples = 0;
  uint32_t mutants = 0;
  Diagnostics failures;
};
RuleTestReport test_rules(const RuleSet& rule_set);

// Runs mutants of the positive examples of constructions and predicate groups: arguments exchanged, an argument of a
// type that the relation does not take, the verb negated or planned. The claim must then be gone; negated or planned
// it may also stand as denied or planned. One diagnostic of code rules.mutant for each that is still read as before.
// `mutants` counts all that were run, `examples` those they were made
// from, `rules` the rules of these.
RuleTestReport test_mutations(const RuleSet& rule_set);

}  // namespace whobuilds
