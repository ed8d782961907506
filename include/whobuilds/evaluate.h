// Scoring of extracted facts against gold files (gold/GUIDELINES.md has the definitions).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/rule_set.h"

namespace whobuilds {

struct Score {
  uint32_t true_positives = 0, false_positives = 0, false_negatives = 0;
  double precision() const;
  double recall() const;
  double f1() const;
};

struct Evaluation {
  uint32_t documents = 0;
  Score entities, core_entities, relations, develops, attributes;
  std::map<std::string, Score> by_entity_type, by_relation, by_attribute;
  uint32_t status_right = 0, status_wrong = 0;
  std::vector<std::string> errors;  // "001 relation missed: A -develops-> B", in order
};

// Extracts ARTICLES/<doc>.md (or .txt, .html) for every GOLD/<doc>.json and scores it as
// gold/score.py does: same matching, same neutral facts. Errors: eval.no_gold, eval.gold
// (malformed gold file), eval.no_article.
Result<Evaluation> evaluate(const RuleSet& rule_set, const std::string& gold_folder,
                            const std::string& articles_folder);

}  // namespace whobuilds
