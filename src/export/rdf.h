// A graph as RDF triples: what the formats of RDF have in common.
//
// Everything has an IRI below urn:whobuilds: (entity:<id>, fact:<edge id>, evidence:<fact>:<number>, document:<id>),
// words of our own are below urn:whobuilds:vocabulary: (a class for each type, a property for each relation and
// attribute).
//
//   entity    rdf:type, rdfs:label and skos:prefLabel by language, skos:altLabel; and what is asserted of it, as plain
//             triples: in our own words, and where Wikidata has a property for the relation, in Wikidata's, which
//             point from the product to its developer.
//   fact      each edge and each attribute, whatever its status: rdf:subject, rdf:predicate, rdf:object, status,
//             confidence, what it carries (count), prov:wasDerivedFrom its evidence.
//   evidence  sentence, begin, end, rule, status, confidence; prov:wasQuotedFrom its document, prov:wasGeneratedBy the
//             run of whobuilds.
//   document  title, date, language, address and hash.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "whobuilds/graph.h"

namespace whobuilds::exporting {

// An IRI when `literal` is false. Both texts are UTF-8 without NUL.
struct RdfTerm {
  std::string text;
  bool literal = false;
  std::string datatype;  // IRI, "" for a plain or tagged literal
  std::string language;  // tag, "" for none
};

struct RdfTriple {
  std::string subject, predicate;  // IRIs
  RdfTerm object;
};

// Gives `take` the triples of one subject after the other, each subject once, in the order of the graph.
void for_each_subject(const Graph& graph, const std::function<void(const std::vector<RdfTriple>&)>& take);

// Prefix and the IRI that it stands for, of all vocabularies used.
const std::vector<std::pair<std::string, std::string>>& rdf_prefixes();

}  // namespace whobuilds::exporting
