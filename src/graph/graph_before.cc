#include <map>
#include <utility>

#include "graph/document_facts.h"
#include "graph/knowledge_graph.h"
#include "whobuilds/diff.h"

namespace whobuilds {
namespace {

// The sentences of one document, as the graph keeps them.
using Sentences = std::map<std::pair<uint32_t, uint32_t>, const std::string*>;

std::vector<Sentences> kept_sentences(const Graph& graph) {
  std::vector<Sentences> kept(graph.documents().size());
  const auto keep = [&](const std::vector<EdgeEvidence>& list) {
    for (const EdgeEvidence& each : list) {
      const Span sentence = each.evidence.sentence;
      if (!each.text.empty()) kept[each.document][{sentence.begin, sentence.end}] = &each.text;
    }
  };
  for (const Node& node : graph.nodes()) {
    for (const NodeAttribute& attribute : node.attributes) keep(attribute.evidence);
  }
  for (const Edge& edge : graph.edges()) keep(edge.evidence);
  return kept;
}

// YYYY, YYYY-MM or YYYY-MM-DD as a day, the first of what it says; "" for anything else.
std::string first_day(const std::string& date) {
  constexpr std::string_view kForm = "0000-00-00";
  if (date.size() != 4 && date.size() != 7 && date.size() != 10) return "";
  for (size_t i = 0; i < date.size(); ++i) {
    const bool digit = date[i] >= '0' && date[i] <= '9';
    if (kForm[i] == '0' ? !digit : date[i] != '-') return "";
  }
  const std::string day = date + std::string("-01-01").substr(date.size() == 10 ? 6 : date.size() == 7 ? 3 : 0);
  const int month = std::stoi(day.substr(5, 2)), of_month = std::stoi(day.substr(8, 2));
  return month >= 1 && month <= 12 && of_month >= 1 && of_month <= 31 ? day : "";
}

}  // namespace

Result<Graph> graph_before(const Graph& graph, const std::string& date) {
  const std::string limit = first_day(date);
  if (limit.empty()) {
    Diagnostic problem;
    problem.code = "diff.date";
    problem.message = "\"" + date + "\" is no date";
    problem.expected = "YYYY, YYYY-MM or YYYY-MM-DD";
    return problem;
  }
  const std::vector<Sentences> sentences = kept_sentences(graph);
  const std::vector<DocumentFacts> facts = graph::facts_of_documents(graph);
  Graph result = graph::Access::create(graph::Access::ontology(graph), graph.rules_hash());
  for (size_t i = 0; i < facts.size(); ++i) {
    const std::string day = first_day(facts[i].document.date);
    if (!day.empty() && day >= limit) continue;
    graph::Access::add(result, facts[i], [&](Span sentence) {
      const auto found = sentences[i].find({sentence.begin, sentence.end});
      return found == sentences[i].end() ? std::string() : *found->second;
    });
  }
  result.finish();
  return result;
}

}  // namespace whobuilds
