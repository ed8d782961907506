#include "relate/gap_stops.h"

#include "core/utf8.h"

namespace whobuilds::relate {
namespace {

uint32_t character_size(std::string_view typed, uint32_t at) {
  uint32_t end = at;
  core::decode(typed, end);
  return end - at;
}

}  // namespace

void GapStops::begin(const Segment& segment, const CompiledGrammar& grammar) {
  segment_ = &segment;
  grammar_ = &grammar;
  phrase_stops_.assign(segment.typed.size() + 1, kUnknown);
  clause_stops_.assign(segment.typed.size() + 1, kUnknown);
}

// `step` of a place: 0 where a stretch ends, else how far it goes on. What is passed on the way to the stop, or to a
// place that knows it, knows it too.
template <typename Step>
uint32_t GapStops::stop_from(uint32_t at, std::vector<uint32_t>& stops, Step&& step) {
  const auto size = static_cast<uint32_t>(segment_->typed.size());
  const auto further = [&](uint32_t place) -> uint32_t {
    if (slot_beginning_at(*segment_, place) != kNone) return kSlotBytes;
    return is_in_number(segment_->typed, place) ? 1 : step(place);
  };
  passed_.clear();
  uint32_t stop = kUnknown;
  for (uint32_t place = at; stop == kUnknown;) {
    stop = place >= size ? size : stops[place];
    if (stop != kUnknown) break;
    passed_.push_back(place);
    const uint32_t on = further(place);
    if (on == 0) stop = place;
    place += on;
  }
  for (const uint32_t place : passed_) stops[place] = stop;
  return stop;
}

uint32_t GapStops::phrase_stop(uint32_t at) {
  if (phrase_stops_[at] != kUnknown) return phrase_stops_[at];
  const std::string_view typed = segment_->typed;
  const bool spaced = segment_->language == Language::en;
  return stop_from(at, phrase_stops_, [&](uint32_t place) {
    const uint32_t passed = literal_at(typed, place, grammar_->phrase_passes, spaced);
    if (passed > 0) return passed;
    return literal_at(typed, place, grammar_->phrase_stops, spaced) > 0 ? 0 : character_size(typed, place);
  });
}

uint32_t GapStops::clause_stop(uint32_t at) {
  if (clause_stops_[at] != kUnknown) return clause_stops_[at];
  const std::string_view typed = segment_->typed;
  const bool spaced = segment_->language == Language::en;
  return stop_from(at, clause_stops_, [&](uint32_t place) {
    return literal_at(typed, place, grammar_->clause_ends, spaced) > 0 ? 0 : character_size(typed, place);
  });
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
