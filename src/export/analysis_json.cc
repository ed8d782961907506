#include "export/analysis_json.h"

#include "whobuilds/report.h"

namespace whobuilds {
namespace exporting {

void write_node_analysis(JsonWriter& json, const NodeAnalysis& node) {
  json.member("degree", node.degree);
  json.member("in_degree", node.in_degree);
  json.member("out_degree", node.out_degree);
  json.member("pagerank", node.pagerank);
  json.member("betweenness", node.betweenness);
  json.member("component", node.component);
  json.member("community", node.community);
  json.member("supply_depth", node.supply_depth);
}

}  // namespace exporting

std::string analysis_to_json(const Graph& graph, const Analysis& analysis, const std::vector<uint32_t>& nodes) {
  return exporting::json_document([&](exporting::JsonWriter& json) {
    json.key("nodes").begin_array();
    for (const uint32_t node : nodes) {
      json.begin_object();
      json.member("id", graph.nodes()[node].id);
      json.member("type", graph.nodes()[node].type);
      json.member("label", graph.nodes()[node].label);
      exporting::write_node_analysis(json, analysis.nodes[node]);
      json.end_object();
    }
    json.end_array();
    json.member("components", analysis.components);
    json.member("communities", analysis.communities);
    json.member("modularity", analysis.modularity);
    json.member("betweenness_sampled", analysis.betweenness_sampled);
    json.key("longest_supply_chain").begin_array();
    for (const uint32_t node : analysis.longest_supply_chain) json.value(graph.nodes()[node].id);
    json.end_array();
  });
}

}  // namespace whobuilds
