#include "export/graph_formats.h"
#include "export/properties.h"
#include "export/xml_writer.h"

namespace whobuilds::exporting {
namespace {

const char* type_name(PropertyType type) {
  switch (type) {
    case PropertyType::truth:
      return "boolean";
    case PropertyType::whole:
      return "long";
    case PropertyType::number:
      return "double";
    case PropertyType::text:
    case PropertyType::texts:
      break;
  }
  return "string";
}

void write_key(XmlWriter& xml, const std::string& id, const char* element, const std::string& name, const char* type) {
  xml.begin("key").attribute("id", id).attribute("for", element);
  xml.attribute("attr.name", name).attribute("attr.type", type).end();
}

// Keys are named after what they are of and their place: "n3", "e0".
void write_keys(XmlWriter& xml, const char* element, const std::vector<Property>& properties) {
  for (size_t i = 0; i < properties.size(); ++i) {
    write_key(xml, element[0] + std::to_string(i), element, properties[i].key, type_name(properties[i].type));
  }
}

void write_data(XmlWriter& xml, const std::string& key, const std::string& text) {
  xml.begin("data").attribute("key", key).text(text).end();
}

void write_values(XmlWriter& xml, char element, const std::vector<PropertyValue>& values) {
  for (size_t i = 0; i < values.size(); ++i) {
    const std::string text = property_text(values[i]);
    if (!text.empty()) write_data(xml, element + std::to_string(i), text);
  }
}

}  // namespace

// Edges that are equal both ways are written as directed ones with the property `symmetric`: readers, networkx among
// them, refuse a graph that mixes both kinds.
std::string write_graphml(const Graph& graph, const ExportOptions& options) {
  const NodeProperties node_properties(graph, options, AttributeList::added);
  const EdgeProperties edge_properties(graph, options);
  std::string out;
  XmlWriter xml(out);
  xml.begin("graphml").attribute("xmlns", "http://graphml.graphdrawing.org/xmlns");
  xml.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  xml.attribute("xsi:schemaLocation",
                "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd");
  write_key(xml, "generator", "graph", "generator", "string");
  write_key(xml, "rules", "graph", "rules", "string");
  write_key(xml, "root", "graph", "root", "string");
  write_keys(xml, "node", node_properties.all());
  write_keys(xml, "edge", edge_properties.all());
  write_key(xml, "weight", "edge", "weight", "double");
  xml.begin("graph").attribute("id", "whobuilds").attribute("edgedefault", "directed");
  write_data(xml, "generator", "whobuilds " WHOBUILDS_VERSION);
  write_data(xml, "rules", graph.rules_hash());
  write_data(xml, "root", graph.root());
  for (const Node& node : graph.nodes()) {
    xml.begin("node").attribute("id", node.id);
    write_values(xml, 'n', node_properties.of(node));
    xml.end();
  }
  for (const Edge& edge : graph.edges()) {
    xml.begin("edge").attribute("id", edge.id).attribute("source", graph.nodes()[edge.source].id);
    xml.attribute("target", graph.nodes()[edge.target].id);
    write_values(xml, 'e', edge_properties.of(edge));
    write_data(xml, "weight", number_text(edge.confidence));
    xml.end();
  }
  xml.end();
  xml.end();
  return out;
}

}  // namespace whobuilds::exporting
