// The graph's own JSON form (DESIGN 4.1), whole or line by line.
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "export/json_writer.h"
#include "rules/rules.h"
#include "whobuilds/analysis.h"
#include "whobuilds/diagnostic.h"
#include "whobuilds/export.h"
#include "whobuilds/fact.h"
#include "whobuilds/graph.h"

namespace whobuilds::exporting {

// The ids of documents by their index in evidence. Points into what it was made of.
class DocumentIds {
 public:
  explicit DocumentIds(const std::vector<DocumentInfo>& documents) : documents_(&documents) {}
  explicit DocumentIds(const std::vector<std::string>& ids) : ids_(&ids) {}

  const std::string& operator[](uint32_t document) const {
    return ids_ != nullptr ? (*ids_)[document] : (*documents_)[document].id;
  }

 private:
  const std::vector<DocumentInfo>* documents_ = nullptr;
  const std::vector<std::string>* ids_ = nullptr;
};

// A graph part by part, wherever it comes from: each function hands out all parts of its kind, in the graph's order.
struct GraphParts {
  std::string rules_hash, root;
  DocumentIds document_ids;
  std::function<void(const std::function<void(const DocumentInfo& document)>& use)> each_document;
  std::function<void(const std::function<void(const Node& node)>& use)> each_node;
  using UseEdge = std::function<void(const Edge& edge, const std::string& source, const std::string& target)>;
  std::function<void(const UseEdge& use)> each_edge;  // called twice for options.links
};

// Refers to `graph`.
GraphParts parts_of(const Graph& graph);

// The node-link form, indented, with a final line end. A part is held at a time. With `analysis` its numbers are written
// at each node; null for none.
void write_graph_json(const GraphParts& graph, const ExportOptions& options, const Analysis* analysis, std::ostream& out);

// One line per node, then one per edge, each with a "kind".
void write_graph_jsonl(const GraphParts& graph, std::ostream& out);

// The problem (export.io) that an output could not be written.
Diagnostic unwritable_output();

// One node with at most `most_mentions` of its mentions, as write_graph_json writes it. The node is one of `graph`.
void write_node(JsonWriter& json, const Graph& graph, const Node& node, size_t most_mentions);

// One edge with its evidence, as write_graph_json writes it. The edge is one of `graph`.
void write_edge(JsonWriter& json, const Graph& graph, const Edge& edge);

// What the graph was made by and from: the members "generator", "rules", "root" and "documents" of the object that is
// open.
void write_origin(JsonWriter& json, const Graph& graph);

// One value of an attribute with its evidence, as an object.
void write_attribute(JsonWriter& json, const Graph& graph, const NodeAttribute& attribute);

// A member "attributes": every value of every attribute of the node, each with its evidence.
void write_attributes(JsonWriter& json, const Graph& graph, const Node& node);

// A member "evidence".
void write_evidence(JsonWriter& json, const Graph& graph, const std::vector<EdgeEvidence>& evidence);

// A document as an object.
void write_document(JsonWriter& json, const DocumentInfo& document);

// What a thing is called: members of the object that is open. `Named` is an entity of a document or a node of a graph.
template <typename Named>
void write_identity(JsonWriter& json, const Named& named) {
  json.member("id", named.id);
  json.member("type", named.type);
  json.member("label", named.label);
  json.key("names").begin_object();
  for (const auto& [language, name] : named.names) json.member(language, name);
  json.end_object();
  json.key("aliases").begin_array();
  for (const std::string& alias : named.aliases) json.value(alias);
  json.end_array();
  json.member("discovered", named.discovered);
}

// Reads what write_graph_json wrote, or the same after another node-link tool has rewritten it: order does
// not matter, `links` may stand for `edges`, unknown members are passed over. Errors as read_graph_json.
Result<Graph> read_graph(std::string_view json, const std::string& file, const Ontology& ontology);

// A number when it is one and has no unit, a string when it is text without unit, else
// {"value":..., "unit":...}.
void write_quantity(JsonWriter& json, const Quantity& quantity);

// The value alone: a number or a string.
void write_quantity_value(JsonWriter& json, const Quantity& quantity);

constexpr const char* offsets_in_name(OffsetsIn offsets_in) { return offsets_in == OffsetsIn::file ? "file" : "text"; }

}  // namespace whobuilds::exporting
