// Part of the build: compiles the rules of the source tree, for extract/embedded_rules.cc to take in.
//
//   whobuilds_embed_rules FOLDER OUTPUT
#include <cstdio>
#include <fstream>
#include <string_view>

#include "whobuilds/rule_set.h"

namespace whobuilds {

// The library's own rules, which this program is here to make.
std::string_view embedded_rules();
std::string_view embedded_rules() { return {}; }

}  // namespace whobuilds

int main(int count, char** arguments) {
  using namespace whobuilds;
  if (count != 3) return 2;
  const Result<RuleSet> rule_set = RuleSet::load(arguments[1]);
  for (const Diagnostic& problem : rule_set.diagnostics()) std::fprintf(stderr, "%s\n", problem.to_string().c_str());
  if (!rule_set) return 1;
  std::ofstream output(arguments[2], std::ios::binary);
  output << rule_set->to_bytes();
  return output.flush() ? 0 : 1;
}
