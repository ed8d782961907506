#include "relate/clauses.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "core/utf8.h"
#include "relate/assemble_segment.h"

namespace whobuilds::relate {
namespace {

constexpr uint32_t kMostSegments = 40;  // of one sentence; later clauses stay uncut

struct Token {
  Span typed;
  bool slot = false;
  VerbForms verb = 0;  // what forms of a verb it may be
};

// What shares its subject with an earlier verb.
struct Conjunct {
  uint32_t cut = 0;     // typed: where the segment ends without it
  uint32_t prefix = 0;  // typed: end of what both verbs share
  uint32_t verb = 0;    // typed: where it begins
};

class ClauseReader {
 public:
  ClauseReader(const CompiledGrammar& grammar, const Segment& segment)
      : grammar_(grammar), typed_(segment.typed), tokens_(tokens()) {}

  // The first verb phrase that goes on with an earlier verb's subject.
  std::optional<Conjunct> conjunct() const {
    size_t clause = 0;
    for (size_t i = 1; i + 1 < tokens_.size(); ++i) {
      if (word(i) == ";") clause = i + 1;
      if (word(i) == ",") {
        if (const auto found = enumerated(clause, i)) return found;
        continue;
      }
      const bool adjunct = is(grammar_.adjuncts, i) && !is_verb(i - 1, kParticiple);  // "made by training": the means
      if (!adjunct && !is(grammar_.coordinators, i)) continue;
      const size_t verb = skip_adverbs(i + 1);
      if (verb >= tokens_.size()) break;
      if (begins_clause(verb)) {
        if (!adjunct) clause = verb;
        continue;
      }
      const size_t shared = adjunct ? finite_before_gerund(clause, i, verb) : shared_verb(clause, i, verb);
      if (shared == kNoToken || shared + 1 == i) continue;
      return Conjunct{end_before(i), tokens_[shared].typed.begin, tokens_[verb].typed.begin};
    }
    return std::nullopt;
  }

  // "ordered A, picked B and took a stake in C": a verb right behind a comma goes on with the subject where another
  // of its form follows behind "and".
  std::optional<Conjunct> enumerated(size_t clause, size_t comma) const {
    const size_t verb = skip_adverbs(comma + 1);
    if (verb >= tokens_.size() || begins_clause(verb) || is_auxiliary(verb)) return std::nullopt;
    for (const VerbForms form : {kThirdPerson, kPast}) {
      if (!is_verb(verb, form) || is(grammar_.deverbal_nouns, verb)) continue;
      const size_t shared = shared_verb(clause, comma, verb);
      if (shared == kNoToken || shared + 1 == comma || (tokens_[shared].verb & form) == 0) continue;
      for (size_t i = verb + 1; i + 1 < tokens_.size(); ++i) {
        if (is(grammar_.coordinators, i) && is_verb(skip_adverbs(i + 1), form))
          return Conjunct{end_before(comma), tokens_[shared].typed.begin, tokens_[verb].typed.begin};
      }
    }
    return std::nullopt;
  }

  // Where the relative clause goes on behind its pronoun, when the pronoun is its subject; else 0.
  uint32_t behind_relative_pronoun() const {
    if (tokens_.size() < 2 || !is(grammar_.relative_pronouns, 0)) return 0;
    const size_t verb = skip_adverbs(1);
    return verb < tokens_.size() && is_finite(verb) ? tokens_[1].typed.begin : 0;
  }

 private:
  static constexpr size_t kNoToken = SIZE_MAX;

  std::vector<Token> tokens() const {
    std::vector<Token> out;
    for (uint32_t at = 0; at < typed_.size();) {
      const uint32_t begin = at;
      if (typed_[at] == ' ') {
        ++at;
        continue;
      }
      Token token;
      if (typed_[at] == kSlotMark && at + kSlotBytes <= typed_.size()) {
        at += kSlotBytes;
        token.slot = true;
      } else if (is_letter(at)) {
        while (at < typed_.size() && (is_letter(at) || typed_[at] == '-')) ++at;
        const auto found = grammar_.verbs.find(typed_.substr(begin, at - begin));
        const bool compound = begin > 0 && typed_[begin - 1] == '-';  // "Nvidia-backed startup": no verb of the clause
        if (found != grammar_.verbs.end() && !compound) token.verb = found->second;
      } else {
        core::decode(typed_, at);
      }
      token.typed = {begin, at};
      out.push_back(token);
    }
    return out;
  }

  bool is_letter(uint32_t at) const { return core::is_ascii_alnum(static_cast<unsigned char>(typed_[at])); }

  std::string_view word(size_t i) const { return token_text(tokens_[i]); }
  std::string_view token_text(const Token& token) const {
    return std::string_view(typed_).substr(token.typed.begin, token.typed.size());
  }

  bool is(const Literals& words, size_t i) const {
    return !tokens_[i].slot && literal_at(typed_, tokens_[i].typed.begin, words, true) == tokens_[i].typed.size();
  }

  size_t skip_adverbs(size_t i) const {
    while (i < tokens_.size() && !tokens_[i].slot) {
      const uint32_t size = literal_at(typed_, tokens_[i].typed.begin, grammar_.adverbs, true);
      if (size == 0) break;
      const uint32_t end = tokens_[i].typed.begin + size;
      while (i < tokens_.size() && tokens_[i].typed.begin < end) ++i;
    }
    return i;
  }

  bool is_auxiliary(size_t i) const { return is(grammar_.auxiliaries, i); }

  // Whether the token can be a verb where it stands: behind "the", "its", "of" it is a noun.
  bool is_verb(size_t i, VerbForms forms) const {
    if (i >= tokens_.size() || (tokens_[i].verb & forms) == 0) return false;
    return i == 0 || !is(grammar_.noun_introductions, i - 1);
  }

  bool is_finite(size_t i) const { return is_auxiliary(i) || is_verb(i, kThirdPerson | kPast); }

  // A name or pronoun and its verb: a new clause with a subject of its own.
  bool begins_clause(size_t i) const {
    if (!tokens_[i].slot && !is(grammar_.subject_words, i)) return false;
    const size_t verb = skip_adverbs(i + 1);
    return tokens_[i].slot ? verb < tokens_.size() && is_finite(verb) : true;
  }

  uint32_t end_before(size_t coordinator) const {
    uint32_t end = tokens_[coordinator].typed.begin;
    while (end > 0 && (typed_[end - 1] == ' ' || typed_[end - 1] == ',')) --end;
    return end;
  }

  // The verb of [clause, coordinator) whose place the one at `verb` takes.
  size_t shared_verb(size_t clause, size_t coordinator, size_t verb) const {
    if (is_auxiliary(verb)) return first_finite(clause, coordinator);
    if (verb + 1 < tokens_.size() && is(grammar_.noun_complements, verb + 1) && (tokens_[verb].verb & kBase) != 0)
      return kNoToken;
    if (is(grammar_.deverbal_nouns, verb)) return kNoToken;
    for (const VerbForms form : {kThirdPerson, kPast, kParticiple, kGerund, kBase}) {
      if ((tokens_[verb].verb & form) == 0) continue;
      for (size_t i = coordinator; i-- > clause;) {
        if (is_verb(i, form) && (form != kBase || is_infinitive(i))) return i;
      }
    }
    const bool finite = (tokens_[verb].verb & (kThirdPerson | kPast)) != 0;
    return finite ? first_finite(clause, coordinator) : kNoToken;
  }

  // Behind "to" or a modal.
  bool is_infinitive(size_t i) const {
    while (i > 0 && is(grammar_.adverbs, i - 1)) --i;
    return i > 0 && (word(i - 1) == "to" || is_auxiliary(i - 1));
  }

  size_t first_finite(size_t clause, size_t end) const {
    for (size_t i = clause; i < end; ++i) {
      if (is_finite(i)) return i;
    }
    return kNoToken;
  }

  // "after buying B": the subject is that of the main clause.
  size_t finite_before_gerund(size_t clause, size_t adjunct, size_t verb) const {
    return (tokens_[verb].verb & kGerund) != 0 ? first_finite(clause, adjunct) : kNoToken;
  }

  const CompiledGrammar& grammar_;
  const std::string& typed_;
  const std::vector<Token> tokens_;
};

class ClauseSplitter {
 public:
  ClauseSplitter(const CompiledGrammar& grammar, std::vector<Segment>& segments)
      : grammar_(grammar), segments_(segments) {}

  void run() {
    for (uint32_t i = 0; i < segments_.size(); ++i) {
      give_subject(i);
      if (segments_.size() < kMostSegments && !segments_[i].predicates.empty()) split(i);
    }
  }

 private:
  // A relative clause gets the name it hangs on in its pronoun's place.
  void give_subject(uint32_t index) {
    const Segment& island = segments_[index];
    if (island.host_slot == kNone) return;
    const uint32_t rest = ClauseReader(grammar_, island).behind_relative_pronoun();
    if (rest == 0) return;
    SegmentAssembler clause(island);
    clause.append_slot(segments_[island.host_segment].slots[island.host_slot]);
    clause.append_space();
    clause.append(island, {rest, static_cast<uint32_t>(island.typed.size())}, true);
    segments_[index] = clause.take();
  }

  // The rest behind the cut may hold further verbs: it is split when its turn comes.
  void split(uint32_t index) {
    const std::optional<Conjunct> found = ClauseReader(grammar_, segments_[index]).conjunct();
    if (!found) return;
    const Segment whole = segments_[index];
    const Span rest{found->verb, static_cast<uint32_t>(whole.typed.size())};
    SegmentAssembler kept(whole), added(whole);
    kept.append(whole, {0, found->cut}, true);
    added.append(whole, {0, found->prefix}, false);
    added.append(whole, rest, true);
    segments_[index] = kept.take();
    segments_[index].host_segment = whole.host_segment;
    segments_[index].host_slot = whole.host_slot;
    segments_[index].bracket = whole.bracket;
    segments_.push_back(added.take());
    segments_.back().host_segment = whole.host_segment;
    segments_.back().host_slot = whole.host_slot;
    move_hosts(index, whole, rest.begin);
  }

  // Islands that hang on a slot behind the cut hang on its copy now.
  void move_hosts(uint32_t index, const Segment& whole, uint32_t cut) {
    const auto added = static_cast<uint32_t>(segments_.size()) - 1;
    const auto first_moved = static_cast<uint32_t>(
        std::count_if(whole.slots.begin(), whole.slots.end(), [&](const Slot& s) { return s.position < cut; }));
    const auto moved = static_cast<uint32_t>(whole.slots.size()) - first_moved;
    const auto copies = static_cast<uint32_t>(segments_[added].slots.size());
    for (Segment& segment : segments_) {
      if (segment.host_segment != index || segment.host_slot == kNone || segment.host_slot < first_moved) continue;
      segment.host_segment = added;
      segment.host_slot = copies - moved + (segment.host_slot - first_moved);
    }
  }

  const CompiledGrammar& grammar_;
  std::vector<Segment>& segments_;
};

}  // namespace

void split_clauses(const CompiledGrammar& grammar, std::vector<Segment>& segments) {
  ClauseSplitter(grammar, segments).run();
}

}  // namespace whobuilds::relate
