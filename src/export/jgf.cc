#include "export/graph_formats.h"
#include "export/graph_json.h"
#include "export/properties.h"

namespace whobuilds::exporting {
namespace {

// `properties` without the label, which has a place of its own in this format, and `nested` after them.
template <typename Nested>
void write_metadata(JsonWriter& json, const std::vector<Property>& properties, std::vector<PropertyValue> values,
                    const Nested& nested) {
  values[0] = PropertyValue();
  json.key("metadata").begin_object();
  write_properties(json, properties, values);
  nested();
  json.end_object();
}

}  // namespace

std::string write_jgf(const Graph& graph, const ExportOptions& options) {
  const NodeProperties node_properties(graph, options, AttributeList::left_out);
  const EdgeProperties edge_properties(graph, options);
  return json_document([&](JsonWriter& json) {
    json.key("graph").begin_object();
    json.member("directed", true);
    json.key("metadata").begin_object();
    write_origin(json, graph);
    json.end_object();
    json.key("nodes").begin_object();
    for (const Node& node : graph.nodes()) {
      std::vector<PropertyValue> values = node_properties.of(node);
      json.key(node.id).begin_object();
      json.member("label", property_text(values[0]));
      write_metadata(json, node_properties.all(), std::move(values), [&] { write_attributes(json, graph, node); });
      json.end_object();
    }
    json.end_object();
    json.key("edges").begin_array();
    for (const Edge& edge : graph.edges()) {
      std::vector<PropertyValue> values = edge_properties.of(edge);
      json.begin_object();
      json.member("id", edge.id);
      json.member("source", graph.nodes()[edge.source].id);
      json.member("target", graph.nodes()[edge.target].id);
      json.member("relation", edge.relation);
      json.member("label", property_text(values[0]));
      json.member("directed", !is_symmetric(graph, edge));
      write_metadata(json, edge_properties.all(), std::move(values),
                     [&] { write_evidence(json, graph, edge.evidence); });
      json.end_object();
    }
    json.end_array();
    json.end_object();
  });
}

}  // namespace whobuilds::exporting
