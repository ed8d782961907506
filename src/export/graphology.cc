#include "export/graph_formats.h"
#include "export/graph_json.h"
#include "export/places.h"
#include "export/properties.h"

namespace whobuilds::exporting {
namespace {

constexpr double kThinnest = 0.5, kThickest = 2.5;  // pixels, for confidence 0 and 1

// The edge is drawn in the colour of its status.
const char* edge_color(Status status) {
  switch (status) {
    case Status::asserted:
      return "#475569";
    case Status::planned:
      return "#94a3b8";
    case Status::rumored:
      return "#cbd5e1";
    case Status::denied:
      break;
  }
  return "#dc2626";
}

void write_node(JsonWriter& json, const Graph& graph, const NodeProperties& properties, const Node& node,
                const Place& place) {
  std::vector<Property> renamed = properties.all();
  for (Property& property : renamed) {
    if (property.key == "type") property.key = "entity_type";
  }
  json.begin_object();
  json.member("key", node.id);
  json.key("attributes").begin_object();
  json.member("x", place.x);
  json.member("y", place.y);
  json.member("size", place.size);
  json.member("color", type_color(graph, node.type));
  write_properties(json, renamed, properties.of(node));
  write_attributes(json, graph, node);
  json.end_object();
  json.end_object();
}

void write_edge(JsonWriter& json, const Graph& graph, const EdgeProperties& properties, const Edge& edge) {
  json.begin_object();
  json.member("key", edge.id);
  json.member("source", graph.nodes()[edge.source].id);
  json.member("target", graph.nodes()[edge.target].id);
  if (is_symmetric(graph, edge)) json.member("undirected", true);
  json.key("attributes").begin_object();
  json.member("size", kThinnest + (kThickest - kThinnest) * edge.confidence);
  json.member("color", edge_color(edge.status));
  json.member("weight", edge.confidence);
  write_properties(json, properties.all(), properties.of(edge));
  write_evidence(json, graph, edge.evidence);
  json.end_object();
  json.end_object();
}

}  // namespace

std::string write_graphology(const Graph& graph, const ExportOptions& options) {
  const NodeProperties node_properties(graph, options, AttributeList::left_out);
  const EdgeProperties edge_properties(graph, options);
  const std::vector<Place> places = spiral_places(graph);
  return json_document([&](JsonWriter& json) {
    json.key("attributes").begin_object();
    write_origin(json, graph);
    json.end_object();
    json.key("options").begin_object();
    json.member("type", "mixed");
    json.member("multi", true);
    json.member("allowSelfLoops", true);
    json.end_object();
    json.key("nodes").begin_array();
    for (size_t i = 0; i < places.size(); ++i) write_node(json, graph, node_properties, graph.nodes()[i], places[i]);
    json.end_array();
    json.key("edges").begin_array();
    for (const Edge& edge : graph.edges()) write_edge(json, graph, edge_properties, edge);
    json.end_array();
  });
}

}  // namespace whobuilds::exporting
