#include "export/graph_json.h"

#include <algorithm>

#include "export/analysis_json.h"
#include "whobuilds/language.h"

namespace whobuilds::exporting {
namespace {

constexpr uint32_t kSchema = 1;

constexpr size_t kBlock = size_t{1} << 20;  // bytes that are written at once

void write_evidence_of(JsonWriter& json, const DocumentIds& documents, const std::vector<EdgeEvidence>& evidence) {
  json.key("evidence").begin_array();
  for (const EdgeEvidence& e : evidence) {
    json.begin_object();
    json.member("doc", documents[e.document]);
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

void write_attribute_of(JsonWriter& json, const DocumentIds& documents, const NodeAttribute& attribute) {
  json.begin_object();
  json.member("key", attribute.key);
  json.key("value");
  write_quantity_value(json, attribute.value);
  json.member("unit", attribute.value.unit);
  json.member("status", status_name(attribute.status));
  json.member("confidence", attribute.confidence);
  write_evidence_of(json, documents, attribute.evidence);
  json.end_object();
}

void write_mention(JsonWriter& json, const DocumentIds& documents, const NodeMention& mention) {
  json.begin_object();
  json.member("doc", documents[mention.document]);
  json.member("begin", mention.span.begin);
  json.member("end", mention.span.end);
  json.member("text", mention.text);
  json.end_object();
}

// The members of the object alone: the caller opens and closes it.
void write_node_members(JsonWriter& json, const DocumentIds& documents, const Node& node,
                        size_t most_mentions = SIZE_MAX) {
  write_identity(json, node);
  json.key("attributes").begin_array();
  for (const NodeAttribute& attribute : node.attributes) write_attribute_of(json, documents, attribute);
  json.end_array();
  json.key("mentions").begin_array();
  for (size_t i = 0; i < std::min(most_mentions, node.mentions.size()); ++i) {
    write_mention(json, documents, node.mentions[i]);
  }
  json.end_array();
}

void write_edge_members(JsonWriter& json, const DocumentIds& documents, const Edge& edge, const std::string& source,
                        const std::string& target) {
  json.member("id", edge.id);
  json.member("key", edge.relation);
  json.member("source", source);
  json.member("target", target);
  json.member("relation", edge.relation);
  json.member("status", status_name(edge.status));
  json.member("confidence", edge.confidence);
  json.member("inferred", edge.inferred);
  json.key("attributes").begin_object();
  for (const auto& attribute : edge.attributes) {
    json.key(attribute.first);
    write_quantity(json, attribute.second);
  }
  json.end_object();
  write_evidence_of(json, documents, edge.evidence);
}

void write_made_by(JsonWriter& json, const std::string& rules_hash, const std::string& root) {
  json.member("generator", "whobuilds " WHOBUILDS_VERSION);
  json.member("rules", rules_hash);
  json.member("root", root);
}

// Text on its way to a stream, in blocks.
class Blocks {
 public:
  explicit Blocks(std::ostream& out) : out_(out) {}

  std::string& text() { return text_; }
  void flush_full() {
    if (text_.size() >= kBlock) flush();
  }
  void flush() {
    out_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
  }

 private:
  std::ostream& out_;
  std::string text_;
};

// Writes the node-link form of one graph.
class GraphWriter {
 public:
  GraphWriter(const GraphParts& graph, const Analysis* analysis, std::ostream& out)
      : graph_(graph), analysis_(analysis), blocks_(out), json_(blocks_.text(), JsonLayout::indented) {}

  void write(bool links) {
    json_.begin_object();
    json_.member("directed", true);
    json_.member("multigraph", true);
    origin();
    nodes();
    edges("edges");
    if (links) edges("links");
    json_.end_object();
    blocks_.text() += '\n';
    blocks_.flush();
  }

 private:
  void origin() {
    json_.key("graph").begin_object();
    json_.member("schema", kSchema);
    write_made_by(json_, graph_.rules_hash, graph_.root);
    json_.key("documents").begin_array();
    graph_.each_document([this](const DocumentInfo& document) {
      write_document(json_, document);
      blocks_.flush_full();
    });
    json_.end_array();
    json_.end_object();
  }

  void nodes() {
    json_.key("nodes").begin_array();
    size_t index = 0;
    graph_.each_node([&](const Node& node) {
      json_.begin_object();
      write_node_members(json_, graph_.document_ids, node);
      if (analysis_ != nullptr) {
        json_.key("analyses").begin_object();
        write_node_analysis(json_, analysis_->nodes[index]);
        json_.end_object();
      }
      json_.end_object();
      ++index;
      blocks_.flush_full();
    });
    json_.end_array();
  }

  void edges(const char* name) {
    json_.key(name).begin_array();
    graph_.each_edge([this](const Edge& edge, const std::string& source, const std::string& target) {
      json_.begin_object();
      write_edge_members(json_, graph_.document_ids, edge, source, target);
      json_.end_object();
      blocks_.flush_full();
    });
    json_.end_array();
  }

  const GraphParts& graph_;
  const Analysis* analysis_;
  Blocks blocks_;
  JsonWriter json_;
};

}  // namespace

Diagnostic unwritable_output() {
  Diagnostic problem;
  problem.code = "export.io";
  problem.message = "the output could not be written";
  problem.remedy = "check the free space and the rights of the destination";
  return problem;
}

GraphParts parts_of(const Graph& graph) {
  return {graph.rules_hash(), graph.root(), DocumentIds(graph.documents()),
          [&graph](const std::function<void(const DocumentInfo&)>& use) {
            for (const DocumentInfo& document : graph.documents()) use(document);
          },
          [&graph](const std::function<void(const Node&)>& use) {
            for (const Node& node : graph.nodes()) use(node);
          },
          [&graph](const GraphParts::UseEdge& use) {
            for (const Edge& edge : graph.edges()) use(edge, graph.nodes()[edge.source].id, graph.nodes()[edge.target].id);
          }};
}

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
  write_evidence_of(json, DocumentIds(graph.documents()), evidence);
}

void write_attribute(JsonWriter& json, const Graph& graph, const NodeAttribute& attribute) {
  write_attribute_of(json, DocumentIds(graph.documents()), attribute);
}

void write_attributes(JsonWriter& json, const Graph& graph, const Node& node) {
  json.key("attributes").begin_array();
  for (const NodeAttribute& attribute : node.attributes) write_attribute(json, graph, attribute);
  json.end_array();
}

void write_origin(JsonWriter& json, const Graph& graph) {
  write_made_by(json, graph.rules_hash(), graph.root());
  json.key("documents").begin_array();
  for (const DocumentInfo& document : graph.documents()) write_document(json, document);
  json.end_array();
}

void write_node(JsonWriter& json, const Graph& graph, const Node& node, size_t most_mentions) {
  json.begin_object();
  write_node_members(json, DocumentIds(graph.documents()), node, most_mentions);
  json.end_object();
}

void write_edge(JsonWriter& json, const Graph& graph, const Edge& edge) {
  json.begin_object();
  write_edge_members(json, DocumentIds(graph.documents()), edge, graph.nodes()[edge.source].id,
                     graph.nodes()[edge.target].id);
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

void write_graph_json(const GraphParts& graph, const ExportOptions& options, const Analysis* analysis,
                      std::ostream& out) {
  GraphWriter(graph, analysis, out).write(options.links);
}

void write_graph_jsonl(const GraphParts& graph, std::ostream& out) {
  Blocks blocks(out);
  const auto line = [&](const char* kind, const auto& members) {
    JsonWriter json(blocks.text(), JsonLayout::line);
    json.begin_object();
    json.member("kind", kind);
    members(json);
    json.end_object();
    blocks.text() += '\n';
    blocks.flush_full();
  };
  graph.each_node([&](const Node& node) {
    line("node", [&](JsonWriter& json) { write_node_members(json, graph.document_ids, node); });
  });
  graph.each_edge([&](const Edge& edge, const std::string& source, const std::string& target) {
    line("edge", [&](JsonWriter& json) { write_edge_members(json, graph.document_ids, edge, source, target); });
  });
  blocks.flush();
}

}  // namespace whobuilds::exporting
