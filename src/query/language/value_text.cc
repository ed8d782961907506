#include "query/language/functions.h"
#include "query/language/literals.h"
#include "whobuilds/query.h"

namespace whobuilds {
namespace {

class Writer {
 public:
  explicit Writer(const PropertyGraph& graph) : graph_(graph) {}

  std::string text(const Value& value) const {
    switch (value.type()) {
      case Value::Type::null:
        return "null";
      case Value::Type::boolean:
        return value.boolean() ? "true" : "false";
      case Value::Type::integer:
        return std::to_string(value.integer());
      case Value::Type::real:
        return query::real_text(value.real());
      case Value::Type::string:
        return query::text_literal(value.string());
      case Value::Type::temporal:
        return query::text_literal(temporal_text(value.temporal()));
      case Value::Type::list:
        return list(value.list());
      case Value::Type::map:
        return map(value.map());
      case Value::Type::node:
        return node(value.node());
      case Value::Type::relationship:
        return relationship(value.relationship());
      default:
        return path(value.path());
    }
  }

 private:
  std::string list(const List& list) const {
    std::string out;
    for (const Value& member : list) out += (out.empty() ? "" : ", ") + text(member);
    return "[" + out + "]";
  }
  std::string map(const Map& map) const {
    std::string out;
    for (const auto& member : map)
      out += (out.empty() ? "" : ", ") + query::name_as_needed(member.first) + ": " + text(member.second);
    return "{" + out + "}";
  }
  static std::string joined(const std::string& name, const std::string& properties) {
    return name + (name.empty() || properties == "{}" ? "" : " ") + (properties == "{}" ? "" : properties);
  }
  std::string node(uint32_t node) const {
    std::string labels;
    Map properties;
    for (const uint32_t label : graph_.labels_of(node)) labels += ":" + query::name_as_needed(graph_.labels()[label]);
    for (const std::string& key : graph_.node_keys(node)) properties[key] = graph_.node_property(node, key);
    return "(" + joined(labels, map(properties)) + ")";
  }
  std::string relationship(uint32_t relationship) const {
    Map properties;
    for (const std::string& key : graph_.relationship_keys(relationship)) {
      properties[key] = graph_.relationship_property(relationship, key);
    }
    return "[" +
           joined(":" + query::name_as_needed(graph_.relationship_types()[graph_.type_of(relationship)]),
                  map(properties)) +
           "]";
  }
  std::string path(const Path& path) const {
    std::string out = "<" + node(path.nodes.front());
    for (size_t i = 0; i < path.relationships.size(); ++i) {
      const bool forward = graph_.source_of(path.relationships[i]) == path.nodes[i];
      out += (forward ? "-" : "<-") + relationship(path.relationships[i]) + (forward ? "->" : "-") +
             node(path.nodes[i + 1]);
    }
    return out + ">";
  }

  const PropertyGraph& graph_;
};

}  // namespace

std::string value_text(const PropertyGraph& graph, const Value& value) { return Writer(graph).text(value); }

}  // namespace whobuilds
