// Writers of the formats that other programs read, one file per family. Each gives UTF-8; the same graph gives the same
// bytes. Labels are in options.label_language. Text of others is escaped as its format asks; characters that a format
// cannot hold are dropped, bytes that are no UTF-8 become U+FFFD. None of them fails.
#pragma once

#include <string>
#include <vector>

#include "whobuilds/export.h"
#include "whobuilds/graph.h"

namespace whobuilds::exporting {

// Cytoscape.js elements; also what Cytoscape calls .cyjs. Properties stand flat in `data`, where style selectors find
// them; `classes` are type and status.
std::string write_cytoscape(const Graph& graph, const ExportOptions& options);

// What d3.forceLink and d3.forceSimulation take: nodes and links; `group` is the type, `value` the confidence.
std::string write_d3(const Graph& graph, const ExportOptions& options);

// Graphology's serialised graph. Sigma draws it as it is: numeric x, y, size, and a colour. Sigma keeps the attribute
// `type` for itself, so the type is `entity_type`.
std::string write_graphology(const Graph& graph, const ExportOptions& options);

// JSON Graph Format 2.
std::string write_jgf(const Graph& graph, const ExportOptions& options);

// The two tables of Grafana's node graph panel, as arrays of rows.
std::string write_grafana(const Graph& graph, const ExportOptions& options);

// GraphML with a key for every property; `label` and `weight` as Gephi expects them.
std::string write_graphml(const Graph& graph, const ExportOptions& options);

// GEXF with colours, sizes and places of nodes. 1.3 is what Gephi writes today, 1.2 what networkx reads.
std::string write_gexf(const Graph& graph, const ExportOptions& options);
std::string write_gexf_1_2(const Graph& graph, const ExportOptions& options);

// Tables: documents, nodes, aliases, attributes, edges, evidence (of edges and attributes), mentions; or one alone.
// Text that a spreadsheet would take for a formula gets an apostrophe in front.
std::vector<ExportFile> write_csv(const Graph& graph, const ExportOptions& options);
std::string write_csv_nodes(const Graph& graph, const ExportOptions& options);
std::string write_csv_edges(const Graph& graph, const ExportOptions& options);

// What `neo4j-admin database import` reads: nodes, documents, relationships, and who is mentioned where.
std::vector<ExportFile> write_neo4j(const Graph& graph, const ExportOptions& options);

// A script of MERGE statements, one per line. Running it twice changes nothing.
std::string write_opencypher(const Graph& graph, const ExportOptions& options);

// RDF as rdf.h describes it. All names are written, whatever the language of labels.
std::string write_ntriples(const Graph& graph, const ExportOptions& options);
std::string write_turtle(const Graph& graph, const ExportOptions& options);
// With the context inside: nothing is fetched to read it.
std::string write_jsonld(const Graph& graph, const ExportOptions& options);

// A Mermaid flowchart, left to right; classes carry the types' colours. Planned and rumored lines are dotted, denied ones
// end in a cross. Mermaid draws up to 500 lines unless it is told otherwise.
std::string write_mermaid(const Graph& graph, const ExportOptions& options);

// How many there are of everything, in the text form that Prometheus scrapes.
std::string write_prometheus(const Graph& graph, const ExportOptions& options);

}  // namespace whobuilds::exporting
