#include "export/json_writer.h"
#include "rules/rules.h"
#include "whobuilds/fact.h"
#include "whobuilds/report.h"

namespace whobuilds {
namespace {

using exporting::JsonWriter;

template <typename Labels>
void write_labels(JsonWriter& json, const Labels& labels) {
  json.key("labels").begin_object();
  for (const auto& [language, label] : labels) json.member(language, label);
  json.end_object();
}

// An array of objects, one for each of `things`; `members` writes what an object holds before its labels.
template <typename Things, typename Members>
void write_labelled(JsonWriter& json, const char* name, const Things& things, const Members& members) {
  json.key(name).begin_array();
  for (const auto& thing : things) {
    json.begin_object();
    json.member("id", thing.id);
    members(thing);
    write_labels(json, thing.labels);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string ontology_to_json(const RuleSet& rule_set) {
  const Ontology& ontology = rule_set.rules().ontology;
  return exporting::json_document([&](JsonWriter& json) {
    write_labelled(json, "types", ontology.types, [&](const auto& type) { json.member("color", type.color); });
    write_labelled(json, "relations", ontology.relations,
                   [&](const auto& relation) { json.member("symmetric", relation.symmetric); });
    write_labelled(json, "attributes", ontology.attributes, [](const auto&) {});
    json.key("statuses").begin_array();
    for (const Status status : {Status::asserted, Status::planned, Status::rumored, Status::denied}) {
      json.value(status_name(status));
    }
    json.end_array();
  });
}

}  // namespace whobuilds
