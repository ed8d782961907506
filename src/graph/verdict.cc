#include "graph/verdict.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <tuple>

#include "core/utf8.h"
#include "text/fold.h"

namespace whobuilds::graph {
namespace {

bool later(const Claim& a, const Claim& b) {
  return std::tie(a.age, a.place, a.status, a.confidence) < std::tie(b.age, b.place, b.status, b.confidence);
}

Status joint_status(const std::vector<Claim>& claims) {
  const bool any_asserts = std::any_of(claims.begin(), claims.end(),
                                       [](const Claim& claim) { return claim.status == Status::asserted; });
  if (any_asserts) return Status::asserted;
  return std::max_element(claims.begin(), claims.end(), later)->status;
}

// The factors are multiplied in ascending order: the result must not depend on that of the claims.
double joint_confidence(const std::vector<Claim>& claims, Status status) {
  std::map<std::string_view, double> by_sentence;
  for (const Claim& claim : claims) {
    if ((claim.status == Status::denied) != (status == Status::denied)) continue;
    double& confidence = by_sentence[claim.sentence];
    confidence = std::max(confidence, claim.confidence);
  }
  std::vector<double> doubts;
  for (const auto& sentence : by_sentence) doubts.push_back(1 - sentence.second);
  std::sort(doubts.begin(), doubts.end());
  double doubt = 1;
  for (const double factor : doubts) doubt *= factor;
  return std::round((1 - doubt) * 1e6) / 1e6;
}

}  // namespace

Verdict judge(const std::vector<Claim>& claims) {
  assert(!claims.empty());
  Verdict verdict;
  verdict.status = joint_status(claims);
  verdict.confidence = joint_confidence(claims, verdict.status);
  return verdict;
}

std::string sentence_key(std::string_view text) {
  const std::string folded = text::name_key(text);
  std::string key;
  key.reserve(folded.size());
  for (uint32_t at = 0; at < folded.size();) {
    const uint32_t begin = at;
    if (!core::is_space(core::decode(folded, at))) key.append(folded, begin, at - begin);
  }
  return key;
}

}  // namespace whobuilds::graph
