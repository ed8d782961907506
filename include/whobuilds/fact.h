// What was read in one document: entities, mentions and facts, each fact with its evidence.
//
// Everything here is a plain value. All spans are bytes of Document::text, half-open.
// A DocumentFacts is the unit of exchange: the graph is a pure function of a set of them
// (DESIGN 4.4), `map` writes one per line, the store keeps them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "whobuilds/document.h"
#include "whobuilds/language.h"
#include "whobuilds/span.h"

namespace whobuilds {

// How the text commits itself to a claim. Ordered: an edge with several takes the least one
// among its evidence when any asserts (DESIGN 4.4).
enum class Status : uint8_t { asserted, planned, rumored, denied };

const char* status_name(Status status);
std::optional<Status> status_from_name(std::string_view name);

// A thing that the document names. `id` is `type:slug` and stable across runs and documents.
struct Entity {
  std::string id;
  std::string type;                           // an entity type of the ontology
  std::string label;                          // usual English or romanised name
  std::map<std::string, std::string> names;   // language code -> name
  std::vector<std::string> aliases;           // surface forms seen and catalogue aliases, sorted, unique
  bool discovered = false;                    // found by structure, not listed in the catalogue
};

struct Mention {
  uint32_t entity = 0;  // index into DocumentFacts::entities
  Span span;
  std::string text;     // span.of(text)
};

struct Evidence {
  Span span;                // from the first to the last word that the claim was read from
  Span sentence;
  std::string rule;         // id of the construction x predicate, pattern or table rule
  Status status = Status::asserted;
  double confidence = 1.0;  // 0 to 1
  std::string source;       // to whom the text attributes the claim, "" when to nobody
};

// A quantity on a relation or an attribute value: a number in base units or a short string.
struct Quantity {
  std::optional<double> number;
  std::string text;  // used when `number` is empty: a date, a licence
  std::string unit;  // "USD", "FLOPS", "gpu_hours", "nm" or ""
};

struct RelationFact {
  uint32_t source = 0;  // indices into DocumentFacts::entities
  uint32_t target = 0;
  std::string relation;
  bool inferred = false;
  std::map<std::string, Quantity> attributes;  // "count" on contains, "amount" on invests_in, ...
  Evidence evidence;
};

struct AttributeFact {
  uint32_t entity = 0;
  std::string key;
  Quantity value;
  Evidence evidence;
};

struct DocumentInfo {
  std::string id, path, title, date, url, sha256;
  Language language = Language::unknown;
  OffsetsIn offsets_in = OffsetsIn::file;
};

// Entities are sorted by id, mentions by span, facts by evidence span, then by ids: equal
// documents give equal values.
struct DocumentFacts {
  DocumentInfo document;
  std::vector<Entity> entities;
  std::vector<Mention> mentions;
  std::vector<RelationFact> relations;
  std::vector<AttributeFact> attributes;
};

}  // namespace whobuilds
