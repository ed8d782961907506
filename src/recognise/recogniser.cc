#include <algorithm>
#include <utility>

#include "core/utf8.h"
#include "recognise/discovery.h"
#include "recognise/families.h"
#include "recognise/guards.h"
#include "recognise/lexicon.h"
#include "recognise/name_hit.h"
#include "recognise/overlap.h"
#include "recognise/recognise.h"
#include "recognise/scan.h"
#include "recognise/values.h"

namespace whobuilds::recognise {
namespace {

// "Qwen/Qwen2.5-7B", "moonshotai/Kimi-VL": what owns a repository is no mention of its own, while "Huawei/SMIC" are
// two names. A path's owner is written small, or its repository begins with the same word.
bool owns_repository(std::string_view text, const NameMention& owner, const NameMention& repository) {
  if (owner.span.end + 1 != repository.span.begin || text[owner.span.end] != '/') return false;
  const std::string_view name = owner.span.of(text);
  const bool small = std::none_of(
      name.begin(), name.end(), [](char c) { return c == ' ' || core::is_upper_ascii(static_cast<unsigned char>(c)); });
  return small || text.substr(repository.span.begin, name.size()) == name;
}

void drop_repository_owners(std::string_view text, std::vector<NameMention>& names) {
  size_t kept = 0;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i + 1 < names.size() && owns_repository(text, names[i], names[i + 1])) continue;
    if (kept != i) names[kept] = std::move(names[i]);
    ++kept;
  }
  names.resize(kept);
}

}  // namespace

struct Recogniser::State {
  const Rules* rules = nullptr;
  Lexicon lexicon;
  FamilyFinder families;
  ValueReader values;
  DiscoveryFinder discovery;

  void complete(const Rules& of);
};

void Recognition::clear() {
  names.clear();
  values.clear();
  words.clear();
}

std::vector<ValueMention>::const_iterator first_value(const Recognition& recognition, uint32_t at) {
  return std::lower_bound(recognition.values.begin(), recognition.values.end(), at,
                          [](const ValueMention& value, uint32_t place) { return value.span.begin < place; });
}

// The lexicon and what the patterns of discovery require are there; the rest is quick to make, since patterns are compiled
// when they are first asked.
void Recogniser::State::complete(const Rules& of) {
  rules = &of;
  values.build(of.values);
  families.build(of, lexicon);
  discovery.connect(of, lexicon);
}

Recogniser Recogniser::build(const Rules& rules, const std::vector<std::string>& words,
                             const std::vector<bool>& word_is_stem) {
  auto state = std::make_unique<State>();
  state->lexicon.build(rules, words, word_is_stem);
  state->discovery.analyse(rules);
  state->complete(rules);
  return Recogniser(std::move(state));
}

void Recogniser::write(core::ArchiveWriter& archive) const {
  state_->lexicon.write(archive);
  state_->discovery.write(archive);
}

Recogniser Recogniser::read(core::ArchiveReader& archive, const Rules& rules) {
  auto state = std::make_unique<State>();
  state->lexicon.read(archive, rules);
  state->discovery.read(archive);
  state->complete(rules);
  return Recogniser(std::move(state));
}

Recogniser::Recogniser(std::unique_ptr<State> state) : state_(std::move(state)) {}
Recogniser::~Recogniser() = default;
Recogniser::Recogniser(Recogniser&&) noexcept = default;
Recogniser& Recogniser::operator=(Recogniser&&) noexcept = default;

void Recogniser::recognise(const text::Text& text, Recognition& out, std::string_view date) const {
  out.clear();
  Scan found;
  scan(state_->lexicon, text, found, out.words);

  NameHits names;
  Mentioned mentioned;
  state_->families.find_members(text, found, mentioned, names);
  take_surfaces(*state_->rules, state_->lexicon, text, found, mentioned, names);
  state_->families.find_bare_parts(text, found, mentioned, names);
  choose_names(names, out.names);
  const size_t known = names.hits.size();
  state_->discovery.find(text, found, out.names, names);
  if (names.hits.size() > known) {
    out.names.clear();
    choose_names(names, out.names);
  }
  state_->values.read(text, found, parse_date(date), out.values);
  drop_repository_owners(text.normal, out.names);
  settle_values(text.normal, out.names, out.values);
}

}  // namespace whobuilds::recognise
