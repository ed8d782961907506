#include "whobuilds/ask.h"

#include <optional>
#include <string>

#include "query/answer.h"
#include "query/names.h"
#include "query/templates.h"
#include "query/verbs.h"

namespace whobuilds {
namespace query {
namespace {

// The node that a name means to this verb. Of several that share the name, those from which the verb
// finds something are meant (who builds DeepSeek: the model; what does DeepSeek build: the company).
Result<uint32_t> resolve(const Graph& graph, const Names& names, std::string_view name, const Verb* verb) {
  const NameHits hits = names.find(name);
  if (hits.match == NameMatch::none) return unknown_name(names, name);
  if (hits.nodes.size() == 1) return hits.nodes[0];
  std::vector<uint32_t> fitting;
  for (const uint32_t node : hits.nodes) {
    if (verb != nullptr && applies(graph, *verb, node)) fitting.push_back(node);
  }
  if (fitting.size() == 1) return fitting[0];
  return ambiguous_name(names, name, fitting.empty() ? hits.nodes : fitting);
}

Result<Answer> answer_verb(const Graph& graph, const Names& names, const Verb& verb, std::string_view name) {
  const Result<uint32_t> node = resolve(graph, names, name, &verb);
  if (!node) return node.diagnostics();
  Answer answer;
  answer.template_id = verb.name;
  answer.understood = std::string(verb.name) + " " + graph.nodes()[*node].id;
  answer.subjects = {*node};
  answer.rows = rows_of(graph, verb, *node);
  return answer;
}

Result<Answer> answer_path(const Graph& graph, const Names& names, std::string_view from, std::string_view to) {
  const Result<uint32_t> start = resolve(graph, names, from, nullptr);
  const Result<uint32_t> goal = resolve(graph, names, to, nullptr);
  Diagnostics problems = start.diagnostics();
  problems.insert(problems.end(), goal.diagnostics().begin(), goal.diagnostics().end());
  if (!problems.empty()) return problems;
  Answer answer;
  answer.template_id = "path";
  answer.understood = "path " + graph.nodes()[*start].id + " " + graph.nodes()[*goal].id;
  answer.subjects = {*start, *goal};
  answer.rows = path_rows(graph, *start, *goal);
  return answer;
}

Result<Answer> answer_reading(const Graph& graph, const Names& names, const Reading& reading) {
  const QuestionTemplate& chosen = *reading.question_template;
  if (chosen.verb == "path") return answer_path(graph, names, reading.x, reading.y);
  const Verb* verb = find_verb(chosen.verb);
  if (verb != nullptr) return answer_verb(graph, names, *verb, reading.x);
  Diagnostic problem;
  problem.code = "ask.no_template";
  problem.message = "the template " + chosen.id + " asks for the unknown verb \"" + chosen.verb + "\"";
  problem.remedy = "mend the rules under questions/";
  return problem;
}

// "who-uses H100": a verb and a name instead of a question.
std::optional<Result<Answer>> answer_verb_form(const Graph& graph, const Names& names, std::string_view question) {
  const size_t space = question.find(' ');
  const Verb* verb = find_verb(question.substr(0, space));
  if (verb == nullptr || space == std::string_view::npos) return std::nullopt;
  return answer_verb(graph, names, *verb, question.substr(space + 1));
}

Result<Answer> answer_named_verb(const Graph& graph, const char* verb, std::string_view name) {
  return answer_verb(graph, Names(graph), *find_verb(verb), name);
}

}  // namespace

Result<Answer> answer_question(const Graph& graph, const std::vector<QuestionTemplate>& templates,
                               std::string_view question) {
  const Names names(graph);
  std::optional<Result<Answer>> by_verb = answer_verb_form(graph, names, question);
  if (by_verb) return *by_verb;
  const std::vector<Reading> readings = QuestionReader(templates).read(question);
  if (readings.empty()) return no_template(templates, question);
  Diagnostics first_problems;
  for (const Reading& reading : readings) {
    Result<Answer> answer = answer_reading(graph, names, reading);
    if (answer) {
      answer->template_id = reading.question_template->id;
      return answer;
    }
    if (first_problems.empty()) first_problems = answer.diagnostics();
  }
  return first_problems;
}

}  // namespace query

Result<Answer> ask(const Graph& graph, const RuleSet& rule_set, std::string_view question) {
  return query::answer_question(graph, rule_set.rules().questions, question);
}

Result<Answer> ask_who_builds(const Graph& graph, std::string_view name) {
  return query::answer_named_verb(graph, "who-builds", name);
}

Result<Answer> ask_builds_what(const Graph& graph, std::string_view name) {
  return query::answer_named_verb(graph, "builds-what", name);
}

Result<Answer> ask_neighbours(const Graph& graph, std::string_view name) {
  return query::answer_named_verb(graph, "neighbours", name);
}

Result<Answer> ask_path(const Graph& graph, std::string_view from, std::string_view to) {
  return query::answer_path(graph, query::Names(graph), from, to);
}

}  // namespace whobuilds
