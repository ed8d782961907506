// A property graph made by CREATE, for tests only.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/property_graph.h"

namespace whobuilds::conformance {

class MemoryGraph : public PropertyGraph {
 public:
  // Runs MATCH, UNWIND, WITH, CREATE and DELETE (of a relationship) clauses; returns what went wrong.
  Diagnostics create(const std::string& query, const Map& parameters);

  uint32_t add_node(const std::vector<std::string>& labels, Map properties);
  uint32_t add_relationship(uint32_t source, uint32_t target, const std::string& type, Map properties);

  // Takes it from its nodes; its number stays.
  void remove_relationship(uint32_t relationship);

  uint32_t node_count() const override { return static_cast<uint32_t>(nodes_.size()); }
  uint32_t relationship_count() const override { return static_cast<uint32_t>(relationships_.size()); }
  const std::vector<std::string>& labels() const override { return labels_; }
  const std::vector<std::string>& relationship_types() const override { return types_; }
  const std::vector<uint32_t>& labels_of(uint32_t node) const override { return nodes_[node].labels; }
  const std::vector<uint32_t>& nodes_with_label(uint32_t label) const override { return with_label_[label]; }
  uint32_t source_of(uint32_t relationship) const override { return relationships_[relationship].source; }
  uint32_t target_of(uint32_t relationship) const override { return relationships_[relationship].target; }
  uint32_t type_of(uint32_t relationship) const override { return relationships_[relationship].type; }
  const std::vector<uint32_t>& out_of(uint32_t node) const override { return nodes_[node].out; }
  const std::vector<uint32_t>& into(uint32_t node) const override { return nodes_[node].in; }
  Value node_property(uint32_t node, std::string_view key) const override {
    return property(nodes_[node].properties, key);
  }
  Value relationship_property(uint32_t relationship, std::string_view key) const override {
    return property(relationships_[relationship].properties, key);
  }
  std::vector<std::string> node_keys(uint32_t node) const override { return keys(nodes_[node].properties); }
  std::vector<std::string> relationship_keys(uint32_t relationship) const override {
    return keys(relationships_[relationship].properties);
  }

 private:
  struct Node {
    std::vector<uint32_t> labels;  // by name
    Map properties;
    std::vector<uint32_t> out, in;
  };
  struct Relationship {
    uint32_t source, target, type;
    Map properties;
  };

  static Value property(const Map& properties, std::string_view key);
  static std::vector<std::string> keys(const Map& properties);

  std::vector<std::string> labels_, types_;
  std::vector<std::vector<uint32_t>> with_label_;
  std::vector<Node> nodes_;
  std::vector<Relationship> relationships_;
};

}  // namespace whobuilds::conformance
