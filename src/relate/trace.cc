#include "relate/trace.h"

#include <algorithm>

namespace whobuilds::relate {
namespace {

// What is left of the confidence when the known terms are taken out: the step that found an argument.
void add_step_term(const Candidate& candidate, std::vector<TracedTerm>& terms) {
  double known = 1;
  for (const TracedTerm& term : terms) known *= term.factor;
  const double rest = known > 0 ? candidate.confidence / known : 1;
  if (rest < 0.9999 || rest > 1.0001)
    terms.push_back({std::string("argument from the ") + step_name(candidate.step), rest});
}

}  // namespace

void Trace::add_slots(const resolve::Resolution& resolution, const Segment& segment, const Binding& binding,
                      const Candidate& candidate, TracedReading& reading) {
  if (binding.crossed) reading.terms.push_back({"a gap crosses another name", kCrossedPenalty});
  const auto bound = [&](uint32_t index, const std::vector<uint32_t>& entities, bool is_source) {
    const Slot& slot = segment.slots[index];
    reading.slots.push_back({is_source, slot.span, entities, slot.step});
    if (!slot.recalled.empty())
      reading.terms.push_back({"pronoun, stands for the " + std::string(step_name(slot.step)), slot.penalty});
  };
  if (binding.list != kNone) bound(binding.list, candidate.sources, true);
  if (binding.source != kNone) bound(binding.source, candidate.sources, !candidate.reversed);
  if (binding.target != kNone) bound(binding.target, candidate.targets, candidate.reversed);
  if (binding.list != kNone || (binding.source != kNone && binding.target != kNone)) return;
  // The role that the shape leaves out: its name may stand elsewhere in the sentence.
  const bool needs_source = binding.source == kNone;
  TracedSlot recalled;
  recalled.is_source = needs_source != candidate.reversed;
  recalled.entities = needs_source ? candidate.sources : candidate.targets;
  recalled.step = candidate.step;
  const Span evidence = candidate.normal;
  for (const resolve::ResolvedMention& mention : resolution.mentions) {
    const bool here =
        evidence.contains(mention.span) && !recalled.entities.empty() && mention.entity == recalled.entities.front();
    if (here) recalled.span = mention.span;
  }
  reading.slots.push_back(std::move(recalled));
  add_step_term(candidate, reading.terms);
}

uint32_t Trace::read_predicate(const resolve::Resolution& resolution, const Segment& segment, const PredicateHit& hit,
                               const PredicateGroup& group, const Construction& construction, const Binding& binding,
                               const Candidate& candidate) {
  TracedReading reading;
  reading.sentence = segment.sentence;
  reading.relation = candidate.relation;
  reading.group = &group;
  reading.construction = &construction;
  reading.predicate = hit.span;
  reading.terms = {{"construction " + construction.id, construction.confidence},
                   {"predicate " + group.id, group.confidence}};
  add_slots(resolution, segment, binding, candidate, reading);
  readings.push_back(std::move(reading));
  return static_cast<uint32_t>(readings.size()) - 1;
}

uint32_t Trace::read_pattern(const resolve::Resolution& resolution, const Segment& segment, const PatternRule& pattern,
                             const Binding& binding, const Candidate& candidate) {
  TracedReading reading;
  reading.sentence = segment.sentence;
  reading.relation = candidate.relation;
  reading.pattern = &pattern;
  reading.terms = {{"pattern " + pattern.id, pattern.confidence}};
  add_slots(resolution, segment, binding, candidate, reading);
  readings.push_back(std::move(reading));
  return static_cast<uint32_t>(readings.size()) - 1;
}

void Trace::fail(const Segment& segment, const PredicateHit& hit, const PredicateGroup& group, TracedFailure failure) {
  failure.sentence = segment.sentence;
  failure.group = &group;
  failure.predicate = hit.span;
  failures.push_back(std::move(failure));
}

void Trace::fail_nearest(const Segment& segment, const PredicateHit& hit, const PredicateGroup& group,
                         const std::vector<TracedFailure>& tries) {
  const auto nearer = [](const TracedFailure& a, const TracedFailure& b) {
    if (a.failure != b.failure) return a.failure > b.failure;  // what matched is nearer than what did not
    return a.progress.matched > b.progress.matched;
  };
  const auto nearest = std::min_element(tries.begin(), tries.end(), nearer);
  fail(segment, hit, group, nearest == tries.end() ? TracedFailure{} : *nearest);
}

void Trace::set_status(uint32_t reading, const ClauseStatus& status, const Segment& segment) {
  readings[reading].status = status.status;
  readings[reading].irrealis = status.irrealis;
  readings[reading].cue = std::string(status.words.of(segment.typed));
}

}  // namespace whobuilds::relate
