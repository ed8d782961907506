#include "resolve/lessons.h"

#include <algorithm>

#include "core/utf8.h"
#include "resolve/names.h"

namespace whobuilds::resolve {
namespace {

constexpr float kAliasConfidence = 0.85f;
constexpr float kRepeatConfidence = 0.8f;
constexpr float kPartConfidence = 0.8f;
constexpr float kShortFormConfidence = 0.75f;
constexpr uint32_t kLookBack = 64;  // places searched for the nearest of several full names
constexpr std::string_view kApostropheS = "’s";
constexpr size_t kShortPart = 4;  // bytes: parts so short are often somebody else's

float confidence_of(Lesson lesson) {
  switch (lesson) {
    case Lesson::alias:
      return kAliasConfidence;
    case Lesson::repeat:
      return kRepeatConfidence;
    case Lesson::part:
      return kPartConfidence;
    case Lesson::short_form:
      return kShortFormConfidence;
  }
  return 0;
}

std::string in_small_letters(std::string text) {
  for (char& c : text) c = core::is_upper_ascii(static_cast<unsigned char>(c)) ? static_cast<char>(c + 32) : c;
  return text;
}

bool by_span(const Place& a, const Place& b) { return a.span < b.span; }

}  // namespace

void Lessons::teach(std::string_view surface, uint32_t thing, Lesson lesson) {
  if (surface.size() < 2) return;
  const uint32_t known = draft_.find_key(merge_key(surface));
  if (known != kNoIndex && draft_.root(known) != draft_.root(thing)) return;
  const uint32_t index = surfaces_.add(surface);
  if (index == taught_.size()) taught_.push_back({{}, lesson});
  std::vector<uint32_t>& things = taught_[index].things;
  if (std::find(things.begin(), things.end(), thing) == things.end()) things.push_back(thing);
}

void Lessons::teach_repeats() {
  for (uint32_t i = 0; i < draft_.things.size(); ++i) {
    if (draft_.things[i].catalogue != kNoIndex || draft_.things[i].family != kNoIndex) continue;
    for (const std::string& name : draft_.things[i].names) teach(name, i, Lesson::repeat);
  }
}

void Lessons::teach_parts() {
  draft_.for_each_part([this](std::string_view part, uint32_t thing) { teach(part, thing, Lesson::part); });
}

void Lessons::teach_short_forms() {
  for (uint32_t i = 0; i < draft_.things.size(); ++i) {
    if (draft_.things[i].same_as != kNoIndex || !draft_.is_organisation(draft_.things[i])) continue;
    for (const std::string& name : draft_.things[i].names) {
      const std::string_view form = without_trade_words(draft_.rules.names, name);
      if (!form.empty() && may_be_alias(draft_.rules.names, form, false)) teach(form, i, Lesson::short_form);
    }
  }
}

void Lessons::find() {
  if (surfaces_.empty()) return;
  std::vector<SurfaceSet::Occurrence> found;
  std::vector<Place> learned;
  const auto place_count = static_cast<uint32_t>(draft_.places.size());
  uint32_t begin = 0;
  for (uint32_t i = 0; i <= place_count; ++i) {
    const uint32_t end = i < place_count ? draft_.places[i].span.begin : static_cast<uint32_t>(draft_.normal.size());
    found.clear();
    surfaces_.find(draft_.text, {begin, end}, found);
    for (const SurfaceSet::Occurrence& occurrence : found) consider(occurrence, i, learned);
    if (i < place_count) begin = draft_.places[i].span.end;
  }
  const auto middle = static_cast<std::ptrdiff_t>(draft_.places.size());
  draft_.places.insert(draft_.places.end(), learned.begin(), learned.end());
  std::inplace_merge(draft_.places.begin(), draft_.places.begin() + middle, draft_.places.end(), by_span);
}

// `next`: index of the place behind the occurrence.
void Lessons::consider(const SurfaceSet::Occurrence& occurrence, uint32_t next, std::vector<Place>& learned) {
  if (overlaps_value(occurrence.span)) return;
  const Taught& taught = taught_[occurrence.surface];
  const uint32_t thing = meant(taught, occurrence.span, next);
  if (thing == kNoIndex) return;
  if (taught.lesson == Lesson::part && !fits_as_part(occurrence.span, thing, next)) return;
  if (taught.lesson == Lesson::short_form && !fits_as_short_form(occurrence)) return;
  learned.push_back({occurrence.span, thing, confidence_of(taught.lesson), kNoIndex});
}

// A number that the name itself ends with ("Lumora 2") is no value.
bool Lessons::overlaps_value(Span span) const {
  const auto value =
      std::partition_point(draft_.recognition.values.begin(), draft_.recognition.values.end(),
                           [span](const recognise::ValueMention& other) { return other.span.end <= span.begin; });
  if (value == draft_.recognition.values.end() || !value->span.overlaps(span)) return false;
  const bool inside = value->span.begin > span.begin && value->span.end <= span.end;
  return !inside || value->dimension != Dimension::count;
}

// The one thing that the surface stands for, or of several the one named last before it in the
// same block, or none.
uint32_t Lessons::meant(const Taught& taught, Span span, uint32_t next) const {
  std::vector<uint32_t> things;
  for (const uint32_t thing : taught.things) {
    const uint32_t whole = draft_.root(thing);
    if (std::find(things.begin(), things.end(), whole) == things.end()) things.push_back(whole);
  }
  if (things.size() == 1) return things.front();
  const uint32_t block_begin = begin_of_block(span.begin);
  for (uint32_t i = next, steps = 0; i-- > 0 && steps < kLookBack; ++steps) {
    if (draft_.places[i].span.begin < block_begin) break;
    const uint32_t whole = draft_.root(draft_.places[i].thing);
    if (std::find(things.begin(), things.end(), whole) != things.end()) return whole;
  }
  return kNoIndex;
}

uint32_t Lessons::begin_of_block(uint32_t at) const {
  const auto behind = std::partition_point(draft_.text.blocks.begin(), draft_.text.blocks.end(),
                                           [at](const text::TextBlock& block) { return block.span.begin <= at; });
  return behind == draft_.text.blocks.begin() ? 0 : std::prev(behind)->span.begin;
}

bool Lessons::begins_sentence(uint32_t at) const {
  const auto sentence = std::partition_point(draft_.text.sentences.begin(), draft_.text.sentences.end(),
                                             [at](const text::Sentence& other) { return other.span.end <= at; });
  return sentence == draft_.text.sentences.end() || at <= sentence->span.begin;
}

// "Acme R1" with another maker, an unknown capitalised word before a short part, or a variant's
// word behind ("R1 Zero") make it something else.
bool Lessons::fits_as_part(Span span, uint32_t thing, uint32_t next) const {
  const std::vector<std::string>& variants = draft_.rules.names.variant_words;
  if (std::find(variants.begin(), variants.end(), word_behind(span.end)) != variants.end()) return false;
  if (span.begin == 0 || draft_.normal[span.begin - 1] != ' ') return true;
  if (next > 0 && draft_.places[next - 1].span.end + 1 == span.begin) {
    const Thing& before = draft_.things[draft_.root(draft_.places[next - 1].thing)];
    const EntityIndex developer = draft_.developer_of(draft_.things[thing]);
    if (!draft_.is_organisation(before) || developer == kNoIndex || before.catalogue == kNoIndex) return true;
    return before.catalogue == developer || draft_.rules.entities[developer].parent == before.catalogue;
  }
  return span.size() > kShortPart || !unknown_name_before(span.begin);
}

// A short form may be an ordinary word ("Figure") or the beginning of another name: not before a
// number or a capitalised word nor behind one, not if the document has it in small letters, and at the
// beginning of an English sentence only before 's or what companies do.
bool Lessons::fits_as_short_form(const SurfaceSet::Occurrence& occurrence) {
  const std::string_view behind = word_behind(occurrence.span.end);
  if (!behind.empty() && (core::is_digit(static_cast<unsigned char>(behind[0])) ||
                          core::is_upper_ascii(static_cast<unsigned char>(behind[0])))) {
    return false;
  }
  if (unknown_name_before(occurrence.span.begin)) return false;
  if (plain_words_.empty()) find_plain_words();
  if (plain_words_[occurrence.surface]) return false;
  if (draft_.text.language != Language::en || !begins_sentence(occurrence.span.begin)) return true;
  return is_possessor(occurrence.span.end) || is_company_verb(behind);
}

bool Lessons::is_company_verb(std::string_view word) const {
  const std::vector<std::string>& verbs = draft_.rules.words(Language::en, "company_verb");
  return std::find(verbs.begin(), verbs.end(), word) != verbs.end();
}

bool Lessons::is_possessor(uint32_t end) const {
  return draft_.normal.substr(end, 2) == "'s" || draft_.normal.substr(end, kApostropheS.size()) == kApostropheS;
}

// The ASCII word behind `at` and one space, or nothing.
std::string_view Lessons::word_behind(uint32_t at) const {
  if (at >= draft_.normal.size() || draft_.normal[at] != ' ') return {};
  const uint32_t begin = at + 1;
  uint32_t end = begin;
  while (end < draft_.normal.size() && core::is_ascii_alnum(static_cast<unsigned char>(draft_.normal[end]))) ++end;
  return draft_.normal.substr(begin, end - begin);
}

// True if a capitalised word that does not begin its sentence stands before `at` and one space.
bool Lessons::unknown_name_before(uint32_t at) const {
  if (at < 2 || draft_.normal[at - 1] != ' ') return false;
  uint32_t word = at - 1;
  while (word > 0 && core::is_ascii_alnum(static_cast<unsigned char>(draft_.normal[word - 1]))) --word;
  const bool capitalised = at - 1 - word >= 2 && core::is_upper_ascii(static_cast<unsigned char>(draft_.normal[word]));
  return capitalised && !begins_sentence(word);
}

// Looks for all short forms in one pass: a document may teach as many as it has words.
void Lessons::find_plain_words() {
  plain_words_.assign(taught_.size(), false);
  StringSet small_forms;
  std::vector<uint32_t> surfaces;  // by index in small_forms
  for (uint32_t surface = 0; surface < taught_.size(); ++surface) {
    const std::string& written = surfaces_.surface(surface);
    std::string small = in_small_letters(written);
    if (taught_[surface].lesson != Lesson::short_form || small == written) continue;
    if (small_forms.add(std::move(small)).second) surfaces.push_back(surface);
  }
  const std::string_view text = draft_.normal;
  const auto size = static_cast<uint32_t>(text.size());
  const auto is_free = [&](uint32_t at) {
    return at >= size || !core::is_ascii_alnum(static_cast<unsigned char>(text[at]));
  };
  for (uint32_t at = 0; at + 1 < size; ++at) {
    if (!small_forms.may_begin(text, at) || (at > 0 && !is_free(at - 1))) continue;
    small_forms.find_at(text, at, size, [&](uint32_t index, uint32_t end) {
      if (is_free(end)) plain_words_[surfaces[index]] = true;
      return false;
    });
  }
}

}  // namespace whobuilds::resolve
