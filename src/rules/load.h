// Loading: the files under rules/ to Rules, with every problem reported.
#pragma once

#include <string>
#include <vector>

#include "rules/rules.h"
#include "whobuilds/diagnostic.h"

namespace whobuilds::rules {

// All *.json under `folder`, by path. Errors: rules.folder (cannot be read or holds no rules).
Result<std::vector<RuleFile>> read_rule_files(const std::string& folder);

// Parses and checks all files. `folder` is put before the paths in diagnostics and origins.
//
// Problems: rules.json (not JSON), rules.unknown_key, rules.duplicate_key, rules.missing_key,
// rules.type (wrong JSON type), rules.value (out of range or unknown word), rules.schema (not the
// schema of files of this folder), rules.file (a file in no known folder, or none with the
// ontology), rules.dangling (an id that nothing defines), rules.duplicate_id, rules.signature (an id
// of the wrong entity type), rules.cycle (an entity that is its own parent), rules.examples (a rule
// without both kinds), rules.macro, rules.regex.
// Every problem of every file is reported in one run, ordered by file and place, each with file,
// line, column and JSON pointer. What a broken file would have defined is not reported as dangling.
// The result does not depend on the order of `files`.
Result<Rules> parse_rules(const std::vector<RuleFile>& files, const std::string& folder = "rules");

// SHA-256 over the files' names and bytes, lower-case hex, whatever their order: Rules::hash.
std::string hash_of(const std::vector<RuleFile>& files);

// Every rule with its file, by kind, then id, for `rules list`.
std::vector<RuleOrigin> list_rules(const Rules& rules);

}  // namespace whobuilds::rules
