#include "export/csv_writer.h"
#include "export/graph_formats.h"
#include "export/graph_json.h"
#include "export/properties.h"
#include "graph/knowledge_graph.h"
#include "whobuilds/language.h"

namespace whobuilds::exporting {
namespace {

// Rows of one table.
class Table {
 public:
  explicit Table(std::initializer_list<const char*> header) : csv_(text_, CsvReader::spreadsheet) {
    for (const char* name : header) csv_.plain(name);
  }

  CsvWriter& row() {
    csv_.end_row();
    return csv_;
  }
  CsvWriter& header() { return csv_; }

  // The table with its last line end.
  std::string finish() {
    csv_.end_row();
    return std::move(text_);
  }

 private:
  std::string text_;
  CsvWriter csv_;
};

void add_header(CsvWriter& csv, const std::vector<Property>& properties) {
  for (const Property& property : properties) csv.plain(property.key);
}

void add_values(CsvWriter& csv, const std::vector<Property>& properties, const std::vector<PropertyValue>& values) {
  for (size_t i = 0; i < properties.size(); ++i) {
    const bool is_text = properties[i].type == PropertyType::text || properties[i].type == PropertyType::texts;
    if (is_text) {
      csv.text(property_text(values[i]));
    } else {
      csv.plain(property_text(values[i]));
    }
  }
}

std::string quantity_value(const Quantity& quantity) {
  return quantity.number ? number_text(*quantity.number) : quantity.text;
}

void add_quantity(CsvWriter& csv, const Quantity& quantity) {
  if (quantity.number) {
    csv.plain(quantity_value(quantity));
  } else {
    csv.text(quantity.text);
  }
}

std::string documents(const Graph& graph) {
  Table table({"id", "path", "title", "date", "language", "url", "sha256", "offsets_in"});
  for (const DocumentInfo& document : graph.documents()) {
    CsvWriter& row = table.row();
    row.text(document.id).text(document.path).text(document.title).text(document.date);
    row.plain(language_code(document.language)).text(document.url).text(document.sha256);
    row.plain(offsets_in_name(document.offsets_in));
  }
  return table.finish();
}

std::string aliases(const Graph& graph) {
  Table table({"node", "alias"});
  for (const Node& node : graph.nodes()) {
    for (const std::string& alias : node.aliases) table.row().text(node.id).text(alias);
  }
  return table.finish();
}

std::string attributes(const Graph& graph) {
  Table table({"node", "attribute", "value", "unit", "status", "confidence", "sources"});
  for (const Node& node : graph.nodes()) {
    for (const NodeAttribute& attribute : node.attributes) {
      CsvWriter& row = table.row();
      row.text(node.id).text(attribute.key);
      add_quantity(row, attribute.value);
      row.text(attribute.value.unit).plain(status_name(attribute.status)).plain(number_text(attribute.confidence));
      row.plain(std::to_string(graph::independent_sources(attribute.evidence, attribute.status)));
    }
  }
  return table.finish();
}

void add_evidence(CsvWriter& row, const Graph& graph, const EdgeEvidence& e) {
  row.text(graph.documents()[e.document].id);
  for (const uint32_t offset :
       {e.evidence.span.begin, e.evidence.span.end, e.evidence.sentence.begin, e.evidence.sentence.end}) {
    row.plain(std::to_string(offset));
  }
  row.text(e.text).text(e.evidence.rule).plain(status_name(e.evidence.status));
  row.plain(number_text(e.evidence.confidence)).text(e.evidence.source);
}

// Of an edge the first column says which; of an attribute the three after it.
std::string evidence(const Graph& graph) {
  Table table({"edge", "node", "attribute", "value", "document", "begin", "end", "sentence_begin", "sentence_end",
               "sentence", "rule", "status", "confidence", "attributed_to"});
  for (const Edge& edge : graph.edges()) {
    for (const EdgeEvidence& e : edge.evidence) {
      CsvWriter& row = table.row();
      row.text(edge.id).plain("").plain("").plain("");
      add_evidence(row, graph, e);
    }
  }
  for (const Node& node : graph.nodes()) {
    for (const NodeAttribute& attribute : node.attributes) {
      for (const EdgeEvidence& e : attribute.evidence) {
        CsvWriter& row = table.row();
        row.plain("").text(node.id).text(attribute.key);
        add_quantity(row, attribute.value);
        add_evidence(row, graph, e);
      }
    }
  }
  return table.finish();
}

std::string mentions(const Graph& graph) {
  Table table({"node", "document", "begin", "end", "text"});
  for (const Node& node : graph.nodes()) {
    for (const NodeMention& mention : node.mentions) {
      CsvWriter& row = table.row();
      row.text(node.id).text(graph.documents()[mention.document].id);
      row.plain(std::to_string(mention.span.begin)).plain(std::to_string(mention.span.end)).text(mention.text);
    }
  }
  return table.finish();
}

}  // namespace

std::string write_csv_nodes(const Graph& graph, const ExportOptions& options) {
  const NodeProperties properties(graph, options, AttributeList::left_out);
  Table table({"id"});
  add_header(table.header(), properties.all());
  for (const Node& node : graph.nodes()) {
    CsvWriter& row = table.row().text(node.id);
    add_values(row, properties.all(), properties.of(node));
  }
  return table.finish();
}

std::string write_csv_edges(const Graph& graph, const ExportOptions& options) {
  const EdgeProperties properties(graph, options);
  Table table({"id", "source", "target"});
  add_header(table.header(), properties.all());
  for (const Edge& edge : graph.edges()) {
    CsvWriter& row = table.row().text(edge.id);
    row.text(graph.nodes()[edge.source].id).text(graph.nodes()[edge.target].id);
    add_values(row, properties.all(), properties.of(edge));
  }
  return table.finish();
}

std::vector<ExportFile> write_csv(const Graph& graph, const ExportOptions& options) {
  return {{"documents.csv", documents(graph)},
          {"nodes.csv", write_csv_nodes(graph, options)},
          {"aliases.csv", aliases(graph)},
          {"attributes.csv", attributes(graph)},
          {"edges.csv", write_csv_edges(graph, options)},
          {"evidence.csv", evidence(graph)},
          {"mentions.csv", mentions(graph)}};
}

}  // namespace whobuilds::exporting
