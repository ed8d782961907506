// Candidates: every reading of a segment's predicates and patterns, ranked, the best kept.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "relate/discourse.h"
#include "relate/match_shape.h"
#include "relate/relate.h"
#include "relate/typed_segment.h"

namespace whobuilds::relate {

constexpr double kCrossedPenalty = 0.97;  // a gap crossed another name

// One reading: who does what to whom, before lists are spread out.
struct Candidate {
  RelationId relation = 0;
  std::vector<uint32_t> sources, targets;  // entities that fit the roles
  bool list = false;                       // symmetric over one list: all pairs of `sources`
  bool reversed = false;                   // A is the relation's target
  bool verbless = false;                   // possessive and the like: no predicate, no status
  Step step = Step::none;                  // by which the last argument was found that the clause leaves out
  bool titled = false;                     // an argument is what the document is about
  bool contradicted = false;               // who made the thing is another, says the catalogue
  bool typed_roles = false;                // the predicate group says itself what its arguments may be
  double confidence = 0;
  uint32_t explicit_roles = 0;
  bool from_pattern() const { return stem_size == 0; }
  uint32_t stem_size = 0;  // bytes of the predicate without its ending; 0 for patterns
  Span typed;              // in the segment's typed text
  Span predicate;          // typed; empty for verbless ones
  Span normal;             // evidence
  uint32_t segment = 0;    // index into the sentence's segments
  std::string rule;
  const PatternRule* continues = nullptr;  // the pattern of a reading whose other role what is told fills
  Binding binding;                         // of such a pattern
  uint32_t trace = kNone;                  // index into Trace::readings when there is a trace

  bool recalled() const { return step != Step::none; }
  // The role that a pattern which continues what is told has found, and the one that it leaves open.
  bool leaves_source_open() const { return sources.empty(); }
  const std::vector<uint32_t>& bound() const { return leaves_source_open() ? targets : sources; }
  // An argument was found by `by`, which takes something from the confidence and is told in the rule.
  void recall_by(Step by, double penalty);
};

// The readings of one sentence's segments that survive ranking: for each predicate occurrence the
// best one, for verbless patterns every match. Those of patterns that continue what is told have one role only.
void find_candidates(const RelateInput& input, const Discourse& discourse, const std::vector<Segment>& segments,
                     std::vector<Candidate>& out);

}  // namespace whobuilds::relate
