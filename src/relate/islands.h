// Islands: stretches that are cut out of a sentence and become segments of their own. What stands in brackets; in
// English what stands between dashes, or between commas as an apposition or a relative clause.
#pragma once

#include <cstdint>
#include <vector>

#include "relate/anaphors.h"
#include "relate/sentence_view.h"

namespace whobuilds::relate {

struct Island {
  Span outer;  // normalised, with its brackets, dashes or commas
  Span inner;
  bool bracket = true;
};

struct Islands {
  std::vector<Island> all;  // ascending by `outer`; a bracket may lie within another island
  // English: the comma that ends a fronted phrase ("Built on A, B ...", "Unlike A, B ..."), after which the
  // subject comes; kNone without one. It opens no island and joins no list.
  uint32_t fronted_comma = kNone;

  // The island that begins at `at`, is not `self` (an index, or kNone) and does not enclose it; or null.
  const Island* beginning_at(uint32_t at, uint32_t self) const;
  // Where the first island from `at` on begins, or kNone.
  uint32_t next_begin(uint32_t at) const;
};

// `anaphors`: those of the sentence; an island may stand behind a definite noun ("The foundry, backed by A, ...").
Islands find_islands(const SentenceView& view, const std::vector<Anaphor>& anaphors);

}  // namespace whobuilds::relate
