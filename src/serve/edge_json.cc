#include "serve/edge_json.h"

#include <algorithm>

namespace whobuilds::serve {
namespace {

// `target` with another offset.
std::string with_offset(const std::string& target, size_t offset) {
  const size_t question = target.find('?');
  std::string result = target.substr(0, question) + "?";
  size_t begin = question == std::string::npos ? target.size() : question + 1;
  while (begin < target.size()) {
    const size_t end = std::min(target.find('&', begin), target.size());
    const std::string pair = target.substr(begin, end - begin);
    if (!pair.empty() && pair.compare(0, 7, "offset=") != 0) result += pair + "&";
    begin = end + 1;
  }
  return result + "offset=" + std::to_string(offset);
}

}  // namespace

Json edge_json(const GraphView& view, uint32_t index) {
  const Edge& edge = view.edge(index);
  return {{"id", edge.id},
          {"source", view.node(edge.source).id},
          {"target", view.node(edge.target).id},
          {"relation", edge.relation},
          {"status", status_name(edge.status)},
          {"confidence", edge.confidence},
          {"inferred", edge.inferred},
          {"evidence", edge.evidence.size()},
          {"first_date", view.first_date(index)},
          {"last_date", view.last_date(index)}};
}

Json fact_json(const GraphView& view, uint32_t index, const std::string& language) {
  Json json = edge_json(view, index);
  json["source_label"] = label_in(view.node(view.edge(index).source), language);
  json["target_label"] = label_in(view.node(view.edge(index).target), language);
  return json;
}

Json name_json(const Node& node, const std::string& language) {
  return {{"id", node.id}, {"type", node.type}, {"label", label_in(node, language)}};
}

Json quantity_json(const Quantity& quantity) {
  Json json = Json::object();
  if (quantity.number) {
    json["value"] = *quantity.number;
  } else {
    json["value"] = quantity.text;
  }
  json["unit"] = quantity.unit;
  return json;
}

Json document_json(const ServedDocument& document) {
  const DocumentInfo& info = document.document;
  return {{"number", document.number},
          {"id", info.id},
          {"title", info.title},
          {"date", info.date},
          {"lang", language_code(info.language)},
          {"url", info.url},
          {"path", info.path}};
}

Json document_summary_json(const Snapshot& snapshot, const ServedDocument& document) {
  Json json = document_json(document);
  json["facts"] = snapshot.view()->edges_of_document(document.index).size();
  json["added"] = document.added;
  json["kept"] = document.kept;
  return json;
}

Reply page_reply(const Call& call, size_t total, const std::function<Json(size_t place)>& item) {
  const size_t begin = std::min(static_cast<size_t>(call.arguments.integer("offset")), total);
  const size_t end = std::min(begin + static_cast<size_t>(call.arguments.integer("limit")), total);
  Json items = Json::array();
  for (size_t place = begin; place < end; ++place) items.push_back(item(place));
  Json json = {{"items", std::move(items)}, {"total", total}, {"next", nullptr}};
  if (end < total) json["next"] = with_offset(call.target, end);
  return json_reply(json);
}

}  // namespace whobuilds::serve
