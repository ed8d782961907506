#include "whobuilds/rule_coverage.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <tuple>

#include "extract/compiled_rules.h"
#include "rules/rules.h"
#include "text/text.h"

namespace whobuilds {
namespace {

constexpr std::array<std::string_view, 6> kKinds = {"construction", "predicates", "pattern", "attribute", "family", "discovery"};

size_t kind_index(std::string_view kind) {
  return static_cast<size_t>(std::find(kKinds.begin(), kKinds.end(), kind) - kKinds.begin());
}

}  // namespace

struct RuleCoverage::State {
  RuleSet rule_set;
  std::map<std::string, uint32_t, std::less<>> counts;  // by rule id, of every rule that is counted
  uint32_t documents = 0;
  // Buffers, reused from document to document.
  text::Text text;
  recognise::Recognition recognition;

  void count(std::string_view id) {
    const auto found = counts.find(id);
    if (found != counts.end()) ++found->second;
  }

  // The rules that `rule` names: "group/construction+step" or one id.
  void count_parts(std::string_view rule) {
    rule = rule.substr(0, rule.find('+'));
    const size_t slash = rule.find('/');
    count(rule.substr(0, slash));
    if (slash != std::string_view::npos) count(rule.substr(slash + 1));
  }

  void count_names(const Document& document) {
    const Rules& rules = rule_set.rules();
    text::prepare_text(document, text);
    rule_set.compiled().recogniser.recognise(text, recognition, document.date);
    for (const recognise::NameMention& name : recognition.names) {
      if (name.rule == kNoIndex) continue;
      if (name.origin == recognise::Origin::family) count(rules.families[name.rule].id);
      if (name.origin == recognise::Origin::discovery) count(rules.discovery[name.rule].id);
    }
  }
};

RuleCoverage::RuleCoverage(const RuleSet& rule_set) : state_(std::make_unique<State>(State{rule_set, {}, 0, {}, {}})) {
  for (const RuleListing& rule : rule_set.list()) {
    if (kind_index(rule.kind) < kKinds.size()) state_->counts.emplace(rule.id, 0);
  }
}
RuleCoverage::~RuleCoverage() = default;
RuleCoverage::RuleCoverage(RuleCoverage&&) noexcept = default;
RuleCoverage& RuleCoverage::operator=(RuleCoverage&&) noexcept = default;

void RuleCoverage::add(const Document& document, const DocumentFacts& facts) {
  ++state_->documents;
  for (const RelationFact& fact : facts.relations) state_->count_parts(fact.evidence.rule);
  for (const AttributeFact& fact : facts.attributes) state_->count_parts(fact.evidence.rule);
  state_->count_names(document);
}

uint32_t RuleCoverage::documents() const { return state_->documents; }

std::vector<RuleUse> RuleCoverage::uses() const {
  std::vector<RuleUse> out;
  for (const RuleListing& rule : state_->rule_set.list()) {
    const auto count = state_->counts.find(rule.id);
    if (kind_index(rule.kind) < kKinds.size() && count != state_->counts.end()) {
      out.push_back({rule.kind, rule.id, rule.file, count->second});
    }
  }
  std::sort(out.begin(), out.end(), [](const RuleUse& a, const RuleUse& b) {
    return std::tuple(kind_index(a.kind), b.count, a.id) < std::tuple(kind_index(b.kind), a.count, b.id);
  });
  return out;
}

}  // namespace whobuilds
