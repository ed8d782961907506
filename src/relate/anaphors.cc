#include "relate/anaphors.h"

#include <algorithm>

#include "core/utf8.h"

namespace whobuilds::relate {
namespace {

constexpr double kClausePenalty = 0.88;

// What a pronoun at `before` may stand for of what its sentence has named: of companies in English the subject of the
// latest verb with one, else the first, in Chinese the first, in Japanese the latest; of things in Chinese the first,
// elsewhere the latest.
struct Named {
  uint32_t company = kNone, thing = kNone;
};

// "Databricks, its fiercest rival, ...": what a pronoun at `before` describes in apposition is not what it stands for.
bool is_apposed(const SentenceView& view, uint32_t name_end, uint32_t before) {
  return view.spaced() && view.text().substr(name_end, before - name_end) == ", ";
}

Named named_before(const SentenceView& view, TypeSet types, uint32_t before) {
  Named found;
  for (const uint32_t index : view.mentions) {
    const auto& mention = view.mention(index);
    if (mention.span.end > before) break;
    if (is_apposed(view, mention.span.end, before)) break;
    if ((type_bit(view.input.resolution->entities[mention.entity].type) & types) == 0) continue;
    if (!view.is_company(mention.entity)) {
      if (found.thing == kNone || view.language != Language::zh) found.thing = mention.entity;
      continue;
    }
    const bool subject = view.spaced() && view.has_finite_verb_at(view.skip_spaces(mention.span.end));
    if (found.company == kNone || subject || view.language == Language::ja) found.company = mention.entity;
  }
  return found;
}

// What the sentence itself has named before comes first. A pronoun that may stand for both kinds keeps what the
// discourse gives of the other.
Antecedent recall(const SentenceView& view, const WordUse& use, uint32_t before) {
  const Reference reference = use.author ? Reference::author : Reference::anaphor;
  Antecedent out = view.input.discourse->recall(use.types, reference, use.plural);
  if (use.author || use.plural) return out;
  const Named found = named_before(view, use.types, before);
  if (found.company == kNone && found.thing == kNone) return out;
  std::vector<uint32_t> named;
  for (const uint32_t entity : {found.company, found.thing}) {
    if (entity != kNone) named.push_back(entity);
  }
  const auto replaced = [&](uint32_t entity) {
    return (view.is_company(entity) ? found.company : found.thing) != kNone;
  };
  for (const uint32_t entity : out.entities) {
    if (replaced(entity) && std::find(named.begin(), named.end(), entity) == named.end()) out.instead.push_back(entity);
  }
  out.entities.erase(std::remove_if(out.entities.begin(), out.entities.end(), replaced), out.entities.end());
  out.entities.insert(out.entities.begin(), named.begin(), named.end());
  out.penalty = kClausePenalty;
  out.step = Step::clause;
  out.far = false;
  return out;
}

// 其中, 尤其: the letters of a pronoun in another word.
bool is_part_of_word(const SentenceView& view, Span span) {
  const std::string_view text = view.text();
  for (uint32_t at = span.begin;; at = core::previous(text, at)) {
    const uint32_t size = literal_at(text, at, view.grammar->no_anaphors, view.spaced());
    if (at + size > span.begin && size > span.size()) return true;
    if (at == view.span.begin || at < span.begin) return false;
  }
}

// "The 744B model", "this 2.4T parameter model": the sizes of the sentence with the article before and the noun behind.
void add_sized_models(const SentenceView& view, std::vector<Anaphor>& out) {
  const uint32_t model = view.input.relations->rules->ontology.find_type("Model");
  if (!view.spaced() || model == kNoIndex) return;
  WordUse use;
  use.types = type_bit(static_cast<TypeId>(model));
  const auto& values = view.input.recognition->values;
  for (auto value = recognise::first_value(*view.input.recognition, view.span.begin);
       value != values.end() && value->span.begin < view.span.end; ++value) {
    const Span span = sized_model(view.text(), *value);
    const bool taken =
        std::any_of(out.begin(), out.end(), [&](const Anaphor& other) { return other.span.overlaps(span); });
    const uint32_t behind = view.skip_spaces(span.end);
    if (span.empty() || taken || view.mention_covering(behind) != nullptr) continue;
    Antecedent antecedent = recall(view, use, span.begin);
    if (!antecedent.entities.empty()) out.push_back({span, std::move(antecedent)});
  }
  std::sort(out.begin(), out.end(), [](const Anaphor& a, const Anaphor& b) { return a.span < b.span; });
}

}  // namespace

Span sized_model(std::string_view folded, const recognise::ValueMention& size) {
  if (size.dimension != Dimension::parameters) return {};
  for (const std::string_view article : {"the ", "this "}) {
    const auto begin = static_cast<uint32_t>(size.span.begin - std::min<size_t>(size.span.begin, article.size()));
    if (folded.substr(begin, article.size()) != article) continue;
    for (const std::string_view noun : {" model", "-parameter model", " parameter model"}) {
      const auto end = static_cast<uint32_t>(size.span.end + noun.size());
      if (folded.substr(size.span.end, noun.size()) == noun && !cuts_word(folded, begin, end)) return {begin, end};
    }
  }
  return {};
}

std::vector<Anaphor> find_anaphors(const SentenceView& view) {
  std::vector<Anaphor> out;
  if (view.input.discourse == nullptr) return out;
  const auto& words = view.input.recognition->words;
  for (uint32_t i = view.first_word; i < words.size() && words[i].span.begin < view.span.end; ++i) {
    if (!view.span.contains(words[i].span) || view.mention_covering(words[i].span.begin) != nullptr) continue;
    if (!out.empty() && out.back().span.overlaps(words[i].span)) continue;
    if (is_part_of_word(view, words[i].span)) continue;
    for (const WordUse& use : view.input.relations->uses[words[i].word]) {
      if (use.kind != WordUse::Kind::anaphor || use.language != view.language) continue;
      Antecedent antecedent = recall(view, use, words[i].span.begin);
      if (!antecedent.entities.empty()) out.push_back({words[i].span, std::move(antecedent)});
      break;
    }
  }
  add_sized_models(view, out);
  return out;
}

}  // namespace whobuilds::relate
