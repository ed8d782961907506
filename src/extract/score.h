// Scoring of one document's facts against its gold file: what whobuilds::evaluate does for each
// article, without the extraction. Matches, counts and forgives exactly as gold/score.py does.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/evaluate.h"
#include "whobuilds/fact.h"

namespace whobuilds::extract {

// Either side of a comparison. Indices refer to `things`.
struct ScoredThing {
  std::string label;
  std::vector<std::string> names;  // comparison keys (name_for_score), sorted, unique, not empty
  std::vector<std::string> types;  // accepted types, the first is its own
  bool optional = false;
};
struct ScoredRelation {
  uint32_t source = 0, target = 0;
  std::string relation;
  Status status = Status::asserted;
  bool optional = false;
};
struct ScoredAttribute {
  uint32_t thing = 0;
  std::string key;
  Quantity value;
  bool optional = false;
};
struct ScoredFacts {
  std::vector<ScoredThing> things;
  std::vector<ScoredRelation> relations;
  std::vector<ScoredAttribute> attributes;
};

// NFKC, case folded, white space and the punctuation that spellings differ in dropped.
std::string name_for_score(std::string_view name);

// True if two attribute values agree: numbers (also written as text) within 2 %, texts with equal
// keys or of which one of at least four characters begins the other.
bool same_value(const Quantity& a, const Quantity& b);

// Reads a gold file (gold/GUIDELINES.md). Relations and attributes of unknown entities are left
// out. Errors: eval.gold, with a JSON pointer; all of a file's problems at once.
Result<ScoredFacts> read_gold(std::string_view json, const std::string& file);

// A document's facts, merged as its graph would merge them: one relation per (source, relation,
// target), asserted if any of its facts asserts, else with the status of the last; one attribute
// per value. Ascending by ids.
ScoredFacts scored(const DocumentFacts& facts);

// Adds what `predicted` hits, misses and gets wrong to `evaluation`; `document` begins its errors.
// Does not count the document.
void compare(const ScoredFacts& gold, const ScoredFacts& predicted, const std::string& document, Evaluation& evaluation);

}  // namespace whobuilds::extract
