// What relate did with each sentence, for `explain` and `why-not`: every predicate it came to, every reading it made
// of one, and what became of each claim. Filled only when RelateInput asks for it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "relate/candidates.h"
#include "relate/compile_relations.h"
#include "relate/match_shape.h"
#include "relate/status.h"
#include "relate/typed_segment.h"

namespace whobuilds::relate {

// A factor of a confidence, in words: "construction en.active", 0.9.
struct TracedTerm {
  std::string what;
  double factor = 1;
};

// An argument of a reading. Spans are normalised.
struct TracedSlot {
  bool is_source = false;          // of the relation, else its target; a list slot is both
  Span span;                       // empty when the argument was recalled from outside the sentence
  std::vector<uint32_t> entities;  // indices into Resolution::entities
  Step step = Step::none;
};

// A construction around a predicate, or a pattern, that matched.
struct TracedReading {
  uint32_t sentence = 0;
  RelationId relation = 0;
  const PredicateGroup* group = nullptr;       // null for patterns
  const Construction* construction = nullptr;  // null for patterns
  const PatternRule* pattern = nullptr;
  Span predicate;  // normalised; empty for patterns
  std::vector<TracedSlot> slots;
  std::vector<TracedTerm> terms;
  uint32_t outranked_by = kNone;  // index into Trace::readings
  bool irrealis = false;          // a question, condition, advice: it claims nothing
  Status status = Status::asserted;
  std::string cue;  // the words that gave the status, folded
};

enum class ClaimEnd : uint8_t {
  said,      // it became a fact
  repeated,  // the sentence, or the one that introduces its list, says the same more surely elsewhere
  misfit,    // the two ends do not fit the relation or each other
  unsure,    // its confidence is too low
};

// What a reading says of two things, after lists were spread out.
struct TracedClaim {
  uint32_t reading = 0;             // index into Trace::readings
  uint32_t source = 0, target = 0;  // indices into Resolution::entities
  ClaimEnd end = ClaimEnd::said;
  TracedTerm prior;  // of the catalogue; "" when it does not speak
  double confidence = 0;
};

enum class Failure : uint8_t {
  vetoed,       // a word in the clause forbids the reading
  no_shape,     // no construction matched; the nearest is given
  no_argument,  // one matched, but the argument that it leaves out was not found or the found ones do not fit
};

// A predicate that gave no reading.
struct TracedFailure {
  uint32_t sentence = 0;
  const PredicateGroup* group = nullptr;
  Span predicate;  // normalised
  Failure failure = Failure::no_shape;
  std::string veto;                            // folded
  const Construction* construction = nullptr;  // null when none fits the predicate's form
  ShapeProgress progress;                      // no_shape: how far it came
};

class Trace {
 public:
  std::vector<TracedReading> readings;
  std::vector<TracedClaim> claims;
  std::vector<TracedFailure> failures;

  // Each returns the index of the new reading.
  uint32_t read_predicate(const resolve::Resolution& resolution, const Segment& segment, const PredicateHit& hit,
                          const PredicateGroup& group, const Construction& construction, const Binding& binding,
                          const Candidate& candidate);
  uint32_t read_pattern(const resolve::Resolution& resolution, const Segment& segment, const PatternRule& pattern,
                        const Binding& binding, const Candidate& candidate);
  void fail(const Segment& segment, const PredicateHit& hit, const PredicateGroup& group, TracedFailure failure);
  // Of several failures of one predicate by shape the nearest counts; `tries` are its constructions' failures.
  void fail_nearest(const Segment& segment, const PredicateHit& hit, const PredicateGroup& group,
                    const std::vector<TracedFailure>& tries);
  void set_status(uint32_t reading, const ClauseStatus& status, const Segment& segment);

 private:
  void add_slots(const resolve::Resolution& resolution, const Segment& segment, const Binding& binding,
                 const Candidate& candidate, TracedReading& reading);
};

}  // namespace whobuilds::relate
