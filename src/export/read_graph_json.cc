// Reads the graph's JSON form back and checks it: every index that the graph will follow is in range.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "export/graph_json.h"
#include "export/json_fields.h"
#include "graph/knowledge_graph.h"
#include "whobuilds/graph.h"

namespace whobuilds {
namespace {

using exporting::Json;

constexpr int kSchema = 1;

Diagnostic malformed_text(const std::string& file, std::string_view json, const Json::parse_error& fault) {
  const size_t at = std::min(fault.byte == 0 ? 0 : fault.byte - 1, json.size());
  const std::string_view before = json.substr(0, at);
  Diagnostic problem;
  problem.code = "graph.malformed";
  problem.file = file;
  problem.line = static_cast<uint32_t>(1 + std::count(before.begin(), before.end(), '\n'));
  const size_t line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  problem.column = static_cast<uint32_t>(at - line_begin + 1);
  if (json.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    problem.message = "the file is empty";
  } else if (json.find_first_not_of(" \t\r\n", at) == std::string_view::npos) {
    problem.message = "the JSON ends before it is complete";
  } else {
    problem.message = "the text is not JSON";
  }
  problem.expected = "a graph as `whobuilds extract --format json` writes it";
  problem.remedy = "write the graph again";
  return problem;
}

// Walks the document and notes every problem; the result is used only when there were none.
class Reader : private exporting::JsonFields {
 public:
  Reader(const std::string& file, const Json& root) : JsonFields("graph.malformed", file), root_(root) {}

  // False when it is no graph of ours at all.
  bool check_schema() {
    if (!root_.is_object()) {
      report("graph.malformed", "", "the file holds no JSON object", "an object with graph, nodes and edges");
      return false;
    }
    const Json* graph = find(root_, "graph");
    const Json* schema = graph != nullptr && graph->is_object() ? find(*graph, "schema") : nullptr;
    if (schema == nullptr) {
      report("graph.schema", "/graph/schema", "the file does not say its schema", "schema " + std::to_string(kSchema),
             "read a graph that whobuilds wrote");
      return false;
    }
    if (!schema->is_number_integer() || *schema != kSchema) {
      report("graph.schema", "/graph/schema", "the schema " + schema->dump() + " is not known to this version",
             "schema " + std::to_string(kSchema), "use a version of whobuilds that knows it, or write the graph again");
      return false;
    }
    return true;
  }

  graph::Contents read() {
    graph::Contents contents;
    const Json& graph = root_["graph"];
    contents.rules_hash = text(graph, "rules", "/graph");
    contents.root = text(graph, "root", "/graph");
    read_documents(graph, contents);
    read_nodes(contents);
    read_edges(contents);
    return contents;
  }

  using JsonFields::failed;
  using JsonFields::take_problems;

 private:
  uint32_t document_of(const Json& object, const std::string& pointer) {
    const std::string id = text(object, "doc", pointer);
    const auto found = document_index_.find(id);
    if (found != document_index_.end()) return found->second;
    malformed(pointer + "/doc", "no document has the id \"" + id + "\"", "an id of /graph/documents");
    return 0;
  }

  uint32_t end_of(const Json& edge, const char* name, const std::string& pointer) {
    const std::string id = text(edge, name, pointer, true);
    const auto found = node_index_.find(id);
    if (found != node_index_.end()) return found->second;
    if (!id.empty()) malformed(pointer + "/" + name, "no node has the id \"" + id + "\"", "an id of /nodes");
    return 0;
  }

  std::vector<EdgeEvidence> evidence(const Json& object, const std::string& pointer) {
    std::vector<EdgeEvidence> list;
    each_object(object, "evidence", pointer, [&](const Json& e, const std::string& place) {
      EdgeEvidence read;
      read.document = document_of(e, place);
      read.evidence = evidence_fields(e, place);
      read.text = text(e, "sentence", place);
      list.push_back(std::move(read));
    });
    return list;
  }

  void read_documents(const Json& graph, graph::Contents& contents) {
    each_object(graph, "documents", "/graph", [&](const Json& object, const std::string& place) {
      DocumentInfo document = document_info(object, place);
      const auto index = static_cast<uint32_t>(contents.documents.size());
      if (!document_index_.emplace(document.id, index).second) {
        malformed(place + "/id", "the document id \"" + document.id + "\" occurs twice", "unique ids");
      }
      contents.documents.push_back(std::move(document));
    });
  }

  Node node(const Json& object, const std::string& place) {
    Node result;
    identity(object, place, result);
    if (result.label.empty()) result.label = result.id;
    each_object(object, "attributes", place, [&](const Json& a, const std::string& at) {
      NodeAttribute attribute;
      attribute.key = text(a, "key", at, true);
      attribute.value = value_and_unit(a, at);
      attribute.status = status(a, at);
      attribute.confidence = confidence(a, at);
      attribute.evidence = evidence(a, at);
      result.attributes.push_back(std::move(attribute));
    });
    each_object(object, "mentions", place, [&](const Json& m, const std::string& at) {
      NodeMention mention;
      mention.document = document_of(m, at);
      mention.span = span(m, "begin", "end", at);
      mention.text = text(m, "text", at);
      result.mentions.push_back(std::move(mention));
    });
    return result;
  }

  void require_array(const char* name) {
    if (find(root_, name) == nullptr) malformed(std::string("/") + name, std::string("\"") + name + "\" is missing", "an array");
  }

  void read_nodes(graph::Contents& contents) {
    require_array("nodes");
    std::unordered_map<std::string, std::string> seen;  // id -> where
    each_object(root_, "nodes", "", [&](const Json& object, const std::string& place) {
      Node read = node(object, place);
      const auto entered = seen.emplace(read.id, place);
      if (!entered.second) {
        malformed(place + "/id", "the node \"" + read.id + "\" stands at " + entered.first->second + " already", "unique ids");
      }
      contents.nodes.push_back(std::move(read));
    });
    std::stable_sort(contents.nodes.begin(), contents.nodes.end(),
                     [](const Node& a, const Node& b) { return a.id < b.id; });
    for (uint32_t i = 0; i < contents.nodes.size(); ++i) node_index_.emplace(contents.nodes[i].id, i);
  }

  void read_edges(graph::Contents& contents) {
    // Older node-link readers and writers call them links.
    const char* name = find(root_, "edges") == nullptr && find(root_, "links") != nullptr ? "links" : "edges";
    require_array(name);
    each_object(root_, name, "", [&](const Json& object, const std::string& place) {
      Edge edge;
      edge.source = end_of(object, "source", place);
      edge.target = end_of(object, "target", place);
      edge.relation = text(object, "relation", place, true);
      edge.id = text(object, "id", place);
      if (edge.id.empty()) {
        edge.id = graph::edge_id(text(object, "source", place), edge.relation, text(object, "target", place));
      }
      edge.status = status(object, place);
      edge.confidence = confidence(object, place);
      edge.inferred = truth(object, "inferred", place);
      edge.attributes = quantities(object, "attributes", place);
      edge.evidence = evidence(object, place);
      contents.edges.push_back(std::move(edge));
    });
    std::stable_sort(contents.edges.begin(), contents.edges.end(), [](const Edge& a, const Edge& b) {
      return std::tie(a.source, a.relation, a.target) < std::tie(b.source, b.relation, b.target);
    });
  }

  const Json& root_;
  std::unordered_map<std::string, uint32_t> document_index_, node_index_;
};

}  // namespace

namespace exporting {

Result<Graph> read_graph(std::string_view json, const std::string& file, const Ontology& ontology) {
  Json root;
  try {
    root = Json::parse(json.begin(), json.end());
  } catch (const Json::parse_error& fault) {
    return malformed_text(file, json, fault);
  } catch (const Json::exception& fault) {  // a number that no double holds
    Diagnostic problem;
    problem.code = "graph.malformed";
    problem.file = file;
    problem.message = "a value cannot be read";
    problem.expected = "numbers in the range of a double";
    problem.remedy = fault.what();
    return problem;
  }
  Reader reader(file, root);
  if (!reader.check_schema()) return reader.take_problems();
  graph::Contents contents = reader.read();
  if (reader.failed()) return reader.take_problems();
  return graph::Access::assemble(ontology, std::move(contents));
}

}  // namespace exporting

Result<Graph> read_graph_json(std::string_view json, const std::string& file, const RuleSet& rule_set) {
  return exporting::read_graph(json, file, rule_set.rules().ontology);
}

}  // namespace whobuilds
