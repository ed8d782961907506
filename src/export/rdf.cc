#include "export/rdf.h"

#include <algorithm>
#include <set>

#include "core/utf8.h"
#include "export/iri.h"
#include "export/json_writer.h"
#include "export/properties.h"
#include "graph/knowledge_graph.h"
#include "whobuilds/language.h"

namespace whobuilds::exporting {
namespace {

const std::string kOwn = "urn:whobuilds:";
const std::string kVocabulary = kOwn + "vocabulary:";
const std::string kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const std::string kRdfs = "http://www.w3.org/2000/01/rdf-schema#";
const std::string kXsd = "http://www.w3.org/2001/XMLSchema#";
const std::string kSkos = "http://www.w3.org/2004/02/skos/core#";
const std::string kProv = "http://www.w3.org/ns/prov#";
const std::string kTerms = "http://purl.org/dc/terms/";
const std::string kWikidata = "http://www.wikidata.org/prop/direct/";

// Relations that Wikidata has a property for. Its properties mostly point from the product to who makes it.
struct WikidataProperty {
  const char *relation, *property;
  bool reversed;
};
constexpr WikidataProperty kWikidataProperties[] = {
    {"develops", "P178", true},        // developer
    {"manufactures", "P176", true},    // manufacturer
    {"invests_in", "P1951", true},     // investor
    {"part_of", "P749", false},        // parent organization
    {"based_on", "P144", false},       // based on
    {"contains", "P527", false},       // has part
    {"uses", "P2283", false},          // uses
    {"partners_with", "P2652", false}  // partnership with
};

std::string word(std::string_view name) { return kVocabulary + iri_part(name); }

RdfTerm iri(std::string text) { return {std::move(text), false, "", ""}; }

// Characters that no format of RDF can hold are dropped.
RdfTerm literal(std::string_view text, std::string datatype = "") {
  std::string kept;
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    if (c != 0) core::append(kept, c);
  }
  return {std::move(kept), true, std::move(datatype), ""};
}

RdfTerm tagged(std::string_view text, const std::string& language) {
  RdfTerm term = literal(text);
  const bool tag = !language.empty() && std::all_of(language.begin(), language.end(), [](char c) {
    return core::is_ascii_alnum(static_cast<unsigned char>(c)) && !core::is_digit(static_cast<unsigned char>(c));
  });
  if (tag) term.language = language;
  return term;
}

RdfTerm number(double value) { return literal(number_text(value), kXsd + "double"); }
RdfTerm whole(uint32_t value) { return literal(std::to_string(value), kXsd + "integer"); }
RdfTerm truth(bool value) { return literal(value ? "true" : "false", kXsd + "boolean"); }
RdfTerm quantity_term(const Quantity& quantity) {
  return quantity.number ? number(*quantity.number) : literal(quantity.text);
}

const WikidataProperty* wikidata_property(const std::string& relation) {
  const auto found = std::find_if(std::begin(kWikidataProperties), std::end(kWikidataProperties),
                                  [&](const WikidataProperty& known) { return relation == known.relation; });
  return found == std::end(kWikidataProperties) ? nullptr : found;
}

class TripleWriter {
 public:
  TripleWriter(const Graph& graph, const std::function<void(const std::vector<RdfTriple>&)>& take)
      : graph_(graph), take_(take), run_(kOwn + "run:" + iri_part(graph.root())) {}

  void write() {
    about_run();
    for (const DocumentInfo& document : graph_.documents()) about_document(document);
    for (uint32_t i = 0; i < graph_.nodes().size(); ++i) about_entity(i);
    for (const Edge& edge : graph_.edges()) about_edge(edge);
    for (const Node& node : graph_.nodes()) about_attributes(node);
  }

 private:
  void begin(std::string subject) {
    subject_ = std::move(subject);
    triples_.clear();
  }
  void add(const std::string& predicate, RdfTerm object) {
    triples_.push_back({subject_, predicate, std::move(object)});
  }
  void add_text(const std::string& predicate, const std::string& text) {
    if (!text.empty()) add(predicate, literal(text));
  }
  void end() {
    if (!triples_.empty()) take_(triples_);
  }

  void about_run() {
    const std::string agent = kOwn + "agent:whobuilds:" + iri_part(WHOBUILDS_VERSION);
    begin(agent);
    add(kRdf + "type", iri(kProv + "SoftwareAgent"));
    add(kRdfs + "label", literal("whobuilds " WHOBUILDS_VERSION));
    end();
    begin(run_);
    add(kRdf + "type", iri(kProv + "Activity"));
    add(kProv + "wasAssociatedWith", iri(agent));
    add_text(word("rules"), graph_.rules_hash());
    end();
  }

  static std::string document_iri(const DocumentInfo& document) { return kOwn + "document:" + iri_part(document.id); }
  std::string entity_iri(uint32_t node) const { return entity_iri(graph_.nodes()[node]); }
  static std::string entity_iri(const Node& node) { return kOwn + "entity:" + iri_part(node.id); }

  void about_document(const DocumentInfo& document) {
    begin(document_iri(document));
    add(kRdf + "type", iri(kProv + "Entity"));
    add(kRdf + "type", iri(word("Document")));
    add(kTerms + "identifier", literal(document.id));
    if (!document.title.empty())
      add(kTerms + "title", tagged(document.title, std::string(language_code(document.language))));
    add_text(kTerms + "date", document.date);
    add_text(kTerms + "language", std::string(language_code(document.language)));
    add_text(kTerms + "source", document.url);
    add_text(word("path"), document.path);
    add_text(word("sha256"), document.sha256);
    end();
  }

  void about_entity(uint32_t index) {
    const Node& node = graph_.nodes()[index];
    begin(entity_iri(node));
    add(kRdf + "type", iri(word(node.type)));
    add(kTerms + "identifier", literal(node.id));
    add_names(node);
    add(word("discovered"), truth(node.discovered));
    for (const NodeAttribute& attribute : node.attributes) {
      if (attribute.status == Status::asserted) add(word(attribute.key), quantity_term(attribute.value));
    }
    for (const uint32_t edge : graph_.out_edges(index)) add_claim(graph_.edges()[edge], false);
    for (const uint32_t edge : graph_.in_edges(index)) add_claim(graph_.edges()[edge], true);
    end();
  }

  void add_names(const Node& node) {
    std::set<std::string> said = {""};
    for (const auto& [language, name] : node.names) {
      if (name.empty()) continue;
      add(kRdfs + "label", tagged(name, language));
      add(kSkos + "prefLabel", tagged(name, language));
      said.insert(name);
    }
    if (said.insert(node.label).second) add(kRdfs + "label", literal(node.label));
    for (const std::string& alias : node.aliases) {
      if (said.insert(alias).second) add(kSkos + "altLabel", literal(alias));
    }
  }

  // What is asserted, as a plain triple of the present subject; `entering`: the subject is the edge's target.
  void add_claim(const Edge& edge, bool entering) {
    if (edge.status != Status::asserted) return;
    const bool both = is_symmetric(graph_, edge);
    const RdfTerm other = iri(entity_iri(entering ? edge.source : edge.target));
    if (!entering || both) add(word(edge.relation), other);
    const WikidataProperty* property = wikidata_property(edge.relation);
    if (property != nullptr && (both || property->reversed == entering)) add(kWikidata + property->property, other);
  }

  void about_edge(const Edge& edge) {
    const std::string fact = kOwn + "fact:" + iri_part(edge.id);
    begin(fact);
    add_statement(entity_iri(edge.source), word(edge.relation), iri(entity_iri(edge.target)));
    add_verdict(edge.status, edge.confidence, edge.evidence);
    add(word("inferred"), truth(edge.inferred));
    for (const auto& [key, quantity] : edge.attributes) {
      add(word(key), quantity_term(quantity));
      add_text(word(key + "_unit"), quantity.unit);
    }
    add_sources(fact, edge.evidence);
    end();
    about_evidence(fact, edge.evidence);
  }

  void about_attributes(const Node& node) {
    for (size_t i = 0; i < node.attributes.size(); ++i) {
      const NodeAttribute& attribute = node.attributes[i];
      const std::string fact = kOwn + "fact:" + iri_part(node.id) + ":attribute:" + std::to_string(i);
      begin(fact);
      add_statement(entity_iri(node), word(attribute.key), quantity_term(attribute.value));
      add_text(word("unit"), attribute.value.unit);
      add_verdict(attribute.status, attribute.confidence, attribute.evidence);
      add_sources(fact, attribute.evidence);
      end();
      about_evidence(fact, attribute.evidence);
    }
  }

  void add_statement(const std::string& subject, const std::string& predicate, RdfTerm object) {
    add(kRdf + "type", iri(word("Fact")));
    add(kRdf + "type", iri(kRdf + "Statement"));
    add(kRdf + "type", iri(kProv + "Entity"));
    add(kRdf + "subject", iri(subject));
    add(kRdf + "predicate", iri(predicate));
    add(kRdf + "object", std::move(object));
  }

  void add_verdict(Status status, double confidence, const std::vector<EdgeEvidence>& evidence) {
    add(word("status"), literal(status_name(status)));
    add(word("confidence"), number(confidence));
    add(word("sources"), whole(graph::independent_sources(evidence, status)));
  }

  static std::string evidence_iri(const std::string& fact, size_t index) {
    return kOwn + "evidence:" + fact.substr((kOwn + "fact:").size()) + ":" + std::to_string(index);
  }

  void add_sources(const std::string& fact, const std::vector<EdgeEvidence>& evidence) {
    for (size_t i = 0; i < evidence.size(); ++i) add(kProv + "wasDerivedFrom", iri(evidence_iri(fact, i)));
  }

  void about_evidence(const std::string& fact, const std::vector<EdgeEvidence>& evidence) {
    for (size_t i = 0; i < evidence.size(); ++i) {
      const EdgeEvidence& e = evidence[i];
      const DocumentInfo& document = graph_.documents()[e.document];
      begin(evidence_iri(fact, i));
      add(kRdf + "type", iri(word("Evidence")));
      add(kRdf + "type", iri(kProv + "Entity"));
      add(kProv + "wasQuotedFrom", iri(document_iri(document)));
      add(kProv + "wasGeneratedBy", iri(run_));
      add(word("begin"), whole(e.evidence.span.begin));
      add(word("end"), whole(e.evidence.span.end));
      add(word("sentence_begin"), whole(e.evidence.sentence.begin));
      add(word("sentence_end"), whole(e.evidence.sentence.end));
      if (!e.text.empty()) add(word("sentence"), tagged(e.text, std::string(language_code(document.language))));
      add_text(word("rule"), e.evidence.rule);
      add(word("status"), literal(status_name(e.evidence.status)));
      add(word("confidence"), number(e.evidence.confidence));
      add_text(word("attributed_to"), e.evidence.source);
      end();
    }
  }

  const Graph& graph_;
  const std::function<void(const std::vector<RdfTriple>&)>& take_;
  const std::string run_;
  std::string subject_;
  std::vector<RdfTriple> triples_;
};

}  // namespace

void for_each_subject(const Graph& graph, const std::function<void(const std::vector<RdfTriple>&)>& take) {
  TripleWriter(graph, take).write();
}

const std::vector<std::pair<std::string, std::string>>& rdf_prefixes() {
  static const std::vector<std::pair<std::string, std::string>> prefixes = {
      {"wb", kVocabulary}, {"rdf", kRdf},   {"rdfs", kRdfs},     {"xsd", kXsd},
      {"skos", kSkos},     {"prov", kProv}, {"dcterms", kTerms}, {"wdt", kWikidata}};
  return prefixes;
}

}  // namespace whobuilds::exporting
