#include "relate/match_shape.h"

#include <algorithm>

#include "core/utf8.h"

namespace whobuilds::relate {
namespace {

using Kind = ShapeElement::Kind;

// In bytes; Latin text needs fewer bytes a word than CJK, so one bound serves both.
constexpr uint32_t kPhraseGapBytes = 60;
constexpr uint32_t kClauseGapBytes = 120;
constexpr uint32_t kAnyGapBytes = 360;
constexpr uint32_t kLongestDescription = 45;  // bytes between a maker and what it made: 面向中国市场推出的

class Matcher {
 public:
  Matcher(const Shape& shape, const ShapeContext& context)
      : shape_(shape),
        context_(context),
        typed_(context.segment->typed),
        spaced_(context.segment->language == Language::en) {}

  std::optional<Binding> run(Span anchor) {
    const bool anchored = shape_.has_predicate;
    const uint32_t first = anchored ? shape_.anchor + 1 : shape_.anchor;
    const uint32_t forward_from = anchored ? anchor.end : anchor.begin;
    if (!match(first, +1, forward_from)) return std::nullopt;
    if (!match(static_cast<int>(shape_.anchor) - 1, -1, anchor.begin)) return std::nullopt;
    binding_.typed.begin = std::min(binding_.typed.begin, anchor.begin);
    binding_.typed.end = std::max(binding_.typed.end, anchor.end);
    return binding_;
  }

 private:
  bool match(int index, int step, uint32_t at) {
    if (index < 0 || index >= static_cast<int>(shape_.elements.size())) {
      (step > 0 ? binding_.typed.end : binding_.typed.begin) = at;
      return true;
    }
    if (context_.progress != nullptr) note_progress(static_cast<uint32_t>(index), step);
    const ShapeElement& element = shape_.elements[static_cast<size_t>(index)];
    switch (element.kind) {
      case Kind::source:
      case Kind::target:
      case Kind::list:
        return match_slot(element.kind, index, step, at);
      case Kind::literal:
        if (element.forbidden) return match_forbidden(element.literals, index, step, at);
        return match_literal(element.literals, element.optional, index, step, at) ||
               (element.or_edge && at_edge(at, step) && match(index + step, step, at));
      case Kind::mark:
        return match_mark(element, index, step, at);
      case Kind::phrase_gap:
        return match_gap(index, step, at, kPhraseGapBytes);
      case Kind::clause_gap:
        return match_gap(index, step, at, kClauseGapBytes);
      case Kind::any_gap:
        return match_gap(index, step, at, kAnyGapBytes);
      case Kind::begin:
      case Kind::end:
        return at_edge(at, element.kind == Kind::end ? +1 : -1) && match(index + step, step, at);
      case Kind::predicate:
        return false;
    }
    return false;
  }

  void note_progress(uint32_t index, int step) {
    const auto size = static_cast<uint32_t>(shape_.elements.size());
    const uint32_t matched = step > 0 ? index - shape_.anchor : size - index;
    if (matched < context_.progress->matched) return;
    *context_.progress = {matched, index};
  }

  uint32_t skip_spaces(uint32_t at, int step) const {
    if (step > 0) {
      while (at < typed_.size() && typed_[at] == ' ') ++at;
    } else {
      while (at > 0 && typed_[at - 1] == ' ') --at;
    }
    return at;
  }

  // Behind nothing, in Japanese and Chinese behind no more than a label.
  bool begins_at(uint32_t at) const {
    at = skip_spaces(at, -1);
    return at == 0 || (!spaced_ && headline_label(*context_.grammar, std::string_view(typed_).substr(0, at)) == at);
  }

  bool at_end(uint32_t at) const {
    at = skip_spaces(at, +1);
    while (at < typed_.size()) {
      const char32_t c = core::decode(typed_, at);
      if (c != '.' && c != '!' && c != '?' && c != 0x3002 && c != ' ' && c != ')' && c != 0x300D) return false;
    }
    return true;
  }

  bool at_edge(uint32_t at, int step) const { return step > 0 ? at_end(at) : begins_at(at); }

  // Index of the slot that begins (step > 0) or ends (step < 0) at `at`, or kNone.
  uint32_t slot_at(uint32_t at, int step) const {
    if (step < 0) {
      if (at < kSlotBytes) return kNone;
      at -= kSlotBytes;
    }
    return slot_beginning_at(*context_.segment, at);
  }

  // Behind the article that may stand before a slot; without one, `at`.
  uint32_t behind_article(uint32_t at) const {
    const uint32_t size = literal_at(typed_, at, context_.grammar->articles, spaced_);
    const uint32_t slot = skip_spaces(at + size, +1);
    return size > 0 && slot_at(slot, +1) != kNone ? slot : at;
  }

  // The begin of the article that ends before the slot at `slot`; without one, kNone.
  uint32_t article_before(uint32_t slot) const {
    const uint32_t end = skip_spaces(slot, -1);
    const Literals& articles = context_.grammar->articles;
    const size_t i = end < slot ? articles.find_before(typed_, end) : articles.size();
    if (i == articles.size()) return kNone;
    const auto begin = static_cast<uint32_t>(end - articles[i].size());
    return cuts_word(typed_, begin, end) ? kNone : begin;
  }

  bool match_slot(Kind kind, int index, int step, uint32_t at) {
    at = skip_spaces(at, step);
    if (step > 0) at = behind_article(at);
    const uint32_t slot = slot_at(at, step);
    if (slot == kNone) return false;
    if (step > 0 && index + 1 == static_cast<int>(shape_.elements.size()) && determines_noun(slot)) return false;
    const TypeSet types = context_.segment->slots[slot].types;
    const TypeSet wanted = kind == Kind::source   ? context_.source_types
                           : kind == Kind::target ? context_.target_types
                                                  : (context_.source_types & context_.target_types);
    if (step > 0 && (types & wanted) != 0 && shape_.has_predicate && is_made_after(slot, at)) return false;
    if ((types & wanted) == 0) {
      const uint32_t made = step > 0 && (wanted & context_.maker_types) == 0 ? made_after(at) : kNone;
      if (made == kNone || !match_slot(kind, index, step, made)) return false;
      binding_.skipped_maker = slot;
      return true;
    }
    uint32_t& role = kind == Kind::source ? binding_.source : kind == Kind::target ? binding_.target : binding_.list;
    const uint32_t before = role;
    role = slot;
    if (match(index + step, step, step > 0 ? at + kSlotBytes : at - kSlotBytes)) return true;
    const uint32_t article = step < 0 ? article_before(at - kSlotBytes) : kNone;
    if (article != kNone && match(index + step, step, article)) return true;
    const uint32_t maker = step < 0 && (wanted & context_.maker_types) == 0 ? maker_before(at - kSlotBytes) : kNone;
    if (maker != kNone && match(index + step, step, maker)) return true;
    role = before;
    return false;
  }

  // "beats its predecessor A": the pronoun belongs to a noun and is no argument by itself where a shape ends.
  bool determines_noun(uint32_t slot) const {
    const Slot& found = context_.segment->slots[slot];
    return spaced_ && found.members.empty() && found.possessive;
  }

  bool is_maker(uint32_t slot) const {
    if (slot == kNone) return false;
    const Slot& found = context_.segment->slots[slot];
    if (found.members.empty()) return (found.types & context_.maker_types) != 0;  // its, 同社の
    return (found.types & ~context_.maker_types) == 0;
  }

  // "对标英伟达B200": whether a thing follows the maker directly, which is no argument of its own then.
  bool is_made_after(uint32_t slot, uint32_t at) const {
    if (!is_maker(slot) || context_.segment->slots[slot].members.empty()) return false;
    const uint32_t next = slot_at(skip_spaces(at + kSlotBytes, +1), +1);
    return next != kNone && !context_.segment->slots[next].members.empty() && !is_maker(next);
  }

  // Where the slot begins that follows the maker at `at`, with or without a genitive or, in Chinese, a description
  // between; kNone when none does.
  uint32_t made_after(uint32_t at) const {
    if (!is_maker(slot_at(at, +1))) return kNone;
    const uint32_t end = at + kSlotBytes;
    uint32_t next = skip_spaces(end, +1);
    if (slot_at(next, +1) != kNone) return next;
    for (const std::string& literal : context_.grammar->genitives) {
      if (typed_.compare(next, literal.size(), literal) != 0) continue;
      const uint32_t after = skip_spaces(next + static_cast<uint32_t>(literal.size()), +1);
      if (slot_at(after, +1) != kNone) return after;
    }
    return context_.segment->language == Language::zh ? described_after(end) : kNone;
  }

  // "英伟达第二代智驾芯片Orin": the slot behind a maker's that ends at `at`, with a noun phrase between them; or kNone.
  uint32_t described_after(uint32_t at) const {
    const size_t next = typed_.find(kSlotMark, at);
    if (next > at + kLongestDescription || slot_at(static_cast<uint32_t>(next), +1) == kNone) return kNone;
    return context_.gaps->phrase_stop(at) >= next ? static_cast<uint32_t>(next) : kNone;
  }

  // Where the maker begins that stands right before `at`, with or without a genitive between; kNone when none does.
  uint32_t maker_before(uint32_t at) const {
    const uint32_t end = skip_spaces(at, -1);
    if (is_maker(slot_at(end, -1))) return end - kSlotBytes;
    for (const std::string& literal : context_.grammar->genitives) {
      if (literal.size() > end || typed_.compare(end - literal.size(), literal.size(), literal) != 0) continue;
      const uint32_t maker = skip_spaces(end - static_cast<uint32_t>(literal.size()), -1);
      if (is_maker(slot_at(maker, -1))) return maker - kSlotBytes;
    }
    return kNone;
  }

  bool match_literal(const Literals& literals, bool optional, int index, int step, uint32_t at) {
    const uint32_t from = skip_spaces(at, step);
    if (may_fit(literals, from, step)) {
      for (size_t i = find(literals, from, step, 0); i < literals.size(); i = find(literals, from, step, i + 1)) {
        if (match(index + step, step, behind(literals[i], from, step))) return true;
      }
    }
    return optional && match(index + step, step, at);
  }

  // False: none of the literals stands at `at`.
  bool may_fit(const Literals& literals, uint32_t at, int step) const {
    return step > 0 ? at < typed_.size() && literals.may_begin(typed_, at) : at > 0 && literals.may_end(typed_, at);
  }

  // Index of the first of the literals from `first` on that begins (step > 0) or ends (step < 0) at `at` and cuts no
  // word; size() when none does.
  size_t find(const Literals& literals, uint32_t at, int step, size_t first) const {
    const auto next = [&](size_t from) {
      return step > 0 ? literals.find_at(typed_, at, from) : literals.find_before(typed_, at, from);
    };
    size_t i = next(first);
    while (i < literals.size() && is_cut(literals[i], at, step)) i = next(i + 1);
    return i;
  }

  bool is_cut(const std::string& literal, uint32_t at, int step) const {
    const uint32_t other = behind(literal, at, step);
    return spaced_ && cuts_word(typed_, std::min(at, other), std::max(at, other));
  }

  // Where the text goes on, read in the step's direction, behind a literal that stands at `at`.
  static uint32_t behind(const std::string& literal, uint32_t at, int step) {
    const auto size = static_cast<uint32_t>(literal.size());
    return step > 0 ? at + size : at - size;
  }

  bool literal_fits(const std::string& literal, uint32_t at, int step, uint32_t& next) const {
    const auto size = static_cast<uint32_t>(literal.size());
    if (step < 0 && at < size) return false;
    const uint32_t begin = step > 0 ? at : at - size;
    if (begin + size > typed_.size() || typed_[begin] != literal[0] || typed_.compare(begin, size, literal) != 0)
      return false;
    if (is_cut(literal, at, step)) return false;
    next = behind(literal, at, step);
    return true;
  }

  bool any_fits(const Literals& literals, uint32_t at, int step) const {
    return may_fit(literals, at, step) && find(literals, at, step, 0) < literals.size();
  }

  bool match_forbidden(const Literals& literals, int index, int step, uint32_t at) {
    // What must not follow is asked of the text behind, whichever way the shape is read.
    if (any_fits(literals, skip_spaces(at, +1), +1)) return false;
    if (step < 0 && any_fits(literals, skip_spaces(at, -1), -1)) return false;
    return match(index + step, step, at);
  }

  // Without marks (a pattern, a group that names none) nothing needs to stand there.
  bool match_mark(const ShapeElement& element, int index, int step, uint32_t at) {
    const Literals& literals = element.literals;
    if (match_literal(literals, false, index, step, at)) return true;
    if (context_.marks == nullptr || context_.marks->empty())
      return literals.empty() && !element.nonempty && match(index + step, step, at);
    const uint32_t from = skip_spaces(at, step);
    for (const std::string& mark : context_.marks->words) {
      matched_mark_ = &mark;
      uint32_t next = 0;
      if (literal_fits(mark, from, step, next) && match(index + step, step, next)) return true;
    }
    if (!context_.marks->unmarked) return false;
    matched_mark_ = nullptr;
    return !element.nonempty && match(index + step, step, at);
  }

  // What an element that stands right behind a gap has to begin (step > 0) or end with: words, or a slot. An element
  // that may be left out, or stand anywhere, has neither.
  struct Edge {
    const Literals* words = nullptr;
    const Literals* marks = nullptr;  // other words
    bool slot = false;

    bool is_free() const { return words == nullptr && !slot; }
  };

  Edge edge_of(const ShapeElement& element) const {
    Edge out;
    if (context_.progress != nullptr) return out;  // who traces wants to know how far each attempt came
    out.slot = element.kind == Kind::source || element.kind == Kind::target || element.kind == Kind::list;
    if (element.kind == Kind::literal && !element.optional && !element.forbidden && !element.or_edge)
      out.words = &element.literals;
    if (element.kind != Kind::mark || context_.marks == nullptr || context_.marks->empty()) return out;
    if (context_.marks->unmarked) return out;
    out.words = &element.literals;
    out.marks = &context_.marks->words;
    return out;
  }

  // False: no element with the edge stands at `at`.
  bool may_stand(const Edge& edge, uint32_t at, int step) const {
    if (edge.is_free()) return true;
    const uint32_t from = skip_spaces(at, step);
    if (edge.slot) return slot_at(from, step) != kNone;
    return may_fit(*edge.words, from, step) || (edge.marks != nullptr && may_fit(*edge.marks, from, step));
  }

  // The nearest place from `at` on, no further than `last`, at which an element with the edge may stand or a slot is in
  // the way; `last` without one, which may lie within a character.
  uint32_t next_chance(const Edge& edge, uint32_t at, int step, uint32_t last) const {
    if (edge.is_free()) return at;
    if (step > 0) {
      while (at < last && !may_begin_at(edge, at)) ++at;
    } else {
      while (at > last && !may_end_at(edge, at)) --at;
    }
    return at;
  }

  bool may_begin_at(const Edge& edge, uint32_t at) const {
    if (typed_[at] == kSlotMark || typed_[at] == ' ') return true;
    return edge.words != nullptr &&
           (edge.words->may_begin(typed_, at) || (edge.marks != nullptr && edge.marks->may_begin(typed_, at)));
  }

  bool may_end_at(const Edge& edge, uint32_t at) const {
    const char last = typed_[at - 1];
    if (last == kSlotEnd || last == ' ') return true;
    if (edge.words == nullptr) return false;
    return (edge.words->may_end_in(last) || (edge.marks != nullptr && edge.marks->may_end_in(last))) &&
           !is_within_character(at);
  }

  bool is_within_character(uint32_t at) const {
    return at < typed_.size() && (static_cast<unsigned char>(typed_[at]) & 0xC0) == 0x80;
  }

  bool match_gap(int index, int step, uint32_t at, uint32_t limit) {
    const Kind kind = shape_.elements[static_cast<size_t>(index)].kind;
    const bool crossed_before = binding_.crossed;
    const Edge edge = edge_of(shape_.elements[static_cast<size_t>(index + step)]);  // a shape ends in no gap
    const uint32_t last = step > 0 ? last_end(kind, at, limit) : at - std::min(at, limit);
    const auto is_over = [&](uint32_t place) { return step > 0 ? place > last : place < last || place > at; };
    for (uint32_t position = at; !is_over(position);) {
      position = next_chance(edge, position, step, last);
      if (is_within_character(position)) break;
      if (may_stand(edge, position, step) && may_reach(kind, at, position, step) &&
          match(index + step, step, position) && gap_allowed(kind, std::min(at, position), std::max(at, position)))
        return true;
      const uint32_t slot = slot_at(position, step);
      if (slot != kNone) {
        if (kind != Kind::any_gap && !passable(kind, context_.segment->slots[slot])) break;
        binding_.crossed = true;
        position = step > 0 ? position + kSlotBytes : position - kSlotBytes;
      } else if (step > 0) {
        if (position >= typed_.size()) break;
        core::decode(typed_, position);
      } else {
        if (position == 0) break;
        position = core::previous(typed_, position);
      }
    }
    binding_.crossed = crossed_before;
    return false;
  }

  // Where a gap from `at` on has to end. Who traces wants to know how far each attempt came.
  uint32_t last_end(Kind kind, uint32_t at, uint32_t limit) const {
    return context_.progress != nullptr ? at + limit : std::min(at + limit, stop_behind(kind, at));
  }

  // The first place from `at` on that ends what a gap of the kind stays within.
  uint32_t stop_behind(Kind kind, uint32_t at) const {
    if (kind == Kind::phrase_gap) return context_.gaps->phrase_stop(at);
    if (kind == Kind::clause_gap) return context_.gaps->clause_stop(at);
    return static_cast<uint32_t>(typed_.size());
  }

  // Whether nothing between `position` and `at` ends a gap that goes back; one that goes on ends there anyway.
  bool may_reach(Kind kind, uint32_t at, uint32_t position, int step) const {
    return step > 0 || context_.progress != nullptr || stop_behind(kind, position) >= at;
  }

  // A gap reaches over a possessive pronoun ("on its 2nm node"); within a clause also over a name in an
  // oblique case ("BをGitHubで公開").
  bool passable(Kind kind, const Slot& slot) const {
    const uint32_t end = slot.position + kSlotBytes;
    if (slot.members.empty() && slot.possessive) return true;
    return kind == Kind::clause_gap && literal_at(typed_, end, context_.grammar->obliques, spaced_) > 0;
  }

  // Whether the text of a gap holds nothing that ends a noun phrase or a clause.
  bool gap_allowed(Kind kind, uint32_t begin, uint32_t end) const {
    if (stop_behind(kind, begin) < end) return false;
    if (kind != Kind::clause_gap || !marks_object()) return true;
    for (uint32_t at = begin; at < end;) {
      if (slot_at(at, +1) != kNone) {
        at += kSlotBytes;
      } else if (is_in_number(typed_, at)) {
        ++at;
      } else if (const uint32_t adverb = literal_at(typed_, at, context_.grammar->adverbs, spaced_)) {
        at += adverb;
      } else {
        if (typed_.compare(at, matched_mark_->size(), *matched_mark_) == 0) return false;
        core::decode(typed_, at);
      }
    }
    return true;
  }

  // A verb has one argument of a kind: after "Bを" another を belongs to another verb, while "Bに…を" is
  // one verb with two. The end of an adverb is no mark (独占的に).
  bool marks_object() const {
    const auto& stops = context_.grammar->clause_stops;
    return matched_mark_ != nullptr && std::find(stops.begin(), stops.end(), *matched_mark_) != stops.end();
  }

  const Shape& shape_;
  const ShapeContext& context_;
  const std::string& typed_;
  bool spaced_;
  Binding binding_;
  const std::string* matched_mark_ = nullptr;
};

}  // namespace

SlotTypes slot_types_around(const Segment& segment, uint32_t at) {
  SlotTypes types;
  for (const Slot& slot : segment.slots) (slot.position < at ? types.before : types.after) |= slot.types;
  return types;
}

bool may_bind(const Shape& shape, const ShapeContext& context, const SlotTypes& types) {
  const auto fits = [&](const Shape::Roles& roles, TypeSet present) {
    return (!roles.source || (present & context.source_types) != 0) &&
           (!roles.target || (present & context.target_types) != 0) &&
           (!roles.list || (present & context.source_types & context.target_types) != 0);
  };
  return fits(shape.before, types.before) && fits(shape.after, types.after);
}

std::optional<Binding> match_shape(const Shape& shape, const ShapeContext& context, Span anchor) {
  Matcher matcher(shape, context);
  std::optional<Binding> binding = matcher.run(anchor);
  if (binding && binding->source != kNone && binding->source == binding->target) return std::nullopt;
  return binding;
}

}  // namespace whobuilds::relate
