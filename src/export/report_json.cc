#include <optional>
#include <vector>

#include "export/graph_json.h"
#include "export/json_writer.h"
#include "whobuilds/report.h"

namespace whobuilds {
namespace {

using exporting::JsonWriter;

void write_name_of(JsonWriter& json, const Node& node) {
  json.member("id", node.id);
  json.member("type", node.type);
  json.member("label", node.label);
}

// The pieces of one edge or of the row's attribute that speak against the row.
void write_counter_evidence(JsonWriter& json, const Graph& graph, const AnswerRow& row) {
  json.key("counter_evidence").begin_array();
  for (size_t i = 0; i < row.counter_evidence.size();) {
    const std::optional<uint32_t> index = row.counter_evidence[i].edge;
    const Edge* edge = index ? &graph.edges()[*index] : nullptr;
    const std::vector<EdgeEvidence>& all =
        edge != nullptr ? edge->evidence : graph.nodes()[row.node].attributes[*row.attribute].evidence;
    std::vector<EdgeEvidence> contrary;
    for (; i < row.counter_evidence.size() && row.counter_evidence[i].edge == index; ++i) {
      contrary.push_back(all[row.counter_evidence[i].evidence]);
    }
    json.begin_object();
    json.member("edge", edge != nullptr ? edge->id : "");
    json.member("relation", edge != nullptr ? edge->relation : row.relation);
    exporting::write_evidence(json, graph, contrary);
    json.end_object();
  }
  json.end_array();
}

void write_row(JsonWriter& json, const Graph& graph, const Answer& answer, const AnswerRow& row) {
  const Node& node = graph.nodes()[row.node];
  json.begin_object();
  write_name_of(json, node);
  json.member("relation", row.relation);
  if (!row.role.empty()) json.member("role", row.role);
  json.member("status", status_name(row.status));
  json.member("confidence", row.confidence);
  json.member("independent_sources", row.independent_sources);
  json.member("inferred", row.inferred);
  json.member("first_said", row.first_said);
  json.member("last_said", row.last_said);
  if (!answer.since.empty()) json.member("new", row.first_said >= answer.since);
  if (row.attribute) {
    json.key("attribute");
    exporting::write_attribute(json, graph, node.attributes[*row.attribute]);
  }
  json.key("edges").begin_array();
  for (const uint32_t edge : row.edges) exporting::write_edge(json, graph, graph.edges()[edge]);
  json.end_array();
  write_counter_evidence(json, graph, row);
  json.end_object();
}

void write_problems(JsonWriter& json, const Diagnostics& diagnostics) {
  json.key("problems").begin_array();
  for (const Diagnostic& problem : diagnostics) {
    json.begin_object();
    json.member("code", problem.code);
    json.member("severity", problem.severity == Severity::error ? "error" : "warning");
    json.member("file", problem.file);
    json.member("pointer", problem.pointer);
    json.member("line", problem.line);
    json.member("column", problem.column);
    json.member("message", problem.message);
    json.member("expected", problem.expected);
    json.member("remedy", problem.remedy);
    json.end_object();
  }
  json.end_array();
}

void write_score(JsonWriter& json, const std::string& name, const Score& score) {
  json.key(name).begin_object();
  json.member("precision", score.precision());
  json.member("recall", score.recall());
  json.member("f1", score.f1());
  json.member("tp", score.true_positives);
  json.member("fp", score.false_positives);
  json.member("fn", score.false_negatives);
  json.end_object();
}

void write_scores(JsonWriter& json, const char* kind, const std::map<std::string, Score>& scores) {
  json.key(kind).begin_object();
  for (const auto& score : scores) write_score(json, score.first, score.second);
  json.end_object();
}

void write_argument(JsonWriter& json, const ExplainedArgument& argument) {
  json.begin_object();
  json.member("role", argument.role);
  json.member("begin", argument.span.begin);
  json.member("end", argument.span.end);
  json.member("text", argument.text);
  json.key("entities").begin_array();
  for (const std::string& entity : argument.entities) json.value(entity);
  json.end_array();
  json.member("step", argument.step);
  json.end_object();
}

void write_reading(JsonWriter& json, const ExplainedReading& reading) {
  json.begin_object();
  json.member("doc", reading.document);
  json.member("begin", reading.sentence.begin);
  json.member("end", reading.sentence.end);
  json.member("sentence", reading.text);
  json.member("source", reading.source);
  json.member("relation", reading.relation);
  json.member("target", reading.target);
  json.member("rule", reading.rule);
  json.member("construction", reading.construction);
  json.member("description", reading.description);
  json.member("shape", reading.shape);
  json.member("predicate", reading.predicate);
  json.member("word", reading.word);
  json.key("arguments").begin_array();
  for (const ExplainedArgument& argument : reading.arguments) write_argument(json, argument);
  json.end_array();
  json.member("status", status_name(reading.status));
  json.member("cue", reading.cue);
  json.key("terms").begin_array();
  for (const ConfidenceTerm& term : reading.terms) {
    json.begin_object();
    json.member("what", term.what);
    json.member("factor", term.factor);
    json.end_object();
  }
  json.end_array();
  json.member("confidence", reading.confidence);
  json.end_object();
}

void write_readings(JsonWriter& json, const char* name, const std::vector<ExplainedReading>& readings) {
  json.key(name).begin_array();
  for (const ExplainedReading& reading : readings) write_reading(json, reading);
  json.end_array();
}

void write_missed(JsonWriter& json, const MissedSentence& missed) {
  json.begin_object();
  json.member("doc", missed.document);
  json.member("begin", missed.sentence.begin);
  json.member("end", missed.sentence.end);
  json.member("sentence", missed.text);
  json.member("names_source", missed.names_source);
  json.member("names_target", missed.names_target);
  json.member("obstacle", obstacle_name(missed.obstacle));
  json.member("detail", missed.detail);
  json.key("reading");
  write_reading(json, missed.reading);
  json.end_object();
}

}  // namespace

std::string explanation_to_json(const std::vector<ExplainedReading>& readings, const std::vector<Decision>& decisions) {
  return exporting::json_document([&](JsonWriter& json) {
    write_readings(json, "readings", readings);
    if (decisions.empty()) return;
    json.key("decisions").begin_array();
    for (const Decision& decision : decisions) json.value(describe(decision));
    json.end_array();
  });
}

std::string why_not_to_json(const WhyNot& why_not) {
  return exporting::json_document([&](JsonWriter& json) {
    write_readings(json, "said", why_not.said);
    json.key("sentences").begin_array();
    for (const MissedSentence& missed : why_not.sentences) write_missed(json, missed);
    json.end_array();
  });
}

std::string node_to_json(const Graph& graph, uint32_t node, size_t most_mentions) {
  std::string out;
  JsonWriter json(out, exporting::JsonLayout::indented);
  exporting::write_node(json, graph, graph.nodes()[node], most_mentions);
  out += '\n';
  return out;
}

std::string answer_to_json(const Graph& graph, const Answer& answer) {
  return exporting::json_document([&](JsonWriter& json) {
    json.member("template", answer.template_id);
    json.member("understood", answer.understood);
    json.member("language", language_code(answer.language));
    if (answer.count) json.member("count", static_cast<uint32_t>(answer.rows.size()));
    if (!answer.since.empty()) json.member("since", answer.since);
    json.key("subjects").begin_array();
    for (const uint32_t subject : answer.subjects) {
      json.begin_object();
      write_name_of(json, graph.nodes()[subject]);
      json.end_object();
    }
    json.end_array();
    json.key("rows").begin_array();
    for (const AnswerRow& row : answer.rows) write_row(json, graph, answer, row);
    json.end_array();
  });
}

std::string diagnostics_to_json(const Diagnostics& diagnostics) {
  return exporting::json_document([&](JsonWriter& json) { write_problems(json, diagnostics); });
}

std::string rules_to_json(const std::vector<RuleListing>& rules) {
  return exporting::json_document([&](JsonWriter& json) {
    json.key("rules").begin_array();
    for (const RuleListing& rule : rules) {
      json.begin_object();
      json.member("kind", rule.kind);
      json.member("id", rule.id);
      json.member("file", rule.file);
      json.member("description", rule.description);
      json.member("examples", rule.examples);
      json.end_object();
    }
    json.end_array();
  });
}

std::string rule_coverage_to_json(const RuleCoverage& coverage) {
  return exporting::json_document([&](JsonWriter& json) {
    json.member("documents", coverage.documents());
    json.key("rules").begin_array();
    for (const RuleUse& use : coverage.uses()) {
      json.begin_object();
      json.member("kind", use.kind);
      json.member("id", use.id);
      json.member("file", use.file);
      json.member("count", use.count);
      json.end_object();
    }
    json.end_array();
  });
}

std::string rule_tests_to_json(const RuleTestReport& report) {
  return exporting::json_document([&](JsonWriter& json) {
    json.member("rules", report.rules);
    json.member("examples", report.examples);
    json.member("mutants", report.mutants);
    write_problems(json, report.failures);
  });
}

std::string evaluation_to_json(const Evaluation& evaluation) {
  return exporting::json_document([&](JsonWriter& json) {
    json.member("documents", evaluation.documents);
    write_score(json, "entities", evaluation.entities);
    write_score(json, "core", evaluation.core_entities);
    write_score(json, "relations", evaluation.relations);
    write_score(json, "develops", evaluation.develops);
    write_score(json, "attributes", evaluation.attributes);
    json.member("status_right", evaluation.status_right);
    json.member("status_wrong", evaluation.status_wrong);
    json.key("by").begin_object();
    write_scores(json, "entity", evaluation.by_entity_type);
    write_scores(json, "relation", evaluation.by_relation);
    write_scores(json, "attribute", evaluation.by_attribute);
    json.end_object();
  });
}

}  // namespace whobuilds
