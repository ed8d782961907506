#include "export/json_writer.h"
#include "whobuilds/review.h"

namespace whobuilds {
namespace {

using exporting::JsonWriter;

void write_entity(JsonWriter& json, const Node& node) {
  json.member("kind", "entity");
  json.member("entity", node.id);
  json.member("label", node.label);
  json.member("type", node.type);
}

void write_edge(JsonWriter& json, const Graph& graph, const Edge& edge) {
  const Node& source = graph.nodes()[edge.source];
  const Node& target = graph.nodes()[edge.target];
  json.member("kind", "relation");
  json.member("id", edge.id);
  json.member("entity", source.id);
  json.member("label", source.label);
  json.member("relation", edge.relation);
  json.member("target", target.id);
  json.member("target_label", target.label);
  json.member("status", status_name(edge.status));
  json.member("confidence", edge.confidence);
}

void write_attribute(JsonWriter& json, const Node& node, const NodeAttribute& attribute) {
  json.member("kind", "attribute");
  json.member("entity", node.id);
  json.member("label", node.label);
  json.member("relation", attribute.key);
  json.member("target", value_text(attribute.value));
  json.member("status", status_name(attribute.status));
  json.member("confidence", attribute.confidence);
}

}  // namespace

std::string review_queue_to_json(const Graph& graph, const std::vector<ReviewItem>& items) {
  return exporting::json_document([&](JsonWriter& json) {
    json.key("items").begin_array();
    for (const ReviewItem& item : items) {
      json.begin_object();
      if (item.edge != ReviewItem::kNone) {
        write_edge(json, graph, graph.edges()[item.edge]);
      } else if (item.attribute != ReviewItem::kNone) {
        write_attribute(json, graph.nodes()[item.node], graph.nodes()[item.node].attributes[item.attribute]);
      } else {
        write_entity(json, graph.nodes()[item.node]);
      }
      json.member("consequence", item.consequence);
      if (item.evidence != nullptr) {
        json.member("doc", graph.documents()[item.evidence->document].id);
        json.member("sentence", item.evidence->text);
      }
      json.end_object();
    }
    json.end_array();
  });
}

}  // namespace whobuilds
