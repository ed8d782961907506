#include <algorithm>

#include "core/utf8.h"
#include "export/graph_formats.h"
#include "export/properties.h"

namespace whobuilds::exporting {
namespace {

void append_unicode_escape(std::string& out, char32_t c) {
  constexpr char kDigits[] = "0123456789abcdef";
  out += "\\u00";
  out += kDigits[(c >> 4) & 0xF];
  out += kDigits[c & 0xF];
}

// A string literal.
std::string literal(std::string_view text) {
  std::string out = "'";
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    switch (c) {
      case '\'':
        out += "\\'";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (c < 0x20 || c == 0x7F) {
          append_unicode_escape(out, c);
        } else {
          core::append(out, c);
        }
    }
  }
  return out + "'";
}

// A label or relationship type. Always in backquotes: `contains` is a word of the language.
std::string name(std::string_view text) {
  std::string out = "`";
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    if (c == '`') out += '`';
    if (c >= 0x20 && c != 0x7F) core::append(out, c);
  }
  return out + "`";
}

std::string value_text(const PropertyValue& value) {
  if (const std::string* text = std::get_if<std::string>(&value)) return literal(*text);
  const auto* texts = std::get_if<std::vector<std::string>>(&value);
  if (texts == nullptr) {
    std::string number = property_text(value);
    number.erase(std::remove(number.begin(), number.end(), '+'), number.end());  // exponents have no sign but "-"
    return number;
  }
  std::string list;
  for (const std::string& item : *texts) list += (list.empty() ? "" : ", ") + literal(item);
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
  return std::string("(") + variable + ":" + name(node.type) + " {id: " + literal(node.id) + "})";
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
           node_pattern("b", graph.nodes()[edge.target]) + " MERGE (a)-[r:" + name(edge.relation) +
           "]->(b) SET r += " + map("id: " + literal(edge.id), edge_properties.all(), edge_properties.of(edge)) + ";\n";
  }
  return out;
}

}  // namespace whobuilds::exporting
