#include "export/houses.h"

#include <set>

namespace whobuilds::exporting {
namespace {

constexpr uint32_t kNone = UINT32_MAX;

}  // namespace

Houses::Houses(const Graph& graph) : graph_(graph), head_(graph.nodes().size(), kNone) {
  for (uint32_t node = 0; node < head_.size(); ++node) {
    if (is_body(node)) head_[node] = top(node, "part_of");
  }
  for (uint32_t node = 0; node < head_.size(); ++node) {
    if (!is_body(node)) head_[node] = maker(node);
  }
}

bool Houses::is_body(uint32_t node) const {
  const std::string& type = graph_.nodes()[node].type;
  return type == "Company" || type == "Organization";
}

// Follows the first such edge upward; a circle ends where it closes.
uint32_t Houses::top(uint32_t node, const char* relation) const {
  std::set<uint32_t> seen;
  while (seen.insert(node).second) {
    for (const uint32_t edge : graph_.out_edges(node)) {
      const Edge& up = graph_.edges()[edge];
      if (up.relation == relation && up.status != Status::denied) {
        node = up.target;
        break;
      }
    }
  }
  return node;
}

// The only house that develops the node or, failing that, its family; kNone when there are several.
uint32_t Houses::maker(uint32_t node) const {
  const uint32_t own = only_developer(node);
  return own != kNone ? own : only_developer(top(node, "variant_of"));
}

uint32_t Houses::only_developer(uint32_t node) const {
  uint32_t found = kNone;
  for (const uint32_t index : graph_.in_edges(node)) {
    const Edge& edge = graph_.edges()[index];
    if (edge.relation != "develops" || edge.status == Status::denied) continue;
    const uint32_t house = head_[edge.source];
    if (found != kNone && found != house) return kNone;
    found = house;
  }
  return found;
}

}  // namespace whobuilds::exporting
