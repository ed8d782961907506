// Why a document says something, or why nothing was read: for people who write rules and for those who doubt a fact.
//
// Both run the same engine as Extractor, with a record of what it did kept along. Spans are bytes of Document::text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "whobuilds/diagnostic.h"
#include "whobuilds/document.h"
#include "whobuilds/fact.h"
#include "whobuilds/rule_set.h"

namespace whobuilds {

// A claim in words. Ends are ids or names as the document or the catalogue writes them (case, width, spaces and
// hyphens do not count); the relation is its id or its label in any language.
struct ClaimQuery {
  std::string source, relation, target;
};

// A factor of a confidence.
struct ConfidenceTerm {
  std::string what;  // "construction en.active", "predicate develops.en.make", "the catalogue agrees"
  double factor = 1;
};

// What fills a role of a claim.
struct ExplainedArgument {
  std::string role;   // "source", "target" or "both" (members of one list)
  Span span;          // empty when it stands outside the sentence
  std::string text;   // span.of(text)
  std::vector<std::string> entities;  // ids
  std::string step;   // of discourse that found it ("topic", "subject", "section" ...), "" when it stands in its place
};

// One reading of one sentence.
struct ExplainedReading {
  std::string document;  // id
  Span sentence;
  std::string text;   // of the sentence
  std::string source, relation, target;  // ids of the ends, id of the relation
  std::string rule;   // as in Evidence::rule
  // "" where the reading has none: patterns have no construction and no predicate; what tables, scores and names say
  // has a description only.
  std::string construction, description, shape;
  std::string predicate, word;  // the group's id, the word that stands there
  Span word_span;
  std::vector<ExplainedArgument> arguments;
  Status status = Status::asserted;
  std::string cue;    // the words that gave the status
  std::vector<ConfidenceTerm> terms;  // their product is the confidence
  double confidence = 0;
};

// Every place of `document` that says the claim, in reading order; none when it does not say it. Errors:
// explain.unknown_relation (with the nearest), explain.unknown_name (the document does not name it; with the nearest
// names that it does).
Result<std::vector<ExplainedReading>> explain(const RuleSet& rule_set, const Document& document, const ClaimQuery& claim);

// What kept a sentence from saying a claim, in the order in which it is asked.
enum class Obstacle : uint8_t {
  types,           // the relation does not take these types
  no_predicate,    // no word of the relation stands in the sentence
  veto,            // a word near the predicate forbids the reading
  construction,    // no construction matched; the nearest is given with the element that failed
  argument,        // one matched, but an argument that it leaves out was not found
  other_arguments, // the predicate was read with other arguments
  outranked,       // another reading of the predicate was better
  irrealis,        // a question, condition, advice or wish claims nothing
  confidence,      // too low; the terms are given
  catalogue,       // too low since the catalogue says otherwise
};
const char* obstacle_name(Obstacle obstacle);

struct MissedSentence {
  std::string document;  // id
  Span sentence;
  std::string text;
  bool names_source = false, names_target = false;
  Obstacle obstacle = Obstacle::no_predicate;
  std::string detail;           // the obstacle in words, with what it is about
  ExplainedReading reading;     // what was read instead or nearly: as far as it came
};

struct WhyNot {
  std::vector<ExplainedReading> said;     // not empty: the document does say it
  std::vector<MissedSentence> sentences;  // those that name both ends, and those that name one beside a word of the
                                          // relation; in reading order
};

// Why `document` does not say the claim. Errors as explain.
Result<WhyNot> why_not(const RuleSet& rule_set, const Document& document, const ClaimQuery& claim);

}  // namespace whobuilds
