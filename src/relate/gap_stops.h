// Where the gaps of shapes have to end in a segment: at what ends a noun phrase or a clause.
//
// Each place is looked at once a segment, when the first gap comes there; later ones look up how far it goes on.
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

  // The first place from `at` on (a character's begin in the typed text, or its end) that ends a noun phrase, a clause;
  // the typed text's size when none does. Names, and the commas and points of numbers, end nothing.
  uint32_t phrase_stop(uint32_t at);
  uint32_t clause_stop(uint32_t at);

 private:
  static constexpr uint32_t kUnknown = UINT32_MAX;

  template <typename Step>
  uint32_t stop_from(uint32_t at, std::vector<uint32_t>& stops, Step&& step);

  const Segment* segment_ = nullptr;
  const CompiledGrammar* grammar_ = nullptr;
  std::vector<uint32_t> phrase_stops_, clause_stops_;  // by place; kUnknown before somebody asked
  std::vector<uint32_t> passed_;                       // places on the way to the stop that is looked for
};

// Index of the slot that begins at `at`, or kNone.
uint32_t slot_beginning_at(const Segment& segment, uint32_t at);

// The comma of 350,000, the point of 1.5.
bool is_in_number(std::string_view typed, uint32_t at);

}  // namespace whobuilds::relate
