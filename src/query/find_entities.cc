#include <algorithm>

#include "query/names.h"
#include "whobuilds/ask.h"

namespace whobuilds {

Result<std::vector<uint32_t>> query::find_entities(const Names& known, const std::vector<std::string>& names) {
  std::vector<uint32_t> nodes;
  Diagnostics problems;
  for (const std::string& name : names) {
    const query::NameHits hits = known.find(name);
    if (hits.match == query::NameMatch::none) problems.push_back(query::unknown_name(known, name));
    nodes.insert(nodes.end(), hits.nodes.begin(), hits.nodes.end());
  }
  if (!problems.empty()) return problems;
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

Result<std::vector<uint32_t>> find_entities(const Graph& graph, const std::vector<std::string>& names) {
  return query::find_entities(query::Names(graph), names);
}

}  // namespace whobuilds
