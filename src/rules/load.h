// Loading: the files under rules/ to Rules, with every problem reported.
#pragma once

#include <string>
#include <vector>

#include "rules/rules.h"
#include "whobuilds/diagnostic.h"

namespace whobuilds::rules {

// The rule files embedded at build time, by path.
const std::vector<RuleFile>& embedded_files();

// All *.json under `folder`, by path. Errors: rules.folder (cannot be read or holds no rules).
Result<std::vector<RuleFile>> read_rule_files(const std::string& folder);

// Parses and checks all files. Problems: rules.json (not JSON; line and column), rules.unknown_key,
// rules.duplicate_key, rules.missing_key, rules.type (wrong JSON type), rules.value (out of range or
// unknown word), rules.dangling (an id that nothing defines), rules.duplicate_id, rules.examples
// (a rule without both kinds), rules.regex, rules.file (a file in no known folder). Every problem
// of every file is reported in one run, each with file and JSON pointer.
Result<Rules> parse_rules(const std::vector<RuleFile>& files);

// Every rule with its file, for `rules list`.
struct RuleOrigin {
  std::string kind, id, file, description;
  uint32_t examples = 0;
};
std::vector<RuleOrigin> list_rules(const Rules& rules);

}  // namespace whobuilds::rules
