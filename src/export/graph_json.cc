#include "export/graph_json.h"

#include "export/analysis_json.h"
#include "whobuilds/language.h"

namespace whobuilds::exporting {
namespace {

constexpr uint32_t kSchema = 1;

// Writes nodes and edges of one graph.
class GraphWriter {
 public:
  GraphWriter(const Graph& graph, JsonWriter& json) : graph_(graph), json_(json) {}

  // The members of the object alone: the caller opens and closes it.
  void node_members(const Node& node) {
    write_identity(json_, node);
    write_attributes(json_, graph_, node);
    json_.key("mentions").begin_array();
    for (const NodeMention& mention : node.mentions) node_mention(mention);
    json_.end_array();
  }

  void edge_members(const Edge& edge) {
    json_.member("id", edge.id);
    json_.member("key", edge.relation);
    json_.member("source", graph_.nodes()[edge.source].id);
    json_.member("target", graph_.nodes()[edge.target].id);
    json_.member("relation", edge.relation);
    json_.member("status", status_name(edge.status));
    json_.member("confidence", edge.confidence);
    json_.member("inferred", edge.inferred);
    json_.key("attributes").begin_object();
    for (const auto& attribute : edge.attributes) {
      json_.key(attribute.first);
      write_quantity(json_, attribute.second);
    }
    json_.end_object();
    write_evidence(json_, graph_, edge.evidence);
  }

  void edges(const char* name) {
    json_.key(name).begin_array();
    for (const Edge& edge : graph_.edges()) write_edge(json_, graph_, edge);
    json_.end_array();
  }

 private:
  void node_mention(const NodeMention& mention) {
    json_.begin_object();
    json_.member("doc", graph_.documents()[mention.document].id);
    json_.member("begin", mention.span.begin);
    json_.member("end", mention.span.end);
    json_.member("text", mention.text);
    json_.end_object();
  }

  const Graph& graph_;
  JsonWriter& json_;
};

}  // namespace

void write_document(JsonWriter& json, const DocumentInfo& document) {
  json.begin_object();
  json.member("id", document.id);
  json.member("path", document.path);
  json.member("title", document.title);
  json.member("date", document.date);
  json.member("url", document.url);
  json.member("lang", language_code(document.language));
  json.member("sha256", document.sha256);
  json.member("offsets_in", offsets_in_name(document.offsets_in));
  json.end_object();
}

void write_evidence(JsonWriter& json, const Graph& graph, const std::vector<EdgeEvidence>& evidence) {
  json.key("evidence").begin_array();
  for (const EdgeEvidence& e : evidence) {
    json.begin_object();
    json.member("doc", graph.documents()[e.document].id);
    json.member("begin", e.evidence.span.begin);
    json.member("end", e.evidence.span.end);
    json.member("sentence", e.text);
    json.member("sentence_begin", e.evidence.sentence.begin);
    json.member("sentence_end", e.evidence.sentence.end);
    json.member("rule", e.evidence.rule);
    json.member("status", status_name(e.evidence.status));
    json.member("confidence", e.evidence.confidence);
    json.member("source", e.evidence.source);
    json.end_object();
  }
  json.end_array();
}

void write_attribute(JsonWriter& json, const Graph& graph, const NodeAttribute& attribute) {
  json.begin_object();
  json.member("key", attribute.key);
  json.key("value");
  write_quantity_value(json, attribute.value);
  json.member("unit", attribute.value.unit);
  json.member("status", status_name(attribute.status));
  json.member("confidence", attribute.confidence);
  write_evidence(json, graph, attribute.evidence);
  json.end_object();
}

void write_attributes(JsonWriter& json, const Graph& graph, const Node& node) {
  json.key("attributes").begin_array();
  for (const NodeAttribute& attribute : node.attributes) write_attribute(json, graph, attribute);
  json.end_array();
}

void write_origin(JsonWriter& json, const Graph& graph) {
  json.member("generator", "whobuilds " WHOBUILDS_VERSION);
  json.member("rules", graph.rules_hash());
  json.member("root", graph.root());
  json.key("documents").begin_array();
  for (const DocumentInfo& document : graph.documents()) write_document(json, document);
  json.end_array();
}

void write_edge(JsonWriter& json, const Graph& graph, const Edge& edge) {
  json.begin_object();
  GraphWriter(graph, json).edge_members(edge);
  json.end_object();
}

void write_quantity_value(JsonWriter& json, const Quantity& quantity) {
  if (quantity.number) {
    json.value(*quantity.number);
  } else {
    json.value(quantity.text);
  }
}

void write_quantity(JsonWriter& json, const Quantity& quantity) {
  if (quantity.unit.empty()) {
    write_quantity_value(json, quantity);
    return;
  }
  json.begin_object();
  json.key("value");
  write_quantity_value(json, quantity);
  json.member("unit", quantity.unit);
  json.end_object();
}

std::string graph_to_json(const Graph& graph, const ExportOptions& options) {
  return json_document([&](JsonWriter& json) {
    GraphWriter writer(graph, json);
    json.member("directed", true);
    json.member("multigraph", true);
    json.key("graph").begin_object();
    json.member("schema", kSchema);
    write_origin(json, graph);
    json.end_object();
    json.key("nodes").begin_array();
    const Analysis analysis = options.analyses ? analyse(graph) : Analysis();
    for (size_t i = 0; i < graph.nodes().size(); ++i) {
      json.begin_object();
      writer.node_members(graph.nodes()[i]);
      if (options.analyses) {
        json.key("analyses").begin_object();
        write_node_analysis(json, analysis.nodes[i]);
        json.end_object();
      }
      json.end_object();
    }
    json.end_array();
    writer.edges("edges");
    if (options.links) writer.edges("links");
  });
}

std::string graph_to_jsonl(const Graph& graph) {
  std::string out;
  const auto line = [&](const char* kind, const auto& members) {
    JsonWriter json(out, JsonLayout::line);
    json.begin_object();
    json.member("kind", kind);
    members(json);
    json.end_object();
    out += '\n';
  };
  for (const Node& node : graph.nodes()) {
    line("node", [&](JsonWriter& json) { GraphWriter(graph, json).node_members(node); });
  }
  for (const Edge& edge : graph.edges()) {
    line("edge", [&](JsonWriter& json) { GraphWriter(graph, json).edge_members(edge); });
  }
  return out;
}

}  // namespace whobuilds::exporting
