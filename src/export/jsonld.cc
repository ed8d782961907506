#include <map>

#include "export/graph_formats.h"
#include "export/json_writer.h"
#include "export/rdf.h"

namespace whobuilds::exporting {
namespace {

constexpr const char* kType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

// "prov:Entity" for what one of the prefixes covers, else the whole IRI.
std::string compact(const std::string& iri) {
  for (const auto& [prefix, beginning] : rdf_prefixes()) {
    if (iri.compare(0, beginning.size(), beginning) == 0) return prefix + ":" + iri.substr(beginning.size());
  }
  return iri;
}

void write_value(JsonWriter& json, const RdfTerm& term) {
  json.begin_object();
  json.member(term.literal ? "@value" : "@id", term.literal ? term.text : compact(term.text));
  if (!term.datatype.empty()) json.member("@type", compact(term.datatype));
  if (!term.language.empty()) json.member("@language", term.language);
  json.end_object();
}

void write_subject(JsonWriter& json, const std::vector<RdfTriple>& triples) {
  std::map<std::string, std::vector<const RdfTerm*>> objects;  // predicate -> its objects, in their order
  for (const RdfTriple& triple : triples) objects[triple.predicate].push_back(&triple.object);
  json.begin_object();
  json.member("@id", triples.front().subject);
  for (const auto& [predicate, terms] : objects) {
    json.key(predicate == kType ? "@type" : compact(predicate)).begin_array();
    for (const RdfTerm* term : terms) {
      if (predicate == kType) {
        json.value(compact(term->text));
      } else {
        write_value(json, *term);
      }
    }
    json.end_array();
  }
  json.end_object();
}

}  // namespace

std::string write_jsonld(const Graph& graph, const ExportOptions& /*options*/) {
  return json_document([&](JsonWriter& json) {
    json.key("@context").begin_object();
    for (const auto& [prefix, iri] : rdf_prefixes()) {
      // A prefix that ends in ":" has to be declared as one.
      json.key(prefix).begin_object();
      json.member("@id", iri);
      json.member("@prefix", true);
      json.end_object();
    }
    json.end_object();
    json.key("@graph").begin_array();
    for_each_subject(graph, [&](const std::vector<RdfTriple>& triples) { write_subject(json, triples); });
    json.end_array();
  });
}

}  // namespace whobuilds::exporting
