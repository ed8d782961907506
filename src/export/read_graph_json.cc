// Reads the graph's JSON form back and checks it: every index that the graph will follow is in range.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "export/graph_json.h"
#include "graph/knowledge_graph.h"
#include "whobuilds/graph.h"
#include "whobuilds/language.h"

namespace whobuilds {
namespace {

using Json = nlohmann::json;

constexpr int kSchema = 1;
constexpr size_t kMostProblems = 50;  // a file of another kind would otherwise give one per element

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

// Walks the document and notes every problem. Values that are missing or wrong read as defaults; the
// result is used only when there were no problems.
class Reader {
 public:
  Reader(const std::string& file, const Json& root) : file_(file), root_(root) {}

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

  Diagnostics take_problems() { return std::move(problems_); }
  bool failed() const { return !problems_.empty(); }

 private:
  void report(const char* code, const std::string& pointer, std::string message, std::string expected,
              std::string remedy = {}) {
    if (problems_.size() >= kMostProblems) return;
    Diagnostic problem;
    problem.code = code;
    problem.file = file_;
    problem.pointer = pointer;
    problem.message = std::move(message);
    problem.expected = std::move(expected);
    problem.remedy = std::move(remedy);
    problems_.push_back(std::move(problem));
  }
  void malformed(const std::string& pointer, std::string message, std::string expected) {
    report("graph.malformed", pointer, std::move(message), std::move(expected));
  }

  static const Json* find(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found == object.end() ? nullptr : &*found;
  }

  std::string text(const Json& object, const char* name, const std::string& pointer, bool required = false) {
    const Json* value = find(object, name);
    const std::string place = pointer + "/" + name;
    if (value == nullptr) {
      if (required) malformed(place, std::string("\"") + name + "\" is missing", "a string");
      return "";
    }
    if (!value->is_string()) {
      malformed(place, std::string("\"") + name + "\" is " + value->type_name(), "a string");
      return "";
    }
    const std::string& result = value->get_ref<const std::string&>();
    if (required && result.empty()) malformed(place, std::string("\"") + name + "\" is empty", "a non-empty string");
    return result;
  }

  bool truth(const Json& object, const char* name, const std::string& pointer) {
    const Json* value = find(object, name);
    if (value == nullptr) return false;
    if (!value->is_boolean()) malformed(pointer + "/" + name, std::string("\"") + name + "\" is " + value->type_name(), "true or false");
    return value->is_boolean() && value->get<bool>();
  }

  double confidence(const Json& object, const std::string& pointer) {
    const Json* value = find(object, "confidence");
    if (value == nullptr) return 0;
    const double number = value->is_number() ? value->get<double>() : -1;
    if (!(number >= 0 && number <= 1)) {
      malformed(pointer + "/confidence", "the confidence is " + value->dump(), "a number from 0 to 1");
      return 0;
    }
    return number;
  }

  Status status(const Json& object, const std::string& pointer) {
    if (find(object, "status") == nullptr) return Status::asserted;
    const std::string name = text(object, "status", pointer);
    const std::optional<Status> known = status_from_name(name);
    if (!known) malformed(pointer + "/status", "unknown status \"" + name + "\"", "asserted, planned, rumored or denied");
    return known.value_or(Status::asserted);
  }

  uint32_t offset(const Json& object, const char* name, const std::string& pointer) {
    const Json* value = find(object, name);
    if (value == nullptr) return 0;
    if (!value->is_number_unsigned() || value->get<uint64_t>() > UINT32_MAX) {
      malformed(pointer + "/" + name, std::string("\"") + name + "\" is " + value->dump(), "a byte offset");
      return 0;
    }
    return value->get<uint32_t>();
  }

  Span span(const Json& object, const char* begin, const char* end, const std::string& pointer) {
    const Span result = {offset(object, begin, pointer), offset(object, end, pointer)};
    if (result.begin > result.end) {
      malformed(pointer + "/" + end, "the span ends before it begins", std::string("at least ") + std::to_string(result.begin));
    }
    return result;
  }

  // The array's elements that are objects, each with its pointer; a missing array is an empty one.
  template <typename Use>
  void each_object(const Json& object, const char* name, const std::string& pointer, Use use) {
    const Json* list = find(object, name);
    const std::string place = pointer + "/" + name;
    if (list == nullptr) return;
    if (!list->is_array()) {
      malformed(place, std::string("\"") + name + "\" is " + list->type_name(), "an array of objects");
      return;
    }
    for (size_t i = 0; i < list->size(); ++i) {
      const std::string element = place + "/" + std::to_string(i);
      if ((*list)[i].is_object()) {
        use((*list)[i], element);
      } else {
        malformed(element, std::string("the element is ") + (*list)[i].type_name(), "an object");
      }
    }
  }

  template <typename Use>
  void each_text(const Json& object, const char* name, const std::string& pointer, Use use) {
    const Json* list = find(object, name);
    if (list == nullptr) return;
    const bool container = list->is_array() || list->is_object();
    if (!container) malformed(pointer + "/" + name, std::string("\"") + name + "\" is " + list->type_name(), "strings");
    for (auto at = list->begin(); container && at != list->end(); ++at) {
      if (at->is_string()) {
        use(list->is_object() ? at.key() : "", at->get_ref<const std::string&>());
      } else {
        malformed(pointer + "/" + name, std::string("an element is ") + at->type_name(), "strings");
      }
    }
  }

  Quantity value_of(const Json& value, const std::string& unit, const std::string& pointer) {
    Quantity quantity;
    quantity.unit = unit;
    if (value.is_number()) {
      quantity.number = value.get<double>();
    } else if (value.is_string()) {
      quantity.text = value.get<std::string>();
    } else if (!value.is_null()) {
      malformed(pointer, std::string("the value is ") + value.type_name(), "a number or a string");
    }
    return quantity;
  }

  // A plain value, or an object with value and unit.
  Quantity quantity(const Json& value, const std::string& pointer) {
    if (!value.is_object()) return value_of(value, "", pointer);
    const Json* inner = find(value, "value");
    return value_of(inner == nullptr ? Json() : *inner, text(value, "unit", pointer), pointer);
  }

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
      read.evidence.span = span(e, "begin", "end", place);
      read.evidence.sentence = span(e, "sentence_begin", "sentence_end", place);
      read.evidence.rule = text(e, "rule", place);
      read.evidence.status = status(e, place);
      read.evidence.confidence = confidence(e, place);
      read.evidence.source = text(e, "source", place);
      read.text = text(e, "sentence", place);
      list.push_back(std::move(read));
    });
    return list;
  }

  void read_documents(const Json& graph, graph::Contents& contents) {
    each_object(graph, "documents", "/graph", [&](const Json& object, const std::string& place) {
      DocumentInfo document;
      document.id = text(object, "id", place, true);
      document.path = text(object, "path", place);
      document.title = text(object, "title", place);
      document.date = text(object, "date", place);
      document.url = text(object, "url", place);
      document.sha256 = text(object, "sha256", place);
      document.language = language_from_code(text(object, "lang", place));
      const std::string offsets_in = text(object, "offsets_in", place);
      if (!offsets_in.empty() && offsets_in != "file" && offsets_in != "text") {
        malformed(place + "/offsets_in", "unknown word \"" + offsets_in + "\"", "file or text");
      }
      document.offsets_in = offsets_in == "text" ? OffsetsIn::text : OffsetsIn::file;
      const auto index = static_cast<uint32_t>(contents.documents.size());
      if (!document_index_.emplace(document.id, index).second) {
        malformed(place + "/id", "the document id \"" + document.id + "\" occurs twice", "unique ids");
      }
      contents.documents.push_back(std::move(document));
    });
  }

  Node node(const Json& object, const std::string& place) {
    Node result;
    result.id = text(object, "id", place, true);
    result.type = text(object, "type", place, true);
    result.label = text(object, "label", place);
    if (result.label.empty()) result.label = result.id;
    each_text(object, "names", place,
              [&](const std::string& language, const std::string& name) { result.names[language] = name; });
    each_text(object, "aliases", place,
              [&](const std::string&, const std::string& alias) { result.aliases.push_back(alias); });
    result.discovered = truth(object, "discovered", place);
    each_object(object, "attributes", place, [&](const Json& a, const std::string& at) {
      NodeAttribute attribute;
      attribute.key = text(a, "key", at, true);
      const Json* value = find(a, "value");
      attribute.value = value_of(value == nullptr ? Json() : *value, text(a, "unit", at), at + "/value");
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
      read_edge_attributes(object, place, edge);
      edge.evidence = evidence(object, place);
      contents.edges.push_back(std::move(edge));
    });
    std::stable_sort(contents.edges.begin(), contents.edges.end(), [](const Edge& a, const Edge& b) {
      return std::tie(a.source, a.relation, a.target) < std::tie(b.source, b.relation, b.target);
    });
  }

  void read_edge_attributes(const Json& object, const std::string& place, Edge& edge) {
    const Json* attributes = find(object, "attributes");
    if (attributes == nullptr) return;
    if (!attributes->is_object()) {
      malformed(place + "/attributes", std::string("\"attributes\" is ") + attributes->type_name(), "an object");
      return;
    }
    for (auto at = attributes->begin(); at != attributes->end(); ++at) {
      edge.attributes[at.key()] = quantity(at.value(), place + "/attributes/" + at.key());
    }
  }

  const std::string& file_;
  const Json& root_;
  Diagnostics problems_;
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
