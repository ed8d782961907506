#include "export/company_groups.h"

#include <map>
#include <set>

#include "graph/variant_families.h"

namespace whobuilds::exporting {
namespace {

constexpr uint32_t kMuch = 4;  // a unit that makes as many things stands on its own

bool says(const Edge& edge, const char* relation) { return edge.relation == relation && edge.status != Status::denied; }

}  // namespace

CompanyGroups::CompanyGroups(const Graph& graph)
    : graph_(graph),
      family_(graph::variant_families(graph.nodes().size(), graph.edges())),
      maker_(graph.nodes().size(), kNone),
      made_(graph.nodes().size()),
      head_(graph.nodes().size(), kNone) {
  for (uint32_t node = 0; node < maker_.size(); ++node) {
    if (is_body(node)) continue;
    maker_[node] = strongest_developer(node);
    if (maker_[node] == kNone) maker_[node] = strongest_developer(family_[node]);
    if (maker_[node] != kNone) ++made_[maker_[node]];
  }
  for (uint32_t node = 0; node < head_.size(); ++node) {
    if (is_body(node)) head_[node] = climb(node);
  }
}

bool CompanyGroups::is_body(uint32_t node) const {
  const std::string& type = graph_.nodes()[node].type;
  return type == "Company" || type == "Organization";
}

uint32_t CompanyGroups::head(uint32_t node) const {
  const uint32_t body = is_body(node) ? node : maker_[node];
  return body == kNone ? kNone : head_[body];
}

uint32_t CompanyGroups::strongest_developer(uint32_t node) const {
  std::map<uint32_t, size_t> sentences;
  for (const uint32_t index : graph_.in_edges(node)) {
    const Edge& edge = graph_.edges()[index];
    if (says(edge, "develops") && is_body(edge.source)) sentences[edge.source] += edge.evidence.size();
  }
  uint32_t best = kNone;
  for (const auto& developer : sentences) {
    if (best == kNone || developer.second > sentences[best]) best = developer.first;
  }
  return best;
}

uint32_t CompanyGroups::owner(uint32_t body) const {
  for (const uint32_t index : graph_.out_edges(body)) {
    const Edge& edge = graph_.edges()[index];
    if (says(edge, "part_of") && is_body(edge.target)) return edge.target;
  }
  return kNone;
}

// A circle ends where it closes.
uint32_t CompanyGroups::climb(uint32_t body) const {
  std::set<uint32_t> seen;
  while (made_[body] < kMuch && seen.insert(body).second) {
    const uint32_t above = owner(body);
    if (above == kNone) break;
    body = above;
  }
  return body;
}

}  // namespace whobuilds::exporting
