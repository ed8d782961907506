// Matching a shape in a typed segment, outward from its anchor.
//
// Gaps are tried shortest first, so the nearest fitting slots win. Bounded: a gap spans at most
// kMaxGapBytes, and nothing is searched twice, so the work per anchor is constant.
#pragma once

#include <cstdint>
#include <optional>

#include "relate/gap_stops.h"
#include "relate/shape.h"
#include "relate/typed_segment.h"

namespace whobuilds::relate {

struct Binding {
  uint32_t source = kNone, target = kNone, list = kNone;  // slot indices
  Span typed;                                             // the matched stretch of the typed text
  uint32_t skipped_maker = kNone;  // a maker's slot between what stands before and the thing bound behind it
  bool crossed = false;            // a gap crossed another slot
};

// How far an attempt came that did not match.
struct ShapeProgress {
  uint32_t matched = 0;  // elements in a row, from the anchor on
  uint32_t element = 0;  // index of the one that did not fit
};

struct ShapeContext {
  const Segment* segment;
  const CompiledGrammar* grammar;
  GapStops* gaps;  // of the segment and the grammar
  TypeSet source_types, target_types;
  const Marks* marks;  // may be null
  TypeSet maker_types = 0;  // a maker's name right before a slot ("Nvidia H100", "GoogleのGemini") belongs to it
  ShapeProgress* progress = nullptr;  // filled when not null
};

// The types of the slots on either side of a place.
struct SlotTypes {
  TypeSet before = 0, after = 0;
};
// After: of the slots that begin at `at` or behind it.
SlotTypes slot_types_around(const Segment& segment, uint32_t at);

// False: match_shape() with an anchor that begins where `types` were taken finds nothing, since a role has no slot of
// its types on its side. Spares most attempts.
bool may_bind(const Shape& shape, const ShapeContext& context, const SlotTypes& types);

// `anchor`: the predicate's stretch of typed text, or that of the first slot for shapes without V.
std::optional<Binding> match_shape(const Shape& shape, const ShapeContext& context, Span anchor);

}  // namespace whobuilds::relate
