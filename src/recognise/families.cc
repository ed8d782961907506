#include "recognise/families.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "core/utf8.h"
#include "recognise/boundaries.h"
#include "text/fold.h"

namespace whobuilds::recognise {
namespace {

constexpr uint32_t kTailWindow = 96;  // bytes behind a stem that its tail may take
constexpr int kTailAttempts = 4;      // how often a tail is cut back to a boundary

bool is_separator(char c) { return c == ' ' || c == '-'; }

bool all_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}
bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return core::is_digit(static_cast<unsigned char>(c)); });
}

std::string join(std::string_view stem, std::string_view tail) {
  if (!stem.empty() && is_separator(stem.back())) {
    while (!tail.empty() && is_separator(tail.front())) tail.remove_prefix(1);
  }
  return std::string(stem) + std::string(tail);
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// Bytes of the tail that `window` begins with, or 0. Behind CJK characters no space is written that a tail may begin
// with (ルービンCPX).
uint32_t tail_size(const text::Regex& tail, std::string_view window, bool after_cjk, std::vector<Span>& groups) {
  if (tail.match_at(window, 0, groups) && !groups[0].empty()) return groups[0].end;
  if (!after_cjk || !core::is_ascii_alnum(static_cast<unsigned char>(window.front()))) return 0;
  const std::string spaced = ' ' + std::string(window);
  return tail.match_at(spaced, 0, groups) && groups[0].end > 1 ? groups[0].end - 1 : 0;
}

// The word at `at`: letters, digits and dots within; "" where a name goes on behind it.
std::string_view part_at(std::string_view normal, uint32_t at) {
  const auto is_part = [&](uint32_t i) {
    return i < normal.size() && core::is_ascii_alnum(static_cast<unsigned char>(normal[i]));
  };
  uint32_t end = at;
  while (is_part(end) || (end > at && end < normal.size() && normal[end] == '.' && is_part(end + 1))) ++end;
  const bool goes_on = end < normal.size() && normal[end] == '-' && is_part(end + 1);
  return goes_on ? std::string_view() : normal.substr(at, end - at);
}

bool is_size(std::string_view part) {
  return part.size() > 1 && (part.back() == 'B' || part.back() == 'M') &&
         part.substr(0, part.size() - 1).find_first_not_of("0123456789.") == part.npos;
}

bool is_word(std::string_view part) {
  constexpr size_t kShortest = 3;
  return part.size() >= kShortest && std::all_of(part.begin(), part.end(), [](char c) {
           return core::is_ascii_alnum(static_cast<unsigned char>(c)) && !core::is_digit(static_cast<unsigned char>(c));
         });
}

// Two sizes (8B, 70B), two words (Haiku, Sonnet), or two numbers where the catalogue knows the second (4090, 5090).
bool are_siblings(std::string_view one, std::string_view other, bool listed) {
  constexpr size_t kShortestNumber = 3;  // "GPT-5 and 4 others" counts
  const bool numbers = one.size() == other.size() && one.size() >= kShortestNumber &&
                       other.find_first_not_of("0123456789") == other.npos;
  return one != other && ((is_size(one) && is_size(other)) || (is_word(one) && is_word(other)) || (numbers && listed));
}

// A Latin label in place of a CJK stem, which needs no space before its tail (文心5 -> ERNIE 5).
bool stands_for_cjk(std::string_view label, std::string_view stem, std::string_view tail) {
  return !label.empty() && is_ascii(label.back()) && !is_ascii(stem.back()) &&
         core::is_ascii_alnum(static_cast<unsigned char>(tail.front()));
}

bool stands_one_at(const std::vector<std::string>& words, std::string_view text, uint32_t at) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return text.substr(at, word.size()) == word; });
}

// What must follow a part name of digits alone ("970 series"), which is else a number.
bool names_a_series(const NameRules& names, std::string_view text, uint32_t at) {
  const bool apart = at < text.size() && is_separator(text[at]);
  return stands_one_at(names.series_words, text, apart ? at + 1 : at);
}

}  // namespace

bool counts_something(const NameRules& names, std::string_view text, uint32_t at) {
  if (at == 0 || !core::is_digit(static_cast<unsigned char>(text[at - 1]))) return false;
  return stands_one_at(names.counted, text, at < text.size() && text[at] == ' ' ? at + 1 : at);
}

void FamilyFinder::build(const Rules& rules, const Lexicon& lexicon) {
  rules_ = &rules;
  lexicon_ = &lexicon;
  std::map<std::string, text::Regex> tails;  // by pattern: many families have one tail
  for (const Family& family : rules.families) {
    const text::Regex& tail = tails.emplace(family.tail, text::Regex::checked(family.tail)).first->second;
    std::optional<text::Regex> bare;
    if (!family.bare.empty()) bare = text::Regex::checked(family.bare);
    families_.push_back({tail, std::move(bare)});
  }
}

// End of the longest tail that ends at a boundary; `stem_end` when there is none.
uint32_t FamilyFinder::tail_end(const Compiled& family, const text::Text& text, uint32_t stem_end,
                                std::vector<Span>& groups) const {
  const std::string_view normal = text.normal;
  std::string_view window = normal.substr(stem_end, kTailWindow);
  window = window.substr(0, window.find('\n'));
  const bool after_cjk = !is_ascii(normal[stem_end - 1]);
  for (int attempt = 0; attempt < kTailAttempts && !window.empty(); ++attempt) {
    const uint32_t size = tail_size(family.tail, window, after_cjk, groups);
    if (size == 0) return stem_end;
    uint32_t end = stem_end + size;
    if (ends_at_boundary(normal, end) && continuation(normal, end) != Continuation::other_name &&
        !counts_something(rules_->names, normal, end))
      return end;
    do --end;
    while (end > stem_end && !(is_edge(normal, end) && class_before(normal, end) != CharClass::other));
    window = window.substr(0, end - stem_end);
  }
  return stem_end;
}

EntityIndex FamilyFinder::listed_as(const std::string& label, TypeId type) const {
  const std::string key = all_ascii(label) ? text::folded(label) : text::name_key(label);
  const uint32_t rank = lexicon_->automaton().find(key);
  if (rank == DoubleArray::kMissing) return kNoIndex;
  for (const Payload* payload = lexicon_->begin(rank); payload != lexicon_->end(rank); ++payload) {
    if (payload->kind != PayloadKind::surface) continue;
    const EntityIndex entity = lexicon_->surface(payload->index).entity;
    if (rules_->entities[entity].type == type) return entity;
  }
  return kNoIndex;
}

void FamilyFinder::add(uint32_t family, Span span, Span stem, std::string label, NameHits& out) const {
  NameHit hit;
  hit.span = span;
  hit.stem = stem;
  hit.types = type_bit(rules_->families[family].type);
  hit.entity = listed_as(label, rules_->families[family].type);
  hit.origin = hit.entity == kNoIndex ? Origin::family : Origin::catalogue;
  hit.rule = family;
  hit.confidence = stem.empty() ? 0.9f : 1.0f;
  hit.label = static_cast<uint32_t>(out.labels.size());
  out.labels.push_back(std::move(label));
  out.hits.push_back(hit);
}

void FamilyFinder::find_members(const text::Text& text, const Scan& scan, Mentioned& mentioned, NameHits& out) const {
  std::vector<Span> groups;
  const std::string_view normal = text.normal;
  for (const StemHit& hit : scan.stems) {
    const StemRef& stem = lexicon_->stem(hit.stem);
    const Family& family = rules_->families[stem.family];
    const uint32_t end = tail_end(families_[stem.family], text, hit.span.end, groups);
    if (end == hit.span.end) continue;
    const std::string_view tail = normal.substr(hit.span.end, end - hit.span.end);
    std::string_view base = family.label_stem;
    if (base.empty()) base = stem.of_entity ? std::string_view(rules_->entities[family.entity].label) : stem.listed;
    std::string label = join(base, tail);
    const bool spaced = family.label_stem.empty() && stands_for_cjk(base, hit.span.of(normal), tail);
    if (spaced && listed_as(label, family.type) == kNoIndex)
      label = std::string(base) + ' ' + std::string(tail);
    add(stem.family, {hit.span.begin, end}, hit.span, label, out);
    if (out.hits.back().entity != kNoIndex) mentioned.add(out.hits.back().entity);
    find_siblings(stem.family, text, end, std::move(label), std::string(tail), mentioned, out);
    if (family.entity != kNoIndex) mentioned.add(family.entity);
  }
}

void FamilyFinder::find_siblings(uint32_t family, const text::Text& text, uint32_t at, std::string label,
                                 std::string tail, Mentioned& mentioned, NameHits& out) const {
  const std::string_view normal = text.normal;
  for (uint32_t begin = behind_joint(normal, at); begin > at; begin = behind_joint(normal, at)) {
    const std::string_view part = part_at(normal, begin);
    const size_t cut = tail.find_last_of(" -");
    if (part.empty() || cut == tail.npos) return;
    const std::string last = tail.substr(cut + 1);
    label.replace(label.size() - last.size(), last.size(), part);
    tail.replace(cut + 1, last.size(), part);
    const bool listed = listed_as(label, rules_->families[family].type) != kNoIndex;
    if (!are_siblings(last, part, listed) || !reads_whole(family, tail)) return;
    at = begin + static_cast<uint32_t>(part.size());
    add(family, {begin, at}, Span{}, label, out);
    out.hits.back().told = true;
    if (out.hits.back().entity != kNoIndex) mentioned.add(out.hits.back().entity);
  }
}

// Behind what joins the members of a list ("/", " and "), or `at`.
uint32_t FamilyFinder::behind_joint(std::string_view normal, uint32_t at) const {
  for (const std::string& joint : rules_->names.joints) {
    if (normal.substr(at, joint.size()) == joint) return at + static_cast<uint32_t>(joint.size());
  }
  return at;
}

bool FamilyFinder::reads_whole(uint32_t family, std::string_view tail) const {
  std::vector<Span> groups;
  return families_[family].tail.match_at(tail, 0, groups) && groups[0] == Span{0, static_cast<uint32_t>(tail.size())};
}

std::vector<FamilyFinder::ActiveFamily> FamilyFinder::active_families(const Mentioned& mentioned,
                                                                      const NameHits& known) const {
  std::vector<ActiveFamily> active;
  for (uint32_t index = 0; index < rules_->families.size(); ++index) {
    const Family& family = rules_->families[index];
    if (!families_[index].bare) continue;
    ActiveFamily candidate;
    candidate.family = index;
    const bool listed = (family.entity != kNoIndex && mentioned.has(family.entity)) ||
                        (family.developer != kNoIndex && mentioned.has(family.developer));
    for (const NameHit& hit : known.hits) {
      const bool of_family = hit.rule == index && hit.origin != Origin::discovery;
      const bool related = hit.entity != kNoIndex && (hit.entity == family.entity || hit.entity == family.developer);
      if (of_family || related) candidate.mentions.push_back(hit.span.begin);
    }
    if (!listed && candidate.mentions.empty()) continue;
    std::sort(candidate.mentions.begin(), candidate.mentions.end());
    active.push_back(std::move(candidate));
  }
  return active;
}

void FamilyFinder::find_bare_parts(const text::Text& text, const Scan& scan, const Mentioned& mentioned,
                                   NameHits& out) const {
  if (scan.digit_runs.empty()) return;
  const std::vector<ActiveFamily> active = active_families(mentioned, out);
  if (active.empty()) return;
  const std::string_view normal = text.normal;
  std::vector<Span> groups;
  for (const Span run : scan.digit_runs) {
    // Behind a hyphen or a dot it is a part of a longer name or number.
    if (run.begin > 0 && (normal[run.begin - 1] == '-' || normal[run.begin - 1] == '.')) continue;
    std::string_view window = normal.substr(run.begin, kTailWindow);
    window = window.substr(0, window.find('\n'));
    uint32_t best_family = kNoIndex, best_end = 0, best_mention = 0;
    for (const ActiveFamily& candidate : active) {
      if (!families_[candidate.family].bare->match_at(window, 0, groups) || groups[0].empty()) continue;
      const uint32_t end = run.begin + groups[0].end;
      if (!ends_at_boundary(normal, end) || continuation(normal, end) != Continuation::none) continue;
      if (all_digits(window.substr(0, groups[0].end)) && !names_a_series(rules_->names, normal, end)) continue;
      const auto later = std::upper_bound(candidate.mentions.begin(), candidate.mentions.end(), run.begin);
      const uint32_t mention = later == candidate.mentions.begin() ? 0 : *(later - 1) + 1;
      if (best_family != kNoIndex && (end < best_end || (end == best_end && mention <= best_mention))) continue;
      best_family = candidate.family;
      best_end = end;
      best_mention = mention;
    }
    if (best_family == kNoIndex) continue;
    const Family& family = rules_->families[best_family];
    const Span span{run.begin, best_end};
    std::string_view base = family.label_stem;
    if (base.empty() && family.entity != kNoIndex) base = rules_->entities[family.entity].label;
    std::string stem(base);
    if (!stem.empty() && family.label_stem.empty()) stem += ' ';
    add(best_family, span, Span{}, join(stem, span.of(normal)), out);
  }
}

}  // namespace whobuilds::recognise
