#include <algorithm>

#include "export/graph_formats.h"
#include "export/properties.h"
#include "query/language/literals.h"

namespace whobuilds::exporting {
namespace {

std::string value_text(const PropertyValue& value) {
  if (const std::string* text = std::get_if<std::string>(&value)) return query::text_literal(*text);
  const auto* texts = std::get_if<std::vector<std::string>>(&value);
  if (texts == nullptr) {
    std::string number = property_text(value);
    number.erase(std::remove(number.begin(), number.end(), '+'), number.end());  // exponents have no sign but "-"
    return number;
  }
  std::string list;
  for (const std::string& item : *texts) list += (list.empty() ? "" : ", ") + query::text_literal(item);
  return "[" + list + "]";
}

// "{label: 'Huawei', mentions: 3}", beginning with what is in `first`. Keys are letters, digits and "_".
std::string map(std::string first, const std::vector<Property>& properties, const std::vector<PropertyValue>& values) {
  for (size_t i = 0; i < properties.size(); ++i) {
    if (is_absent(values[i])) continue;
    first += (first.empty() ? "" : ", ") + properties[i].key + ": " + value_text(values[i]);
  }
  return "{" + first + "}";
}

std::string node_pattern(const char* variable, const Node& node) {
  return std::string("(") + variable + ":" + query::quoted_name(node.type) + " {id: " + query::text_literal(node.id) +
         "})";
}

}  // namespace

std::string write_opencypher(const Graph& graph, const ExportOptions& options) {
  const NodeProperties node_properties(graph, options, AttributeList::added);
  const EdgeProperties edge_properties(graph, options);
  std::string out;
  for (const Node& node : graph.nodes()) {
    out += "MERGE " + node_pattern("n", node) +
           " SET n += " + map("", node_properties.all(), node_properties.of(node)) + ";\n";
  }
  for (const Edge& edge : graph.edges()) {
    out += "MATCH " + node_pattern("a", graph.nodes()[edge.source]) + ", " +
           node_pattern("b", graph.nodes()[edge.target]) + " MERGE (a)-[r:" + query::quoted_name(edge.relation) +
           "]->(b) SET r += " +
           map("id: " + query::text_literal(edge.id), edge_properties.all(), edge_properties.of(edge)) + ";\n";
  }
  return out;
}

}  // namespace whobuilds::exporting
