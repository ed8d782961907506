// What the query language sees: nodes with labels, relationships with a type, both with properties.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/graph.h"
#include "whobuilds/value.h"

namespace whobuilds {

// A read-only property graph. Nodes and relationships are numbered from 0. References that are returned live as long
// as the graph; const members may be called from several threads.
class PropertyGraph {
 public:
  virtual ~PropertyGraph() = default;

  virtual uint32_t node_count() const = 0;
  virtual uint32_t relationship_count() const = 0;

  // Names of all labels and of all relationship types; other members use their indices.
  virtual const std::vector<std::string>& labels() const = 0;
  virtual const std::vector<std::string>& relationship_types() const = 0;
  // Labels of a node, in the order in which they are shown.
  virtual const std::vector<uint32_t>& labels_of(uint32_t node) const = 0;
  // Nodes with this label, ascending.
  virtual const std::vector<uint32_t>& nodes_with_label(uint32_t label) const = 0;

  virtual uint32_t source_of(uint32_t relationship) const = 0;
  virtual uint32_t target_of(uint32_t relationship) const = 0;
  virtual uint32_t type_of(uint32_t relationship) const = 0;
  // Relationships that leave (enter) a node, ascending.
  virtual const std::vector<uint32_t>& out_of(uint32_t node) const = 0;
  virtual const std::vector<uint32_t>& into(uint32_t node) const = 0;

  // null when there is no such property.
  virtual Value node_property(uint32_t node, std::string_view key) const = 0;
  virtual Value relationship_property(uint32_t relationship, std::string_view key) const = 0;
  // Keys of the properties that are not null, in the order in which they are shown.
  virtual std::vector<std::string> node_keys(uint32_t node) const = 0;
  virtual std::vector<std::string> relationship_keys(uint32_t relationship) const = 0;

  // The nodes, ascending, whose property `key` equals `text`, when an index knows them; else empty.
  virtual std::optional<std::vector<uint32_t>> nodes_with_property(std::string_view key,
                                                                   const std::string& text) const {
    (void)key, (void)text;
    return std::nullopt;
  }
  // Whether nodes_with_property answers for this key.
  virtual bool is_indexed(std::string_view key) const {
    (void)key;
    return false;
  }
};

// The knowledge graph as a property graph.
//
// A node has its entity type as label and the properties id, name, type, name_en, name_ja, name_zh, aliases (list),
// discovered, mentions (number), documents (number of documents that name it), and one per attribute: the value that
// is best supported (released: "2024-12", parameters: 671000000000), with all values in the map `attributes` (by key a
// list of {value, unit, status, confidence}).
// A relationship has the relation as type (develops) and the properties id, relation, status, confidence, inferred,
// sources (number of independent documents), documents (list of ids), since and until (first and last date of its
// documents), sentence (the best evidence), document, rule; count, amount and such with their unit as amount_unit.
// `id` and `name` are indexed. `graph` must be finished and outlive the view.
std::unique_ptr<PropertyGraph> property_graph_of(const Graph& graph);

}  // namespace whobuilds
