#include "serve/graph_view.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace whobuilds::serve {
namespace {

uint32_t distinct_documents(const Node& node) {
  uint32_t count = 0;
  for (size_t i = 0; i < node.mentions.size(); ++i) {
    count += i == 0 || node.mentions[i].document != node.mentions[i - 1].document;
  }
  return count;
}

}  // namespace

GraphView::GraphView(Graph graph) : graph_(std::move(graph)), edges_of_document_(graph_.documents().size()) {
  for (const Node& each : graph_.nodes()) documents_of_node_.push_back(distinct_documents(each));
  for (uint32_t i = 0; i < edges(); ++i) {
    const Edge& each = edge(i);
    spans_.push_back(span_of(each));
    evidence_ += each.evidence.size();
    for (const EdgeEvidence& evidence : each.evidence) {
      std::vector<uint32_t>& said = edges_of_document_[evidence.document];
      if (said.empty() || said.back() != i) said.push_back(i);
    }
  }
  surest_edges_.resize(edges());
  std::iota(surest_edges_.begin(), surest_edges_.end(), 0);
  std::stable_sort(surest_edges_.begin(), surest_edges_.end(),
                   [&](uint32_t a, uint32_t b) { return edge(a).confidence > edge(b).confidence; });
}

GraphView::DateSpan GraphView::span_of(const Edge& edge) const {
  const auto date = [&](uint32_t document) -> const std::string& { return graph_.documents()[document].date; };
  DateSpan span;
  if (!edge.evidence.empty()) span.first = span.last = edge.evidence.front().document;
  for (const EdgeEvidence& evidence : edge.evidence) {
    const std::string& day = date(evidence.document);
    if (day.empty()) continue;
    if (date(span.first).empty() || day < date(span.first)) span.first = evidence.document;
    if (day > date(span.last)) span.last = evidence.document;
  }
  return span;
}

uint32_t GraphView::degree(uint32_t node) const {
  return static_cast<uint32_t>(graph_.out_edges(node).size() + graph_.in_edges(node).size());
}

const std::string& GraphView::first_date(uint32_t edge) const { return graph_.documents()[spans_[edge].first].date; }
const std::string& GraphView::last_date(uint32_t edge) const { return graph_.documents()[spans_[edge].last].date; }

const std::string& label_in(const Node& node, const std::string& language) {
  const auto name = node.names.find(language);
  return name == node.names.end() || name->second.empty() ? node.label : name->second;
}

}  // namespace whobuilds::serve
