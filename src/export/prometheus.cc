#include <map>
#include <set>
#include <tuple>

#include "core/utf8.h"
#include "export/graph_formats.h"
#include "export/json_writer.h"
#include "whobuilds/language.h"

namespace whobuilds::exporting {
namespace {

using Labels = std::vector<std::pair<const char*, std::string>>;

std::string label_value(std::string_view text) {
  std::string out;
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    switch (c) {
      case '\\':
        out += "\\\\";
        break;
      case '"':
        out += "\\\"";
        break;
      case '\n':
        out += "\\n";
        break;
      default:
        if (c != 0 && c != '\r') core::append(out, c);
    }
  }
  return out;
}

// Gauges, family by family: nothing here only ever grows, a document can be taken out again.
class Metrics {
 public:
  void family(const char* name, const char* help) {
    name_ = name;
    out_ += std::string("# HELP ") + name + " " + help + "\n# TYPE " + name + " gauge\n";
  }

  void sample(const Labels& labels, double value) {
    std::string text;
    for (const auto& [label, content] : labels) {
      text += (text.empty() ? "" : ",") + std::string(label) + "=\"" + label_value(content) + "\"";
    }
    out_ += name_ + (text.empty() ? "" : "{" + text + "}") + " " + number_text(value) + "\n";
  }

  std::string take() { return std::move(out_); }

 private:
  std::string name_;
  std::string out_;
};

void write_nodes(Metrics& metrics, const Graph& graph) {
  std::map<std::pair<std::string, bool>, double> nodes;
  std::map<std::string, double> mentions;
  for (const Node& node : graph.nodes()) {
    ++nodes[{node.type, node.discovered}];
    mentions[node.type] += static_cast<double>(node.mentions.size());
  }
  metrics.family("whobuilds_nodes", "Nodes of the graph by type, and whether the catalogue lists them.");
  for (const auto& [key, count] : nodes) {
    metrics.sample({{"type", key.first}, {"discovered", key.second ? "true" : "false"}}, count);
  }
  metrics.family("whobuilds_mentions", "Places in the documents where a node is named, by its type.");
  for (const auto& [type, count] : mentions) metrics.sample({{"type", type}}, count);
}

void write_edges(Metrics& metrics, const Graph& graph) {
  std::map<std::pair<std::string, Status>, double> edges;
  std::map<std::tuple<std::string, Status, std::string>, double> evidence;
  for (const Edge& edge : graph.edges()) {
    ++edges[{edge.relation, edge.status}];
    for (const EdgeEvidence& e : edge.evidence) {
      const std::string language(language_code(graph.documents()[e.document].language));
      ++evidence[{edge.relation, e.evidence.status, language}];
    }
  }
  metrics.family("whobuilds_edges", "Edges of the graph by relation and status.");
  for (const auto& [key, count] : edges) {
    metrics.sample({{"relation", key.first}, {"status", status_name(key.second)}}, count);
  }
  metrics.family("whobuilds_evidence", "Pieces of evidence of edges by relation, status and language of the document.");
  for (const auto& [key, count] : evidence) {
    metrics.sample(
        {{"relation", std::get<0>(key)}, {"status", status_name(std::get<1>(key))}, {"lang", std::get<2>(key)}}, count);
  }
}

void write_attributes(Metrics& metrics, const Graph& graph) {
  std::map<std::pair<std::string, Status>, double> attributes;
  for (const Node& node : graph.nodes()) {
    for (const NodeAttribute& attribute : node.attributes) ++attributes[{attribute.key, attribute.status}];
  }
  metrics.family("whobuilds_attributes", "Values of attributes of nodes by key and status.");
  for (const auto& [key, count] : attributes) {
    metrics.sample({{"attribute", key.first}, {"status", status_name(key.second)}}, count);
  }
}

void write_documents(Metrics& metrics, const Graph& graph) {
  std::map<std::string, double> documents;
  for (const DocumentInfo& document : graph.documents()) ++documents[std::string(language_code(document.language))];
  metrics.family("whobuilds_documents", "Documents that the graph was read from, by language.");
  for (const auto& [language, count] : documents) metrics.sample({{"lang", language}}, count);
}

}  // namespace

std::string write_prometheus(const Graph& graph, const ExportOptions& /*options*/) {
  Metrics metrics;
  metrics.family("whobuilds_info", "What the graph was made by and from.");
  metrics.sample({{"version", WHOBUILDS_VERSION}, {"rules", graph.rules_hash()}, {"root", graph.root()}}, 1);
  write_documents(metrics, graph);
  write_nodes(metrics, graph);
  write_edges(metrics, graph);
  write_attributes(metrics, graph);
  return metrics.take();
}

}  // namespace whobuilds::exporting
