#include "export/graph_formats.h"
#include "export/graph_json.h"
#include "export/properties.h"

namespace whobuilds::exporting {
namespace {

void write_node(JsonWriter& json, const Graph& graph, const NodeProperties& properties, const Node& node) {
  json.begin_object();
  json.key("data").begin_object();
  json.member("id", node.id);
  write_properties(json, properties.all(), properties.of(node));
  write_attributes(json, graph, node);
  json.end_object();
  json.member("classes", node.type + (node.discovered ? " discovered" : ""));
  json.end_object();
}

void write_edge(JsonWriter& json, const Graph& graph, const EdgeProperties& properties, const Edge& edge) {
  json.begin_object();
  json.key("data").begin_object();
  json.member("id", edge.id);
  json.member("source", graph.nodes()[edge.source].id);
  json.member("target", graph.nodes()[edge.target].id);
  write_properties(json, properties.all(), properties.of(edge));
  write_evidence(json, graph, edge.evidence);
  json.end_object();
  json.member("classes",
              edge.relation + " " + status_name(edge.status) + (is_symmetric(graph, edge) ? " symmetric" : ""));
  json.end_object();
}

}  // namespace

std::string write_cytoscape(const Graph& graph, const ExportOptions& options) {
  const NodeProperties node_properties(graph, options, AttributeList::left_out);
  const EdgeProperties edge_properties(graph, options);
  return json_document([&](JsonWriter& json) {
    json.key("data").begin_object();
    write_origin(json, graph);
    json.end_object();
    json.key("elements").begin_object();
    json.key("nodes").begin_array();
    for (const Node& node : graph.nodes()) write_node(json, graph, node_properties, node);
    json.end_array();
    json.key("edges").begin_array();
    for (const Edge& edge : graph.edges()) write_edge(json, graph, edge_properties, edge);
    json.end_array();
    json.end_object();
  });
}

}  // namespace whobuilds::exporting
