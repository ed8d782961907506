// Segments put together from stretches of others: clauses that share a subject, lists behind the sentence that
// introduces them.
#pragma once

#include <string_view>

#include "relate/typed_segment.h"

namespace whobuilds::relate {

class SegmentAssembler {
 public:
  // Language and sentence are those of `like`; no host.
  explicit SegmentAssembler(const Segment& like);

  void append_space();
  // Text that stands nowhere in the sentence.
  void append_text(std::string_view text);
  // A copy of the slot, at the end of the typed text.
  void append_slot(const Slot& slot);
  // The typed text [range.begin, range.end) of `from` with its slots, cues and, where `words`, its predicates: a
  // stretch that stands in two segments is to be read in one of them only.
  void append(const Segment& from, Span range, bool words);

  // The segment; the assembler is spent.
  Segment take();

 private:
  void append_run(const Segment::Run& run, Span range, uint32_t shift);

  Segment out_;
};

}  // namespace whobuilds::relate
