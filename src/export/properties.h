// Nodes and edges as flat properties: what formats can carry that know names and plain values only.
//
// Every property has one key and one type for the whole graph, so that tables and typed formats can declare it once. Of
// an attribute that has several values (a memory of 64 and of 128 GB) the flat property is the value that is asserted
// rather than planned, then the most confident.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "export/json_writer.h"
#include "whobuilds/analysis.h"
#include "whobuilds/export.h"
#include "whobuilds/graph.h"

namespace whobuilds::exporting {

enum class PropertyType : uint8_t { truth, whole, number, text, texts };

// std::monostate: this node or edge does not have the property. The alternatives after it are those of PropertyType, in
// its order.
using PropertyValue = std::variant<std::monostate, bool, uint32_t, double, std::string, std::vector<std::string>>;

struct Property {
  std::string key;  // letters, digits and "_"; unique; not what formats call their own parts ("id", "weight")
  PropertyType type = PropertyType::text;
};

// The properties that come from quantities: for each key the value, the unit where any has one, the status if wanted.
// Of more than 256 keys only the first, in byte order, become properties: tables have a place for each in every row.
class QuantityProperties {
 public:
  // To be called for every quantity before declare().
  void observe(const std::string& key, const Quantity& quantity);
  // Appends the properties. Keys that are taken already, or hold other characters, are changed until they fit.
  void declare(bool with_status, std::vector<Property>& properties);
  // Puts a quantity into `values`, which has one place for each property declared.
  void fill(const std::string& key, const Quantity& quantity, Status status, std::vector<PropertyValue>& values) const;

 private:
  struct Traits {
    bool numbers = true;                     // every value is a number
    bool units = false;                      // some value has a unit
    size_t value = 0, unit = 0, status = 0;  // places among the properties; 0: not declared
  };
  std::map<std::string, Traits> traits_;
};

// Whether node properties end with "attributes", a list of every value in words ("memory: 64 GB (planned)"). Formats
// that carry the values themselves leave it out.
enum class AttributeList : uint8_t { left_out, added };

// label, type, name_<language>..., aliases, discovered, mentions (number of), documents (number of those that mention
// it), with options.analyses the numbers of NodeAnalysis, then each attribute with unit and status.
class NodeProperties {
 public:
  // `graph` outlives this. The label is that in options.label_language.
  NodeProperties(const Graph& graph, const ExportOptions& options, AttributeList attribute_list);
  const std::vector<Property>& all() const { return properties_; }
  // `node` is one of the graph's own.
  std::vector<PropertyValue> of(const Node& node) const;

 private:
  const Graph& graph_;
  std::string language_;
  AttributeList attribute_list_;
  std::vector<Property> properties_;
  std::vector<std::string> languages_;
  std::vector<NodeAnalysis> analyses_;  // of each node, or none
  QuantityProperties attributes_;
};

// label, relation, symmetric, status, confidence, inferred, sources (number of independent ones), evidence_count, then
// the evidence that shows it best: sentence, document with title, date and path, begin, end, rule and to whom it is
// attributed; then what the edge carries, such as count.
class EdgeProperties {
 public:
  // As NodeProperties.
  EdgeProperties(const Graph& graph, const ExportOptions& options);
  const std::vector<Property>& all() const { return properties_; }
  std::vector<PropertyValue> of(const Edge& edge) const;

 private:
  const Graph& graph_;
  std::string language_;
  std::vector<Property> properties_;
  QuantityProperties attributes_;
};

bool is_absent(const PropertyValue& value);

// The value as text: "true", "0.9", a list joined with ";" (a semicolon within an item becomes a comma); "" when
// absent.
std::string property_text(const PropertyValue& value);

// The properties that are there, as members of the object that is open.
void write_properties(JsonWriter& json, const std::vector<Property>& properties,
                      const std::vector<PropertyValue>& values);

// Whether the two ends of this edge are equal in rank.
bool is_symmetric(const Graph& graph, const Edge& edge);

// The colour of a type in diagrams, "#rrggbb"; grey for one that the ontology does not know.
std::string type_color(const Graph& graph, const std::string& type);

}  // namespace whobuilds::exporting
