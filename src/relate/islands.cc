#include "relate/islands.h"

#include <algorithm>
#include <string_view>

#include "core/utf8.h"

namespace whobuilds::relate {
namespace {

constexpr std::string_view kDash = "—", kSpacedDash = " – ";
constexpr uint32_t kLongestIsland = 240;  // bytes, between dashes or commas

class IslandFinder {
 public:
  IslandFinder(const SentenceView& view, const std::vector<Anaphor>& anaphors)
      : view_(view), anaphors_(anaphors), text_(view.text()), span_(view.span) {}

  Islands run() {
    find_brackets();
    if (view_.language == Language::en) {
      find_dash_islands(kDash);
      find_dash_islands(kSpacedDash);
      out_.fronted_comma = fronted_comma();
      find_comma_islands();
    }
    std::sort(out_.all.begin(), out_.all.end(), [](const Island& a, const Island& b) { return a.outer < b.outer; });
    return std::move(out_);
  }

 private:
  void find_brackets() {
    uint32_t open = kNone;
    for (uint32_t at = span_.begin; at < span_.end; ++at) {
      const char c = text_[at];
      if ((c != '(' && c != ')') || view_.mention_covering(at) != nullptr) continue;
      if (c == '(' && open == kNone) open = at;
      if (c == ')' && open != kNone) {
        if (!lists_what_precedes({open + 1, at}) && !abbreviates_what_precedes({open + 1, at}))
          out_.all.push_back({{open, at + 1}, {open + 1, at}, true});
        open = kNone;
      }
    }
  }

  // "hardware platforms (Inferentia, TPU, Gaudi)", "投資家(A、B)", "客户端(如A)", "前世代(A)": names alone, or given as
  // examples, behind a word that is no name: they stand for it, in its place. One name alone, or examples, do in Japanese
  // and Chinese, behind a noun of kind that is not itself a name's ("B — rival (A)" of English lists speaks of B).
  bool lists_what_precedes(Span inner) const {
    if (mention_ends_at(inner.begin - 1)) return false;
    const std::string_view text = text_.substr(0, inner.end);
    const uint32_t mark = view_.spaced() ? 0 : literal_at(text, inner.begin, view_.grammar->example_marks, false);
    const uint32_t least = mark > 0 || is_free_noun_before(inner.begin - 1) ? 1 : 2;
    uint32_t names = 0, at = view_.skip_spaces(inner.begin + mark);
    while (at < inner.end) {
      const auto* mention = view_.mention_covering(at);
      if (mention == nullptr) return false;
      ++names;
      at = view_.skip_spaces(mention->span.end);
      if (at >= inner.end) break;
      uint32_t size = literal_at(text, at, view_.grammar->list_separators, false);
      if (size == 0) size = literal_at(text, at, view_.grammar->list_closers, false);
      if (size == 0) return false;
      at = view_.skip_spaces(at + size);
    }
    return names >= least;
  }

  bool is_free_noun_before(uint32_t bracket) const {
    if (view_.spaced()) return false;
    while (bracket > span_.begin && text_[bracket - 1] == ' ') --bracket;
    const auto ends = [&](const Literals& nouns) {
      const size_t noun = nouns.find_before(text_, bracket);
      if (noun == nouns.size() || bracket - nouns[noun].size() < span_.begin) return false;
      const auto begin = static_cast<uint32_t>(bracket - nouns[noun].size());
      return !mention_ends_at(begin);
    };
    return ends(view_.grammar->named_nouns) || ends(view_.grammar->type_nouns) || ends(view_.grammar->hypernym_tails);
  }

  // "the Kumo Network of Words (KNW)": the only name that the sentence has for it.
  bool abbreviates_what_precedes(Span inner) const {
    const auto* name = view_.mention_covering(inner.begin);
    if (!view_.spaced() || name == nullptr || name->span != inner) return false;
    const std::string& normal = view_.input.text->normal;
    uint32_t letter = inner.end, at = inner.begin - 1;
    while (letter > inner.begin && at > span_.begin) {
      while (at > span_.begin && normal[at - 1] == ' ') --at;
      const uint32_t end = at;
      while (at > span_.begin && normal[at - 1] != ' ') --at;
      if (at == end) return false;
      const bool small = normal[at] >= 'a' && normal[at] <= 'z';  // of, from, for
      if (small) continue;
      if (normal[at] != normal[--letter]) return false;
    }
    return letter == inner.begin;
  }

  bool in_bracket(uint32_t at) const {
    return std::any_of(out_.all.begin(), out_.all.end(), [&](const Island& island) {
      return island.bracket && island.outer.begin <= at && at < island.outer.end;
    });
  }

  bool mention_ends_at(uint32_t at) const {
    while (at > span_.begin && (text_[at - 1] == ' ' || text_[at - 1] == '"' || text_[at - 1] == ')')) --at;
    return at > span_.begin && (view_.mention_covering(at - 1) != nullptr || in_bracket(at - 1));
  }

  // A comma of the sentence itself: outside brackets, names and numbers.
  bool is_comma(uint32_t at) const {
    return text_[at] == ',' && !in_bracket(at) && view_.mention_covering(at) == nullptr && !view_.is_in_number(at);
  }

  // "AutoRound — Intel's algorithm — is ...": from a dash behind a name to the next one of its kind.
  void find_dash_islands(std::string_view dash) {
    const auto size = static_cast<uint32_t>(dash.size());
    uint32_t open = kNone;
    for (uint32_t at = span_.begin; at + size <= span_.end; ++at) {
      if (text_.substr(at, size) != dash || in_bracket(at)) continue;
      if (open != kNone) {
        if (at + size - open < kLongestIsland) out_.all.push_back({{open, at + size}, {open + size, at}, false});
        open = kNone;
      } else if (mention_ends_at(at)) {
        open = at;
      }
    }
  }

  // ", which makes X," and ", a maker of X,": from a comma that a subordinator follows to the next comma
  // outside brackets and lists, or to the sentence's end.
  void find_comma_islands() {
    uint32_t open = kNone;
    for (uint32_t at = span_.begin; at + 1 < span_.end; ++at) {
      if (!is_comma(at)) continue;
      if (open != kNone) {
        const Span outer{open, at + 1};
        if (outer.size() < kLongestIsland && !is_list_comma(at)) {
          out_.all.push_back({outer, {open + 1, at}, false});
          open = kNone;
          continue;
        }
      }
      if (open == kNone && starts_island(at)) open = at;
    }
    if (open != kNone && span_.end - open < kLongestIsland) {
      const uint32_t end = text_[span_.end - 1] == '.' ? span_.end - 1 : span_.end;
      out_.all.push_back({{open, end}, {open + 1, end}, false});
    }
  }

  // "NVL72 racks, each of which": what a thing is called may stand behind its name.
  bool described_name_ends_at(uint32_t comma) const {
    uint32_t noun = comma;
    while (noun > span_.begin && core::is_ascii_alnum(static_cast<unsigned char>(text_[noun - 1]))) --noun;
    return literal_at(text_.substr(0, comma), noun, view_.grammar->type_nouns, true) == comma - noun && noun < comma &&
           mention_ends_at(noun);
  }

  // "The foundry, backed by": nouns of two words and more, as a pronoun ("with it, the team") takes no apposition.
  bool definite_noun_ends_at(uint32_t comma) const {
    return std::any_of(anaphors_.begin(), anaphors_.end(), [&](const Anaphor& anaphor) {
      const Span span = anaphor.span;
      return span.end == comma && text_.substr(span.begin, span.size()).find(' ') != std::string_view::npos;
    });
  }

  bool starts_island(uint32_t comma) const {
    const bool behind_name = mention_ends_at(comma) || described_name_ends_at(comma) || definite_noun_ends_at(comma);
    if (!behind_name || comma == out_.fronted_comma) return false;
    const uint32_t word = view_.skip_spaces(comma + 1);
    const uint32_t size = literal_at(view_.input.text->folded, word, view_.grammar->subordinators, true);
    if (size == 0) return opens_possessed_apposition(word);
    // "Rapidus, backed by Toyota and Sony, works" has no list of Rapidus; "the A, the B and the C" is one.
    const bool determiner = literal_at(view_.input.text->folded, word, view_.grammar->determiners, true) == size;
    return !determiner || !is_list_member(view_.skip_spaces(word + size));
  }

  // "Sonar, Perplexity's own model, is": up to the next comma a possessor and what it has, no further name or verb.
  bool opens_possessed_apposition(uint32_t at) const {
    const auto* owner = view_.mention_covering(at);
    if (owner == nullptr) return false;
    const uint32_t behind = owner->span.end;
    const uint32_t genitive = literal_at(view_.input.text->folded, behind, view_.grammar->genitives, true);
    if (genitive == 0) return false;
    for (uint32_t place = view_.skip_spaces(behind + genitive); place < span_.end; ++place) {
      if (is_comma(place)) return !is_list_comma(place);
      const bool begins_word = text_[place - 1] == ' ';
      if (begins_word && (view_.mention_covering(place) != nullptr || view_.has_finite_verb_at(place))) return false;
    }
    return false;
  }

  // "the H100, the A100 and the B200": a name at `at` that a separator and a further name follow.
  bool is_list_member(uint32_t at) const {
    const auto* member = view_.mention_covering(at);
    if (member == nullptr) return false;
    const uint32_t behind = view_.skip_spaces(member->span.end);
    const uint32_t separator = literal_at(view_.input.text->folded, behind, view_.grammar->list_separators, true);
    if (separator == 0) return false;
    const auto* next = view_.mention_covering(view_.skip_spaces(behind + separator));
    return next != nullptr && (view_.types_of(*next) & view_.types_of(*member)) != 0;
  }

  uint32_t fronted_comma() const {
    const uint32_t fronting = literal_at(view_.input.text->folded, span_.begin, view_.grammar->frontings, true);
    if (fronting == 0) return kNone;
    for (uint32_t at = span_.begin; at < span_.end; ++at) {
      if (!is_comma(at)) continue;
      // "With version 2 it adds support for A, B and C": a verb ends the phrase before its comma.
      const bool verb = view_.has_predicate(span_.begin + fronting, at, "verb", false);
      return mention_ends_at(at) && !verb && !holds_inverted_subject(span_.begin + fronting, at) ? at : kNone;
    }
    return kNone;
  }

  // "Among the backers are A, B and C": an auxiliary right before a name within [begin, end).
  bool holds_inverted_subject(uint32_t begin, uint32_t end) const {
    const Literals& auxiliaries = view_.grammar->auxiliaries;
    for (uint32_t at = begin; at < end; ++at) {
      const uint32_t size = text_[at - 1] == ' ' ? literal_at(text_, at, auxiliaries, true) : 0;
      if (size > 0 && view_.mention_covering(view_.skip_spaces(at + size)) != nullptr) return true;
    }
    return false;
  }

  // A comma between two list members: a mention on both sides.
  bool is_list_comma(uint32_t comma) const {
    uint32_t at = view_.skip_spaces(comma + 1);
    if (view_.input.text->folded.compare(at, 4, "and ") == 0) at += 4;
    return mention_ends_at(comma) && at < span_.end && view_.mention_covering(at) != nullptr;
  }

  const SentenceView& view_;
  const std::vector<Anaphor>& anaphors_;
  std::string_view text_;
  Span span_;
  Islands out_;
};

}  // namespace

const Island* Islands::beginning_at(uint32_t at, uint32_t self) const {
  for (uint32_t i = 0; i < all.size(); ++i) {
    if (i != self && all[i].outer.begin == at && (self == kNone || !all[i].outer.contains(all[self].outer))) {
      return &all[i];
    }
  }
  return nullptr;
}

uint32_t Islands::next_begin(uint32_t at) const {
  const auto next = std::lower_bound(all.begin(), all.end(), at,
                                     [](const Island& island, uint32_t place) { return island.outer.begin < place; });
  return next == all.end() ? kNone : next->outer.begin;
}

Islands find_islands(const SentenceView& view, const std::vector<Anaphor>& anaphors) {
  return IslandFinder(view, anaphors).run();
}

}  // namespace whobuilds::relate
