// Header fields and id spaces as in the Neo4j operations manual, "Neo4j Admin import".
#include <algorithm>
#include <map>

#include "export/csv_writer.h"
#include "export/graph_formats.h"
#include "export/properties.h"
#include "whobuilds/language.h"

namespace whobuilds::exporting {
namespace {

// "name" of a text is "name" alone, which is what the import takes for text.
std::string header_field(const Property& property) {
  switch (property.type) {
    case PropertyType::truth:
      return property.key + ":boolean";
    case PropertyType::whole:
      return property.key + ":long";
    case PropertyType::number:
      return property.key + ":double";
    case PropertyType::texts:
      return property.key + ":string[]";
    case PropertyType::text:
      break;
  }
  return property.key;
}

// A label: a semicolon would make it two.
std::string label_text(std::string type) {
  std::replace(type.begin(), type.end(), ';', ',');
  return type;
}

void add_header(CsvWriter& csv, const std::vector<Property>& properties) {
  for (const Property& property : properties) csv.plain(header_field(property));
}

void add_values(CsvWriter& csv, const std::vector<PropertyValue>& values) {
  for (const PropertyValue& value : values) csv.text(property_text(value));
}

std::string nodes(const Graph& graph, const ExportOptions& options) {
  const NodeProperties properties(graph, options, AttributeList::added);
  std::string out;
  CsvWriter csv(out, CsvReader::database);
  csv.plain("id:ID(Entity)");
  add_header(csv, properties.all());
  csv.plain(":LABEL").end_row();
  for (const Node& node : graph.nodes()) {
    csv.text(node.id);
    add_values(csv, properties.of(node));
    csv.text(label_text(node.type)).end_row();
  }
  return out;
}

std::string documents(const Graph& graph) {
  std::string out;
  CsvWriter csv(out, CsvReader::database);
  for (const char* name : {"id:ID(Document)", "path", "title", "date", "language", "url", "sha256", ":LABEL"}) {
    csv.plain(name);
  }
  csv.end_row();
  for (const DocumentInfo& document : graph.documents()) {
    csv.text(document.id).text(document.path).text(document.title).text(document.date);
    csv.plain(language_code(document.language)).text(document.url).text(document.sha256).plain("Document").end_row();
  }
  return out;
}

std::string relationships(const Graph& graph, const ExportOptions& options) {
  const EdgeProperties properties(graph, options);
  std::string out;
  CsvWriter csv(out, CsvReader::database);
  csv.plain(":START_ID(Entity)").plain(":END_ID(Entity)").plain(":TYPE").plain("id");
  add_header(csv, properties.all());
  csv.end_row();
  for (const Edge& edge : graph.edges()) {
    csv.text(graph.nodes()[edge.source].id).text(graph.nodes()[edge.target].id).text(edge.relation).text(edge.id);
    add_values(csv, properties.of(edge));
    csv.end_row();
  }
  return out;
}

std::string mentions(const Graph& graph) {
  std::string out;
  CsvWriter csv(out, CsvReader::database);
  csv.plain(":START_ID(Entity)").plain(":END_ID(Document)").plain(":TYPE").plain("count:long").end_row();
  for (const Node& node : graph.nodes()) {
    std::map<uint32_t, uint32_t> counts;  // document -> mentions
    for (const NodeMention& mention : node.mentions) ++counts[mention.document];
    for (const auto& [document, count] : counts) {
      csv.text(node.id)
          .text(graph.documents()[document].id)
          .plain("mentioned_in")
          .plain(std::to_string(count))
          .end_row();
    }
  }
  return out;
}

}  // namespace

std::vector<ExportFile> write_neo4j(const Graph& graph, const ExportOptions& options) {
  return {{"nodes.csv", nodes(graph, options)},
          {"documents.csv", documents(graph)},
          {"relationships.csv", relationships(graph, options)},
          {"mentions.csv", mentions(graph)}};
}

}  // namespace whobuilds::exporting
