// Part of the build: compiles the rules of the source tree for embedded_rules.cc.
//
//   whobuilds_embed_rules FOLDER OUTPUT
#include <cstdio>
#include <fstream>

#include "extract/embedded_rules.h"
#include "rules/load.h"
#include "rules/rules.h"
#include "whobuilds/rule_set.h"

// This program is what makes them.
std::string_view whobuilds::embedded_rules() { return {}; }

int main(int count, char** arguments) {
  using namespace whobuilds;
  if (count != 3) return 2;
  const Result<std::vector<RuleFile>> files = rules::read_rule_files(arguments[1]);
  const Result<RuleSet> rule_set = files ? RuleSet::from_files(*files, "rules") : Result<RuleSet>(files.diagnostics());
  for (const Diagnostic& problem : rule_set.diagnostics()) std::fprintf(stderr, "%s\n", problem.to_string().c_str());
  if (!rule_set) return 1;
  std::ofstream output(arguments[2], std::ios::binary);
  output << rule_set->to_bytes();
  return output.flush() ? 0 : 1;
}
