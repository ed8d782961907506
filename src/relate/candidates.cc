#include "relate/candidates.h"

#include <algorithm>

#include "relate/status.h"
#include "relate/subjects.h"
#include "relate/trace.h"

namespace whobuilds::relate {
namespace {

constexpr double kElsewherePenalty = 0.95;  // an argument found elsewhere in the sentence
constexpr double kStandsAlone = 0.5;        // a pattern below needs the catalogue's agreement

class CandidateFinder {
 public:
  CandidateFinder(const RelateInput& input, const Discourse& discourse, const std::vector<Segment>& segments,
                  std::vector<Candidate>& out)
      : input_(input),
        discourse_(discourse),
        segments_(segments),
        out_(out),
        develops_(input.rules->ontology.find_relation("develops")),
        subjects_(input, discourse.company_types()) {}

  void run() {
    for (const Segment& segment : segments_) {
      // Without a name nothing fits; who traces wants to know of the predicates.
      if (segment.slots.empty() && (segment.predicates.empty() || input_.trace == nullptr)) continue;
      present_.find(segment.typed, grammar(segment).needed);
      gaps_.begin(segment, grammar(segment));
      read_predicates(segment);
      read_patterns(segment);
    }
  }

 private:
  const CompiledGrammar& grammar(const Segment& segment) const {
    return input_.relations->grammars[static_cast<size_t>(segment.language)];
  }

  uint32_t index_of(const Segment& segment) const { return static_cast<uint32_t>(&segment - segments_.data()); }

  // Occurrences that overlap (提供 in 資金提供) compete for one reading.
  void read_predicates(const Segment& segment) {
    for (size_t i = 0; i < segment.predicates.size();) {
      uint32_t end = segment.predicates[i].stem_end;
      size_t next = i;
      std::vector<Candidate> readings;
      for (; next < segment.predicates.size() && (next == i || segment.predicates[next].typed.begin < end); ++next) {
        end = std::max(end, segment.predicates[next].stem_end);
        read_predicate(segment, segment.predicates[next], readings);
      }
      keep_best(readings);
      i = next;
    }
  }

  // The best reading, and of the same word the best of each other relation that says something of other
  // things ("AはBをCで公開": A develops B, B is available on C).
  void keep_best(std::vector<Candidate>& readings) {
    const size_t first = out_.size();
    std::stable_sort(readings.begin(), readings.end(), better);
    for (const Candidate& reading : readings) {
      const bool fits =
          std::all_of(out_.begin() + static_cast<ptrdiff_t>(first), out_.end(), [&](const Candidate& kept) {
            return kept.relation != reading.relation && kept.predicate.begin == reading.predicate.begin &&
                   kept.stem_size == reading.stem_size && reading.explicit_roles == 2 && !same_pair(kept, reading);
          });
      if (fits) {
        out_.push_back(reading);
      } else if (input_.trace != nullptr) {
        input_.trace->readings[reading.trace].outranked_by = out_[first].trace;
      }
    }
  }

  static bool same_pair(const Candidate& a, const Candidate& b) {
    const auto things = [](const Candidate& candidate) {
      std::vector<uint32_t> out = candidate.sources;
      out.insert(out.end(), candidate.targets.begin(), candidate.targets.end());
      std::sort(out.begin(), out.end());
      return out;
    };
    return things(a) == things(b);
  }

  // Explicit arguments first, then what the catalogue does not contradict ("made by TSMC" is no development), then
  // the longer predicate, then confidence, then the tighter reading.
  static bool better(const Candidate& a, const Candidate& b) {
    if (a.explicit_roles != b.explicit_roles) return a.explicit_roles > b.explicit_roles;
    if (a.contradicted != b.contradicted) return b.contradicted;
    if (a.stem_size != b.stem_size) return a.stem_size > b.stem_size;
    if (a.confidence != b.confidence) return a.confidence > b.confidence;
    return a.typed.size() < b.typed.size();
  }

  void read_predicate(const Segment& segment, const PredicateHit& hit, std::vector<Candidate>& readings) {
    const CompiledPredicate& predicate = input_.relations->predicates[hit.group];
    const CompiledGrammar& rules = grammar(segment);
    if (const std::string* veto = veto_for(segment, predicate, hit.typed)) {
      if (input_.trace != nullptr)
        input_.trace->fail(segment, hit, *predicate.rule, {0, nullptr, {}, Failure::vetoed, *veto, nullptr, {}});
      return;
    }
    const size_t before = readings.size();
    std::vector<TracedFailure> tries;  // with a trace only
    const SlotTypes types = slot_types_around(segment, hit.typed.begin);
    ShapeProgress progress;
    const ShapeContext context{&segment,
                               &rules,
                               &gaps_,
                               predicate.source,
                               predicate.target,
                               &predicate.marks,
                               discourse_.company_types(),
                               input_.trace != nullptr ? &progress : nullptr};
    for (const uint32_t index : predicate.constructions) {
      if ((rules.construction_forms[index] & hit.forms) == 0) continue;
      const CompiledConstruction& construction = rules.constructions[index];
      progress = {};
      // Who traces wants to know how far each attempt came.
      if (input_.trace == nullptr &&
          (!may_bind(construction.shape, context, types) || !present_.has_all(construction.needs))) {
        continue;
      }
      const std::optional<Binding> binding = match_shape(construction.shape, context, hit.typed);
      if (input_.trace != nullptr) {
        tries.push_back(
            {0, nullptr, {}, binding ? Failure::no_argument : Failure::no_shape, "", construction.rule, progress});
      }
      if (!binding || subjects_.is_subject_of_earlier_verb(segment, binding->source, hit.typed)) continue;
      Candidate candidate;
      candidate.segment = index_of(segment);
      candidate.relation = predicate.rule->relation;
      candidate.reversed = predicate.rule->reversed;
      candidate.confidence = construction.rule->confidence * predicate.rule->confidence;
      candidate.predicate = hit.typed;
      candidate.stem_size = hit.stem_end - hit.typed.begin;
      candidate.rule = predicate.rule->id + "/" + construction.rule->id;
      candidate.typed_roles = predicate.rule->source != 0 || predicate.rule->target != 0;
      if (!fill(segment, predicate.source, predicate.target, *binding, candidate, hit.span)) continue;
      candidate.contradicted = candidate.relation == develops_ && names_other_makers(candidate);
      if (input_.trace != nullptr) {
        candidate.trace = input_.trace->read_predicate(*input_.resolution, segment, hit, *predicate.rule,
                                                       *construction.rule, *binding, candidate);
      }
      readings.push_back(std::move(candidate));
    }
    if (input_.trace != nullptr && readings.size() == before)
      input_.trace->fail_nearest(segment, hit, *predicate.rule, tries);
  }

  // Whether the catalogue knows the makers of all things developed, and none of them is among the developers.
  bool names_other_makers(const Candidate& candidate) const {
    const std::vector<uint32_t>& makers = candidate.reversed ? candidate.targets : candidate.sources;
    const std::vector<uint32_t>& things = candidate.reversed ? candidate.sources : candidate.targets;
    return std::all_of(things.begin(), things.end(), [&](uint32_t thing) {
      return input_.resolution->entities[thing].developer != kNoIndex && !is_made_by(thing, makers);
    });
  }

  // Whether the catalogue names one of `makers`, its owner or its unit as the maker of `thing`.
  bool is_made_by(uint32_t thing, const std::vector<uint32_t>& makers) const {
    const auto& entities = input_.resolution->entities;
    const EntityIndex maker = entities[thing].developer;
    return maker != kNoIndex && std::any_of(makers.begin(), makers.end(), [&](uint32_t company) {
             const EntityIndex source = entities[company].catalogue;
             return source != kNoIndex &&
                    (input_.rules->is_within(source, maker) || input_.rules->is_within(maker, source));
           });
  }

  // The word around the predicate that forbids the reading, or null.
  const std::string* veto_for(const Segment& segment, const CompiledPredicate& predicate, Span around) const {
    if (predicate.veto_set == kNoIndex || !present_.has(predicate.veto_set)) return nullptr;
    return find_veto(segment, predicate, around);
  }

  // Patterns whose words stand in the segment, in the rules' order.
  void collect_opened(const CompiledGrammar& rules) {
    opened_ = rules.open_patterns;
    for (const uint32_t set : present_.list()) {
      for (const uint32_t pattern : rules.patterns_opened[set]) {
        if (present_.has_all(rules.patterns[pattern].needs)) opened_.push_back(pattern);
      }
    }
    std::sort(opened_.begin(), opened_.end());
  }

  void read_patterns(const Segment& segment) {
    const CompiledGrammar& rules = grammar(segment);
    collect_opened(rules);
    if (opened_.empty()) return;
    std::vector<SlotTypes> around;  // by slot
    for (const Slot& slot : segment.slots) around.push_back(slot_types_around(segment, slot.position));
    for (const uint32_t opened : opened_) {
      const CompiledPattern& pattern = rules.patterns[opened];
      const RelationType& relation = input_.rules->ontology.relations[pattern.rule->relation];
      const TypeSet source = pattern.rule->source != 0 ? pattern.rule->source : relation.source;
      const TypeSet target = pattern.rule->target != 0 ? pattern.rule->target : relation.target;
      const ShapeContext context{&segment, &rules, &gaps_, source, target, nullptr, discourse_.company_types()};
      for (size_t i = 0; i < segment.slots.size(); ++i) {
        const Slot& slot = segment.slots[i];
        if (!may_bind(pattern.shape, context, around[i])) continue;
        const std::optional<Binding> binding = match_shape(pattern.shape, context, {slot.position, slot.position});
        if (!binding) continue;
        if (pattern.rule->confidence < kStandsAlone && takes_anaphor(segment, *binding)) continue;
        const std::string_view matched =
            std::string_view(segment.typed).substr(binding->typed.begin, binding->typed.size());
        if (std::any_of(pattern.veto.begin(), pattern.veto.end(),
                        [&](const std::string& word) { return matched.find(word) != std::string_view::npos; })) {
          continue;
        }
        Candidate candidate;
        candidate.segment = index_of(segment);
        candidate.relation = pattern.rule->relation;
        candidate.verbless = !pattern.rule->status;
        // Its last word is what the cues of the clause stand around.
        if (pattern.rule->status) candidate.predicate = {binding->typed.end - 1, binding->typed.end};
        candidate.confidence = pattern.rule->confidence;
        candidate.rule = pattern.rule->id;
        if (!pattern.rule->continues.empty()) candidate.continues = pattern.rule;
        if (!fill(segment, source, target, *binding, candidate, slot.span)) continue;
        if (candidate.continues != nullptr) {
          candidate.binding = *binding;
          extend(candidate.normal, {segment.to_normal(binding->typed.begin), segment.to_normal(binding->typed.end)});
        } else if (input_.trace != nullptr) {
          candidate.trace = input_.trace->read_pattern(*input_.resolution, segment, *pattern.rule, *binding, candidate);
        }
        out_.push_back(std::move(candidate));
      }
    }
  }

  // A pronoun says too little for a reading that needs the catalogue's agreement.
  static bool takes_anaphor(const Segment& segment, const Binding& binding) {
    for (const uint32_t slot : {binding.source, binding.target}) {
      if (slot != kNone && segment.slots[slot].members.empty()) return true;
    }
    return false;
  }

  // "NYU and Meta's FAIR lab": an English genitive belongs to the last of a list.
  bool has_genitive(const Segment& segment, const Slot& slot) const {
    return segment.language == Language::en &&
           literal_at(segment.typed, slot.position + kSlotBytes, grammar(segment).genitives, false) > 0;
  }

  std::vector<uint32_t> owners_of(const Segment& segment, uint32_t slot, TypeSet types) const {
    std::vector<uint32_t> out = entities_of(segment, slot, types);
    if (out.size() > 1 && has_genitive(segment, segment.slots[slot])) out.erase(out.begin(), out.end() - 1);
    return out;
  }

  std::vector<uint32_t> entities_of(const Segment& segment, uint32_t slot, TypeSet types) const {
    std::vector<uint32_t> out;
    for (const uint32_t entity : segment.slots[slot].recalled) {
      if ((type_bit(input_.resolution->entities[entity].type) & types) != 0) out.push_back(entity);
    }
    for (const uint32_t member : segment.slots[slot].members) {
      const resolve::ResolvedMention& mention = input_.resolution->mentions[member];
      uint32_t entity = mention.entity;
      if ((type_bit(input_.resolution->entities[entity].type) & types) == 0) entity = mention.alternative;
      if (entity == kNoIndex || (type_bit(input_.resolution->entities[entity].type) & types) == 0) continue;
      if (std::find(out.begin(), out.end(), entity) == out.end()) out.push_back(entity);
    }
    return out;
  }

  // What the island tells of: of a Japanese list, the member right before a bracket ("AとB（Cを上回る）"), unless
  // strokes make the members one ("A / B（C）").
  std::vector<uint32_t> told_of(const Segment& host, const Segment& island, TypeSet types) const {
    std::vector<uint32_t> out = entities_of(host, island.host_slot, types);
    const std::vector<uint32_t>& members = host.slots[island.host_slot].members;
    if (out.size() < 2 || !island.bracket || island.language != Language::ja) return out;
    const uint32_t begin = island.slots.empty() ? island.to_normal(0) : island.slots.front().span.begin;
    const auto& mentions = input_.resolution->mentions;
    for (size_t i = members.size(); i-- > 1;) {
      const Span between{mentions[members[i - 1]].span.end, mentions[members[i]].span.begin};
      if (mentions[members[i]].span.end > begin) continue;
      if (between.of(input_.text->folded).find('/') != std::string_view::npos) return out;
      const TypeId type = input_.resolution->entities[mentions[members[i]].entity].type;
      return (type_bit(type) & types) != 0 ? std::vector<uint32_t>{mentions[members[i]].entity} : out;
    }
    return out;
  }

  // Turns the bound slots into entities and looks up what is missing. False: no reading.
  bool fill(const Segment& segment, TypeSet source_types, TypeSet target_types, const Binding& binding,
            Candidate& candidate, Span anchor) const {
    // "Vultr offers NVIDIA H200": who is named as the maker has made it.
    if (binding.skipped_maker != kNone && binding.skipped_maker != binding.source && candidate.relation == develops_)
      return false;
    candidate.typed = binding.typed;
    candidate.normal = anchor;
    if (binding.crossed) candidate.confidence *= kCrossedPenalty;
    if (binding.list != kNone) {
      candidate.sources = entities_of(segment, binding.list, source_types);
      candidate.list = true;
      candidate.explicit_roles = 2;
      extend(candidate.normal, segment.slots[binding.list].span);
      return candidate.sources.size() >= 2;
    }
    for (const auto& [slot, types, entities] : {std::tuple(binding.source, source_types, &candidate.sources),
                                                std::tuple(binding.target, target_types, &candidate.targets)}) {
      if (slot == kNone) continue;
      *entities = candidate.verbless ? owners_of(segment, slot, types) : entities_of(segment, slot, types);
      ++candidate.explicit_roles;
      add_anaphor(segment.slots[slot], candidate);
      extend(candidate.normal, segment.slots[slot].span);
    }
    if (binding.source != kNone && binding.target != kNone) {
      if (share_any(candidate.sources, candidate.targets)) {
        look_further(segment.slots[binding.source], source_types, candidate.sources);
        look_further(segment.slots[binding.target], target_types, candidate.targets);
        // "A and B lead the round for the company": which is then neither.
        const bool referred = takes_anaphor(segment, binding);
        if (referred && share_any(candidate.sources, candidate.targets)) return false;
      }
      return !candidate.sources.empty() && !candidate.targets.empty();
    }
    const bool needs_source = binding.source == kNone;
    const std::vector<uint32_t>& present = needs_source ? candidate.targets : candidate.sources;
    std::vector<uint32_t>& missing = needs_source ? candidate.sources : candidate.targets;
    if (present.empty()) return false;
    if (candidate.continues != nullptr) return true;
    TypeSet types = same_kind(needs_source ? source_types : target_types, candidate.relation, present);
    // What is found on Hugging Face is a model, not another platform.
    const TypeSet other = needs_source ? target_types : source_types;
    const bool same = input_.rules->ontology.relations[candidate.relation].same_kind;
    if (!same && !candidate.typed_roles && (types & discourse_.company_types()) == 0 && (types & ~other) != 0)
      types &= ~other;
    return recall(segment, binding, types, present, missing, candidate);
  }

  static void add_anaphor(const Slot& slot, Candidate& candidate) {
    if (slot.recalled.empty()) return;
    candidate.recall_by(slot.step, slot.penalty);
  }

  static bool share_any(const std::vector<uint32_t>& some, const std::vector<uint32_t>& others) {
    return std::find_first_of(some.begin(), some.end(), others.begin(), others.end()) != some.end();
  }

  // Gives a pronoun that would stand for the clause's other role the next that it may stand for.
  void look_further(const Slot& slot, TypeSet types, std::vector<uint32_t>& entities) const {
    const auto fits = [&](uint32_t entity) {
      return (type_bit(input_.resolution->entities[entity].type) & types) != 0;
    };
    const auto further = std::find_if(slot.instead.begin(), slot.instead.end(), fits);
    if (further != slot.instead.end()) entities = {*further};
  }

  // The types that may stand opposite `present` in a relation between things of one kind.
  TypeSet same_kind(TypeSet types, RelationId relation, const std::vector<uint32_t>& present) const {
    if (!input_.rules->ontology.relations[relation].same_kind) return types;
    TypeSet kind = 0;
    for (const uint32_t entity : present) kind |= type_bit(input_.resolution->entities[entity].type);
    return types & list_kind(input_.rules->ontology, kind);
  }

  static void extend(Span& span, Span other) {
    span.begin = std::min(span.begin, other.begin);
    span.end = std::max(span.end, other.end);
  }

  // Ranked: the slot an island hangs on, elsewhere in the sentence, an anaphor, the topic.
  bool recall(const Segment& segment, const Binding& binding, TypeSet types, const std::vector<uint32_t>& present,
              std::vector<uint32_t>& missing, Candidate& candidate) const {
    const auto take = [&](std::vector<uint32_t> entities, double penalty, Step step) {
      entities.erase(
          std::remove_if(entities.begin(), entities.end(),
                         [&](uint32_t e) { return std::find(present.begin(), present.end(), e) != present.end(); }),
          entities.end());
      if (entities.empty()) return false;
      missing = std::move(entities);
      candidate.recall_by(step, penalty);
      return true;
    };
    if (segment.host_slot != kNone) {
      const Segment& host = segments_[segment.host_segment];
      if (take(told_of(host, segment, types), kElsewherePenalty, Step::host)) {
        extend(candidate.normal, host.slots[segment.host_slot].span);
        return true;
      }
    }
    if (candidate.from_pattern())
      return candidate.confidence < kStandsAlone && recall_heading(segment, types, present, take);
    if (subjects_.has_own_subject(segment, candidate.predicate)) return false;
    const uint32_t subject = subjects_.subject_before(segment, binding.typed, types);
    if (subject != kNone && take(entities_of(segment, subject, types), kElsewherePenalty, Step::subject)) {
      extend(candidate.normal, segment.slots[subject].span);
      return true;
    }
    const uint32_t released = subjects_.released_before(segment, binding.typed, types);
    if (released != kNone && take(entities_of(segment, released, types), kElsewherePenalty, Step::clause)) {
      extend(candidate.normal, segment.slots[released].span);
      return true;
    }
    if (!subjects_.may_be_left_out(segment, candidate.predicate)) return false;
    const Antecedent antecedent = discourse_.recall(types, Reference::zero, false);
    // Far antecedents need the catalogue's word, which only makers have. So do those that stand in a heading over
    // Chinese paragraphs: clauses without a subject go on with the topic there, or speak of anybody.
    const bool heading =
        segment.language == Language::zh && !subjects_.is_fragment(segment) && antecedent.step == Step::section;
    if ((antecedent.far || heading) && input_.rules->ontology.relations[candidate.relation].id != "develops")
      return false;
    return !antecedent.entities.empty() && take(antecedent.entities, antecedent.penalty, antecedent.step);
  }

  // A pattern too weak to stand alone may take what the section or the title is about: the catalogue has
  // to confirm it anyway. Where the topic of English is not the maker, the one that the text
  // is about may be.
  template <typename Take>
  bool recall_heading(const Segment& segment, TypeSet types, const std::vector<uint32_t>& present,
                      const Take& take) const {
    const Antecedent topic = discourse_.recall(types, Reference::anaphor, true), titled = discourse_.titled(types);
    const bool made =
        std::any_of(present.begin(), present.end(), [&](uint32_t thing) { return is_made_by(thing, topic.entities); });
    const bool keeps = made || titled.entities.empty() || segment.language != Language::en;
    const Antecedent& antecedent = keeps ? topic : titled;
    return !antecedent.entities.empty() && take(antecedent.entities, antecedent.penalty, antecedent.step);
  }

  const RelateInput& input_;
  const Discourse& discourse_;
  const std::vector<Segment>& segments_;
  std::vector<Candidate>& out_;
  uint32_t develops_;
  Subjects subjects_;
  PresentSets present_;           // of the segment that is read
  GapStops gaps_;                 // the same
  std::vector<uint32_t> opened_;  // its patterns
};

}  // namespace

void Candidate::recall_by(Step by, double penalty) {
  confidence *= penalty;
  rule += std::string("+") + step_name(by);
  step = by;
  titled = titled || by == Step::title;
}

void find_candidates(const RelateInput& input, const Discourse& discourse, const std::vector<Segment>& segments,
                     std::vector<Candidate>& out) {
  out.clear();
  CandidateFinder(input, discourse, segments, out).run();
}

}  // namespace whobuilds::relate
