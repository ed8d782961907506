#include "relate/relate.h"

#include <algorithm>

#include "relate/attributes.h"
#include "relate/candidates.h"
#include "relate/discourse.h"
#include "relate/list_introductions.h"
#include "relate/names.h"
#include "relate/scores.h"
#include "relate/status.h"
#include "relate/tables.h"
#include "relate/told.h"
#include "relate/trace.h"
#include "relate/typed_segment.h"

namespace whobuilds::relate {
namespace {

constexpr double kVerblessConflict = 0.4;  // possessive against the catalogue's maker
constexpr double kStatedConflict = 0.55;   // a verb against it: mostly a seller, not the maker
constexpr double kVerblessUnknown = 0.9;   // no prior at all
constexpr double kFarUnknown = 0.8;        // nor a maker in the section
constexpr double kConfirmedDoubt = 0.4;
constexpr double kOwnGroup = 0.5;
constexpr double kOwnProduct = 0.5;  // a maker rather shows than uses its own, unless a pattern says where
constexpr size_t kMostListPairs = 8;

class Relater {
 public:
  Relater(const RelateInput& input, LocalFacts& out) : input_(input), out_(out) {
    discourse_.relations = input.relations;
    develops_ = input.rules->ontology.find_relation("develops");
    uses_ = input.rules->ontology.find_relation("uses");
  }

  void run() {
    discourse_.begin_document(*input_.rules, *input_.document, *input_.text, *input_.recognition, *input_.resolution);
    for (uint32_t block = 0; block < input_.text->blocks.size(); ++block) {
      discourse_.begin_block(block);
      const text::TextBlock& range = input_.text->blocks[block];
      for (uint32_t i = 0; i < range.sentence_count; ++i) read_sentence(range.first_sentence + i);
    }
    relate_tables(input_, discourse_, out_);
    relate_names(input_, out_);
  }

 private:
  void read_sentence(uint32_t sentence) {
    const Span span = input_.text->sentences[sentence].span;
    discourse_.begin_sentence(span.of(input_.text->folded),
                              input_.text->blocks[input_.text->sentences[sentence].block].language);
    const auto& mentions = input_.resolution->mentions;
    while (next_mention_ < mentions.size() && mentions[next_mention_].span.begin < span.begin) ++next_mention_;
    const auto& words = input_.recognition->words;
    while (next_word_ < words.size() && words[next_word_].span.begin < span.begin) ++next_word_;
    const bool has_mention = next_mention_ < mentions.size() && mentions[next_mention_].span.begin < span.end;
    if (has_mention || refers_back(span)) {
      build_segments(segment_input(), sentence, next_mention_, next_word_, segments_);
      complete_introduction(sentence);
      find_candidates(input_, discourse_, segments_, candidates_);
      // Weak patterns last: of the same two names in one sentence the stronger reading knows the status.
      std::stable_partition(candidates_.begin(), candidates_.end(),
                            [](const Candidate& candidate) { return candidate.confidence >= kLeastConfidence; });
      sentence_facts_ = out_.relations.size();
      const ToldSoFar told{input_, discourse_, out_, candidates_, sentence};
      for (const Candidate& candidate : candidates_) {
        if (candidate.continues == nullptr && !tells_otherwise(told, candidate)) emit(candidate, sentence);
      }
      relate_attributes(input_, discourse_, sentence, next_word_, candidates_, out_);
      for (Candidate& candidate : candidates_) {
        if (candidate.continues == nullptr || !complete_by_told(told, candidate)) continue;
        trace_completed(candidate);
        emit(candidate, sentence);
      }
      relate_scores(input_, discourse_, sentence, out_);
      discourse_.end_sentence(segments_.front(), released());
    } else {
      remember_introduction(sentence);
      relate_attributes(input_, discourse_, sentence, next_word_, {}, out_);
    }
  }

  // "両社は5月に提携した": a sentence that names nothing may speak of what was named.
  bool refers_back(Span sentence) const {
    const auto& words = input_.recognition->words;
    for (uint32_t i = next_word_; i < words.size() && words[i].span.begin < sentence.end; ++i) {
      for (const WordUse& use : input_.relations->uses[words[i].word]) {
        if (use.kind == WordUse::Kind::anaphor) return true;
      }
    }
    return false;
  }

  // "The investors are:" names nothing itself.
  void remember_introduction(uint32_t sentence) {
    const Span span = input_.text->sentences[sentence].span;
    if (span.size() == 0 || span.of(input_.text->folded).back() != ':') return;
    build_segments(segment_input(), sentence, next_mention_, next_word_, segments_);
    introduction_.remember(*input_.document, *input_.relations, input_.text->sentences[sentence].block, segments_);
  }

  SegmentInput segment_input() const {
    return {input_.relations, input_.document, input_.text, input_.recognition, input_.resolution, &discourse_};
  }

  // A list item completes the sentence that introduces its list; the added clause is read like the item's own.
  void complete_introduction(uint32_t sentence) {
    const uint32_t block = input_.text->sentences[sentence].block;
    const auto added = sentence == input_.text->blocks[block].first_sentence
                           ? introduction_.complete(*input_.document, *input_.relations, block, segments_.front())
                           : std::nullopt;
    if (added) {
      segments_.push_back(*added);
    } else {
      introduction_.remember(*input_.document, *input_.relations, block, segments_);
    }
  }

  void trace_completed(Candidate& reading) const {
    if (input_.trace == nullptr) return;
    reading.trace = input_.trace->read_pattern(*input_.resolution, segments_[reading.segment], *reading.continues,
                                               reading.binding, reading);
  }

  // The one thing that the sentence says somebody released, made or announced, or kNone.
  uint32_t released() const {
    uint32_t found = kNone;
    for (size_t i = sentence_facts_; i < out_.relations.size(); ++i) {
      const LocalRelation& fact = out_.relations[i];
      if (fact.relation != develops_ || !fact.evidence.stated) continue;
      if (found != kNone && found != fact.target) return kNone;
      found = fact.target;
    }
    return found;
  }

  void emit(const Candidate& candidate, uint32_t sentence) {
    ClauseStatus status;
    if (!candidate.verbless) {
      const Segment& segment = segments_[candidate.segment];
      status = clause_status(*input_.relations, segment, candidate.predicate, candidate.typed.end);
      if (input_.trace != nullptr) input_.trace->set_status(candidate.trace, status, segment);
      if (status.irrealis) return;
      // "Bのチップに頼ることなく動く": whom Japanese and Chinese leave out of a denial may be anybody.
      const bool left_out = candidate.from_pattern() && candidate.recalled() && segment.language != Language::en;
      if (status.status == Status::denied && left_out) return;
    }
    if (candidate.list) {
      emit_pairs(candidate, status.status, sentence);
      return;
    }
    const bool zip =
        candidate.sources.size() == candidate.targets.size() && candidate.sources.size() > 1 && respectively();
    for (size_t s = 0; s < candidate.sources.size(); ++s) {
      for (size_t t = 0; t < candidate.targets.size(); ++t) {
        if (zip && s != t) continue;
        emit_one(candidate, candidate.sources[s], candidate.targets[t], status.status, sentence);
      }
    }
  }

  bool respectively() const {
    const Segment& main = segments_.front();
    const std::vector<std::string>& words = input_.rules->words(main.language, "respectively");
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return main.typed.find(word) != std::string::npos; });
  }

  void emit_pairs(const Candidate& candidate, Status status, uint32_t sentence) {
    const size_t count = std::min(candidate.sources.size(), kMostListPairs);
    for (size_t a = 0; a < count; ++a) {
      for (size_t b = a + 1; b < count; ++b)
        emit_one(candidate, candidate.sources[a], candidate.sources[b], status, sentence);
    }
  }

  void emit_one(const Candidate& candidate, uint32_t a, uint32_t b, Status status, uint32_t sentence) {
    LocalRelation fact;
    fact.source = candidate.reversed ? b : a;
    fact.target = candidate.reversed ? a : b;
    fact.relation = candidate.relation;
    const Span bounds = input_.text->sentences[sentence].span;
    if (!fits(fact) || is_one_name(fact, bounds)) return trace(candidate, fact, ClaimEnd::misfit);
    if (candidate.normal.end <= bounds.begin) return trace(candidate, fact, ClaimEnd::repeated);
    fact.evidence.confidence = candidate.confidence * prior(fact, candidate);
    if (fact.evidence.confidence < kLeastConfidence) return trace(candidate, fact, ClaimEnd::unsure);
    fact.evidence.rule = candidate.rule;
    fact.evidence.stated = candidate.stem_size > 0;
    fact.evidence.status = status;
    fact.evidence.sentence = sentence;
    fact.evidence.span = candidate.normal;
    // What completes a list's introduction is read from the item.
    fact.evidence.span.begin = std::max(fact.evidence.span.begin, bounds.begin);
    add_relation_values(input_, fact);
    if (LocalRelation* known = said_in_sentence(fact)) {
      const bool better = candidate.confidence >= kLeastConfidence && stronger(fact.evidence, known->evidence);
      trace(candidate, fact, better ? ClaimEnd::said : ClaimEnd::repeated);
      if (better) *known = std::move(fact);
      return;
    }
    trace(candidate, fact, ClaimEnd::said);
    out_.relations.push_back(std::move(fact));
  }

  void trace(const Candidate& candidate, const LocalRelation& fact, ClaimEnd end) const {
    if (input_.trace == nullptr) return;
    const double confidence = fact.evidence.confidence;
    TracedTerm term;
    if (end != ClaimEnd::misfit) term.factor = confidence / candidate.confidence;
    if (term.factor < 0.9999 || term.factor > 1.0001) term.what = prior_reason(fact, term.factor);
    input_.trace->claims.push_back({candidate.trace, fact.source, fact.target, end, std::move(term), confidence});
  }

  // In words, what moved the prior away from 1.
  std::string prior_reason(const LocalRelation& fact, double factor) const {
    if (fact.relation == uses_) return "the catalogue names the user as its maker";
    const EntityIndex maker = input_.resolution->entities[fact.target].developer;
    if (maker == kNoIndex) return "the catalogue knows no maker";
    return factor > 1 ? "the catalogue agrees"
                      : "the catalogue names another maker, " + input_.rules->entities[maker].label;
  }

  // What is asserted once is asserted; else the surer reading.
  static bool stronger(const LocalEvidence& a, const LocalEvidence& b) {
    if ((a.status == Status::asserted) != (b.status == Status::asserted)) return a.status == Status::asserted;
    return a.confidence > b.confidence;
  }

  // The same relation of the same two things, read before in this sentence, or null.
  LocalRelation* said_in_sentence(const LocalRelation& fact) {
    for (size_t i = sentence_facts_; i < out_.relations.size(); ++i) {
      LocalRelation& known = out_.relations[i];
      if (known.source == fact.source && known.target == fact.target && known.relation == fact.relation) return &known;
    }
    return nullptr;
  }

  bool fits(const LocalRelation& fact) const {
    if (fact.source == fact.target) return false;
    const RelationType& relation = input_.rules->ontology.relations[fact.relation];
    const auto& entities = input_.resolution->entities;
    const TypeId source = entities[fact.source].type, target = entities[fact.target].type;
    if ((type_bit(source) & relation.source) == 0 || (type_bit(target) & relation.target) == 0) return false;
    return !relation.same_kind || source == target || same_kind(source, target);
  }

  // "GitHub上的A": a name that may be of a company and of its thing says nothing of the one to the other. Whether the
  // sentence has one mention only for both.
  bool is_one_name(const LocalRelation& fact, Span sentence) const {
    const auto& mentions = input_.resolution->mentions;
    const resolve::ResolvedMention* only = nullptr;
    for (auto mention = resolve::first_mention(*input_.resolution, sentence.begin);
         mention != mentions.end() && mention->span.begin < sentence.end; ++mention) {
      const auto may_be = [&](uint32_t entity) { return mention->entity == entity || mention->alternative == entity; };
      if (!may_be(fact.source) && !may_be(fact.target)) continue;
      if (only != nullptr || !may_be(fact.source) || !may_be(fact.target)) return false;
      only = &*mention;
    }
    return only != nullptr;
  }

  // Chips and systems are compared with each other; so are companies and organisations.
  bool same_kind(TypeId a, TypeId b) const {
    const auto is = [&](TypeId type, const char* id) { return input_.rules->ontology.types[type].id == id; };
    const auto pair = [&](const char* x, const char* y) { return (is(a, x) && is(b, y)) || (is(a, y) && is(b, x)); };
    return pair("Chip", "System") || pair("Company", "Organization") || pair("Model", "Product");
  }

  // What the catalogue knows may confirm or weaken a reading; it never makes one.
  double prior(const LocalRelation& fact, const Candidate& candidate) const {
    if (fact.relation == uses_ && is_own(fact) && !candidate.from_pattern()) return kOwnProduct;
    const bool several = !candidate.list && candidate.sources.size() + candidate.targets.size() > 2;
    if ((candidate.recalled() || several) && is_within_group(fact)) return kOwnGroup;
    if (fact.relation != develops_) return 1;
    const auto& entities = input_.resolution->entities;
    const EntityIndex maker = entities[fact.target].developer;
    if (maker == kNoIndex) {
      return candidate.titled ? kFarUnknown : candidate.verbless || candidate.recalled() ? kVerblessUnknown : 1;
    }
    const EntityIndex source = entities[fact.source].catalogue;
    // A unit does not make what its owner makes: a weak reading wants the maker or its owner.
    const bool weak = candidate.confidence < kLeastConfidence;
    const Rules& rules = *input_.rules;
    if (source != kNoIndex && ((!weak && rules.is_within(source, maker)) || rules.is_within(maker, source)))
      return confirmed(candidate.confidence) / candidate.confidence;
    // "Meta and Microsoft developed Llama 2": the maker stands beside the other.
    if (!candidate.verbless && std::any_of(candidate.sources.begin(), candidate.sources.end(), [&](uint32_t other) {
          return entities[other].catalogue != kNoIndex && rules.is_within(entities[other].catalogue, maker);
        }))
      return 1;
    return candidate.verbless || candidate.recalled() ? kVerblessConflict : kStatedConflict;
  }

  // The doubt that the catalogue's agreement leaves of a reading.
  static double confirmed(double confidence) { return 1 - (1 - confidence) * kConfirmedDoubt; }

  // A company works and vies with others than its owner and its units, where not just these two are named.
  bool is_within_group(const LocalRelation& fact) const {
    const auto& entities = input_.resolution->entities;
    const std::string& relation = input_.rules->ontology.relations[fact.relation].id;
    if (relation != "partners_with" && relation != "competes_with") return false;
    const EntityIndex a = entities[fact.source].catalogue, b = entities[fact.target].catalogue;
    return a != kNoIndex && b != kNoIndex && (input_.rules->is_within(a, b) || input_.rules->is_within(b, a));
  }

  // Whether the catalogue names the user of the thing as its maker.
  bool is_own(const LocalRelation& fact) const {
    const auto& entities = input_.resolution->entities;
    const EntityIndex maker = entities[fact.target].developer, user = entities[fact.source].catalogue;
    const Rules& rules = *input_.rules;
    return maker != kNoIndex && user != kNoIndex && (rules.is_within(user, maker) || rules.is_within(maker, user));
  }

  const RelateInput& input_;
  LocalFacts& out_;
  Discourse discourse_;
  uint32_t develops_ = kNone, uses_ = kNone;
  uint32_t next_mention_ = 0, next_word_ = 0;
  size_t sentence_facts_ = 0;  // index of the sentence's first fact in out_.relations
  ListIntroduction introduction_;
  std::vector<Segment> segments_;
  std::vector<Candidate> candidates_;
};

}  // namespace

void relate(const RelateInput& input, LocalFacts& out) {
  out.clear();
  Relater(input, out).run();
}

}  // namespace whobuilds::relate
