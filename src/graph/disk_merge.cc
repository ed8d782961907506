#include "graph/disk_merge.h"

#include <optional>
#include <utility>

#include "graph/drafts.h"
#include "graph/fact_archive.h"
#include "graph/merge.h"

namespace whobuilds::graph {
namespace {

struct AttributePart {
  std::string key;
  Quantity value;
  EdgeEvidence evidence;
};

// What one document says about one node.
struct NodePart {
  Entity entity;
  std::vector<NodeMention> mentions;
  std::vector<AttributePart> attributes;
};

// What one document says about one edge, at one place.
struct EdgePart {
  std::string source, relation, target;
  bool inferred = false;
  std::map<std::string, Quantity> attributes;
  EdgeEvidence evidence;
};

template <typename Archive>
void fields(Archive& archive, AttributePart& part) {
  auto& [key, value, evidence] = part;
  archive(key, value, evidence);
}

template <typename Archive>
void fields(Archive& archive, NodePart& part) {
  auto& [entity, mentions, attributes] = part;
  archive(entity, mentions, attributes);
}

template <typename Archive>
void fields(Archive& archive, EdgePart& part) {
  auto& [source, relation, target, inferred, attributes, evidence] = part;
  archive(source, relation, target, inferred, attributes, evidence);
}

template <typename T>
std::string to_bytes(const T& value) {
  core::ArchiveWriter archive;
  archive(value);
  return archive.bytes();
}

template <typename T>
T from_bytes(std::string_view bytes) {
  core::ArchiveReader archive(bytes);
  T value;
  archive(value);
  return value;
}

std::string document_key(const DocumentInfo& document) {
  std::string key;
  core::append_key_field(key, document.id);
  core::append_key_field(key, document.sha256);
  return key;
}

// By source, relation, target: as edges are ordered, since nodes are ordered by id.
std::string edge_key(const EdgePart& part) {
  std::string key;
  core::append_key_field(key, part.source);
  core::append_key_field(key, part.relation);
  core::append_key_field(key, part.target);
  return key;
}

std::vector<NodePart> node_parts(const Contribution& contribution, uint32_t document) {
  std::vector<NodePart> parts;
  for (const Entity& entity : contribution.facts.entities) parts.push_back({entity, {}, {}});
  for (const Mention& mention : contribution.facts.mentions) {
    parts[mention.entity].mentions.push_back({document, mention.span, mention.text});
  }
  for (const AttributeFact& fact : contribution.facts.attributes) {
    parts[fact.entity].attributes.push_back(
        {fact.key, fact.value, {document, fact.evidence, contribution.text_of(fact.evidence)}});
  }
  return parts;
}

}  // namespace

// Contributions go first, then what they are taken apart into: the limit is used twice at most.
DiskMerge::DiskMerge(const Ontology& ontology, std::string folder, size_t memory)
    : ontology_(ontology),
      contributions_(folder, memory),
      documents_(folder, memory / 8),
      nodes_(folder, memory * 3 / 8),
      edges_(folder, memory / 2) {}

void DiskMerge::add(const Contribution& contribution) {
  contributions_.add(document_key(contribution.facts.document), to_bytes(contribution));
}

void DiskMerge::each_contribution(const std::function<void(Contribution&& contribution)>& use) {
  std::string key;
  std::optional<Contribution> joined;
  contributions_.drain([&](std::string_view next_key, std::string_view bytes) {
    Contribution next = from_bytes<Contribution>(bytes);
    if (joined && key == next_key) return join(*joined, std::move(next));
    if (joined) use(std::move(*joined));
    joined.emplace(std::move(next));
    key = next_key;
  });
  if (joined && !failed()) use(std::move(*joined));
}

void DiskMerge::number_documents() {
  std::optional<Contribution> last;  // is waited with until it is known whether the next one has its id too
  bool shares_id = false;
  each_contribution([&](Contribution&& next) {
    const bool same_id = last && last->facts.document.id == next.facts.document.id;
    if (last) take_apart(*last, shares_id || same_id);
    shares_id = same_id;
    last.emplace(std::move(next));
  });
  if (last) take_apart(*last, shares_id);
}

void DiskMerge::take_apart(const Contribution& contribution, bool shares_id) {
  const auto number = static_cast<uint32_t>(ids_.size());
  const DocumentFacts& facts = contribution.facts;
  DocumentInfo document = facts.document;
  if (shares_id) document.id += id_suffix(document);
  documents_.add(document_key(facts.document), to_bytes(document));
  for (const NodePart& part : node_parts(contribution, number)) nodes_.add(part.entity.id, to_bytes(part));
  for (const RelationFact& fact : facts.relations) {
    EdgePart part = {facts.entities[fact.source].id,
                     fact.relation,
                     facts.entities[fact.target].id,
                     fact.inferred,
                     fact.attributes,
                     {number, fact.evidence, contribution.text_of(fact.evidence)}};
    if (part.source > part.target && is_symmetric(ontology_, part.relation)) std::swap(part.source, part.target);
    edges_.add(edge_key(part), to_bytes(part));
  }
  ids_.push_back(std::move(document.id));
  dates_.push_back(std::move(document.date));
  hashes_.push_back(contribution.hash);
}

std::string DiskMerge::root() const { return root_of(hashes_); }

void DiskMerge::each_document(const std::function<void(const DocumentInfo& document)>& use) {
  documents_.drain([&](std::string_view, std::string_view bytes) { use(from_bytes<DocumentInfo>(bytes)); });
}

void DiskMerge::each_node(const std::function<void(const Node& node)>& use) {
  const EvidenceJudge judge_evidence(dates_);
  std::string id;
  std::optional<NodeDraft> draft;
  nodes_.drain([&](std::string_view next_id, std::string_view bytes) {
    if (draft && id != next_id) {
      use(draft->finish(id, judge_evidence));
      draft.reset();
    }
    id = next_id;
    if (!draft) draft.emplace();
    NodePart part = from_bytes<NodePart>(bytes);
    draft->add(part.entity);
    for (NodeMention& mention : part.mentions) draft->add(std::move(mention));
    for (AttributePart& each : part.attributes) draft->add_attribute(each.key, each.value, std::move(each.evidence));
  });
  if (draft) use(draft->finish(id, judge_evidence));
}

void DiskMerge::each_edge(
    const std::function<void(const Edge& edge, const std::string& source, const std::string& target)>& use) {
  const EvidenceJudge judge_evidence(dates_);
  std::string key;
  EdgePart first;  // of those with this key
  std::optional<EdgeDraft> draft;
  const auto finish = [&] {
    Edge edge = draft->finish(judge_evidence);
    edge.relation = first.relation;
    edge.id = edge_id(first.source, first.relation, first.target);
    use(edge, first.source, first.target);
    draft.reset();
  };
  edges_.drain([&](std::string_view next_key, std::string_view bytes) {
    EdgePart part = from_bytes<EdgePart>(bytes);
    if (draft && key != next_key) finish();
    const uint32_t age = judge_evidence.age(part.evidence.document);
    const bool is_first = !draft;
    if (is_first) draft.emplace();
    draft->add(part.inferred, part.attributes, std::move(part.evidence), age);
    if (!is_first) return;
    key = next_key;
    first = std::move(part);
  });
  if (draft) finish();
}

bool DiskMerge::failed() const {
  return contributions_.failed() || documents_.failed() || nodes_.failed() || edges_.failed();
}

}  // namespace whobuilds::graph
