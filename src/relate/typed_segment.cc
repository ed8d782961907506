#include "relate/typed_segment.h"

#include <algorithm>

#include "core/utf8.h"
#include "relate/anaphors.h"
#include "relate/clauses.h"
#include "relate/ellipsis.h"
#include "relate/islands.h"
#include "relate/lists.h"
#include "relate/sentence_view.h"

namespace whobuilds::relate {
namespace {

constexpr uint32_t kOrdinaryWord = 6;  // letters of a word that only names and headlines begin with a capital
constexpr uint32_t kLeastOrdinary = 2;  // such words with a small letter, in no headline

constexpr std::string_view kOpenQuotes[] = {"「", "『", "“", "\"", "‘", "《", "〈", "【"};
constexpr std::string_view kLabelOpen = "【", kLabelClose = "】";
constexpr uint32_t kBeforeIsland = 24;  // bytes between a name and the island that hangs on it

class SegmentBuilder {
 public:
  SegmentBuilder(const SentenceView& view, std::vector<Segment>& out)
      : view_(view), anaphors_(find_anaphors(view)), islands_(find_islands(view, anaphors_)), out_(out) {}

  void build() {
    out_.push_back(empty_segment());
    fill(out_.back(), view_.span, kNone);
    for (uint32_t island = 0; island < islands_.all.size(); ++island) add_island(island);
    for (Segment& pair : pairs_) out_.push_back(std::move(pair));
  }

 private:
  Segment empty_segment() const {
    Segment segment;
    segment.language = view_.language;
    segment.sentence = view_.index;
    return segment;
  }

  void add_island(uint32_t index) {
    const Island& island = islands_.all[index];
    Segment segment = empty_segment();
    segment.bracket = island.bracket;
    segment.host_segment = 0;
    segment.host_slot = slot_before(out_[0], island.outer.begin);
    fill(segment, island.inner, index);
    out_.push_back(std::move(segment));
  }

  uint32_t slot_before(const Segment& host, uint32_t normal) const {
    for (uint32_t i = static_cast<uint32_t>(host.slots.size()); i-- > 0;) {
      const Slot& slot = host.slots[i];
      if (slot.span.end <= normal) return normal - slot.span.end <= kBeforeIsland ? i : kNone;
      if (slot.span.begin >= normal) continue;
      for (const uint32_t member : slot.members) {
        if (view_.mention(member).span.end <= normal) return i;
      }
    }
    return kNone;
  }

  // Copies `range` into the segment's typed text: mentions become slots, islands inside are left out. `self`: the
  // island that `range` is, or kNone.
  void fill(Segment& segment, Span range, uint32_t self) {
    uint32_t next = 0;
    const auto begins_before = [&](uint32_t at) {
      return next < view_.mentions.size() && view_.mention(view_.mentions[next]).span.begin < at;
    };
    uint32_t at = range.begin;
    while (at < range.end) {
      while (begins_before(at)) ++next;
      if (const Island* island = islands_.beginning_at(at, self)) {
        at = behind_island(segment, std::max(at + 1, island->outer.end), range.end);
      } else if (begins_before(at + 1)) {
        at = add_mention(segment, view_.mentions[next], range.end);
      } else if (const Anaphor* anaphor = anaphor_at(at)) {
        add_anaphor(segment, *anaphor);
        at = std::max(at + 1, anaphor->span.end);
      } else {
        const uint32_t mention = next < view_.mentions.size() ? view_.mention(view_.mentions[next]).span.begin : kNone;
        const uint32_t event = std::min({range.end, mention, islands_.next_begin(at + 1), next_anaphor(at + 1)});
        copy_text(segment, {at, event});
        at = event;
      }
    }
  }

  // "「A（エー）」を": the quote behind a name's bracket is that of the name, and so is the noun of its kind.
  uint32_t behind_island(const Segment& segment, uint32_t at, uint32_t end) const {
    const bool of_name = !view_.spaced() && !segment.slots.empty() &&
                         segment.slots.back().position + kSlotBytes == segment.typed.size();
    return of_name ? skip_behind_name(view_, at, end, view_.only_companies(segment.slots.back().types)) : at;
  }

  // Where the first anaphor from `at` on begins, or kNone.
  uint32_t next_anaphor(uint32_t at) const {
    for (const Anaphor& anaphor : anaphors_) {
      if (anaphor.span.begin >= at) return anaphor.span.begin;
    }
    return kNone;
  }

  const Anaphor* anaphor_at(uint32_t at) const {
    for (const Anaphor& anaphor : anaphors_) {
      if (anaphor.span.begin == at) return &anaphor;
    }
    return nullptr;
  }

  void add_anaphor(Segment& segment, const Anaphor& anaphor) {
    if (segment.slots.size() >= kMaxSlots) return;
    Slot slot;
    slot.span = anaphor.span;
    slot.recalled = anaphor.antecedent.entities;
    slot.instead = anaphor.antecedent.instead;
    slot.penalty = anaphor.antecedent.penalty;
    slot.step = anaphor.antecedent.step;
    slot.possessive = literal_at(view_.input.text->folded, anaphor.span.begin, view_.grammar->possessives,
                                 view_.spaced()) == anaphor.span.size();
    for (const uint32_t entity : slot.recalled) slot.types |= type_bit(view_.input.resolution->entities[entity].type);
    const bool possessive = slot.possessive;
    place_slot(segment, std::move(slot));
    if (possessive && view_.language == Language::en) segment.typed += "'s";
  }

  static void place_slot(Segment& segment, Slot slot) {
    slot.position = static_cast<uint32_t>(segment.typed.size());
    segment.typed.push_back(kSlotMark);
    segment.typed.push_back(static_cast<char>(segment.slots.size() + 1));
    segment.typed.push_back(kSlotEnd);
    segment.slots.push_back(std::move(slot));
  }

  // Brackets that are no island hold a list in its place: they are left out.
  void copy_text(Segment& segment, Span range) const {
    const std::string_view text = view_.text();
    uint32_t begin = range.begin;
    for (uint32_t at = range.begin; at <= range.end; ++at) {
      if (at < range.end && text[at] != '(' && text[at] != ')') continue;
      if (begin < at) copy_run(segment, {begin, at});
      begin = at + 1;
    }
  }

  bool is_wide(uint32_t at) const {
    return at < view_.text().size() && static_cast<unsigned char>(view_.text()[at]) >= 0x80;
  }

  // "NVIDIA は": in Japanese and Chinese a space between a name and what stands beside it says nothing.
  Span without_space_at_name(const Segment& segment, Span range) const {
    const bool behind = !segment.slots.empty() && segment.slots.back().position + kSlotBytes == segment.typed.size();
    if (view_.spaced() || !behind) return range;
    uint32_t begin = range.begin;
    while (begin < range.end && view_.text()[begin] == ' ') ++begin;
    return begin < range.end && is_wide(begin) ? Span{begin, range.end} : range;
  }

  void copy_run(Segment& segment, Span whole) const {
    const Span range = without_space_at_name(segment, whole);
    std::vector<Segment::Run>& runs = segment.runs;
    if (runs.empty() || runs.back().normal + runs.back().size != range.begin ||
        runs.back().typed + runs.back().size != segment.typed.size()) {
      runs.push_back({static_cast<uint32_t>(segment.typed.size()), range.begin, 0});
    }
    runs.back().size += range.size();
    segment.typed.append(view_.text(), range.begin, range.size());
  }

  // Quotes right before a slot are left out of the typed text.
  static void drop_open_quotes(Segment& segment) {
    for (const std::string_view quote : kOpenQuotes) {
      const std::string& typed = segment.typed;
      if (typed.size() >= quote.size() && typed.compare(typed.size() - quote.size(), quote.size(), quote) == 0) {
        segment.typed.resize(typed.size() - quote.size());
        trim_runs(segment);
      }
    }
  }

  // "chipmaker Nvidia", "米半導体大手のNVIDIA", "大模型文心": what a name is called right before it says no more than of
  // which kind it is.
  void drop_epithets(Segment& segment) const {
    const std::string_view typed = segment.typed;
    const auto without_spaces = [typed](uint32_t end) {
      while (end > 0 && typed[end - 1] == ' ') --end;
      return end;
    };
    uint32_t kept = without_spaces(static_cast<uint32_t>(typed.size()));
    bool found = false;
    while (kept > 0) {
      const uint32_t joint = view_.spaced() ? 0 : literal_before(typed, kept, view_.grammar->genitives, false);
      const uint32_t size = literal_before(typed, kept - joint, view_.grammar->epithets, view_.spaced());
      if (size == 0) break;
      found = true;
      kept -= joint + size;
      if (without_spaces(kept) == kept) continue;
      // The space before the first epithet stays.
      const uint32_t end = without_spaces(kept);
      if (literal_before(typed, end, view_.grammar->epithets, view_.spaced()) == 0) break;
      kept = end;
    }
    if (!found) return;
    segment.typed.resize(kept);
    trim_runs(segment);
  }

  static void trim_runs(Segment& segment) {
    while (!segment.runs.empty() && segment.runs.back().typed >= segment.typed.size()) segment.runs.pop_back();
    if (!segment.runs.empty()) {
      Segment::Run& last = segment.runs.back();
      last.size = std::min<uint32_t>(last.size, static_cast<uint32_t>(segment.typed.size()) - last.typed);
    }
  }

  // Returns where the text goes on, not beyond `end` but for the mention itself.
  uint32_t add_mention(Segment& segment, uint32_t index, uint32_t end) {
    const resolve::ResolvedMention& mention = view_.mention(index);
    drop_open_quotes(segment);
    drop_epithets(segment);
    switch (joining(view_, islands_, segment, index)) {
      case Joining::list:
        append_member(segment, index);
        break;
      case Joining::list_past_maker:
        add_pair(segment, index);
        segment.slots.pop_back();
        append_member(segment, index);
        break;
      case Joining::owned:
        add_pair(segment, index);
        return replace_owner(segment, index, end);
      case Joining::none:
        if (segment.slots.size() < kMaxSlots) place_slot(segment, slot_of(index));
        break;
    }
    return skip_behind_name(view_, mention.span.end, end, view_.only_companies(view_.types_of(mention)));
  }

  Slot slot_of(uint32_t index) const {
    Slot slot;
    slot.span = view_.mention(index).span;
    slot.types = view_.types_of(view_.mention(index));
    slot.members.push_back(index);
    return slot;
  }

  // The last slot's list gets one more member; what stands between is left out.
  void append_member(Segment& segment, uint32_t index) const {
    Slot& slot = segment.slots.back();
    segment.typed.resize(slot.position + kSlotBytes);
    trim_runs(segment);
    slot.members.push_back(index);
    slot.types |= view_.types_of(view_.mention(index));
    slot.span.end = view_.mention(index).span.end;
  }

  // "A, B and C's D": D takes the place of C.
  uint32_t replace_owner(Segment& segment, uint32_t index, uint32_t end) {
    Slot& last = segment.slots.back();
    if (last.members.size() > 1) {
      last.members.pop_back();
      append_member(segment, index);
      return skip_behind_name(view_, view_.mention(index).span.end, end, true);
    }
    segment.typed.resize(last.position);
    segment.slots.pop_back();
    trim_runs(segment);
    return add_mention(segment, index, end);
  }

  // A segment of its own keeps what the surroundings leave out: the last name makes or owns the member.
  void add_pair(const Segment& host, uint32_t index) {
    const Slot& list = host.slots.back();
    Segment pair = empty_segment();
    place_slot(pair, slot_of(list.members.back()));
    pair.typed.append(host.typed, list.position + kSlotBytes, std::string::npos);
    place_slot(pair, slot_of(index));
    pairs_.push_back(std::move(pair));
  }

  const SentenceView& view_;
  const std::vector<Anaphor> anaphors_;
  const Islands islands_;
  std::vector<Segment>& out_;
  std::vector<Segment> pairs_;  // makers and their things out of lists
};

// "in the race": the base form of an English verb behind a determiner is a noun.
bool is_noun(const CompiledGrammar& grammar, std::string_view typed, Span word) {
  uint32_t before = word.begin;
  while (before > 0 && typed[before - 1] == ' ') --before;
  const Literals& determiners = grammar.determiners;
  const bool determined = std::any_of(determiners.begin(), determiners.end(), [&](const std::string& determiner) {
    const std::string_view text = typed.substr(0, before);
    return before < word.begin && text.ends_with(determiner) && !cuts_word(text, before - determiner.size(), before);
  });
  if (!determined) return false;
  const std::string_view surface = typed.substr(word.begin, word.size());
  const auto verb = grammar.verbs.find(std::string(surface.substr(0, surface.find(' '))));
  return verb != grammar.verbs.end() && (verb->second & kBase) != 0;
}

bool is_upper_at(std::string_view text, uint32_t at) {
  return at < text.size() && core::is_upper_ascii(static_cast<unsigned char>(text[at]));
}

// Whether ordinary words of the span begin with small letters: no headline with capitals throughout.
bool has_small_words(std::string_view text, Span span) {
  uint32_t size = 0, words = 0;
  for (uint32_t at = span.begin; at < span.end; ++at) {
    const char c = text[at];
    size = c >= 'a' && c <= 'z' && (size > 0 || at == span.begin || text[at - 1] == ' ') ? size + 1 : 0;
    if (size == kOrdinaryWord) ++words;
  }
  return words >= kLeastOrdinary;
}

// "The Microsoft Build conference": a capital within a sentence makes a verb part of a name.
bool is_within_name(const SegmentInput& input, const Segment& segment, Span word) {
  if (segment.language != Language::en || !is_upper_at(input.text->normal, word.begin)) return false;
  const Span sentence = input.text->sentences[segment.sentence].span;
  const std::string_view text = input.text->normal;
  if (word.begin < sentence.begin + 2 || text[word.begin - 1] != ' ') return false;
  const auto before = static_cast<unsigned char>(text[word.begin - 2]);
  return core::is_ascii_alnum(before) && has_small_words(text, sentence);
}

void add_predicate(const SegmentInput& input, Segment& segment, const recognise::WordMention& word, const WordUse& use,
                   uint32_t typed) {
  const CompiledGrammar& grammar = input.relations->grammars[static_cast<size_t>(segment.language)];
  PredicateHit hit;
  hit.group = use.index;
  hit.span = word.span;
  hit.typed = {typed, typed + word.span.size()};
  hit.stem_end = hit.typed.end;
  if (use.form != 0) {
    const bool verb = input.relations->rules->predicates[use.index].inflection == "verb";
    if (verb && segment.language == Language::en && is_noun(grammar, segment.typed, hit.typed)) return;
    hit.forms = use.form;
  } else {
    uint32_t ending = 0;
    hit.forms = form_after(grammar, input.relations->predicates[use.index],
                           std::string_view(segment.typed).substr(hit.typed.end), ending);
    hit.typed.end += ending;
    // An aside may stand between the word and its ending.
    if (ending > 0) hit.span.end = segment.to_normal(hit.typed.end - 1) + 1;
  }
  segment.predicates.push_back(hit);
}

void add_words(const SegmentInput& input, uint32_t first_word, std::vector<Segment>& segments) {
  const Span sentence = input.text->sentences[segments.front().sentence].span;
  const auto& words = input.recognition->words;
  const auto is_verb = [&](const WordUse& use) {
    return input.relations->predicates[use.index].rule->inflection == "verb";
  };
  for (uint32_t i = first_word; i < words.size() && words[i].span.begin < sentence.end; ++i) {
    if (words[i].span.end > sentence.end) continue;
    for (Segment& segment : segments) {
      const uint32_t typed = segment.to_typed(words[i].span.begin);
      if (typed == kNone || segment.to_typed(words[i].span.end - 1) != typed + words[i].span.size() - 1) continue;
      for (const WordUse& use : input.relations->uses[words[i].word]) {
        if (use.language != segment.language) continue;
        if (use.kind == WordUse::Kind::predicate && !(is_verb(use) && is_within_name(input, segment, words[i].span)))
          add_predicate(input, segment, words[i], use, typed);
        if (use.kind == WordUse::Kind::cue) segment.cues.push_back({typed, typed + words[i].span.size(), use.index});
      }
    }
  }
}

void sort_predicates(Segment& segment) {
  std::stable_sort(segment.predicates.begin(), segment.predicates.end(),
                   [](const PredicateHit& a, const PredicateHit& b) {
                     return a.typed != b.typed ? a.typed < b.typed : a.group < b.group;
                   });
}

}  // namespace

uint32_t Segment::to_normal(uint32_t typed_position) const {
  const Run* best = nullptr;
  for (const Run& run : runs) {
    if (run.typed <= typed_position) best = &run;
  }
  uint32_t normal = best == nullptr ? 0 : best->normal + std::min(typed_position - best->typed, best->size);
  for (const Slot& slot : slots) {
    if (slot.position <= typed_position && (best == nullptr || slot.position >= best->typed + best->size)) {
      normal = typed_position < slot.position + kSlotBytes ? slot.span.begin : slot.span.end;
    }
  }
  return normal;
}

uint32_t Segment::to_typed(uint32_t normal_offset) const {
  const auto after = std::upper_bound(runs.begin(), runs.end(), normal_offset,
                                      [](uint32_t offset, const Run& run) { return offset < run.normal; });
  if (after == runs.begin()) return kNone;
  const Run& run = *(after - 1);
  return normal_offset - run.normal < run.size ? run.typed + (normal_offset - run.normal) : kNone;
}

TypeSet list_kind(const Ontology& ontology, TypeSet types) {
  static constexpr std::string_view kKinds[][2] = {
      {"Company", "Organization"}, {"Model", "Product"}, {"Chip", "System"}};
  TypeSet kind = types;
  for (const auto& pair : kKinds) {
    TypeSet both = 0;
    for (const std::string_view id : pair) {
      const uint32_t type = ontology.find_type(id);
      if (type != kNoIndex) both |= type_bit(static_cast<TypeId>(type));
    }
    if ((types & both) != 0) kind |= both;
  }
  return kind;
}

bool cuts_word(std::string_view text, size_t begin, size_t end) {
  const auto alnum = [&](size_t at) { return core::is_ascii_alnum(static_cast<unsigned char>(text[at])); };
  return (begin > 0 && alnum(begin) && alnum(begin - 1)) || (end < text.size() && alnum(end - 1) && alnum(end));
}

uint32_t longest_literal_at(std::string_view text, uint32_t at, const Literals& literals, bool spaced) {
  for (size_t i = literals.find_at(text, at); i < literals.size(); i = literals.find_at(text, at, i + 1)) {
    const auto size = static_cast<uint32_t>(literals[i].size());
    if (!spaced || !cuts_word(text, at, at + size)) return size;
  }
  return 0;
}

uint32_t literal_before(std::string_view text, uint32_t end, const Literals& literals, bool spaced) {
  for (size_t i = end == 0 ? literals.size() : literals.find_before(text, end); i < literals.size();
       i = literals.find_before(text, end, i + 1)) {
    auto begin = static_cast<uint32_t>(end - literals[i].size());
    const bool whole = spaced && text[begin] == '-';
    while (whole && begin > 0 && core::is_ascii_alnum(static_cast<unsigned char>(text[begin - 1]))) --begin;
    const bool cuts = spaced && begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != kSlotEnd;
    if (!cuts && !(whole && begin + literals[i].size() == end)) return end - begin;
  }
  return 0;
}

const std::string* find_veto(const Segment& segment, const CompiledPredicate& predicate, Span around) {
  constexpr uint32_t kWindow = 60;
  const uint32_t begin = around.begin > kWindow ? around.begin - kWindow : 0;
  const std::string_view window = std::string_view(segment.typed).substr(begin, around.end + kWindow - begin);
  const auto found = std::find_if(predicate.veto.begin(), predicate.veto.end(), [&](const std::string& word) {
    return window.find(word) != std::string_view::npos;
  });
  return found == predicate.veto.end() ? nullptr : &*found;
}

uint32_t headline_label(const CompiledGrammar& grammar, std::string_view typed) {
  uint32_t at = 0;
  while (at < typed.size()) {
    const uint32_t begin = at;
    if (typed.substr(at, kLabelOpen.size()) == kLabelOpen) {
      const size_t close = typed.find(kLabelClose, at);
      if (close == std::string_view::npos) return begin;
      at = static_cast<uint32_t>(close + kLabelClose.size());
      continue;
    }
    uint32_t size = literal_at(typed, at, grammar.headline_labels, false);
    if (size == 0 && (core::is_digit(static_cast<unsigned char>(typed[at])) ||
                      std::string_view(" :/.-*#()[]").find(typed[at]) != std::string_view::npos))
      size = 1;
    if (size == 0) return begin;
    at += size;
  }
  return at;
}

void build_segments(const SegmentInput& input, uint32_t sentence, uint32_t first_mention, uint32_t first_word,
                    std::vector<Segment>& out) {
  out.clear();
  const SentenceView view(input, sentence, first_mention, first_word);
  SegmentBuilder(view, out).build();
  add_words(input, first_word, out);
  for (Segment& segment : out) sort_predicates(segment);
  if (view.spaced()) split_clauses(*view.grammar, out);
  restore_subjects(view, out);
}

}  // namespace whobuilds::relate
