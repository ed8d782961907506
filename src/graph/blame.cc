#include "graph/blame.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace whobuilds::graph {
namespace {

constexpr size_t kMostRenamings = 200;  // looked at for one sentence: bounds the time for spans that no reader made

// What makes two pieces of support the same. Of documents with other bytes offsets mean nothing, texts do.
struct SupportKey {
  uint32_t document;
  Span span, sentence;
  std::string_view text, rule, source;
  Status status = Status::asserted;
  double confidence = 0;

  auto order() const { return std::tie(document, span, sentence, text, rule, source, status, confidence); }
  friend bool operator<(const SupportKey& a, const SupportKey& b) { return a.order() < b.order(); }
};

using Keyed = std::pair<SupportKey, const Support*>;

SupportKey key_of(const Support& support, uint32_t document, bool same_bytes) {
  SupportKey key;
  key.document = document;
  if (same_bytes) {
    key.span = support.evidence != nullptr ? support.evidence->span : support.span;
    if (support.evidence != nullptr) key.sentence = support.evidence->sentence;
  } else if (support.text != nullptr) {
    key.text = *support.text;
  }
  if (support.evidence != nullptr) {
    key.rule = support.evidence->rule;
    key.source = support.evidence->source;
    key.status = support.evidence->status;
    key.confidence = support.evidence->confidence;
  }
  return key;
}

bool by_key(const Keyed& a, const Keyed& b) { return a.first < b.first; }

// Keys number documents as the graph after does; what only the graph before has comes behind.
std::vector<Keyed> keyed(const std::vector<Support>& list, const std::vector<Partner>& partners, bool before,
                         uint32_t documents_after) {
  std::vector<Keyed> result;
  for (const Support& support : list) {
    const Partner& partner = partners[support.document];
    uint32_t document = support.document;
    if (before) document = partner.document != Partner::kNone ? partner.document : documents_after + support.document;
    result.emplace_back(key_of(support, document, partner.same_bytes), &support);
  }
  std::sort(result.begin(), result.end(), by_key);
  return result;
}

// Collects the causes of one change.
class Causes {
 public:
  void add(CauseKind kind, std::string what) { causes_.emplace(kind, std::move(what)); }
  bool empty() const { return causes_.empty(); }
  std::vector<Cause> take() const {
    std::vector<Cause> list;
    for (const auto& cause : causes_) list.push_back({cause.first, cause.second});
    return list;
  }

 private:
  std::set<std::pair<CauseKind, std::string>> causes_;
};

std::string renaming_text(const Renaming& renaming) {
  if (renaming.before == nullptr) return *renaming.after;
  if (renaming.after == nullptr) return *renaming.before;
  return *renaming.before + " -> " + *renaming.after;
}

bool is_about(const std::string* id, const std::vector<std::string>& entities) {
  return id != nullptr && std::find(entities.begin(), entities.end(), *id) != entities.end();
}

// Adds the names of the sentence that are others now, as far as they concern the entities. False if there are none.
bool blame_names(const std::vector<Renaming>& renamings, const Support& support,
                 const std::vector<std::string>& entities, Causes& causes) {
  const Span where = support.evidence != nullptr ? support.evidence->sentence : support.span;
  auto at = std::partition_point(renamings.begin(), renamings.end(),
                                 [&](const Renaming& renaming) { return renaming.span.begin < where.begin; });
  if (at != renamings.begin()) --at;
  bool found = false;
  for (size_t seen = 0; at != renamings.end() && at->span.begin < where.end && seen < kMostRenamings; ++at, ++seen) {
    if (!at->span.overlaps(where)) continue;
    if (!is_about(at->before, entities) && !is_about(at->after, entities)) continue;
    causes.add(CauseKind::catalogue, renaming_text(*at));
    found = true;
  }
  return found;
}

}  // namespace

std::vector<Support> support_of(const std::vector<EdgeEvidence>& evidence) {
  std::vector<Support> list;
  for (const EdgeEvidence& each : evidence) list.push_back({each.document, {}, &each.text, &each.evidence});
  return list;
}

std::vector<Support> support_of_node(const Graph& graph, uint32_t node) {
  std::vector<Support> list;
  for (const NodeMention& mention : graph.nodes()[node].mentions) {
    list.push_back({mention.document, mention.span, &mention.text, nullptr});
  }
  if (!list.empty()) return list;
  const auto take = [&](const std::vector<EdgeEvidence>& evidence) {
    const std::vector<Support> more = support_of(evidence);
    list.insert(list.end(), more.begin(), more.end());
  };
  for (const NodeAttribute& attribute : graph.nodes()[node].attributes) take(attribute.evidence);
  for (const uint32_t edge : graph.out_edges(node)) take(graph.edges()[edge].evidence);
  for (const uint32_t edge : graph.in_edges(node)) take(graph.edges()[edge].evidence);
  return list;
}

Blame::Blame(const Graph& before, const Graph& after)
    : before_(before),
      after_(after),
      pairs_(pair_documents(before, after)),
      other_rules_(before.rules_hash() != after.rules_hash()),
      renamings_(other_rules_ ? find_renamings(before, after, pairs_)
                              : std::vector<std::vector<Renaming>>(after.documents().size())) {}

std::vector<Cause> Blame::causes(const std::vector<Support>& lost, const std::vector<Support>& gained,
                                 const std::vector<std::string>& entities) const {
  Causes causes;
  const auto documents_after = static_cast<uint32_t>(after_.documents().size());
  const auto blame_rules = [&](const Support& support, uint32_t document) {
    if (!other_rules_ || blame_names(renamings_[document], support, entities, causes)) return;
    if (support.evidence != nullptr) causes.add(CauseKind::rule, support.evidence->rule);
  };
  const auto blame = [&](const Support& support, const Partner& partner, const DocumentInfo& document,
                         CauseKind alone) {
    if (partner.document == Partner::kNone) return causes.add(alone, document.id);
    if (!partner.same_bytes) return causes.add(CauseKind::document_changed, document.id);
    blame_rules(support, alone == CauseKind::document_removed ? partner.document : support.document);
  };

  const std::vector<Keyed> before = keyed(lost, pairs_.before, true, documents_after);
  const std::vector<Keyed> after = keyed(gained, pairs_.after, false, documents_after);
  std::vector<Keyed> only;
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(only), by_key);
  for (const auto& [key, support] : only) {
    const Partner& partner = pairs_.before[support->document];
    const DocumentInfo& document = partner.document == Partner::kNone ? before_.documents()[support->document]
                                                                      : after_.documents()[partner.document];
    blame(*support, partner, document, CauseKind::document_removed);
  }
  only.clear();
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(only), by_key);
  for (const auto& [key, support] : only) {
    blame(*support, pairs_.after[support->document], after_.documents()[support->document], CauseKind::document_added);
  }
  if (!causes.empty()) return causes.take();

  // Everything speaks for it as it did: the rules give it another value or another name.
  for (const auto& [key, support] : after) {
    if (other_rules_ && support->evidence != nullptr) causes.add(CauseKind::rule, support->evidence->rule);
    if (other_rules_ && support->evidence == nullptr) causes.add(CauseKind::catalogue, entities.front());
  }
  if (causes.empty()) causes.add(CauseKind::unexplained, "");
  return causes.take();
}

}  // namespace whobuilds::graph
