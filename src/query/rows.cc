#include "query/rows.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "graph/knowledge_graph.h"
#include "query/walk.h"

namespace whobuilds::query {
namespace {

AnswerRow row_of_attribute(const Graph& graph, uint32_t node, uint32_t index, std::vector<uint32_t> chain) {
  const NodeAttribute& attribute = graph.nodes()[node].attributes[index];
  AnswerRow row;
  row.node = node;
  row.relation = attribute.key;
  row.attribute = index;
  row.status = attribute.status;
  row.confidence = attribute.confidence;
  row.independent_sources = graph::independent_sources(attribute.evidence, attribute.status);
  row.edges = std::move(chain);
  return row;
}

// The values of `key`, of every attribute when it is "".
void add_attributes(const Graph& graph, uint32_t node, const std::string& key, const std::vector<uint32_t>& chain,
                    std::vector<AnswerRow>& rows) {
  const std::vector<NodeAttribute>& attributes = graph.nodes()[node].attributes;
  for (uint32_t i = 0; i < attributes.size(); ++i) {
    if (key.empty() || attributes[i].key == key) rows.push_back(row_of_attribute(graph, node, i, chain));
  }
}

// Of a family without a value of its own, the values of its variants.
std::vector<AnswerRow> attribute_rows(const Graph& graph, uint32_t node, const std::string& key) {
  std::vector<AnswerRow> rows;
  add_attributes(graph, node, key, {}, rows);
  if (!rows.empty()) return rows;
  for (const Variant& variant : variants_of(graph, node)) add_attributes(graph, variant.node, key, variant.chain, rows);
  return rows;
}

std::vector<AnswerRow> fact_rows(const Graph& graph, uint32_t node) {
  std::vector<AnswerRow> rows = walk(graph, *find_verb("neighbours"), node);
  add_attributes(graph, node, "", {}, rows);
  return rows;
}

// In which way others take part in a thing or a company. `verb` finds them.
struct Role {
  const char* name;
  const char* verb;
};

constexpr Role kRoles[] = {
    {"manufactures", "who-manufactures"},
    {"hosts", "available-on-what"},
    {"uses", "who-uses"},
    {"supplies", "who-supplies"},
    {"funds", "who-invests-in"},
    {"owns", "who-owns"},
    {"partners", "partners"},
};

const char* role_of_developer(const std::string& type) {
  if (type == "Model") return "trains";
  return type == "Chip" || type == "System" ? "designs" : "develops";
}

void add_role(const char* role, std::vector<AnswerRow> found, std::vector<AnswerRow>& rows) {
  for (AnswerRow& row : found) {
    row.role = role;
    rows.push_back(std::move(row));
  }
}

// Those who pay for a thing pay for the company that develops it.
std::vector<AnswerRow> funders_of(const Graph& graph, const std::vector<AnswerRow>& developers) {
  std::vector<AnswerRow> rows;
  for (const AnswerRow& developer : developers) {
    if (developer.status == Status::denied || developer.inferred) continue;
    for (const AnswerRow& funder : walk(graph, *find_verb("who-invests-in"), developer.node)) {
      rows.push_back(row_of_chain(graph, funder.node, {developer.edges.front(), funder.edges.front()}, true));
    }
  }
  return rows;
}

std::vector<AnswerRow> role_rows(const Graph& graph, uint32_t node) {
  std::vector<AnswerRow> rows;
  const std::vector<AnswerRow> developers = walk(graph, *find_verb("who-builds"), node);
  add_role(role_of_developer(graph.nodes()[node].type), developers, rows);
  for (const Role& role : kRoles) add_role(role.name, walk(graph, *find_verb(role.verb), node), rows);
  add_role("funds", funders_of(graph, developers), rows);
  return rows;
}

std::vector<AnswerRow> unfiltered_rows(const Graph& graph, const Request& request, uint32_t node) {
  if (request.verb == "facts") return fact_rows(graph, node);
  if (request.verb == "roles") return role_rows(graph, node);
  if (request.verb == "attributes") return attribute_rows(graph, node, "");
  const Verb* verb = find_verb(request.verb);
  return verb == nullptr ? attribute_rows(graph, node, request.verb) : walk(graph, *verb, node);
}

void widen_dates(const Graph& graph, const std::vector<EdgeEvidence>& evidence, AnswerRow& row) {
  for (const EdgeEvidence& each : evidence) {
    const std::string& date = graph.documents()[each.document].date;
    if (date.empty()) continue;
    if (row.first_said.empty() || date < row.first_said) row.first_said = date;
    row.last_said = std::max(row.last_said, date);
  }
}

void add_dates(const Graph& graph, AnswerRow& row) {
  if (row.attribute) {
    widen_dates(graph, graph.nodes()[row.node].attributes[*row.attribute].evidence, row);
  } else {
    for (const uint32_t edge : row.edges) widen_dates(graph, graph.edges()[edge].evidence, row);
  }
}

// The pieces of evidence that deny what the row says, or say what the row denies.
void add_contrary(const std::vector<EdgeEvidence>& evidence, std::optional<uint32_t> edge, AnswerRow& row) {
  for (uint32_t i = 0; i < evidence.size(); ++i) {
    if ((evidence[i].evidence.status == Status::denied) != (row.status == Status::denied)) {
      row.counter_evidence.push_back({edge, i});
    }
  }
}

// Edges between the ends of `edge`, looked for at the end that has fewer.
std::vector<uint32_t> edges_beside(const Graph& graph, const Edge& edge) {
  const auto degree = [&](uint32_t node) { return graph.out_edges(node).size() + graph.in_edges(node).size(); };
  const uint32_t end = degree(edge.source) < degree(edge.target) ? edge.source : edge.target;
  const uint32_t other = end == edge.source ? edge.target : edge.source;
  std::vector<uint32_t> beside;
  for (const uint32_t index : graph.out_edges(end)) {
    if (graph.edges()[index].target == other) beside.push_back(index);
  }
  for (const uint32_t index : graph.in_edges(end)) {
    if (graph.edges()[index].source == other) beside.push_back(index);
  }
  return beside;
}

void add_counter_evidence(const Graph& graph, AnswerRow& row) {
  if (row.attribute) {
    add_contrary(graph.nodes()[row.node].attributes[*row.attribute].evidence, std::nullopt, row);
    return;
  }
  const std::set<uint32_t> own(row.edges.begin(), row.edges.end());
  for (const uint32_t edge : own) add_contrary(graph.edges()[edge].evidence, edge, row);
  if (row.status == Status::denied) return;
  std::set<uint32_t> denied;
  for (const uint32_t edge : own) {
    for (const uint32_t beside : edges_beside(graph, graph.edges()[edge])) {
      if (graph.edges()[beside].status == Status::denied && own.count(beside) == 0) denied.insert(beside);
    }
  }
  for (const uint32_t edge : denied) add_contrary(graph.edges()[edge].evidence, edge, row);
}

// Chips and systems count as one kind, as in the ontology's relations between things of one kind: what runs on a chip
// also runs on the system that is full of them.
bool is_of_type(const std::string& type, const std::string& asked) {
  const auto is_hardware = [](const std::string& each) { return each == "Chip" || each == "System"; };
  return asked.empty() || type == asked || (is_hardware(type) && is_hardware(asked));
}

bool is_asked_for(const Graph& graph, const Request& request, const AnswerRow& row) {
  const auto& statuses = request.statuses;
  if (!statuses.empty() && std::find(statuses.begin(), statuses.end(), row.status) == statuses.end()) return false;
  if (!is_of_type(graph.nodes()[row.node].type, request.type)) return false;
  return request.since.empty() || row.last_said >= request.since;
}

size_t rank_of_role(const std::string& role) {
  const auto* found =
      std::find_if(std::begin(kRoles), std::end(kRoles), [&](const Role& each) { return role == each.name; });
  return found == std::end(kRoles) ? 0 : static_cast<size_t>(found - std::begin(kRoles)) + 1;
}

void sort_rows(const Graph& graph, std::vector<AnswerRow>& rows) {
  const auto order = [&graph](const AnswerRow& row) {
    return std::make_tuple(rank_of_role(row.role), row.status, -row.confidence,
                           std::string_view(graph.nodes()[row.node].id), std::string_view(row.relation));
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&order](const AnswerRow& a, const AnswerRow& b) { return order(a) < order(b); });
}

// Only the rows that the request asks for, complete and in order.
std::vector<AnswerRow> finished(const Graph& graph, const Request& request, std::vector<AnswerRow> rows) {
  for (AnswerRow& row : rows) add_dates(graph, row);
  rows.erase(std::remove_if(rows.begin(), rows.end(),
                            [&](const AnswerRow& row) { return !is_asked_for(graph, request, row); }),
             rows.end());
  for (AnswerRow& row : rows) add_counter_evidence(graph, row);
  sort_rows(graph, rows);
  return rows;
}

}  // namespace

std::vector<AnswerRow> rows_of(const Graph& graph, const Request& request, uint32_t node) {
  return finished(graph, request, unfiltered_rows(graph, request, node));
}

std::vector<AnswerRow> rows_of_all(const Graph& graph, const Request& request) {
  std::vector<AnswerRow> rows;
  for (uint32_t i = 0; i < graph.edges().size(); ++i) {
    rows.push_back(row_of_chain(graph, graph.edges()[i].target, {i}, false));
  }
  for (uint32_t node = 0; node < graph.nodes().size(); ++node) add_attributes(graph, node, "", {}, rows);
  return finished(graph, request, std::move(rows));
}

bool applies(const Graph& graph, const Request& request, uint32_t node) {
  const std::vector<AnswerRow> rows = unfiltered_rows(graph, request, node);
  return std::any_of(rows.begin(), rows.end(),
                     [&](const AnswerRow& row) { return is_of_type(graph.nodes()[row.node].type, request.type); });
}

bool fits_type(const Graph& graph, const Request& request, std::string_view type) {
  const Ontology& ontology = graph::Access::ontology(graph);
  const uint32_t type_id = ontology.find_type(type);
  if (type_id == kNoIndex) return false;
  const TypeSet bit = type_bit(static_cast<TypeId>(type_id));
  const uint32_t attribute = ontology.find_attribute(request.verb);
  if (attribute != kNoIndex) return (ontology.attributes[attribute].of & bit) != 0;
  const Verb* verb = find_verb(request.verb);
  return verb != nullptr && std::any_of(verb->steps.begin(), verb->steps.end(), [&](const Step& step) {
           const uint32_t relation = ontology.find_relation(step.relation);
           if (relation == kNoIndex) return false;
           const RelationType& signature = ontology.relations[relation];
           const TypeSet from = step.direction == Direction::in ? signature.target : signature.source;
           return from == 0 || (from & bit) != 0;
         });
}

std::vector<AnswerRow> path_rows(const Graph& graph, uint32_t from, uint32_t to) {
  std::vector<uint32_t> path;
  if (!graph::Access::topology(graph).shortest_path(from, to, path)) return {};
  std::vector<AnswerRow> rows(1);
  rows[0].node = from;
  rows[0].confidence = 1;
  for (const uint32_t index : path) {
    const Edge& edge = graph.edges()[index];
    const uint32_t next = edge.source == rows.back().node ? edge.target : edge.source;
    rows.push_back(row_of_chain(graph, next, {index}, false));
  }
  for (AnswerRow& row : rows) {
    add_dates(graph, row);
    add_counter_evidence(graph, row);
  }
  return rows;
}

}  // namespace whobuilds::query
