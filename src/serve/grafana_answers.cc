// What Grafana asks for: its node graph panel, and rows for tables and charts.
#include <algorithm>

#include "serve/edge_json.h"
#include "serve/filters.h"
#include "serve/handlers.h"
#include "whobuilds/export.h"

namespace whobuilds::serve {
namespace {

// The fields of `rows`, as their first row has them.
Json fields_of(const Json& rows) {
  Json fields = Json::array();
  if (rows.empty()) return fields;
  for (const auto& [name, value] : rows.front().items()) {
    fields.push_back({{"field_name", name}, {"type", value.is_number() ? "number" : "string"}});
  }
  return fields;
}

// {"nodes":[rows],"edges":[rows]} of a part of the graph.
Result<Json> node_graph(const Call& call, const Selection& selection) {
  const Result<Graph> part = select(call.snapshot.graph(), selection);
  if (!part) return part.diagnostics();
  const Result<std::vector<ExportFile>> files = export_files(*part, "grafana", {});
  if (!files) return files.diagnostics();
  return Json::parse(files->front().bytes);
}

// ---- rows, named and made as the views of the store

Json document_row(const Snapshot& snapshot, const ServedDocument& document) {
  Json row = document_summary_json(snapshot, document);
  row["language"] = row["lang"];
  row.erase("lang");
  return row;
}

Json node_row(const GraphView& view, uint32_t index) {
  Json row = name_json(view.node(index));
  row["discovered"] = view.node(index).discovered;
  row["documents"] = view.documents_of(index);
  row["mentions"] = view.node(index).mentions.size();
  row["edges_out"] = view.graph().out_edges(index).size();
  row["edges_in"] = view.graph().in_edges(index).size();
  return row;
}

Json edge_row(const GraphView& view, uint32_t index) {
  Json row = fact_json(view, index);
  row["source_type"] = view.node(view.edge(index).source).type;
  row["target_type"] = view.node(view.edge(index).target).type;
  return row;
}

struct EvidencePlace {
  uint32_t edge = 0, evidence = 0;
};

Json evidence_row(const GraphView& view, const EvidencePlace& place) {
  const Edge& edge = view.edge(place.edge);
  const EdgeEvidence& evidence = edge.evidence[place.evidence];
  const DocumentInfo& document = view.graph().documents()[evidence.document];
  return {{"edge", edge.id},
          {"source", view.node(edge.source).id},
          {"source_label", view.node(edge.source).label},
          {"relation", edge.relation},
          {"target", view.node(edge.target).id},
          {"target_label", view.node(edge.target).label},
          {"status", status_name(evidence.evidence.status)},
          {"confidence", evidence.evidence.confidence},
          {"sentence", evidence.text},
          {"rule", evidence.evidence.rule},
          {"attributed_to", evidence.evidence.source},
          {"document", document.id},
          {"title", document.title},
          {"date", document.date},
          {"language", language_code(document.language)}};
}

// An array of the rows that offset and limit leave.
Reply rows_reply(const Call& call, size_t total, const std::function<Json(size_t place)>& row) {
  const size_t begin = std::min(static_cast<size_t>(call.arguments.integer("offset")), total);
  const size_t end = std::min(begin + static_cast<size_t>(call.arguments.integer("limit")), total);
  Json rows = Json::array();
  for (size_t place = begin; place < end; ++place) rows.push_back(row(place));
  return json_reply(rows);
}

}  // namespace

Reply answer_grafana_fields(const Call& call) {
  Selection few;
  few.top = 2;
  const Result<Json> graph = node_graph(call, few);
  if (!graph) return error_reply(graph.diagnostics());
  return json_reply({{"edges_fields", fields_of((*graph)["edges"])}, {"nodes_fields", fields_of((*graph)["nodes"])}});
}

Reply answer_grafana_data(const Call& call) {
  Result<Selection> selection = selection_of(call.snapshot, call.arguments);
  if (!selection) return error_reply(selection.diagnostics());
  selection->top = static_cast<size_t>(call.arguments.integer("limit"));
  const Result<Json> graph = node_graph(call, *selection);
  if (!graph) return error_reply(graph.diagnostics());
  return json_reply(*graph);
}

Reply answer_grafana_table(const Call& call) {
  const std::string rows = call.arguments.text("view");
  if (rows == "documents") {
    const std::vector<ServedDocument>& documents = call.snapshot.documents();
    return rows_reply(call, documents.size(),
                      [&](size_t place) { return document_row(call.snapshot, documents[place]); });
  }
  const Result<Scope> scope = Scope::of(call.snapshot, call.arguments);
  if (!scope) return error_reply(scope.diagnostics());
  const GraphView& view = scope->view();
  if (rows == "nodes") {
    std::vector<uint32_t> nodes;
    for (uint32_t i = 0; i < view.nodes(); ++i) {
      if (scope->has_type(view.node(i).type)) nodes.push_back(i);
    }
    return rows_reply(call, nodes.size(), [&](size_t place) { return node_row(view, nodes[place]); });
  }
  std::vector<uint32_t> edges;
  std::copy_if(view.surest_edges().begin(), view.surest_edges().end(), std::back_inserter(edges),
               [&](uint32_t edge) { return scope->has(edge); });
  if (rows == "edges") {
    return rows_reply(call, edges.size(), [&](size_t place) { return edge_row(view, edges[place]); });
  }
  std::vector<EvidencePlace> evidence;
  for (const uint32_t edge : edges) {
    for (uint32_t i = 0; i < view.edge(edge).evidence.size(); ++i) evidence.push_back({edge, i});
  }
  return rows_reply(call, evidence.size(), [&](size_t place) { return evidence_row(view, evidence[place]); });
}

}  // namespace whobuilds::serve
