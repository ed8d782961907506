#include "relate/anaphors.h"

#include <algorithm>

#include "core/utf8.h"

namespace whobuilds::relate {
namespace {

constexpr double kClausePenalty = 0.88;

// Of those before `before` that fit: in English the subject of the latest verb with one, else the first; in Chinese
// the first, in Japanese the latest.
uint32_t named_before(const SentenceView& view, TypeSet types, uint32_t before) {
  uint32_t found = kNone;
  for (const uint32_t index : view.mentions) {
    const auto& mention = view.mention(index);
    if (mention.span.end > before) break;
    if ((type_bit(view.input.resolution->entities[mention.entity].type) & types) == 0) continue;
    const bool subject = view.spaced() && view.has_finite_verb_at(view.skip_spaces(mention.span.end));
    if (found == kNone || subject || view.language == Language::ja) found = mention.entity;
  }
  return found;
}

// What the sentence itself has named before comes first. A pronoun that may stand for both kinds keeps what the
// discourse gives of the other.
Antecedent recall(const SentenceView& view, const WordUse& use, uint32_t before) {
  const Reference reference = use.author ? Reference::author : Reference::anaphor;
  Antecedent out = view.input.discourse->recall(use.types, reference, use.plural);
  if (use.author || use.plural) return out;
  const uint32_t found = named_before(view, use.types, before);
  if (found == kNone) return out;
  const bool company = view.is_company(found);
  const auto same_kind = [&](uint32_t entity) { return view.is_company(entity) == company; };
  for (const uint32_t entity : out.entities) {
    if (same_kind(entity) && entity != found) out.instead.push_back(entity);
  }
  out.entities.erase(std::remove_if(out.entities.begin(), out.entities.end(), same_kind), out.entities.end());
  out.entities.insert(out.entities.begin(), found);
  out.penalty = kClausePenalty;
  out.step = "clause";
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

}  // namespace

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
  return out;
}

}  // namespace whobuilds::relate
