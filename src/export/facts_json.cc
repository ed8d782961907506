// Facts JSONL: one document's facts on one line, for `map` and `reduce` (DESIGN 4.2).
#include <map>

#include "export/facts_schema.h"
#include "export/graph_json.h"
#include "whobuilds/export.h"
#include "whobuilds/facts_jsonl.h"

namespace whobuilds {
namespace {

using exporting::JsonLayout;
using exporting::JsonWriter;

void write_evidence(JsonWriter& json, const Evidence& evidence) {
  json.member("begin", evidence.span.begin);
  json.member("end", evidence.span.end);
  json.member("sentence_begin", evidence.sentence.begin);
  json.member("sentence_end", evidence.sentence.end);
  json.member("rule", evidence.rule);
  json.member("status", status_name(evidence.status));
  json.member("confidence", evidence.confidence);
  json.member("source", evidence.source);
}

void write_relation(JsonWriter& json, const DocumentFacts& facts, const RelationFact& fact) {
  json.begin_object();
  json.member("source", facts.entities[fact.source].id);
  json.member("relation", fact.relation);
  json.member("target", facts.entities[fact.target].id);
  json.member("inferred", fact.inferred);
  json.key("attributes").begin_object();
  for (const auto& attribute : fact.attributes) {
    json.key(attribute.first);
    exporting::write_quantity(json, attribute.second);
  }
  json.end_object();
  json.key("evidence").begin_object();
  write_evidence(json, fact.evidence);
  json.end_object();
  json.end_object();
}

void write_attribute(JsonWriter& json, const DocumentFacts& facts, const AttributeFact& fact) {
  json.begin_object();
  json.member("entity", facts.entities[fact.entity].id);
  json.member("key", fact.key);
  json.key("value");
  exporting::write_quantity_value(json, fact.value);
  json.member("unit", fact.value.unit);
  json.key("evidence").begin_object();
  write_evidence(json, fact.evidence);
  json.end_object();
  json.end_object();
}

// Each evidence sentence once: a reader of the line has no other way to its text.
void write_sentences(JsonWriter& json, const std::map<Span, std::string>& sentences) {
  json.key("sentences").begin_array();
  for (const auto& sentence : sentences) {
    json.begin_object();
    json.member("begin", sentence.first.begin);
    json.member("end", sentence.first.end);
    json.member("text", sentence.second);
    json.end_object();
  }
  json.end_array();
}

void write_entities(JsonWriter& json, const std::vector<Entity>& entities) {
  json.key("entities").begin_array();
  for (const Entity& entity : entities) {
    json.begin_object();
    exporting::write_identity(json, entity);
    json.end_object();
  }
  json.end_array();
}

void write_mentions(JsonWriter& json, const DocumentFacts& facts) {
  json.key("mentions").begin_array();
  for (const Mention& mention : facts.mentions) {
    json.begin_object();
    json.member("entity", facts.entities[mention.entity].id);
    json.member("begin", mention.span.begin);
    json.member("end", mention.span.end);
    json.member("text", mention.text);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string facts_to_json_line(const FactsRecord& record) {
  const DocumentFacts& facts = record.facts;
  std::string out;
  JsonWriter json(out, JsonLayout::line);
  json.begin_object();
  json.member("schema", exporting::kFactsSchema);
  json.member("rules", record.rules);
  json.key("document");
  exporting::write_document(json, facts.document);
  write_entities(json, facts.entities);
  write_mentions(json, facts);
  json.key("relations").begin_array();
  for (const RelationFact& fact : facts.relations) write_relation(json, facts, fact);
  json.end_array();
  json.key("attributes").begin_array();
  for (const AttributeFact& fact : facts.attributes) write_attribute(json, facts, fact);
  json.end_array();
  write_sentences(json, record.sentences);
  json.end_object();
  return out;
}

std::string facts_to_json_line(const DocumentFacts& facts, std::string_view text) {
  return facts_to_json_line(make_record(facts, text, ""));
}

std::string error_to_json_line(const Diagnostic& error) {
  std::string out;
  JsonWriter json(out, JsonLayout::line);
  json.begin_object();
  json.key("error").begin_object();
  json.member("code", error.code);
  json.member("line", error.line);
  json.member("message", error.message);
  json.end_object();
  json.end_object();
  return out;
}

}  // namespace whobuilds
