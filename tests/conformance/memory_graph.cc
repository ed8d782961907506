#include "conformance/memory_graph.h"

#include <algorithm>

#include "query/language/parser.h"
#include "query/language/tokens.h"
#include "whobuilds/query.h"

namespace whobuilds::conformance {
namespace {

uint32_t index_in(std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) names.push_back(name);
  return static_cast<uint32_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

// The text of a query cut before each CREATE or DELETE and before the first reading clause after one.
std::vector<std::string> clauses_of(const std::string& query) {
  std::vector<std::string> clauses;
  const auto tokens = query::tokenize(query);
  if (!tokens) return {query};
  uint32_t begin = tokens->front().span.begin;
  bool creating = false;
  for (const query::Token& token : *tokens) {
    const bool create = query::is_word(token, "CREATE") || query::is_word(token, "DELETE");
    const bool read =
        query::is_word(token, "MATCH") || query::is_word(token, "UNWIND") || query::is_word(token, "WITH");
    if ((create || (creating && read)) && token.span.begin > begin) {
      clauses.push_back(query.substr(begin, token.span.begin - begin));
      begin = token.span.begin;
    }
    if (create || read) creating = create;
  }
  clauses.push_back(query.substr(begin));
  return clauses;
}

// Runs clauses of one query, one after the other, on the rows that the ones before left.
class Creation {
 public:
  Creation(MemoryGraph& graph, const Map& parameters) : graph_(graph), parameters_(parameters) {}

  void run(const std::string& clause) {
    if (clause.rfind("CREATE", 0) == 0 || clause.rfind("create", 0) == 0) {
      create(clause.substr(6));
    } else if (clause.rfind("DELETE", 0) == 0) {
      const std::string variable = clause.substr(7, clause.find_last_not_of(" \n") - 6);
      for (const Map& row : rows_) graph_.remove_relationship(row.at(variable).relationship());
    } else {
      read(clause);
    }
  }
  Diagnostics problems;

 private:
  // "UNWIND $rows AS row WITH row.a AS a" gives a clause the variables of the rows before.
  std::string prefix() const {
    std::string with;
    if (!rows_.empty()) {
      for (const auto& variable : rows_.front())
        with += (with.empty() ? "" : ", ") + ("row__." + variable.first + " AS " + variable.first);
    }
    return with.empty() ? "" : "UNWIND $rows__ AS row__ WITH " + with + " ";
  }
  QueryOptions options(const List& rows) const {
    QueryOptions options;
    options.parameters = parameters_;
    options.parameters["rows__"] = rows;
    return options;
  }

  void read(const std::string& clause) {
    List rows;
    for (const Map& row : rows_) rows.push_back(row);
    const auto result = run_query(graph_, prefix() + clause + " RETURN *", options(rows));
    if (!result) return note(result.diagnostics());
    rows_.clear();
    for (const auto& values : result->rows) {
      Map row;
      for (size_t i = 0; i < values.size(); ++i) row[result->columns[i]] = values[i];
      rows_.push_back(std::move(row));
    }
  }

  void create(const std::string& pattern) {
    const std::string text = "MATCH " + pattern + "\nRETURN 1";
    const auto parsed = query::parse(text);
    if (!parsed) return note(parsed.diagnostics());
    for (Map& row : rows_) {
      for (const query::PatternPart& part : parsed->parts.front().clauses.front().pattern) create_part(part, text, row);
    }
  }

  void create_part(const query::PatternPart& part, const std::string& text, Map& row) {
    std::vector<uint32_t> nodes;
    for (const query::NodePattern& node : part.nodes) {
      const auto known = row.find(node.variable);
      if (!node.variable.empty() && known != row.end()) {
        nodes.push_back(known->second.node());
        continue;
      }
      nodes.push_back(graph_.add_node(node.labels, properties(node.properties, text, row)));
      if (!node.variable.empty()) row[node.variable] = NodeReference{nodes.back()};
    }
    for (size_t i = 0; i < part.relationships.size(); ++i) {
      const query::RelationshipPattern& relationship = part.relationships[i];
      const bool left = relationship.direction == query::PathDirection::left;
      const uint32_t created =
          graph_.add_relationship(nodes[left ? i + 1 : i], nodes[left ? i : i + 1], relationship.types.at(0),
                                  properties(relationship.properties, text, row));
      if (!relationship.variable.empty()) row[relationship.variable] = RelationshipReference{created};
    }
  }

  Map properties(const query::ExpressionPtr& map, const std::string& text, const Map& row) {
    if (map == nullptr) return {};
    const std::string written = text.substr(map->span.begin, map->span.end - map->span.begin);
    std::string with;
    for (const auto& variable : row)
      with += (with.empty() ? "" : ", ") + ("row__." + variable.first + " AS " + variable.first);
    const std::string before = with.empty() ? "" : "UNWIND $rows__ AS row__ WITH " + with + " ";
    const auto result = run_query(graph_, before + "RETURN " + written + " AS properties", options({row}));
    if (!result) {
      note(result.diagnostics());
      return {};
    }
    Map kept;
    for (const auto& member : result->rows.at(0).at(0).map()) {
      if (!member.second.is_null()) kept.insert(member);
    }
    return kept;
  }

  void note(const Diagnostics& more) { problems.insert(problems.end(), more.begin(), more.end()); }

  MemoryGraph& graph_;
  const Map& parameters_;
  std::vector<Map> rows_ = {Map{}};
};

}  // namespace

Diagnostics MemoryGraph::create(const std::string& query, const Map& parameters) {
  Creation creation(*this, parameters);
  for (const std::string& clause : clauses_of(query)) {
    if (creation.problems.empty()) creation.run(clause);
  }
  return std::move(creation.problems);
}

uint32_t MemoryGraph::add_node(const std::vector<std::string>& labels, Map properties) {
  Node node;
  for (const std::string& label : labels) {
    const uint32_t index = index_in(labels_, label);
    with_label_.resize(labels_.size());
    if (std::find(node.labels.begin(), node.labels.end(), index) == node.labels.end()) {
      node.labels.push_back(index);
      with_label_[index].push_back(node_count());
    }
  }
  std::sort(node.labels.begin(), node.labels.end(), [this](uint32_t a, uint32_t b) { return labels_[a] < labels_[b]; });
  node.properties = std::move(properties);
  nodes_.push_back(std::move(node));
  return node_count() - 1;
}

uint32_t MemoryGraph::add_relationship(uint32_t source, uint32_t target, const std::string& type, Map properties) {
  const uint32_t relationship = relationship_count();
  relationships_.push_back({source, target, index_in(types_, type), std::move(properties)});
  nodes_[source].out.push_back(relationship);
  nodes_[target].in.push_back(relationship);
  return relationship;
}

void MemoryGraph::remove_relationship(uint32_t relationship) {
  std::erase(nodes_[relationships_[relationship].source].out, relationship);
  std::erase(nodes_[relationships_[relationship].target].in, relationship);
}

Value MemoryGraph::property(const Map& properties, std::string_view key) {
  const auto found = properties.find(std::string(key));
  return found == properties.end() ? Value() : found->second;
}

std::vector<std::string> MemoryGraph::keys(const Map& properties) {
  std::vector<std::string> names;
  for (const auto& member : properties) names.push_back(member.first);
  return names;
}

}  // namespace whobuilds::conformance
