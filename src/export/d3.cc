#include "export/graph_formats.h"
#include "export/graph_json.h"
#include "export/properties.h"

namespace whobuilds::exporting {

std::string write_d3(const Graph& graph, const ExportOptions& options) {
  const NodeProperties node_properties(graph, options, AttributeList::left_out);
  const EdgeProperties edge_properties(graph, options);
  return json_document([&](JsonWriter& json) {
    json.key("graph").begin_object();
    write_origin(json, graph);
    json.end_object();
    json.key("nodes").begin_array();
    for (const Node& node : graph.nodes()) {
      json.begin_object();
      json.member("id", node.id);
      json.member("group", node.type);
      write_properties(json, node_properties.all(), node_properties.of(node));
      write_attributes(json, graph, node);
      json.end_object();
    }
    json.end_array();
    json.key("links").begin_array();
    for (const Edge& edge : graph.edges()) {
      json.begin_object();
      json.member("id", edge.id);
      json.member("source", graph.nodes()[edge.source].id);
      json.member("target", graph.nodes()[edge.target].id);
      json.member("value", edge.confidence);
      write_properties(json, edge_properties.all(), edge_properties.of(edge));
      write_evidence(json, graph, edge.evidence);
      json.end_object();
    }
    json.end_array();
  });
}

}  // namespace whobuilds::exporting
