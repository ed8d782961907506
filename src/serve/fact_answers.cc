// Facts with their evidence; who builds what; what was said when.
#include <algorithm>
#include <map>
#include <optional>

#include "serve/edge_json.h"
#include "serve/filters.h"
#include "serve/handlers.h"

namespace whobuilds::serve {
namespace {

// ---- facts

// The ends that are asked for; each may be any.
struct Ends {
  std::optional<uint32_t> source, target, entity;

  bool fit(const Edge& edge) const {
    return (!source || edge.source == *source) && (!target || edge.target == *target) &&
           (!entity || edge.source == *entity || edge.target == *entity);
  }
};

Result<Ends> ends_of(const Call& call, const GraphView& view) {
  Ends ends;
  Diagnostics problems;
  const std::pair<const char*, std::optional<uint32_t>*> all[] = {
      {"source", &ends.source}, {"target", &ends.target}, {"entity", &ends.entity}};
  for (const auto& [name, end] : all) {
    if (!call.arguments.has(name)) continue;
    const Result<uint32_t> node = node_named(call.snapshot, view, call.arguments.text(name));
    problems.insert(problems.end(), node.diagnostics().begin(), node.diagnostics().end());
    if (node) *end = *node;
  }
  if (!problems.empty()) return problems;
  return ends;
}

// ---- one fact

Json highlight(uint32_t begin, uint32_t end, const char* role) {
  return {{"begin", begin}, {"end", end}, {"role", role}};
}

// Where the evidence's sentence names the node, as offsets in the sentence.
void add_mentions(const Node& node, const EdgeEvidence& evidence, const char* role, std::vector<Json>& highlights) {
  const Span sentence = evidence.evidence.sentence;
  auto each = std::lower_bound(node.mentions.begin(), node.mentions.end(), std::make_pair(evidence.document, sentence),
                               [](const NodeMention& mention, const std::pair<uint32_t, Span>& from) {
                                 return mention.document != from.first ? mention.document < from.first
                                                                       : mention.span.begin < from.second.begin;
                               });
  for (; each != node.mentions.end() && each->document == evidence.document && each->span.begin < sentence.end;
       ++each) {
    if (!sentence.contains(each->span)) continue;
    highlights.push_back(highlight(each->span.begin - sentence.begin, each->span.end - sentence.begin, role));
  }
}

Json highlights_json(const GraphView& view, const Edge& edge, const EdgeEvidence& evidence) {
  const Span sentence = evidence.evidence.sentence, span = evidence.evidence.span;
  std::vector<Json> highlights;
  if (evidence.text.size() != sentence.size()) return highlights;  // the sentence is not at hand
  if (sentence.contains(span)) {
    highlights.push_back(highlight(span.begin - sentence.begin, span.end - sentence.begin, "fact"));
  }
  add_mentions(view.node(edge.source), evidence, "source", highlights);
  if (edge.target != edge.source) add_mentions(view.node(edge.target), evidence, "target", highlights);
  std::stable_sort(highlights.begin(), highlights.end(), [](const Json& a, const Json& b) {
    return a["begin"].get<uint32_t>() < b["begin"].get<uint32_t>();
  });
  return highlights;
}

Json evidence_json(const Call& call, const Edge& edge, const EdgeEvidence& evidence) {
  const GraphView& view = *call.snapshot.view();
  const Evidence& said = evidence.evidence;
  const ServedDocument& document = *call.snapshot.document(view.graph().documents()[evidence.document].id);
  return {{"document", document_json(document)},
          {"sentence", evidence.text},
          {"begin", said.span.begin},
          {"end", said.span.end},
          {"sentence_begin", said.sentence.begin},
          {"sentence_end", said.sentence.end},
          {"highlights", highlights_json(view, edge, evidence)},
          {"rule", said.rule},
          {"status", status_name(said.status)},
          {"confidence", said.confidence},
          {"source", said.source}};
}

// The edge whose id is `id` or begins with it.
Result<uint32_t> edge_with_id(const GraphView& view, const std::string& id) {
  std::vector<uint32_t> found;
  for (uint32_t edge = 0; edge < view.edges(); ++edge) {
    if (view.edge(edge).id.compare(0, id.size(), id) == 0) found.push_back(edge);
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) return request_problem("http.not_found", "there is no edge \"" + id + "\"");
  return request_problem("http.ambiguous", "several edges have ids that begin with \"" + id + "\"", "the whole id");
}

// ---- matrix

bool is_building(const Edge& edge) {
  return (edge.relation == "develops" || edge.relation == "manufactures") && edge.status != Status::denied;
}

using EdgesOfBuilder = std::map<uint32_t, std::vector<uint32_t>>;

// The builders with the most edges first.
std::vector<uint32_t> top_builders(const EdgesOfBuilder& builders, size_t most) {
  std::vector<uint32_t> order;
  for (const auto& builder : builders) order.push_back(builder.first);
  std::stable_sort(order.begin(), order.end(),
                   [&](uint32_t a, uint32_t b) { return builders.at(a).size() > builders.at(b).size(); });
  order.resize(std::min(order.size(), most));
  return order;
}

// The cells of one row: what the builder builds, by type.
void add_cells(const GraphView& view, const std::string& language, const std::vector<uint32_t>& edges, Json& cells) {
  constexpr size_t kMostItems = 100;
  std::map<std::string, std::map<uint32_t, uint32_t>> by_type;  // type -> thing -> the surest edge to it
  for (const uint32_t edge : edges) {
    const uint32_t target = view.edge(edge).target;
    const auto entry = by_type[view.node(target).type].emplace(target, edge);
    uint32_t& best = entry.first->second;
    if (view.edge(edge).confidence > view.edge(best).confidence) best = edge;
  }
  for (const auto& [type, things] : by_type) {
    Json items = Json::array();
    for (const auto& [thing, edge] : things) {
      if (items.size() == kMostItems) break;
      items.push_back({{"id", view.node(thing).id},
                       {"label", label_in(view.node(thing), language)},
                       {"status", status_name(view.edge(edge).status)},
                       {"edge", view.edge(edge).id}});
    }
    cells.push_back({{"row", view.node(view.edge(edges.front()).source).id},
                     {"column", type},
                     {"count", things.size()},
                     {"items", std::move(items)}});
  }
}

// ---- timeline

// A date as precise as that which it is compared with: what is dated "2025" lies in any range that overlaps the year.
bool lies_between(const std::string& date, const std::string& from, const std::string& to) {
  const auto cut = [&](const std::string& end) {
    return date.compare(0, std::min(date.size(), end.size()), end, 0, std::min(date.size(), end.size()));
  };
  return (from.empty() || cut(from) >= 0) && (to.empty() || cut(to) <= 0);
}

}  // namespace

Reply answer_facts(const Call& call) {
  const Result<Scope> scope = Scope::of(call.snapshot, call.arguments);
  if (!scope) return error_reply(scope.diagnostics());
  const GraphView& view = scope->view();
  const Result<Ends> ends = ends_of(call, view);
  if (!ends) return error_reply(ends.diagnostics());
  std::vector<uint32_t> edges;
  for (const uint32_t edge : view.surest_edges()) {
    if (scope->has(edge) && ends->fit(view.edge(edge))) edges.push_back(edge);
  }
  const std::string language = call.arguments.text("lang");
  return page_reply(call, edges.size(), [&](size_t place) { return fact_json(view, edges[place], language); });
}

Reply answer_fact(const Call& call) {
  const GraphView& view = *call.snapshot.view();
  const Result<uint32_t> index = edge_with_id(view, call.arguments.text("id"));
  if (!index) return error_reply(index.diagnostics());
  const Edge& edge = view.edge(*index);
  Json fact = fact_json(view, *index, call.arguments.text("lang"));
  Json evidence = Json::array(), attributes = Json::object();
  for (const auto& [key, quantity] : edge.attributes) attributes[key] = quantity_json(quantity);
  fact["attributes"] = std::move(attributes);
  for (const EdgeEvidence& each : edge.evidence) evidence.push_back(evidence_json(call, edge, each));
  return json_reply({{"edge", std::move(fact)}, {"evidence", std::move(evidence)}});
}

Reply answer_matrix(const Call& call) {
  const Result<Scope> scope = Scope::of(call.snapshot, call.arguments);
  if (!scope) return error_reply(scope.diagnostics());
  const GraphView& view = scope->view();
  EdgesOfBuilder builders;
  for (uint32_t edge = 0; edge < view.edges(); ++edge) {
    if (scope->has(edge) && is_building(view.edge(edge))) builders[view.edge(edge).source].push_back(edge);
  }
  const std::string language = call.arguments.text("lang");
  Json rows = Json::array(), cells = Json::array();
  for (const uint32_t builder : top_builders(builders, static_cast<size_t>(call.arguments.integer("limit")))) {
    rows.push_back({{"id", view.node(builder).id}, {"label", label_in(view.node(builder), language)}});
    add_cells(view, language, builders.at(builder), cells);
  }
  return json_reply({{"rows", std::move(rows)},
                     {"columns", {"Model", "Chip", "System", "Product", "Benchmark"}},
                     {"cells", std::move(cells)}});
}

Reply answer_timeline(const Call& call) {
  const Result<Scope> scope = Scope::of(call.snapshot, call.arguments);
  if (!scope) return error_reply(scope.diagnostics());
  const GraphView& view = scope->view();
  const std::string from = call.arguments.text("from"), to = call.arguments.text("to");
  std::vector<uint32_t> edges;
  for (uint32_t edge = 0; edge < view.edges(); ++edge) {
    const std::string& date = view.first_date(edge);
    if (!date.empty() && scope->has(edge) && lies_between(date, from, to)) edges.push_back(edge);
  }
  std::stable_sort(edges.begin(), edges.end(),
                   [&](uint32_t a, uint32_t b) { return view.first_date(a) > view.first_date(b); });
  const std::string language = call.arguments.text("lang");
  return page_reply(call, edges.size(), [&](size_t place) {
    const uint32_t edge = edges[place];
    const std::string& document = view.graph().documents()[view.first_document(edge)].id;
    return Json{{"date", view.first_date(edge)},
                {"edge", edge_json(view, edge)},
                {"source_label", label_in(view.node(view.edge(edge).source), language)},
                {"target_label", label_in(view.node(view.edge(edge).target), language)},
                {"document", document_json(*call.snapshot.document(document))}};
  });
}

}  // namespace whobuilds::serve
