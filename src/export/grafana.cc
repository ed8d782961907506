#include <array>

#include "export/graph_formats.h"
#include "export/json_writer.h"
#include "export/properties.h"
#include "export/wording.h"
#include "graph/knowledge_graph.h"

namespace whobuilds::exporting {
namespace {

constexpr std::array<Status, 4> kStatuses = {Status::asserted, Status::planned, Status::rumored, Status::denied};

// The ring around a node: which part of its edges is of which status. A node without edges has no ring.
void write_ring(JsonWriter& json, const Graph& graph, uint32_t node) {
  std::array<uint32_t, kStatuses.size()> counts = {};
  uint32_t total = 0;
  for (const auto* edges : {&graph.out_edges(node), &graph.in_edges(node)}) {
    for (const uint32_t edge : *edges) {
      ++counts[static_cast<size_t>(graph.edges()[edge].status)];
      ++total;
    }
  }
  for (const Status status : kStatuses) {
    const double part = total == 0 ? 0 : static_cast<double>(counts[static_cast<size_t>(status)]) / total;
    json.member(std::string("arc__") + status_name(status), part);
  }
}

// Every property as a detail, in words: the panel shows them beside the node or edge that is clicked.
void write_details(JsonWriter& json, const std::vector<Property>& properties,
                   const std::vector<PropertyValue>& values) {
  for (size_t i = 1; i < properties.size(); ++i) {  // the first is the label
    json.member("detail__" + properties[i].key, property_text(values[i]));
  }
}

void write_node(JsonWriter& json, const Graph& graph, const NodeProperties& properties, uint32_t index) {
  const Node& node = graph.nodes()[index];
  const std::vector<PropertyValue> values = properties.of(node);
  json.begin_object();
  json.member("id", node.id);
  json.member("title", property_text(values[0]));
  json.member("subtitle", node.type);
  json.member("mainstat", static_cast<uint32_t>(graph.out_edges(index).size() + graph.in_edges(index).size()));
  json.member("secondarystat", static_cast<uint32_t>(node.mentions.size()));
  write_ring(json, graph, index);
  write_details(json, properties.all(), values);
  json.end_object();
}

void write_edge(JsonWriter& json, const Graph& graph, const EdgeProperties& properties, const Edge& edge) {
  const std::vector<PropertyValue> values = properties.of(edge);
  json.begin_object();
  json.member("id", edge.id);
  json.member("source", graph.nodes()[edge.source].id);
  json.member("target", graph.nodes()[edge.target].id);
  json.member("mainstat", property_text(values[0]));
  json.member("secondarystat", status_name(edge.status));
  json.member("thickness", 1 + 2 * edge.confidence);
  json.member("strokedasharray", edge.status == Status::planned ? "6 4" : edge.status == Status::rumored ? "1 4" : "0");
  write_details(json, properties.all(), values);
  json.end_object();
}

}  // namespace

std::string write_grafana(const Graph& graph, const ExportOptions& options) {
  const NodeProperties node_properties(graph, options, AttributeList::added);
  const EdgeProperties edge_properties(graph, options);
  return json_document([&](JsonWriter& json) {
    json.key("nodes").begin_array();
    for (uint32_t i = 0; i < graph.nodes().size(); ++i) write_node(json, graph, node_properties, i);
    json.end_array();
    json.key("edges").begin_array();
    for (const Edge& edge : graph.edges()) write_edge(json, graph, edge_properties, edge);
    json.end_array();
  });
}

}  // namespace whobuilds::exporting
