#include "relate/gap_stops.h"

#include "core/utf8.h"

namespace whobuilds::relate {
namespace {

// Fills `stops` from the end: step(at) gives 0 where a stretch ends, else how far it goes on.
template <typename Step>
void fill_stops(const Segment& segment, std::vector<uint32_t>& stops, Step&& step) {
  const std::string_view typed = segment.typed;
  const auto size = static_cast<uint32_t>(typed.size());
  stops.resize(size + 1);
  stops[size] = size;
  for (uint32_t at = size; at-- > 0;) {
    if ((static_cast<unsigned char>(typed[at]) & 0xC0) == 0x80) {  // within a character: nobody asks
      stops[at] = stops[at + 1];
    } else if (typed[at] == kSlotMark && slot_beginning_at(segment, at) != kNone) {
      stops[at] = stops[at + kSlotBytes];
    } else if (is_in_number(typed, at)) {
      stops[at] = stops[at + 1];
    } else {
      const uint32_t further = step(at);
      stops[at] = further == 0 ? at : stops[at + further];
    }
  }
}

uint32_t character_size(std::string_view typed, uint32_t at) {
  uint32_t end = at;
  core::decode(typed, end);
  return end - at;
}

}  // namespace

void GapStops::begin(const Segment& segment, const CompiledGrammar& grammar) {
  segment_ = &segment;
  grammar_ = &grammar;
  phrase_.clear();
  clause_.clear();
}

const std::vector<uint32_t>& GapStops::find_phrase_stops() {
  const std::string_view typed = segment_->typed;
  const bool spaced = segment_->language == Language::en;
  fill_stops(*segment_, phrase_, [&](uint32_t at) {
    const uint32_t passed = literal_at(typed, at, grammar_->phrase_passes, spaced);
    if (passed > 0) return passed;
    return literal_at(typed, at, grammar_->phrase_stops, spaced) > 0 ? 0 : character_size(typed, at);
  });
  return phrase_;
}

const std::vector<uint32_t>& GapStops::find_clause_stops() {
  const std::string_view typed = segment_->typed;
  const bool spaced = segment_->language == Language::en;
  fill_stops(*segment_, clause_, [&](uint32_t at) {
    return literal_at(typed, at, grammar_->clause_ends, spaced) > 0 ? 0 : character_size(typed, at);
  });
  return clause_;
}

uint32_t slot_beginning_at(const Segment& segment, uint32_t at) {
  if (at + kSlotBytes > segment.typed.size() || segment.typed[at] != kSlotMark) return kNone;
  const uint32_t index = static_cast<unsigned char>(segment.typed[at + 1]) - 1u;
  return index < segment.slots.size() && segment.slots[index].position == at ? index : kNone;
}

bool is_in_number(std::string_view typed, uint32_t at) {
  if (typed[at] != ',' && typed[at] != '.') return false;
  const auto digit = [&](uint32_t i) { return i < typed.size() && typed[i] >= '0' && typed[i] <= '9'; };
  return at > 0 && digit(at - 1) && digit(at + 1);
}

}  // namespace whobuilds::relate
