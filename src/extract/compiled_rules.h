// Rules compiled for the engine: built once per RuleSet, immutable, shared by all threads.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "recognise/recognise.h"
#include "relate/compile_relations.h"
#include "rules/rules.h"
#include "whobuilds/diagnostic.h"

namespace whobuilds {

struct CompiledRules {
  relate::CompiledRelations relations;
  recognise::Recogniser recogniser;
};

// Rules with what is compiled from them, which points into them: neither copied nor moved.
struct RulesInUse {
  std::shared_ptr<const void> keeper;  // of the bytes that the members point into, if they were read from a file
  Rules rules;
  std::unique_ptr<CompiledRules> compiled;
};

// Errors: rules.shape.
Result<std::shared_ptr<const RulesInUse>> compile_rules(Rules rules);

// A file of compiled rules: a head that names the kind of file and the engine (the sources of the stages that compile
// and read it), a checksum, and the members as core/archive.h writes them. Equal rules give equal bytes.
//
// What is large (the catalogue and the automaton over its names) is used where it lies, so that rules with a million
// names are there as fast as their checksum is; the rest is read into memory.
std::string write_compiled_rules(const RulesInUse& rules);

// Errors: rules.compiled, when `bytes` are no such file, of another engine, or damaged. `file` is its name for people;
// `keeper` owns the bytes for as long as the rules are in use.
Result<std::shared_ptr<const RulesInUse>> read_compiled_rules(std::string_view bytes, const std::string& file,
                                                              std::shared_ptr<const void> keeper);

// The same for bytes that this very build wrote and that stay for ever: nothing is checked.
std::shared_ptr<const RulesInUse> read_embedded_rules(std::string_view bytes);

}  // namespace whobuilds
