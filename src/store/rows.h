// What a document says, as rows of the tables behind the views.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/rules.h"
#include "whobuilds/facts_record.h"
#include "whobuilds/review.h"

namespace whobuilds::store {

struct EntityRow {
  std::string id, type, label;
  int64_t discovered = 0, mentions = 0;

  bool operator==(const EntityRow&) const = default;
};

struct EvidenceRow {
  std::optional<std::string> edge;  // nothing: of an attribute
  std::string source, relation;
  std::optional<std::string> target;
  std::optional<double> number_value;
  std::optional<std::string> text_value, unit;
  int64_t inferred = 0;
  std::string status;
  double confidence = 0;
  std::string sentence;
  int64_t copies = 0;
  std::string rule, attributed_to;
  int64_t begin = 0, end = 0, sentence_begin = 0, sentence_end = 0;

  bool operator==(const EvidenceRow&) const = default;
};

struct Rows {
  std::vector<EntityRow> entities;    // by id
  std::vector<EvidenceRow> evidence;  // edges, then attributes, as a graph of this document alone has them

  bool operator==(const Rows&) const = default;
};

// `ontology` says which relations are symmetric.
Rows rows_of(const FactsRecord& record, const Ontology& ontology);
Rows rows_of(FactsRecord record, const DecisionSet& decisions, const Ontology& ontology);

}  // namespace whobuilds::store
