#include "relate/gap_stops.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "core/utf8.h"

using namespace whobuilds;
using namespace whobuilds::relate;

namespace {

CompiledGrammar grammar() {
  CompiledGrammar out;
  out.phrase_passes = Literals(std::vector<std::string>{"とは", "a,"});
  out.phrase_stops = Literals(std::vector<std::string>{"と", "が", ",", "a"});
  out.clause_ends = Literals(std::vector<std::string>{"が,", ",", "."});
  return out;
}

// Slots among few letters that stop, pass or stand in numbers.
Segment drawn_segment() {
  Segment out;
  out.language = *rc::gen::element(Language::ja, Language::en);
  const auto parts = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("と", "は", "が", ",", ".", "1", "a", " ", "<"));
  for (const std::string& part : parts) {
    if (part != "<") {
      out.typed += part;
      continue;
    }
    Slot slot;
    slot.position = static_cast<uint32_t>(out.typed.size());
    out.typed += {kSlotMark, static_cast<char>(out.slots.size() + 1), kSlotEnd};
    out.slots.push_back(slot);
  }
  return out;
}

// Character by character, from each place anew.
uint32_t walked_stop(const Segment& segment, uint32_t at, const Literals& passes, const Literals& stops) {
  const bool spaced = segment.language == Language::en;
  while (at < segment.typed.size()) {
    const uint32_t passed = literal_at(segment.typed, at, passes, spaced);
    if (slot_beginning_at(segment, at) != kNone) {
      at += kSlotBytes;
    } else if (is_in_number(segment.typed, at)) {
      ++at;
    } else if (passed > 0) {
      at += passed;
    } else if (literal_at(segment.typed, at, stops, spaced) > 0) {
      return at;
    } else {
      core::decode(segment.typed, at);
    }
  }
  return at;
}

// Where characters and slots of a segment begin, and its end.
std::vector<uint32_t> places(const Segment& segment) {
  std::vector<uint32_t> out;
  for (uint32_t at = 0; at < segment.typed.size();) {
    out.push_back(at);
    if (slot_beginning_at(segment, at) != kNone) {
      at += kSlotBytes;
    } else {
      core::decode(segment.typed, at);
    }
  }
  out.push_back(static_cast<uint32_t>(segment.typed.size()));
  return out;
}

}  // namespace

TEST_CASE("the stops of a segment's gaps are those of a walk from each place, in whatever order they are asked for") {
  int inner_stops = 0;  // before the end of their segment
  const bool held = rc::check([&inner_stops] {
    const CompiledGrammar compiled = grammar();
    GapStops stops;
    for (int segments = 0; segments < 2; ++segments) {
      const Segment segment = drawn_segment();
      stops.begin(segment, compiled);
      const std::vector<uint32_t> all = places(segment);
      for (const uint32_t place : *rc::gen::container<std::vector<uint32_t>>(rc::gen::elementOf(all))) {
        const uint32_t phrase_stop = walked_stop(segment, place, compiled.phrase_passes, compiled.phrase_stops);
        const uint32_t clause_stop = walked_stop(segment, place, Literals(), compiled.clause_ends);
        RC_ASSERT(stops.phrase_stop(place) == phrase_stop);
        RC_ASSERT(stops.clause_stop(place) == clause_stop);
        inner_stops += (phrase_stop < all.back() ? 1 : 0) + (clause_stop < all.back() ? 1 : 0);
      }
    }
  });
  CHECK(held);
  CHECK(inner_stops > 500);
}
