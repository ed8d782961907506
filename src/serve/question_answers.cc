// Questions in words, paths, pattern queries, and what came since a date.
#include <chrono>

#include "serve/edge_json.h"
#include "serve/filters.h"
#include "serve/handlers.h"
#include "whobuilds/diff.h"
#include "whobuilds/query.h"
#include "whobuilds/report.h"

namespace whobuilds::serve {
namespace {

constexpr size_t kMostRows = 2000;

QueryLimits query_limits() {
  QueryLimits limits;
  limits.rows = 10'000;
  limits.time = std::chrono::seconds(10);
  limits.held_values = 2'000'000;
  limits.path_length = 30;
  return limits;
}

Reply run_query_reply(const Call& call, const std::string& query, Map parameters) {
  QueryOptions options;
  options.parameters = std::move(parameters);
  options.limits = query_limits();
  const PropertyGraph& graph = call.snapshot.properties();
  const Result<QueryResult> result = run_query(graph, query, options);
  if (!result) return error_reply(result.diagnostics());
  return text_reply("application/json", query_result_to_json(graph, *result));
}

// Gives the node whose id is `json[id]` its label in a language. What neither graph has keeps the label that it has.
void set_label(Json& json, const char* id, const char* label, const Graph& graph, const Graph& otherwise,
               const std::string& language) {
  for (const Graph* each : {&graph, &otherwise}) {
    const size_t node = each->find_node(json[id].get<std::string>());
    if (node == SIZE_MAX) continue;
    json[label] = label_in(each->nodes()[node], language);
    return;
  }
}

}  // namespace

Reply answer_ask(const Call& call) {
  const Result<Answer> answer = call.snapshot.answerer().ask(call.arguments.text("q"));
  if (!answer) return error_reply(answer.diagnostics());
  if (answer->rows.size() > kMostRows) {
    return error_reply({request_problem(
        "http.too_much", "the answer has " + std::to_string(answer->rows.size()) + " rows",
        "at most " + std::to_string(kMostRows), "ask about one thing, or page through /api/v1/facts")});
  }
  const Graph& graph = call.snapshot.graph();
  Json json = parse_json(answer_to_json(graph, *answer));
  for (const char* list : {"subjects", "rows"}) {
    for (Json& named : json[list]) set_label(named, "id", "label", graph, graph, call.arguments.text("lang"));
  }
  return json_reply(json);
}

Reply answer_path(const Call& call) {
  const GraphView& view = *call.snapshot.view();
  Diagnostics problems;
  std::vector<std::string> ends;
  for (const char* end : {"from", "to"}) {
    const Result<uint32_t> node = node_named(call.snapshot, view, call.arguments.text(end));
    problems.insert(problems.end(), node.diagnostics().begin(), node.diagnostics().end());
    if (node) ends.push_back(view.node(*node).id);
  }
  if (!problems.empty()) return error_reply(problems);
  const Result<Answer> path = call.snapshot.answerer().ask_path(ends[0], ends[1]);
  if (!path) return error_reply(path.diagnostics());
  Json nodes = Json::array(), edges = Json::array();
  for (const AnswerRow& row : path->rows) {
    nodes.push_back(name_json(view.node(row.node)));
    if (!row.edges.empty()) edges.push_back(edge_json(view, row.edges.front()));
  }
  return json_reply({{"nodes", std::move(nodes)}, {"edges", std::move(edges)}});
}

Reply answer_query(const Call& call) { return run_query_reply(call, call.arguments.text("q"), {}); }

Reply answer_posted_query(const Call& call) {
  const Json request = parse_json(call.body);
  Diagnostics problems;
  if (!request.is_object() || !request.contains("query") || !request["query"].is_string()) {
    problems.push_back(request_problem("http.body", "the body is not what was expected",
                                       "a JSON object {\"query\": \"MATCH ...\", \"parameters\": {...}}"));
    return error_reply(problems);
  }
  for (const auto& [name, value] : request.items()) {
    if (name == "query" || (name == "parameters" && value.is_object())) continue;
    problems.push_back(request_problem("http.body", "the member \"" + name + "\" is not what was expected",
                                       "query, a text, and parameters, an object"));
  }
  if (!problems.empty()) return error_reply(problems);
  Result<Map> parameters = read_query_parameters(to_text(request.value("parameters", Json::object())), "parameters");
  if (!parameters) return error_reply(parameters.diagnostics());
  return run_query_reply(call, request["query"], std::move(*parameters));
}

Reply answer_diff(const Call& call) {
  const auto view = call.snapshot.view_of_time("", call.arguments.text("until"));
  if (!view) return error_reply(view.diagnostics());
  const Graph& after = (*view)->graph();
  const Result<Graph> before = graph_before(after, call.arguments.text("since"));
  if (!before) return error_reply(before.diagnostics());
  const std::string language = call.arguments.text("lang");
  Json json = parse_json(diff_to_json(*before, after, diff(*before, after)));
  for (Json& node : json["nodes"]) set_label(node, "id", "label", after, *before, language);
  for (Json& edge : json["edges"]) {
    set_label(edge, "source", "source_label", after, *before, language);
    set_label(edge, "target", "target_label", after, *before, language);
  }
  return json_reply(json);
}

}  // namespace whobuilds::serve
