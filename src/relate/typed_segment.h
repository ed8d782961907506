// Typed segments: a sentence as the constructions see it.
//
// The folded text of a sentence with its mentions replaced by slots. Neighbouring mentions of one
// kind that are joined by list separators share a slot; quotes, list closers and type nouns beside a
// slot are left out ("「Wan2.2」などのモデルは" reads as slot + は). What stands in brackets, and in
// English what stands between commas as an apposition or a relative clause, is an island: it is cut
// out of its surroundings, so that gaps reach over it, and becomes a segment of its own whose host
// is the slot before it. Members of a list that carry their makers ("OpenAI GPT-5、Google Gemini 3") share a slot
// too; who makes the later ones stands in a segment of its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "recognise/recognise.h"
#include "relate/compile_relations.h"
#include "relate/step.h"
#include "resolve/resolve.h"
#include "text/text.h"
#include "whobuilds/document.h"

namespace whobuilds::relate {

constexpr uint32_t kNone = UINT32_MAX;

// A slot of the typed text is kSlotMark, one byte with the slot's index in the segment + 1, kSlotEnd.
constexpr char kSlotMark = '\x01';
constexpr char kSlotEnd = '\x02';
constexpr uint32_t kSlotBytes = 3;
constexpr uint32_t kMaxSlots = 120;  // later mentions of a sentence are not read

struct Slot {
  Span span;                       // normalised, from the first to the last member
  uint32_t position = 0;           // in the typed text
  TypeSet types = 0;               // of any member, alternatives included
  std::vector<uint32_t> members;   // indices into Resolution::mentions; empty for an anaphor
  std::vector<uint32_t> recalled;  // an anaphor's antecedents, indices into Resolution::entities
  std::vector<uint32_t> instead;   // what it stands for where the clause has the antecedent in its other role
  double penalty = 1;              // of the step that recalled them
  Step step = Step::none;
  bool possessive = false;  // an anaphor that determines the noun behind it (its, 其)
};

struct PredicateHit {
  Span typed;             // stem and ending, in the typed text
  uint32_t stem_end = 0;  // typed
  Span span;              // normalised
  uint32_t group = 0;     // into Rules::predicates
  FormSet forms = 0;
};

struct CueHit {
  uint32_t position = 0;  // typed
  uint32_t end = 0;
  uint32_t cue = 0;  // into Rules::cues
};

struct Segment {
  Language language = Language::unknown;
  uint32_t sentence = 0;          // index into Text::sentences
  uint32_t host_segment = kNone;  // an island's surroundings (index into the sentence's segments)
  uint32_t host_slot = kNone;     // the slot right before the island in the host segment
  bool bracket = false;           // island in brackets (else between commas)
  std::string typed;
  std::vector<Slot> slots;
  std::vector<PredicateHit> predicates;  // by position
  std::vector<CueHit> cues;

  // Typed position -> normalised offset, for evidence.
  struct Run {
    uint32_t typed, normal, size;
  };
  std::vector<Run> runs;
  uint32_t to_normal(uint32_t typed_position) const;
  // Typed position of a normalised offset, or kNone when it lies in a mention or was left out.
  uint32_t to_typed(uint32_t normal_offset) const;
};

class Discourse;

struct SegmentInput {
  const CompiledRelations* relations;
  const Document* document;
  const text::Text* text;
  const recognise::Recognition* recognition;
  const resolve::Resolution* resolution;
  const Discourse* discourse;  // null: anaphors stay text
};

// The segments of one sentence, the main one first, islands in reading order. `first_mention` and
// `first_word` are indices of the first mention and word at or after the sentence's begin.
void build_segments(const SegmentInput& input, uint32_t sentence, uint32_t first_mention, uint32_t first_word,
                    std::vector<Segment>& out);

// Types that may stand beside `types` in one list or comparison: companies with organisations, models
// with products, chips with systems.
TypeSet list_kind(const Ontology& ontology, TypeSet types);

// Whether [begin, end) begins or ends inside a word of a spaced script. Requires begin < end.
bool cuts_word(std::string_view text, size_t begin, size_t end);

// As literal_at, below, for places where a literal may begin.
uint32_t longest_literal_at(std::string_view text, uint32_t at, const Literals& literals, bool spaced);

// Length of the longest literal of `literals` (longest first) that stands at `at`, or 0. In languages
// with spaces it must not cut a word.
inline uint32_t literal_at(std::string_view text, uint32_t at, const Literals& literals, bool spaced) {
  if (at >= text.size() || !literals.may_begin(text, at)) return 0;  // mostly
  return longest_literal_at(text, at, literals, spaced);
}

// Length of the longest literal of `literals` that ends right before `end`, or 0. In languages with spaces it must
// begin a word; one that begins with a hyphen takes the whole word that it ends (Shenzhen-based).
uint32_t literal_before(std::string_view text, uint32_t end, const Literals& literals, bool spaced);

// The word near `around`, a predicate's stretch of typed text, that forbids reading it, or null.
const std::string* find_veto(const Segment& segment, const CompiledPredicate& predicate, Span around);

// Bytes of the label at the beginning of a headline or an entry: dates, numbers, bullets, words in brackets and
// those of the grammar's `headline_label` ("【速報】", "7/3: ", "① ", "米").
uint32_t headline_label(const CompiledGrammar& grammar, std::string_view typed);

}  // namespace whobuilds::relate
