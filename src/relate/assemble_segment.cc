#include "relate/assemble_segment.h"

#include <algorithm>

namespace whobuilds::relate {

SegmentAssembler::SegmentAssembler(const Segment& like) {
  out_.language = like.language;
  out_.sentence = like.sentence;
}

Segment SegmentAssembler::take() { return std::move(out_); }

void SegmentAssembler::append_space() { out_.typed.push_back(' '); }

void SegmentAssembler::append_text(std::string_view text) { out_.typed += text; }

void SegmentAssembler::append_slot(const Slot& slot) {
  if (out_.slots.size() >= kMaxSlots) return;
  Slot copy = slot;
  copy.position = static_cast<uint32_t>(out_.typed.size());
  out_.typed.push_back(kSlotMark);
  out_.typed.push_back(static_cast<char>(out_.slots.size() + 1));
  out_.typed.push_back(kSlotEnd);
  out_.slots.push_back(std::move(copy));
}

void SegmentAssembler::append(const Segment& from, Span range, bool words) {
  const auto shift = static_cast<uint32_t>(out_.typed.size()) - range.begin;  // wraps round and back
  auto slot = std::find_if(from.slots.begin(), from.slots.end(),
                           [&](const Slot& candidate) { return candidate.position >= range.begin; });
  for (uint32_t at = range.begin; at < range.end;) {
    if (slot != from.slots.end() && slot->position == at) {
      append_slot(*slot++);
      at += kSlotBytes;
    } else {
      out_.typed.push_back(from.typed[at++]);
    }
  }
  for (const Segment::Run& run : from.runs) append_run(run, range, shift);
  for (const CueHit& hit : from.cues) {
    if (range.begin <= hit.position && hit.end <= range.end)
      out_.cues.push_back({hit.position + shift, hit.end + shift, hit.cue});
  }
  for (PredicateHit hit : from.predicates) {
    if (!words || !range.contains(hit.typed)) continue;
    hit.typed = {hit.typed.begin + shift, hit.typed.end + shift};
    hit.stem_end += shift;
    out_.predicates.push_back(hit);
  }
}

void SegmentAssembler::append_run(const Segment::Run& run, Span range, uint32_t shift) {
  const uint32_t begin = std::max(run.typed, range.begin), end = std::min(run.typed + run.size, range.end);
  if (begin < end) out_.runs.push_back({begin + shift, run.normal + (begin - run.typed), end - begin});
}

}  // namespace whobuilds::relate
