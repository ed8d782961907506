// What there is: numbers, kinds, names, entities.
#include <algorithm>
#include <map>

#include "serve/edge_json.h"
#include "serve/filters.h"
#include "serve/handlers.h"
#include "whobuilds/report.h"

namespace whobuilds::serve {
namespace {

constexpr size_t kMostMentions = 100, kMostEdges = 500;

using Counts = std::map<std::string, uint64_t>;

Json counts_json(const Counts& counts) {
  Json json = Json::object();
  for (const auto& [name, count] : counts) json[name] = count;
  return json;
}

bool has_name_with(const Node& node, const std::string& part) {
  const auto holds = [&](const std::string& name) { return holds_text(name, part); };
  return holds(node.label) || std::any_of(node.aliases.begin(), node.aliases.end(), holds) ||
         std::any_of(node.names.begin(), node.names.end(), [&](const auto& name) { return holds(name.second); });
}

std::vector<uint32_t> wanted_entities(const Scope& scope, const Arguments& arguments) {
  const GraphView& view = scope.view();
  const std::string part = arguments.text("q");
  std::vector<uint32_t> wanted;
  for (uint32_t i = 0; i < view.nodes(); ++i) {
    const Node& node = view.node(i);
    if (!scope.has_type(node.type)) continue;
    if (arguments.has("discovered") && node.discovered != arguments.boolean("discovered")) continue;
    if (part.empty() || has_name_with(node, part)) wanted.push_back(i);
  }
  return wanted;
}

void sort_entities(const GraphView& view, const std::string& order, std::vector<uint32_t>& nodes) {
  const auto by = [&](const auto& less) { std::stable_sort(nodes.begin(), nodes.end(), less); };
  if (order == "label") {
    by([&](uint32_t a, uint32_t b) { return view.node(a).label < view.node(b).label; });
  } else if (order == "mentions") {
    by([&](uint32_t a, uint32_t b) { return view.node(a).mentions.size() > view.node(b).mentions.size(); });
  } else {
    by([&](uint32_t a, uint32_t b) { return view.degree(a) > view.degree(b); });
  }
}

Json entity_json(const GraphView& view, uint32_t index, const std::string& language) {
  const Node& node = view.node(index);
  Json json = name_json(node, language);
  json["names"] = node.names;
  json["discovered"] = node.discovered;
  json["edges"] = view.degree(index);
  json["mentions"] = node.mentions.size();
  json["documents"] = view.documents_of(index);
  return json;
}

}  // namespace

Reply answer_stats(const Call& call) {
  const GraphView& view = *call.snapshot.view();
  Counts types, relations, statuses, languages;
  for (const Node& node : view.graph().nodes()) ++types[node.type];
  for (const Edge& edge : view.graph().edges()) {
    ++relations[edge.relation];
    ++statuses[status_name(edge.status)];
  }
  std::string first, last;
  for (const DocumentInfo& document : view.graph().documents()) {
    ++languages[std::string(language_code(document.language))];
    if (document.date.empty()) continue;
    if (first.empty() || document.date < first) first = document.date;
    if (document.date > last) last = document.date;
  }
  return json_reply({{"documents", view.graph().documents().size()},
                     {"nodes", view.nodes()},
                     {"edges", view.edges()},
                     {"evidence", view.evidence()},
                     {"root", view.graph().root()},
                     {"rules", view.graph().rules_hash()},
                     {"version", WHOBUILDS_VERSION},
                     {"types", counts_json(types)},
                     {"relations", counts_json(relations)},
                     {"statuses", counts_json(statuses)},
                     {"languages", counts_json(languages)},
                     {"dates", {{"first", first}, {"last", last}}},
                     {"writable", call.writer != nullptr},
                     {"store", !call.store_path.empty()}});
}

Reply answer_ontology(const Call& call) { return text_reply("application/json", ontology_to_json(call.rule_set)); }

Reply answer_complete(const Call& call) {
  const size_t most = static_cast<size_t>(call.arguments.integer("limit"));
  const std::string language = call.arguments.text("lang");
  Json items = Json::array();
  for (const Completion& completion : call.snapshot.completer().complete(call.arguments.text("q"), most)) {
    Json item = name_json(call.snapshot.view()->node(completion.node), language);
    item["matched"] = completion.name;
    items.push_back(std::move(item));
  }
  return json_reply({{"items", std::move(items)}});
}

Reply answer_entities(const Call& call) {
  const Result<Scope> scope = Scope::of(call.snapshot, call.arguments);
  if (!scope) return error_reply(scope.diagnostics());
  std::vector<uint32_t> nodes = wanted_entities(*scope, call.arguments);
  sort_entities(scope->view(), call.arguments.text("sort"), nodes);
  const std::string language = call.arguments.text("lang");
  return page_reply(call, nodes.size(),
                    [&](size_t place) { return entity_json(scope->view(), nodes[place], language); });
}

Reply answer_entity(const Call& call) {
  const GraphView& view = *call.snapshot.view();
  const Result<uint32_t> node = node_named(call.snapshot, view, call.arguments.text("id"));
  if (!node) return error_reply(node.diagnostics());
  std::vector<uint32_t> edges = view.graph().out_edges(*node);
  for (const uint32_t edge : view.graph().in_edges(*node)) {
    if (view.edge(edge).source != *node) edges.push_back(edge);
  }
  std::stable_sort(edges.begin(), edges.end(),
                   [&](uint32_t a, uint32_t b) { return view.edge(a).confidence > view.edge(b).confidence; });
  const std::string language = call.arguments.text("lang");
  Json list = Json::array();
  for (size_t i = 0; i < std::min(edges.size(), kMostEdges); ++i) list.push_back(fact_json(view, edges[i], language));
  Json json = parse_json(node_to_json(view.graph(), *node, kMostMentions));
  json["label"] = label_in(view.node(*node), language);
  return json_reply({{"node", std::move(json)}, {"edges", std::move(list)}});
}

}  // namespace whobuilds::serve
