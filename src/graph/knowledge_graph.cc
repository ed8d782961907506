#include "graph/knowledge_graph.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "graph/verdict.h"

namespace whobuilds {

struct Graph::State {
  Ontology ontology;
  std::string rules_hash;
  bool frozen = false;  // read back from a file: there are no contributions behind it
  std::map<std::pair<std::string, std::string>, graph::Contribution> contributions;  // by id, sha256
  graph::Contents contents;
  std::optional<graph::Topology> topology;

  void set(graph::Contents&& finished) {
    contents = std::move(finished);
    topology.emplace(contents.nodes.size(), contents.edges);
  }

  void add(graph::Contribution&& contribution) {
    assert(!frozen && "a graph read back from a file takes no facts");
    if (frozen) return;
    auto key = std::make_pair(contribution.facts.document.id, contribution.facts.document.sha256);
    const auto found = contributions.find(key);
    if (found == contributions.end()) {
      contributions.emplace(std::move(key), std::move(contribution));
    } else {
      join(found->second, std::move(contribution));
    }
  }
};

Graph::Graph(std::unique_ptr<State> state) : state_(std::move(state)) {}
Graph::Graph(const RuleSet& rule_set) : Graph(graph::Access::create(rule_set.rules().ontology, rule_set.hash())) {}
Graph::~Graph() = default;
Graph::Graph(Graph&&) noexcept = default;
Graph& Graph::operator=(Graph&&) noexcept = default;

void Graph::add(const DocumentFacts& facts, std::string_view text) {
  graph::Access::add(*this, facts, [text](Span sentence) {
    return sentence.begin <= sentence.end && sentence.end <= text.size() ? std::string(sentence.of(text)) : "";
  });
}

void Graph::finish() {
  if (state_->frozen) return;
  std::vector<const graph::Contribution*> contributions;
  for (const auto& entry : state_->contributions) contributions.push_back(&entry.second);
  graph::Contents contents = graph::merge(state_->ontology, contributions);
  contents.rules_hash = state_->rules_hash;
  state_->set(std::move(contents));
}

const std::vector<DocumentInfo>& Graph::documents() const { return state_->contents.documents; }
const std::vector<Node>& Graph::nodes() const { return state_->contents.nodes; }
const std::vector<Edge>& Graph::edges() const { return state_->contents.edges; }
const std::vector<uint32_t>& Graph::out_edges(uint32_t node) const { return state_->topology->out_edges(node); }
const std::vector<uint32_t>& Graph::in_edges(uint32_t node) const { return state_->topology->in_edges(node); }
const std::string& Graph::rules_hash() const { return state_->contents.rules_hash; }
const std::string& Graph::root() const { return state_->contents.root; }

size_t Graph::find_node(std::string_view id) const {
  const std::vector<Node>& all = nodes();
  const auto at = std::lower_bound(all.begin(), all.end(), id,
                                   [](const Node& node, std::string_view wanted) { return node.id < wanted; });
  return at != all.end() && at->id == id ? static_cast<size_t>(at - all.begin()) : SIZE_MAX;
}

namespace graph {

Graph Access::create(Ontology ontology, std::string rules_hash) {
  auto state = std::make_unique<Graph::State>();
  state->ontology = std::move(ontology);
  state->rules_hash = std::move(rules_hash);
  return Graph(std::move(state));
}

Graph Access::assemble(Ontology ontology, Contents contents) {
  Graph graph = create(std::move(ontology), contents.rules_hash);
  graph.state_->frozen = true;
  graph.state_->set(std::move(contents));
  return graph;
}

void Access::add(Graph& graph, const DocumentFacts& facts, const SentenceText& sentence_text) {
  graph.state_->add(make_contribution(facts, sentence_text));
}

void Access::add(Graph& graph, PreparedRecord&& record) { graph.state_->add(std::move(*record.contribution_)); }

const Contribution& Access::contribution(const PreparedRecord& record) { return *record.contribution_; }

void Access::each_record(const Graph& graph, const std::function<void(const FactsRecord& record)>& use) {
  for (const auto& entry : graph.state_->contributions) use(entry.second);
}

const Ontology& Access::ontology(const Graph& graph) { return graph.state_->ontology; }
const Topology& Access::topology(const Graph& graph) { return *graph.state_->topology; }

const EdgeEvidence& best_evidence(const std::vector<EdgeEvidence>& evidence, Status status) {
  assert(!evidence.empty());
  const auto worse = [status](const EdgeEvidence& a, const EdgeEvidence& b) {
    return std::make_pair(a.evidence.status == status, a.evidence.confidence) <
           std::make_pair(b.evidence.status == status, b.evidence.confidence);
  };
  return *std::max_element(evidence.begin(), evidence.end(), worse);
}

uint32_t independent_sources(const std::vector<EdgeEvidence>& evidence, Status status) {
  std::map<std::string, uint32_t> first_document;  // of each sentence
  std::set<uint32_t> documents;
  for (const EdgeEvidence& e : evidence) {
    if ((e.evidence.status == Status::denied) != (status == Status::denied)) continue;
    const std::string key = sentence_key(e.text);
    documents.insert(key.empty() ? e.document : first_document.emplace(key, e.document).first->second);
  }
  return static_cast<uint32_t>(documents.size());
}

}  // namespace graph

PreparedRecord::PreparedRecord(FactsRecord record)
    : contribution_(std::make_unique<graph::Contribution>(graph::make_contribution(std::move(record)))) {}
PreparedRecord::~PreparedRecord() = default;
PreparedRecord::PreparedRecord(PreparedRecord&&) noexcept = default;
PreparedRecord& PreparedRecord::operator=(PreparedRecord&&) noexcept = default;

void add_record(Graph& graph, PreparedRecord record) { graph::Access::add(graph, std::move(record)); }

void add_record(Graph& graph, FactsRecord record) { add_record(graph, PreparedRecord(std::move(record))); }

void each_record(const Graph& graph, const std::function<void(const FactsRecord& record)>& use) {
  graph::Access::each_record(graph, use);
}

}  // namespace whobuilds
