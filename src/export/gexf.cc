#include "export/color.h"
#include "export/graph_formats.h"
#include "export/places.h"
#include "export/properties.h"
#include "export/xml_writer.h"

namespace whobuilds::exporting {
namespace {

// What the versions of the format differ in.
struct Version {
  const char *number, *name_space, *viz_name_space;
  bool kinds;       // edges have a kind: parallel edges of several kinds stay apart
  bool undirected;  // an edge may say that it has no direction; readers of 1.2, networkx among them, refuse the mixture
};

constexpr Version kVersion12 = {"1.2", "http://www.gexf.net/1.2draft", "http://www.gexf.net/1.2draft/viz", false,
                                false};
constexpr Version kVersion13 = {"1.3", "http://gexf.net/1.3", "http://gexf.net/1.3/viz", true, true};

// Lists are written as text: readers of the format's own list type split it at different characters.
const char* type_name(PropertyType type) {
  switch (type) {
    case PropertyType::truth:
      return "boolean";
    case PropertyType::whole:
      return "integer";
    case PropertyType::number:
      return "double";
    case PropertyType::text:
    case PropertyType::texts:
      break;
  }
  return "string";
}

// The first property is the label, which has a place of its own in this format.
void write_declarations(XmlWriter& xml, const char* element, const std::vector<Property>& properties) {
  xml.begin("attributes").attribute("class", element).attribute("mode", "static");
  for (size_t i = 1; i < properties.size(); ++i) {
    xml.begin("attribute").attribute("id", std::to_string(i)).attribute("title", properties[i].key);
    xml.attribute("type", type_name(properties[i].type)).end();
  }
  xml.end();
}

void write_values(XmlWriter& xml, const std::vector<PropertyValue>& values) {
  xml.begin("attvalues");
  for (size_t i = 1; i < values.size(); ++i) {
    const std::string text = property_text(values[i]);
    if (!text.empty()) xml.begin("attvalue").attribute("for", std::to_string(i)).attribute("value", text).end();
  }
  xml.end();
}

void write_looks(XmlWriter& xml, const Place& place, const Color& color) {
  xml.begin("viz:size").attribute("value", number_text(place.size)).end();
  xml.begin("viz:position").attribute("x", number_text(place.x)).attribute("y", number_text(place.y));
  xml.attribute("z", "0").end();
  xml.begin("viz:color").attribute("r", std::to_string(color.red)).attribute("g", std::to_string(color.green));
  xml.attribute("b", std::to_string(color.blue)).end();
}

std::string write(const Graph& graph, const ExportOptions& options, const Version& version) {
  const NodeProperties node_properties(graph, options, AttributeList::added);
  const EdgeProperties edge_properties(graph, options);
  const std::vector<Place> places = spiral_places(graph);
  std::string out;
  XmlWriter xml(out);
  xml.begin("gexf").attribute("xmlns", version.name_space).attribute("xmlns:viz", version.viz_name_space);
  xml.attribute("version", version.number);
  xml.begin("meta");
  xml.element("creator", "whobuilds " WHOBUILDS_VERSION);
  xml.element("description", "rules " + graph.rules_hash() + ", root " + graph.root());
  xml.end();
  xml.begin("graph").attribute("mode", "static").attribute("defaultedgetype", "directed");
  write_declarations(xml, "node", node_properties.all());
  write_declarations(xml, "edge", edge_properties.all());
  xml.begin("nodes");
  for (size_t i = 0; i < places.size(); ++i) {
    const Node& node = graph.nodes()[i];
    const std::vector<PropertyValue> values = node_properties.of(node);
    xml.begin("node").attribute("id", node.id).attribute("label", property_text(values[0]));
    write_values(xml, values);
    write_looks(xml, places[i], Color::parse(type_color(graph, node.type)));
    xml.end();
  }
  xml.end();
  xml.begin("edges");
  for (const Edge& edge : graph.edges()) {
    const std::vector<PropertyValue> values = edge_properties.of(edge);
    xml.begin("edge").attribute("id", edge.id).attribute("source", graph.nodes()[edge.source].id);
    xml.attribute("target", graph.nodes()[edge.target].id).attribute("label", property_text(values[0]));
    if (version.kinds) xml.attribute("kind", edge.relation);
    if (version.undirected && is_symmetric(graph, edge)) xml.attribute("type", "undirected");
    xml.attribute("weight", number_text(edge.confidence));
    write_values(xml, values);
    xml.end();
  }
  xml.end();
  xml.end();
  xml.end();
  return out;
}

}  // namespace

std::string write_gexf(const Graph& graph, const ExportOptions& options) { return write(graph, options, kVersion13); }
std::string write_gexf_1_2(const Graph& graph, const ExportOptions& options) {
  return write(graph, options, kVersion12);
}

}  // namespace whobuilds::exporting
