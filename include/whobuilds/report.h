// Results as JSON: what the command line prints for people, for programs.
//
// UTF-8, two spaces per level, keys in a fixed order, a line end at the end: equal values give equal bytes.
#pragma once

#include <string>
#include <vector>

#include "whobuilds/analysis.h"
#include "whobuilds/ask.h"
#include "whobuilds/diagnostic.h"
#include "whobuilds/diff.h"
#include "whobuilds/evaluate.h"
#include "whobuilds/explain.h"
#include "whobuilds/graph.h"
#include "whobuilds/review.h"
#include "whobuilds/rule_coverage.h"
#include "whobuilds/rule_set.h"
#include "whobuilds/verify.h"

namespace whobuilds {

// {"template","understood","language","count","since","subjects":[{"id","type","label"}],"rows":[{"id","type","label",
// "relation","role","status","confidence","independent_sources","inferred","first_said","last_said","new","attribute":{
// as in graph JSON},"edges":[edges as in graph JSON],"counter_evidence":[{"edge","relation","evidence":[as in graph JSON]}]}]}.
// "count" and "since" stand there when they were asked for, and with "since" each row's "new"; "role" and "attribute" in
// rows that have one. `answer` must be one of `graph`.
std::string answer_to_json(const Graph& graph, const Answer& answer);

struct AnswerTextOptions {
  bool all_evidence = false;  // every sentence, not only the best one of each fact
};

// The answer for people, in the language of the question: for each row what is said with its status, confidence and
// number of sources, then the sentence that says so best, its document, date and place, then what speaks against it.
// Lines end in a line end; empty for an answer without rows. `answer` must be one of `graph`.
std::string answer_to_text(const Graph& graph, const Answer& answer, const AnswerTextOptions& options = {});

// A node as in graph JSON, with at most `most_mentions` of its mentions, the first.
std::string node_to_json(const Graph& graph, uint32_t node, size_t most_mentions);

// {"types":[{"id","color","labels":{language: label}}],"relations":[{"id","symmetric","labels"}],"attributes":[{"id",
// "labels"}],"statuses":[names]}: what there can be, in the order of the rules.
std::string ontology_to_json(const RuleSet& rule_set);

// {"nodes":[{"id","type","label","degree","in_degree","out_degree","pagerank","betweenness","component","community",
// "supply_depth"}],"components","communities","modularity","betweenness_sampled","longest_supply_chain":[ids]}. `nodes`
// chooses the nodes and their order.
std::string analysis_to_json(const Graph& graph, const Analysis& analysis, const std::vector<uint32_t>& nodes);

// {"problems":[{"code","severity","file","pointer","line","column","message","expected","remedy"}]}
std::string diagnostics_to_json(const Diagnostics& diagnostics);

// {"rules":[{"kind","id","file","description","examples"}]}
std::string rules_to_json(const std::vector<RuleListing>& rules);

// {"readings":[{"doc","begin","end","sentence","source","relation","target","rule","construction","description","shape",
// "predicate","word","arguments":[{"role","begin","end","text","entities","step"}],"status","cue","terms":[{"what","factor"}],
// "confidence"}],"decisions":[as describe() gives them]}; begin and end are those of the sentence, 0 for arguments that
// stand outside it; "decisions" only when there are some.
std::string explanation_to_json(const std::vector<ExplainedReading>& readings,
                                const std::vector<Decision>& decisions = {});

// {"said":[readings as above],"sentences":[{"doc","begin","end","sentence","names_source","names_target","obstacle",
// "detail","reading"}]}
std::string why_not_to_json(const WhyNot& why_not);

// {"documents","rules":[{"kind","id","file","count"}]}
std::string rule_coverage_to_json(const RuleCoverage& coverage);

// {"rules","examples","mutants","problems":[as above]}
std::string rule_tests_to_json(const RuleTestReport& report);

// {"documents","entities":{"precision","recall","f1","tp","fp","fn"},"core","relations","develops","attributes",
// "status_right","status_wrong","by":{"entity":{type:score},"relation","attribute"}}, as gold/score.py names them.
std::string evaluation_to_json(const Evaluation& evaluation);

// {"holds","documents":{"in_graph","unchanged"},"other_articles","mentions","evidence","root":"holds"|"differs"|
// "part_of_graph"|"other_rules"|"not_all_there","faults":[{"code","doc","file","part","fact","begin","end","expected",
// "found"}]}; the members of a fault that mean nothing for its code are left out. `report` must be of `graph`.
std::string verification_to_json(const Graph& graph, const VerifyReport& report);

// {"other_rules","documents":{"added":[ids],"removed","changed"},"nodes":[{"change","id","type","label",...}],
// "attributes":[{"change","node","key","value","status","confidence",...}],"edges":[{"change","id","source","target",
// "relation","status","confidence",...}]}, each fact with "values":[{"name","before","after"}] and
// "causes":[{"kind","what"}], and as it is after, a removed one as it was. `changes` must be diff(before, after).
std::string diff_to_json(const Graph& before, const Graph& after, const GraphDiff& changes);

}  // namespace whobuilds
