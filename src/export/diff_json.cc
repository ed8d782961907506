#include "export/graph_json.h"
#include "export/json_writer.h"
#include "whobuilds/report.h"

namespace whobuilds {
namespace {

using exporting::JsonWriter;

constexpr uint32_t kNone = FactChange::kNone;

class DiffWriter {
 public:
  DiffWriter(const Graph& before, const Graph& after, JsonWriter& json) : before_(before), after_(after), json_(json) {}

  void write(const GraphDiff& changes) {
    json_.member("other_rules", changes.other_rules);
    json_.key("documents").begin_object();
    write_ids("added", changes.added_documents);
    write_ids("removed", changes.removed_documents);
    write_ids("changed", changes.changed_documents);
    json_.end_object();
    write_list("nodes", changes.nodes, [this](const FactChange& change) { node_members(change); });
    write_list("attributes", changes.attributes, [this](const FactChange& change) { attribute_members(change); });
    write_list("edges", changes.edges, [this](const FactChange& change) { edge_members(change); });
  }

 private:
  void write_ids(const char* name, const std::vector<std::string>& ids) {
    json_.key(name).begin_array();
    for (const std::string& id : ids) json_.value(id);
    json_.end_array();
  }

  template <typename Members>
  void write_list(const char* name, const std::vector<FactChange>& list, const Members& members) {
    json_.key(name).begin_array();
    for (const FactChange& change : list) {
      json_.begin_object();
      json_.member("change", change_name(change.change));
      members(change);
      write_values(change);
      write_causes(change);
      json_.end_object();
    }
    json_.end_array();
  }

  // A fact is shown as it is after, a removed one as it was.
  const Node& node(const FactChange& change) const {
    return change.after != kNone ? after_.nodes()[change.after] : before_.nodes()[change.before];
  }

  void node_members(const FactChange& change) {
    json_.member("id", node(change).id);
    json_.member("type", node(change).type);
    json_.member("label", node(change).label);
  }

  void attribute_members(const FactChange& change) {
    const NodeAttribute& attribute = change.attribute_after != kNone
                                         ? after_.nodes()[change.after].attributes[change.attribute_after]
                                         : before_.nodes()[change.before].attributes[change.attribute_before];
    json_.member("node", node(change).id);
    json_.member("key", attribute.key);
    json_.key("value");
    exporting::write_quantity(json_, attribute.value);
    json_.member("status", status_name(attribute.status));
    json_.member("confidence", attribute.confidence);
  }

  void edge_members(const FactChange& change) {
    const Graph& graph = change.after != kNone ? after_ : before_;
    const Edge& edge = graph.edges()[change.after != kNone ? change.after : change.before];
    json_.member("id", edge.id);
    json_.member("source", graph.nodes()[edge.source].id);
    json_.member("target", graph.nodes()[edge.target].id);
    json_.member("relation", edge.relation);
    json_.member("status", status_name(edge.status));
    json_.member("confidence", edge.confidence);
  }

  void write_value(const char* name, const std::optional<Quantity>& value) {
    if (!value) return;
    json_.key(name);
    exporting::write_quantity(json_, *value);
  }

  void write_values(const FactChange& change) {
    json_.key("values").begin_array();
    for (const ChangedValue& value : change.values) {
      json_.begin_object();
      json_.member("name", value.name);
      write_value("before", value.before);
      write_value("after", value.after);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_causes(const FactChange& change) {
    json_.key("causes").begin_array();
    for (const Cause& cause : change.causes) {
      json_.begin_object();
      json_.member("kind", cause_name(cause.kind));
      if (!cause.what.empty()) json_.member("what", cause.what);
      json_.end_object();
    }
    json_.end_array();
  }

  const Graph& before_;
  const Graph& after_;
  JsonWriter& json_;
};

}  // namespace

std::string diff_to_json(const Graph& before, const Graph& after, const GraphDiff& changes) {
  return exporting::json_document([&](JsonWriter& json) { DiffWriter(before, after, json).write(changes); });
}

}  // namespace whobuilds
