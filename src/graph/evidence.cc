#include "graph/evidence.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>

namespace whobuilds::graph {
namespace {

auto evidence_order(const EdgeEvidence& e) {
  return std::tie(e.document, e.evidence.span, e.evidence.sentence, e.evidence.rule, e.evidence.status,
                  e.evidence.source);
}

std::string key_of(const EdgeEvidence& e) {
  std::string key = sentence_key(e.text);
  if (!key.empty()) return key;
  return std::to_string(e.document) + '\n' + std::to_string(e.evidence.sentence.begin) + '\n' +
         std::to_string(e.evidence.sentence.end);
}

std::vector<std::string> dates_of(const std::vector<DocumentInfo>& documents) {
  std::vector<std::string> dates;
  dates.reserve(documents.size());
  for (const DocumentInfo& document : documents) dates.push_back(document.date);
  return dates;
}

}  // namespace

void sort_evidence(std::vector<EdgeEvidence>& evidence) {
  std::sort(evidence.begin(), evidence.end(), [](const EdgeEvidence& a, const EdgeEvidence& b) {
    if (evidence_order(a) != evidence_order(b)) return evidence_order(a) < evidence_order(b);
    return a.evidence.confidence > b.evidence.confidence;
  });
  const auto same = [](const EdgeEvidence& a, const EdgeEvidence& b) { return evidence_order(a) == evidence_order(b); };
  evidence.erase(std::unique(evidence.begin(), evidence.end(), same), evidence.end());
}

EvidenceJudge::EvidenceJudge(const std::vector<DocumentInfo>& documents) : EvidenceJudge(dates_of(documents)) {}

EvidenceJudge::EvidenceJudge(const std::vector<std::string>& dates) : ages_(dates.size()) {
  std::vector<uint32_t> order(dates.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return dates[a] < dates[b]; });
  for (uint32_t rank = 0; rank < order.size(); ++rank) ages_[order[rank]] = rank;
}

Verdict EvidenceJudge::operator()(const std::vector<EdgeEvidence>& evidence) const {
  std::vector<std::string> keys;
  keys.reserve(evidence.size());
  std::vector<Claim> claims;
  for (const EdgeEvidence& e : evidence) {
    keys.push_back(key_of(e));
    claims.push_back({e.evidence.status, e.evidence.confidence, keys.back(), ages_[e.document], e.evidence.span});
  }
  return judge(claims);
}

}  // namespace whobuilds::graph
