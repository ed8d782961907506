// Facts JSONL: one document's facts on one line, for `map` and `reduce` (DESIGN 4.2).
#include <map>
#include <utility>

#include "export/graph_json.h"
#include "whobuilds/export.h"

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
void write_sentences(JsonWriter& json, const DocumentFacts& facts, std::string_view text) {
  std::map<std::pair<uint32_t, uint32_t>, std::string_view> sentences;
  const auto note = [&](Span sentence) {
    if (sentence.begin > sentence.end || sentence.end > text.size()) return;
    sentences[{sentence.begin, sentence.end}] = sentence.of(text);
  };
  for (const RelationFact& fact : facts.relations) note(fact.evidence.sentence);
  for (const AttributeFact& fact : facts.attributes) note(fact.evidence.sentence);
  json.key("sentences").begin_array();
  for (const auto& sentence : sentences) {
    if (sentence.second.empty()) continue;
    json.begin_object();
    json.member("begin", sentence.first.first);
    json.member("end", sentence.first.second);
    json.member("text", sentence.second);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string facts_to_json_line(const DocumentFacts& facts, std::string_view text) {
  std::string out;
  JsonWriter json(out, JsonLayout::line);
  json.begin_object();
  json.key("document");
  exporting::write_document(json, facts.document);
  json.key("entities").begin_array();
  for (const Entity& entity : facts.entities) {
    json.begin_object();
    exporting::write_identity(json, entity);
    json.end_object();
  }
  json.end_array();
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
  json.key("relations").begin_array();
  for (const RelationFact& fact : facts.relations) write_relation(json, facts, fact);
  json.end_array();
  json.key("attributes").begin_array();
  for (const AttributeFact& fact : facts.attributes) write_attribute(json, facts, fact);
  json.end_array();
  write_sentences(json, facts, text);
  json.end_object();
  return out;
}

}  // namespace whobuilds
