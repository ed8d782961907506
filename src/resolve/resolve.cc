#include "resolve/resolve.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "core/utf8.h"
#include "resolve/aliases.h"
#include "resolve/context.h"
#include "resolve/names.h"
#include "resolve/occurrences.h"
#include "resolve/readings.h"
#include "resolve/variants.h"

namespace whobuilds::resolve {
namespace {

constexpr float kAliasConfidence = 0.85f;
constexpr float kRepeatConfidence = 0.8f;
constexpr float kPartConfidence = 0.8f;
constexpr float kShortFormConfidence = 0.75f;
constexpr float kWeak = 0.6f;           // a name found once with less is no name
constexpr uint32_t kLookBack = 64;      // mentions searched for the nearest of several full names
constexpr size_t kShortPart = 4;        // bytes: parts so short are often somebody else's

// A thing while the document is being read. Things that turn out to be one are united: `same_as`
// leads to the one that stays.
struct Thing {
  EntityIndex catalogue = kNoIndex;
  uint32_t family = kNoIndex;
  uint32_t same_as = kNoIndex;
  TypeSet types = 0;
  std::array<float, 32> type_votes{};
  std::vector<std::pair<std::string, uint32_t>> labels;  // spelling and how often, in order of appearance
  std::vector<std::string> names;                        // as recognised, unique
  float confidence = 0;
};

// A mention while the document is being read.
struct Place {
  Span span;
  uint32_t thing = 0;
  float confidence = 1;
  EntityIndex alternative = kNoIndex;
};

// A surface that the document has taught, and what it may stand for.
enum class Lesson : uint8_t { alias, repeat, part, short_form };
struct Taught {
  std::vector<uint32_t> things;
  Lesson lesson = Lesson::alias;
};

float confidence_of(Lesson lesson) {
  switch (lesson) {
    case Lesson::alias: return kAliasConfidence;
    case Lesson::repeat: return kRepeatConfidence;
    case Lesson::part: return kPartConfidence;
    case Lesson::short_form: return kShortFormConfidence;
  }
  return 0;
}

// Words that make another variant of the part before them.
bool is_variant_word(std::string_view word) {
  constexpr std::array<std::string_view, 22> kWords = {
      "Ultra", "Pro", "Max", "Plus", "Mini", "Lite", "Edge", "Flash", "Turbo", "Lightning", "Thinking",
      "Instruct", "Zero", "Preview", "Nano", "Air", "Coder", "Vision", "Base", "Distill", "FE", "Highspeed"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

void add_unique(std::vector<std::string>& list, std::string_view name) {
  if (std::find(list.begin(), list.end(), name) == list.end()) list.emplace_back(name);
}

bool by_span(const Place& a, const Place& b) { return a.span < b.span; }

class Resolver {
 public:
  Resolver(const Rules& rules, const text::Text& text, const recognise::Recognition& recognition, Resolution& out)
      : rules_(rules), text_(text), normal_(text.normal), recognition_(recognition), out_(out), types_(rules.ontology) {}

  void run() {
    place_names();
    join_makers();
    unite_aliases();
    unite_parts();
    teach_repeats();
    teach_parts();
    teach_short_forms();
    find_taught();
    drop_weak();
    emit();
  }

 private:
  // ---- things

  uint32_t root(uint32_t thing) const {
    while (things_[thing].same_as != kNoIndex) thing = things_[thing].same_as;
    return thing;
  }

  // Makes two things one. Listed entities stay apart; a listed one keeps its name against an
  // unlisted one, a family's against a discovered one, the earlier against the later.
  void unite(uint32_t a, uint32_t b, bool share_labels) {
    a = root(a);
    b = root(b);
    if (a == b) return;
    if (rank(b) < rank(a)) std::swap(a, b);
    if (things_[b].catalogue == kNoIndex) merge_into(a, b, share_labels);
  }

  // Requires two things that are their own roots.
  void merge_into(uint32_t a, uint32_t b, bool share_labels) {
    Thing& kept = things_[a];
    Thing& given_up = things_[b];
    given_up.same_as = a;
    if (kept.family == kNoIndex) kept.family = given_up.family;
    for (size_t i = 0; i < kept.type_votes.size(); ++i) kept.type_votes[i] += given_up.type_votes[i];
    kept.types |= given_up.types;
    kept.confidence = std::max(kept.confidence, given_up.confidence);
    for (const std::string& name : given_up.names) add_unique(kept.names, name);
    if (share_labels) kept.labels.insert(kept.labels.end(), given_up.labels.begin(), given_up.labels.end());
  }

  std::pair<int, uint32_t> rank(uint32_t thing) const {
    if (things_[thing].catalogue != kNoIndex) return {0, thing};
    return {things_[thing].family != kNoIndex ? 1 : 2, thing};
  }

  TypeId type_of(const Thing& thing) const {
    if (thing.catalogue != kNoIndex) return rules_.entities[thing.catalogue].type;
    const auto most = std::max_element(thing.type_votes.begin(), thing.type_votes.end());
    return static_cast<TypeId>(most - thing.type_votes.begin());
  }

  bool is_organisation(const Thing& thing) const { return (types_.organisations & type_bit(type_of(thing))) != 0; }

  EntityIndex developer_of(const Thing& thing) const {
    if (thing.catalogue != kNoIndex) return rules_.entities[thing.catalogue].developer;
    return thing.family != kNoIndex ? rules_.families[thing.family].developer : kNoIndex;
  }

  // The usual English or romanised name where there is one.
  std::string label_of(const Thing& thing) const {
    if (thing.catalogue != kNoIndex) return rules_.entities[thing.catalogue].label;
    size_t best = 0;
    const auto better = [&](size_t a, size_t b) {
      const bool latin_a = (scripts_of(thing.labels[a].first) & kLatin) != 0;
      const bool latin_b = (scripts_of(thing.labels[b].first) & kLatin) != 0;
      return latin_a != latin_b ? latin_a : thing.labels[a].second > thing.labels[b].second;
    };
    for (size_t i = 1; i < thing.labels.size(); ++i) {
      if (better(i, best)) best = i;
    }
    return thing.labels[best].first;
  }

  std::string id_of(TypeId type, std::string_view label) const {
    std::string id = type < rules_.ontology.types.size() ? rules_.ontology.types[type].slug : std::string();
    id += ':';
    return id += slug(label);
  }

  EntityIndex find_listed(TypeId type, std::string_view label) const {
    std::string id = id_of(type, label);
    const EntityIndex entity = rules_.find_entity(id);
    if (entity != kNoIndex) return entity;
    std::replace(id.begin(), id.end(), '.', '-');
    return rules_.find_entity(id);
  }

  // ---- names to things

  void place_names() {
    const auto readings = choose_readings(rules_, text_, recognition_.names);
    places_.resize(recognition_.names.size());
    for (size_t i = 0; i < places_.size(); ++i) {
      const recognise::NameMention& name = recognition_.names[i];
      places_[i].span = name.span;
      places_[i].confidence = name.confidence;
      if (name.candidates.empty()) continue;
      Reading reading{name.candidates.front(), kNoIndex};
      if (name.candidates.size() > 1) reading = readings.at(name.candidates);
      places_[i].thing = listed_thing(reading.chosen);
      places_[i].alternative = reading.alternative;
      note_name(places_[i]);
    }
    // Unlisted names come second: each may be a spelling of something listed that comes later.
    for (size_t i = 0; i < places_.size(); ++i) {
      if (!recognition_.names[i].candidates.empty()) continue;
      places_[i].thing = unlisted_thing(recognition_.names[i]);
      note_name(places_[i]);
    }
  }

  void note_name(const Place& place) {
    const std::string_view name = place.span.of(normal_);
    Thing& thing = things_[place.thing];
    if (std::find(thing.names.begin(), thing.names.end(), name) != thing.names.end()) return;
    thing.names.emplace_back(name);
    by_key_.emplace(merge_key(name), place.thing);
  }

  uint32_t listed_thing(EntityIndex entity) {
    const auto [found, added] = by_entity_.try_emplace(entity, static_cast<uint32_t>(things_.size()));
    if (!added) return found->second;
    Thing thing;
    thing.catalogue = entity;
    thing.types = type_bit(rules_.entities[entity].type);
    thing.confidence = 1;
    things_.push_back(std::move(thing));
    by_key_.emplace(merge_key(rules_.entities[entity].label), found->second);
    return found->second;
  }

  uint32_t unlisted_thing(const recognise::NameMention& name) {
    const std::string_view surface = name.span.of(normal_);
    const std::string_view label = name.label.empty() ? surface : std::string_view(name.label);
    const uint32_t index = find_or_add(name.types, label, surface);
    Thing& thing = things_[index];
    thing.confidence = std::max(thing.confidence, name.confidence);
    thing.types |= name.types;
    vote(thing, name);
    if (name.origin == recognise::Origin::family && thing.family == kNoIndex) thing.family = name.rule;
    const auto known = std::find_if(thing.labels.begin(), thing.labels.end(),
                                    [label](const auto& entry) { return entry.first == label; });
    if (known == thing.labels.end()) {
      thing.labels.emplace_back(label, 1);
    } else {
      ++known->second;
    }
    return index;
  }

  uint32_t find_or_add(TypeSet types, std::string_view label, std::string_view surface) {
    for (const std::string& key : {merge_key(label), merge_key(surface)}) {
      const auto found = by_key_.find(key);
      if (found != by_key_.end()) return found->second;
    }
    for (TypeId type = 0; type < rules_.ontology.types.size(); ++type) {
      if ((types & type_bit(type)) == 0) continue;
      const EntityIndex entity = find_listed(type, label);
      if (entity != kNoIndex) return listed_thing(entity);
    }
    const auto index = static_cast<uint32_t>(things_.size());
    things_.emplace_back();
    by_key_.emplace(merge_key(label), index);
    return index;
  }

  // A name whose rule leaves its type open is typed by the words beside it.
  void vote(Thing& thing, const recognise::NameMention& name) const {
    TypeSet types = name.types;
    if ((types & (types - 1)) != 0) {
      const TypeSet said = types & types_in_context(types_, text_.folded, name.span);
      if (said != 0) types = said;
    }
    const float weight = name.origin == recognise::Origin::family ? 2 : name.confidence;
    for (TypeId type = 0; type < thing.type_votes.size(); ++type) {
      if ((types & type_bit(type)) != 0) thing.type_votes[type] += weight;
    }
  }

  // "OpenAI-o1": the maker's name is part of the artefact's.
  void join_makers() {
    for (size_t i = 0; i + 1 < places_.size(); ++i) {
      const Place& maker = places_[i];
      Place& made = places_[i + 1];
      if (made.span.begin != maker.span.end + 1 || normal_[maker.span.end] != '-') continue;
      const Thing& company = things_[maker.thing];
      if (company.catalogue == kNoIndex || developer_of(things_[made.thing]) != company.catalogue) continue;
      made.span.begin = maker.span.begin;
      note_name(made);
      places_[i].span.end = places_[i].span.begin;
    }
    places_.erase(std::remove_if(places_.begin(), places_.end(), [](const Place& place) { return place.span.empty(); }),
                  places_.end());
  }

  // ---- what the document teaches

  void unite_aliases() {
    std::vector<NamedSpan> named;
    named.reserve(places_.size());
    for (const Place& place : places_) {
      const Thing& thing = things_[place.thing];
      const bool listed = thing.catalogue != kNoIndex;
      named.push_back({place.span, place.thing, thing.types, listed, !listed && thing.family == kNoIndex});
    }
    std::vector<Alias> aliases;
    find_aliases(text_, named, aliases);
    for (const Alias& alias : aliases) {
      if (alias.other != kNoIndex) {
        unite(alias.thing, alias.other, true);
      } else {
        teach(alias.name.of(normal_), alias.thing, Lesson::alias);
      }
    }
  }

  void teach(std::string_view surface, uint32_t thing, Lesson lesson) {
    if (surface.size() < 2) return;
    const auto known = by_key_.find(merge_key(surface));
    if (known != by_key_.end() && root(known->second) != root(thing)) return;
    const uint32_t index = surfaces_.add(surface);
    if (index == taught_.size()) taught_.push_back({{}, lesson});
    std::vector<uint32_t>& things = taught_[index].things;
    if (std::find(things.begin(), things.end(), thing) == things.end()) things.push_back(thing);
  }

  // Calls use(part, thing) for every end of a full name that people may use for the whole.
  template <typename Use>
  void for_each_part(const Use& use) const {
    for (uint32_t i = 0; i < things_.size(); ++i) {
      const Thing& thing = things_[i];
      if (thing.same_as != kNoIndex || is_organisation(thing) || thing.names.empty()) continue;
      const bool sized = (type_bit(type_of(thing)) & types_.model) != 0;
      std::vector<std::string> full_names = thing.names;
      add_unique(full_names, label_of(thing));
      for (const std::string& name : full_names) {
        for (const uint32_t start : segment_starts(name)) {
          const std::string_view part = std::string_view(name).substr(start);
          if (is_part_name(part, sized)) use(part, i);
        }
      }
    }
  }

  // An unlisted name that is the end of just one full name of its type is that thing, which keeps
  // the full name as its label.
  void unite_parts() {
    std::map<std::string, std::vector<uint32_t>> wholes;
    for_each_part([&](std::string_view part, uint32_t thing) {
      std::vector<uint32_t>& list = wholes[merge_key(part)];
      if (list.empty() || list.back() != thing) list.push_back(thing);
    });
    for (const auto& [key, list] : wholes) {
      const auto found = by_key_.find(key);
      if (found == by_key_.end() || list.size() != 1) continue;
      const uint32_t part = root(found->second), whole = root(list.front());
      if (part == whole || things_[part].catalogue != kNoIndex) continue;
      if ((things_[part].types & type_bit(type_of(things_[whole]))) == 0) continue;
      merge_into(whole, part, false);
    }
  }

  void teach_repeats() {
    for (uint32_t i = 0; i < things_.size(); ++i) {
      if (things_[i].catalogue != kNoIndex || things_[i].family != kNoIndex) continue;
      for (const std::string& name : things_[i].names) teach(name, i, Lesson::repeat);
    }
  }

  void teach_parts() {
    for_each_part([this](std::string_view part, uint32_t thing) { teach(part, thing, Lesson::part); });
  }

  void teach_short_forms() {
    for (uint32_t i = 0; i < things_.size(); ++i) {
      if (things_[i].same_as != kNoIndex || !is_organisation(things_[i])) continue;
      for (const std::string& name : things_[i].names) {
        const std::string_view form = without_trade_words(name);
        if (!form.empty() && may_be_alias(form, false)) teach(form, i, Lesson::short_form);
      }
    }
  }

  // ---- occurrences of what was taught

  void find_taught() {
    if (surfaces_.empty()) return;
    std::vector<SurfaceSet::Occurrence> found;
    std::vector<Place> learned;
    const auto place_count = static_cast<uint32_t>(places_.size());
    uint32_t begin = 0;
    for (uint32_t i = 0; i <= place_count; ++i) {
      const uint32_t end = i < place_count ? places_[i].span.begin : static_cast<uint32_t>(normal_.size());
      found.clear();
      surfaces_.find(text_, {begin, end}, found);
      for (const SurfaceSet::Occurrence& occurrence : found) consider(occurrence, i, learned);
      if (i < place_count) begin = places_[i].span.end;
    }
    const auto middle = static_cast<std::ptrdiff_t>(places_.size());
    places_.insert(places_.end(), learned.begin(), learned.end());
    std::inplace_merge(places_.begin(), places_.begin() + middle, places_.end(), by_span);
  }

  // `next`: index of the place behind the occurrence.
  void consider(const SurfaceSet::Occurrence& occurrence, uint32_t next, std::vector<Place>& learned) {
    if (overlaps_value(occurrence.span)) return;
    const Taught& taught = taught_[occurrence.surface];
    const uint32_t thing = meant(taught, occurrence.span, next);
    if (thing == kNoIndex) return;
    if (taught.lesson == Lesson::part && !fits_as_part(occurrence.span, thing, next)) return;
    if (taught.lesson == Lesson::short_form && !fits_as_short_form(occurrence)) return;
    learned.push_back({occurrence.span, thing, confidence_of(taught.lesson), kNoIndex});
  }

  // A number that the name itself ends with ("Lumora 2") is no value.
  bool overlaps_value(Span span) const {
    const auto value = std::partition_point(recognition_.values.begin(), recognition_.values.end(),
                                            [span](const recognise::ValueMention& other) { return other.span.end <= span.begin; });
    if (value == recognition_.values.end() || !value->span.overlaps(span)) return false;
    const bool inside = value->span.begin > span.begin && value->span.end <= span.end;
    return !inside || value->dimension != Dimension::count;
  }

  // The one thing that the surface stands for, or of several the one named last before it in the
  // same block, or none.
  uint32_t meant(const Taught& taught, Span span, uint32_t next) const {
    std::vector<uint32_t> things;
    for (const uint32_t thing : taught.things) {
      const uint32_t whole = root(thing);
      if (std::find(things.begin(), things.end(), whole) == things.end()) things.push_back(whole);
    }
    if (things.size() == 1) return things.front();
    const uint32_t block_begin = begin_of_block(span.begin);
    for (uint32_t i = next, steps = 0; i-- > 0 && steps < kLookBack; ++steps) {
      if (places_[i].span.begin < block_begin) break;
      const uint32_t whole = root(places_[i].thing);
      if (std::find(things.begin(), things.end(), whole) != things.end()) return whole;
    }
    return kNoIndex;
  }

  uint32_t begin_of_block(uint32_t at) const {
    const auto behind = std::partition_point(text_.blocks.begin(), text_.blocks.end(),
                                             [at](const text::TextBlock& block) { return block.span.begin <= at; });
    return behind == text_.blocks.begin() ? 0 : std::prev(behind)->span.begin;
  }

  bool begins_sentence(uint32_t at) const {
    const auto sentence = std::partition_point(text_.sentences.begin(), text_.sentences.end(),
                                               [at](const text::Sentence& other) { return other.span.end <= at; });
    return sentence == text_.sentences.end() || at <= sentence->span.begin;
  }

  // "Acme R1" with another maker, an unknown capitalised word before a short part, or a variant's
  // word behind ("R1 Zero") make it something else.
  bool fits_as_part(Span span, uint32_t thing, uint32_t next) const {
    if (is_variant_word(word_behind(span.end))) return false;
    if (span.begin == 0 || normal_[span.begin - 1] != ' ') return true;
    if (next > 0 && places_[next - 1].span.end + 1 == span.begin) {
      const Thing& before = things_[root(places_[next - 1].thing)];
      const EntityIndex developer = developer_of(things_[thing]);
      if (!is_organisation(before) || developer == kNoIndex || before.catalogue == kNoIndex) return true;
      return before.catalogue == developer || rules_.entities[developer].parent == before.catalogue;
    }
    return span.size() > kShortPart || !unknown_name_before(span.begin);
  }

  // A short form may be an ordinary word ("Figure") or the beginning of another name: not before a
  // number or a capitalised word nor behind one, not if the document has it in small letters, and in
  // English not at the beginning of a sentence.
  bool fits_as_short_form(const SurfaceSet::Occurrence& occurrence) {
    const std::string_view behind = word_behind(occurrence.span.end);
    if (!behind.empty() && (core::is_digit(static_cast<unsigned char>(behind[0])) || core::is_upper_ascii(static_cast<unsigned char>(behind[0])))) {
      return false;
    }
    if (unknown_name_before(occurrence.span.begin)) return false;
    const auto [known, added] = plain_words_.try_emplace(occurrence.surface, false);
    if (added) known->second = occurs_in_small_letters(surfaces_.surface(occurrence.surface));
    if (known->second) return false;
    return text_.language != Language::en || !begins_sentence(occurrence.span.begin);
  }

  // The ASCII word behind `at` and one space, or nothing.
  std::string_view word_behind(uint32_t at) const {
    if (at >= normal_.size() || normal_[at] != ' ') return {};
    const uint32_t begin = at + 1;
    uint32_t end = begin;
    while (end < normal_.size() && core::is_ascii_alnum(static_cast<unsigned char>(normal_[end]))) ++end;
    return normal_.substr(begin, end - begin);
  }

  // True if a capitalised word that does not begin its sentence stands before `at` and one space.
  bool unknown_name_before(uint32_t at) const {
    if (at < 2 || normal_[at - 1] != ' ') return false;
    uint32_t word = at - 1;
    while (word > 0 && core::is_ascii_alnum(static_cast<unsigned char>(normal_[word - 1]))) --word;
    const bool capitalised = at - 1 - word >= 2 && core::is_upper_ascii(static_cast<unsigned char>(normal_[word]));
    return capitalised && !begins_sentence(word);
  }

  bool occurs_in_small_letters(const std::string& form) const {
    std::string small = form;
    for (char& c : small) c = core::is_upper_ascii(static_cast<unsigned char>(c)) ? static_cast<char>(c + 32) : c;
    if (small == form) return false;
    for (size_t at = normal_.find(small); at != std::string_view::npos; at = normal_.find(small, at + 1)) {
      const bool free_left = at == 0 || !core::is_ascii_alnum(static_cast<unsigned char>(normal_[at - 1]));
      const size_t end = at + small.size();
      const bool free_right = end >= normal_.size() || !core::is_ascii_alnum(static_cast<unsigned char>(normal_[end]));
      if (free_left && free_right) return true;
    }
    return false;
  }

  void drop_weak() {
    std::vector<uint32_t> counts(things_.size());
    for (const Place& place : places_) ++counts[root(place.thing)];
    const auto weak = [&](const Place& place) {
      const uint32_t index = root(place.thing);
      const Thing& thing = things_[index];
      return thing.catalogue == kNoIndex && thing.family == kNoIndex && counts[index] == 1 && thing.confidence < kWeak;
    };
    places_.erase(std::remove_if(places_.begin(), places_.end(), weak), places_.end());
  }

  // ---- out

  void emit() {
    std::vector<uint32_t> local(things_.size(), kNoIndex);
    for (const Place& place : places_) {
      const uint32_t thing = root(place.thing);
      if (local[thing] == kNoIndex) local[thing] = emit_entity(things_[thing]);
      LocalEntity& entity = out_.entities[local[thing]];
      ++entity.mention_count;
      add_unique(entity.surfaces, place.span.of(normal_));
      out_.mentions.push_back({place.span, local[thing], place.confidence, kNoIndex});
    }
    set_parents(local);
    for (size_t i = 0; i < places_.size(); ++i) {
      if (places_[i].alternative != kNoIndex) out_.mentions[i].alternative = emit_listed(places_[i].alternative);
    }
  }

  uint32_t emit_entity(const Thing& thing) {
    if (thing.catalogue != kNoIndex) return emit_listed(thing.catalogue);
    LocalEntity entity;
    entity.type = type_of(thing);
    entity.label = label_of(thing);
    entity.id = id_of(entity.type, entity.label);
    const EntityIndex listed = find_listed(entity.type, entity.label);
    if (listed != kNoIndex) return emit_listed(listed);
    entity.family = thing.family;
    entity.developer = developer_of(thing);
    entity.discovered = thing.family == kNoIndex;
    return add_entity(std::move(entity));
  }

  uint32_t emit_listed(EntityIndex index) {
    const CatalogueEntity& listed = rules_.entities[index];
    LocalEntity entity;
    entity.id = listed.id;
    entity.type = listed.type;
    entity.label = listed.label;
    entity.catalogue = index;
    entity.developer = listed.developer;
    return add_entity(std::move(entity));
  }

  // One entity per id.
  uint32_t add_entity(LocalEntity entity) {
    const auto [found, added] = by_id_.try_emplace(entity.id, static_cast<uint32_t>(out_.entities.size()));
    if (added) out_.entities.push_back(std::move(entity));
    return found->second;
  }

  // The nearest ancestor that the catalogue knows and the document names, or what the names say
  // where that is nearer.
  void set_parents(const std::vector<uint32_t>& local) {
    std::vector<NamedThing> named(out_.entities.size());
    for (size_t i = 0; i < named.size(); ++i) named[i] = {out_.entities[i].type, {out_.entities[i].label}};
    for (size_t i = 0; i < things_.size(); ++i) {
      if (local[i] == kNoIndex) continue;
      for (const std::string& name : things_[i].names) add_unique(named[local[i]].names, name);
    }
    const std::vector<uint32_t> by_name = parents_by_name(named);
    const TypeSet variants = types_with_variants();
    std::vector<uint32_t> parents(out_.entities.size(), kNoIndex);
    for (uint32_t i = 0; i < parents.size(); ++i) {
      if ((variants & type_bit(out_.entities[i].type)) == 0) continue;
      const uint32_t listed = listed_ancestor(out_.entities[i]);
      parents[i] = listed == kNoIndex || descends(by_name, by_name[i], listed) ? by_name[i] : listed;
    }
    break_cycles(parents);
    for (uint32_t i = 0; i < parents.size(); ++i) out_.entities[i].parent = parents[i];
  }

  TypeSet types_with_variants() const {
    const uint32_t relation = rules_.ontology.find_relation("variant_of");
    return relation == kNoIndex ? 0 : rules_.ontology.relations[relation].source;
  }

  uint32_t listed_ancestor(const LocalEntity& entity) const {
    EntityIndex at = kNoIndex;
    if (entity.catalogue != kNoIndex) {
      at = rules_.entities[entity.catalogue].parent;
    } else if (entity.family != kNoIndex) {
      at = rules_.families[entity.family].entity;
    }
    // A catalogue with a cycle of parents would be a fault of its checker; the bound keeps it harmless.
    for (uint32_t steps = 0; at != kNoIndex && steps < kLookBack; ++steps) {
      const CatalogueEntity& ancestor = rules_.entities[at];
      const auto found = by_id_.find(ancestor.id);
      if (found != by_id_.end() && ancestor.type == entity.type && out_.entities[found->second].id != entity.id) return found->second;
      at = ancestor.parent;
    }
    return kNoIndex;
  }

  // True if `ancestor` is above `from` by name or by the catalogue.
  bool descends(const std::vector<uint32_t>& by_name, uint32_t from, uint32_t ancestor) const {
    for (uint32_t at = from, steps = 0; at != kNoIndex && steps < kLookBack; ++steps) {
      if (at == ancestor || listed_ancestor(out_.entities[at]) == ancestor) return true;
      at = by_name[at];
    }
    return false;
  }

  const Rules& rules_;
  const text::Text& text_;
  const std::string_view normal_;
  const recognise::Recognition& recognition_;
  Resolution& out_;
  const KnownTypes types_;

  std::vector<Thing> things_;
  std::vector<Place> places_;  // ascend by span, do not overlap
  std::unordered_map<EntityIndex, uint32_t> by_entity_;
  std::unordered_map<std::string, uint32_t> by_key_;  // merge key of a name -> thing
  SurfaceSet surfaces_;
  std::vector<Taught> taught_;  // parallel to the surfaces
  std::unordered_map<uint32_t, bool> plain_words_;  // surface -> also stands there in small letters
  std::unordered_map<std::string, uint32_t> by_id_;  // of what is emitted
};

}  // namespace

void Resolution::clear() {
  entities.clear();
  mentions.clear();
}

void resolve(const Rules& rules, const text::Text& text, const recognise::Recognition& recognition, Resolution& out) {
  out.clear();
  Resolver(rules, text, recognition, out).run();
}

}  // namespace whobuilds::resolve
