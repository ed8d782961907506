// The one pass of the automaton over a document's folded text.
//
// It looks up every legal start (boundaries.h): the first character of a run of word or of katakana
// characters, every character that belongs to no such run, and the capital in "16xA100". Per start the work is bounded by the
// longest key, so the pass is linear in the text.
#pragma once

#include <cstdint>
#include <vector>

#include "recognise/lexicon.h"
#include "recognise/recognise.h"
#include "text/text.h"
#include "whobuilds/span.h"

namespace whobuilds::recognise {

struct SurfaceHit {
  Span span;
  uint32_t surface = 0;  // index for Lexicon::surface
};

struct StemHit {
  Span span;
  uint32_t stem = 0;  // index for Lexicon::stem
};

struct NeedHit {
  uint32_t block = 0, need = 0;
  friend bool operator==(const NeedHit& a, const NeedHit& b) { return a.block == b.block && a.need == b.need; }
  friend bool operator<(const NeedHit& a, const NeedHit& b) {
    return a.block != b.block ? a.block < b.block : a.need < b.need;
  }
};

struct GateHit {
  uint32_t at = 0, gate = 0;
};

struct LicenceHit {
  Span span;
  uint32_t unit = 0;
};

struct RelativeDateHit {
  Span span;
  uint32_t word = 0;
};

// What one pass found. Lists ascend by position.
struct Scan {
  // Names whose boundaries and capitals allow them, guards not yet asked. At one start: the longest
  // one, with every surface that shares it, and shorter ones as long as all longer ones are guarded.
  std::vector<SurfaceHit> surfaces;
  std::vector<StemHit> stems;        // every stem that stands at a legal start
  std::vector<NeedHit> needs;        // sorted, unique
  std::vector<GateHit> gates;
  std::vector<LicenceHit> licences;
  std::vector<RelativeDateHit> relative_dates;
  std::vector<Span> digit_runs;      // runs of word characters that hold an ASCII digit
  std::vector<uint64_t> found;       // scratch: rank and end of the keys at one start
  uint64_t steps = 0;                // automaton look-ups made, for tests of linearity

  void clear();
};

// Fills `out` (cleared first) and appends to `words`, which ascend by begin, longest first.
void scan(const Lexicon& lexicon, const text::Text& text, Scan& out, std::vector<WordMention>& words);

}  // namespace whobuilds::recognise
