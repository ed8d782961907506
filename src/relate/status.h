// Status: how the clause of a predicate commits itself, from cue words bound to that clause.
#pragma once

#include "relate/typed_segment.h"
#include "whobuilds/fact.h"

namespace whobuilds::relate {

struct ClauseStatus {
  Status status = Status::asserted;
  bool irrealis = false;  // a question, condition, advice or wish: the clause yields nothing
  const Cue* cue = nullptr;
  Span words;  // what gave the status, in the typed text: the cue, the verb with its ending, the question mark
};

// Precedence: irrealis > denied > rumored > planned > asserted. Rumour cues at an English or Chinese
// sentence's begin reach over all its clauses; hearsay with a named source ("according to X") is
// asserted. `predicate` is a stretch of segment.typed; `reading_end` the end of what was matched around
// it: where an argument follows a Japanese verb (AがVしたB), the verb's clause ends with it.
ClauseStatus clause_status(const CompiledRelations& relations, const Segment& segment, Span predicate,
                           uint32_t reading_end);

// The stretch of typed text that is the clause around `predicate`. What ends a clause (れば、) belongs to it, so that
// the cues that hold it (すれば、) stand in it.
Span clause_around(const CompiledRelations& relations, const Segment& segment, Span predicate);

}  // namespace whobuilds::relate
