// Where the gaps of shapes have to end in a segment: at what ends a noun phrase or a clause.
//
// Taken once a segment, from its end to its begin, so that each gap of each attempt only looks up how far it reaches.
#pragma once

#include <cstdint>
#include <vector>

#include "relate/typed_segment.h"

namespace whobuilds::relate {

// One thread's; filled for one segment after another, buffers reused.
class GapStops {
 public:
  // Both must live until the next call; what they say is looked at when it is first asked for.
  void begin(const Segment& segment, const CompiledGrammar& grammar);

  // The first place from `at` on (a character's begin in the typed text) that ends a noun phrase, a clause; the typed
  // text's size when none does. Names, and the commas and points of numbers, end nothing.
  uint32_t phrase_stop(uint32_t at) { return (phrase_.empty() ? find_phrase_stops() : phrase_)[at]; }
  uint32_t clause_stop(uint32_t at) { return (clause_.empty() ? find_clause_stops() : clause_)[at]; }

 private:
  const std::vector<uint32_t>& find_phrase_stops();
  const std::vector<uint32_t>& find_clause_stops();

  const Segment* segment_ = nullptr;
  const CompiledGrammar* grammar_ = nullptr;
  std::vector<uint32_t> phrase_, clause_;  // by place; empty before the first question
};

// Index of the slot that begins at `at`, or kNone.
uint32_t slot_beginning_at(const Segment& segment, uint32_t at);

// The comma of 350,000, the point of 1.5.
bool is_in_number(std::string_view typed, uint32_t at);

}  // namespace whobuilds::relate
