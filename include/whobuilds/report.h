// Results as JSON: what the command line prints for people, for programs.
//
// UTF-8, two spaces per level, keys in a fixed order, a line end at the end: equal values give equal bytes.
#pragma once

#include <string>
#include <vector>

#include "whobuilds/ask.h"
#include "whobuilds/diagnostic.h"
#include "whobuilds/evaluate.h"
#include "whobuilds/graph.h"
#include "whobuilds/rule_coverage.h"
#include "whobuilds/rule_set.h"

namespace whobuilds {

// {"template","understood","subjects":[{"id","type","label"}],"rows":[{"id","type","label","relation","status",
// "confidence","independent_sources","edges":[edges as in graph JSON]}]}. `answer` must be one of `graph`.
std::string answer_to_json(const Graph& graph, const Answer& answer);

// {"problems":[{"code","severity","file","pointer","line","column","message","expected","remedy"}]}
std::string diagnostics_to_json(const Diagnostics& diagnostics);

// {"rules":[{"kind","id","file","description","examples"}]}
std::string rules_to_json(const std::vector<RuleListing>& rules);

// {"documents","rules":[{"kind","id","file","count"}]}
std::string rule_coverage_to_json(const RuleCoverage& coverage);

// {"rules","examples","mutants","problems":[as above]}
std::string rule_tests_to_json(const RuleTestReport& report);

// {"documents","entities":{"precision","recall","f1","tp","fp","fn"},"core","relations","develops","attributes",
// "status_right","status_wrong","by":{"entity":{type:score},"relation","attribute"}}, as gold/score.py names them.
std::string evaluation_to_json(const Evaluation& evaluation);

}  // namespace whobuilds
