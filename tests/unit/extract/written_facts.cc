#include "unit/extract/written_facts.h"

namespace whobuilds::test {
namespace {

std::string written(const DocumentFacts& facts, const RelationFact& fact) {
  std::string out = facts.entities[fact.source].label + " " + fact.relation + " " + facts.entities[fact.target].label;
  if (fact.evidence.status != Status::asserted) out += std::string(" ") + status_name(fact.evidence.status);
  const auto count = fact.attributes.find("count");
  if (count != fact.attributes.end() && count->second.number)
    out += " x" + std::to_string(static_cast<int>(*count->second.number));
  return out;
}

std::string written(const DocumentFacts& facts, const AttributeFact& fact) {
  const Quantity& value = fact.value;
  return facts.entities[fact.entity].label + " " + fact.key + " " +
         (value.number ? std::to_string(static_cast<long long>(*value.number)) : value.text);
}

}  // namespace

std::vector<std::string> written_facts(const DocumentFacts& facts) {
  std::vector<std::string> out;
  for (const RelationFact& fact : facts.relations) out.push_back(written(facts, fact));
  for (const AttributeFact& fact : facts.attributes) out.push_back(written(facts, fact));
  return out;
}

}  // namespace whobuilds::test
