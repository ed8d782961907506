// Facts of one document over its local entities, with normalised spans: what relate/ produces and
// extract/ turns into public values.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "rules/rules.h"
#include "whobuilds/fact.h"
#include "whobuilds/span.h"

namespace whobuilds::relate {

struct LocalEvidence {
  Span span;              // normalised
  uint32_t sentence = 0;  // index into Text::sentences
  std::string rule;
  bool stated = false;  // a predicate says it, not a pattern, a name or a table
  Status status = Status::asserted;
  double confidence = 1;
  std::string source;  // label of the entity the text attributes it to
};

struct LocalRelation {
  uint32_t source = 0, target = 0;  // indices into Resolution::entities
  RelationId relation = 0;
  std::map<std::string, Quantity> attributes;
  LocalEvidence evidence;
};

struct LocalAttribute {
  uint32_t entity = 0;
  AttributeId attribute = 0;
  Quantity value;
  LocalEvidence evidence;
};

struct LocalFacts {
  std::vector<LocalRelation> relations;
  std::vector<LocalAttribute> attributes;
  void clear() {
    relations.clear();
    attributes.clear();
  }
};

}  // namespace whobuilds::relate
