#include "relate/anaphors.h"

#include <algorithm>

#include "core/utf8.h"
#include "relate/publisher.h"

namespace whobuilds::relate {
namespace {

constexpr double kClausePenalty = 0.88;
constexpr uint32_t kListGap = 6;  // bytes between members of a list: ", and "

// What a pronoun at `before` may stand for of what its sentence has named: of companies in English the subject of the
// latest verb with one, else the first, in Chinese the first, in Japanese the latest; of things in Chinese the first,
// elsewhere the latest.
struct Named {
  uint32_t company = kNone, thing = kNone;
};

// "Databricks, its fiercest rival, ...": what a pronoun at `before` describes in apposition is not what it stands for.
bool is_apposed(const SentenceView& view, uint32_t name_end, uint32_t before) {
  return view.spaced() && view.text().substr(name_end, before - name_end) == ", " &&
         literal_at(view.text(), before, view.grammar->possessives, true) > 0;
}

// "download A from B and C or use it": English names behind on, via, from, and those listed with them, are places.
// `place_end`: where the name before ends, if it is one, else kNone.
bool is_place(const SentenceView& view, Span name, uint32_t place_end) {
  if (!view.spaced()) return false;
  if (place_end != kNone && name.begin - place_end <= kListGap) return true;
  const std::string_view before = view.text().substr(view.span.begin, name.begin - view.span.begin);
  const auto ends_with = [&](const std::string& mark) {
    const size_t size = mark.size() + 1;
    return before.size() > size && before.back() == ' ' && before.substr(before.size() - size, mark.size()) == mark &&
           !core::is_ascii_alnum(static_cast<unsigned char>(before[before.size() - size - 1]));
  };
  const CompiledGrammar& grammar = *view.grammar;
  return std::any_of(grammar.place_marks.begin(), grammar.place_marks.end(), ends_with) ||
         std::any_of(grammar.giver_marks.begin(), grammar.giver_marks.end(), ends_with);
}

// "A's chip, which B makes, ...": B is the subject of an aside.
bool is_in_relative_clause(const SentenceView& view, uint32_t name) {
  const std::string_view before = view.text().substr(0, name);
  const Literals& pronouns = view.grammar->relative_pronouns;
  return before.ends_with(' ') && std::any_of(pronouns.begin(), pronouns.end(), [&](const std::string& pronoun) {
           return before.substr(0, name - 1).ends_with(", " + pronoun);
         });
}

// 与其, 向其: the pronoun stands for whom the subject of the clause deals with.
bool is_behind_coverb(const SentenceView& view, uint32_t at) {
  const std::string_view before = view.text().substr(view.span.begin, at - view.span.begin);
  const std::vector<std::string>& coverbs = view.input.relations->rules->words(view.language, "coverb");
  return std::any_of(coverbs.begin(), coverbs.end(), [&](const std::string& word) { return before.ends_with(word); });
}

// The companies that the sentence has named before, each once.
std::vector<uint32_t> companies_before(const SentenceView& view, uint32_t before) {
  std::vector<uint32_t> out;
  for (const uint32_t index : view.mentions) {
    const auto& mention = view.mention(index);
    if (mention.span.end > before) break;
    if (view.is_company(mention.entity) && std::find(out.begin(), out.end(), mention.entity) == out.end())
      out.push_back(mention.entity);
  }
  return out;
}

Named named_before(const SentenceView& view, TypeSet types, uint32_t before) {
  Named found;
  const bool other = is_behind_coverb(view, before);
  uint32_t place_end = kNone;  // of the last name, if it is a place
  for (const uint32_t index : view.mentions) {
    const auto& mention = view.mention(index);
    if (mention.span.end > before) break;
    if (is_apposed(view, mention.span.end, before)) break;
    if ((type_bit(view.input.resolution->entities[mention.entity].type) & types) == 0) continue;
    place_end = is_place(view, mention.span, place_end) ? mention.span.end : kNone;
    if (!view.is_company(mention.entity)) {
      if (place_end != kNone && found.thing != kNone) continue;
      if (found.thing == kNone || view.language != Language::zh) found.thing = mention.entity;
      continue;
    }
    const bool subject = view.spaced() && view.has_finite_verb_at(view.skip_spaces(mention.span.end)) &&
                         !is_in_relative_clause(view, mention.span.begin);
    if (found.company == kNone || subject || other || view.language == Language::ja) found.company = mention.entity;
  }
  return found;
}

bool by_place(const Anaphor& a, const Anaphor& b) { return a.span < b.span; }

// "The 744B model was trained on A, and it beats B": what an English sentence begins with is meant again, whatever it
// names in between; where it begins with a pronoun of both kinds, the company.
void go_on_with_opening(const SentenceView& view, const std::vector<Anaphor>& anaphors, uint32_t before, Named& found) {
  if (!view.spaced() || anaphors.empty() || view.mentions.empty()) return;
  const Anaphor& opening = *std::min_element(anaphors.begin(), anaphors.end(), by_place);
  if (std::min(before, view.mention(view.mentions.front()).span.begin) <= opening.span.begin) return;
  const std::vector<uint32_t>& meant = opening.antecedent.entities;
  const auto company =
      std::find_if(meant.begin(), meant.end(), [&](uint32_t entity) { return view.is_company(entity); });
  if (company != meant.end()) {
    if (found.company != kNone) found.company = *company;
  } else if (!meant.empty() && found.thing != kNone) {
    found.thing = meant.front();
  }
}

// 双方: stands for two, and for no longer list that was the topic.
bool speaks_of_two(const SentenceView& view, Span pronoun) {
  const std::vector<std::string>& words = view.input.relations->rules->words(view.language, "two");
  return std::find(words.begin(), words.end(), pronoun.of(view.input.text->normal)) != words.end();
}

// What the sentence itself has named before comes first. A pronoun that may stand for both kinds keeps what the
// discourse gives of the other. `anaphors`: others of the sentence, as far as they are known.
Antecedent recall(const SentenceView& view, const WordUse& use, Span pronoun, const std::vector<Anaphor>& anaphors) {
  const uint32_t before = pronoun.begin;
  if (use.author && view.spaced()) return view.input.discourse->publisher(use.types);
  const Reference reference = use.author ? Reference::author : Reference::anaphor;
  Antecedent out = view.input.discourse->recall(use.types, reference, use.plural);
  if (!view.spaced()) out.instead.clear();  // in English only has the other reading been right
  if (use.author) return out;
  // "A向B投资，双方": the two of the sentence, else of an earlier one.
  if (use.plural && view.language == Language::zh && speaks_of_two(view, pronoun)) {
    std::vector<uint32_t> two = companies_before(view, before);
    if (two.size() == 2) return {std::move(two), {}, kClausePenalty, Step::clause};
    if (out.entities.size() != 2) return view.input.discourse->pair();
  }
  Named found = named_before(view, use.types, before);
  // "AとBの話題では、両社が": those of the sentence are meant, not what the title is about.
  if (use.plural) return out.step == Step::title && found.company != kNone ? Antecedent{} : out;
  go_on_with_opening(view, anaphors, before, found);
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
  // "A invests in B and becomes its supplier": B's, if A takes the other role.
  if (view.spaced() && found.company != kNone) {
    const std::vector<uint32_t> before_it = companies_before(view, before);
    const auto other =
        std::find_if(before_it.rbegin(), before_it.rend(), [&](uint32_t company) { return company != found.company; });
    if (other != before_it.rend()) out.instead.insert(out.instead.begin(), *other);
  }
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
    if (span.empty() || view.mention_covering(view.skip_spaces(span.end)) != nullptr) continue;
    Antecedent antecedent = recall(view, use, span, {});
    if (!antecedent.entities.empty()) out.push_back({span, std::move(antecedent)});
  }
}

// Where the epithet at `at` ends ("Palo Alto-based", "chip"), or `at`.
uint32_t skip_epithet(const SentenceView& view, uint32_t at) {
  constexpr uint32_t kMostWords = 3;  // of a place before a hyphen
  const std::string_view text = view.text();
  const Literals& epithets = view.grammar->epithets;
  if (const uint32_t size = literal_at(text, at, epithets, true); size > 0) return at + size;
  uint32_t end = at;
  for (uint32_t word = 0; word < kMostWords && end < text.size(); ++word) {
    while (end < text.size() && core::is_ascii_alnum(static_cast<unsigned char>(text[end]))) ++end;
    const uint32_t size = end < text.size() && text[end] == '-' ? literal_at(text, end, epithets, false) : 0;
    if (size > 0 && !cuts_word(text, end, end + size)) return end + size;
    if (end >= text.size() || text[end] != ' ') break;
    ++end;
  }
  return at;
}

// The longest noun of an anaphor at `at`, as "the startup" has one: its end and what it stands for; null when none.
const WordUse* definite_noun_at(const SentenceView& view, uint32_t at, uint32_t& end) {
  constexpr uint32_t kMostWords = 4;
  const std::string_view text = view.text();
  const WordUse* found = nullptr;
  uint32_t stop = at;
  for (uint32_t word = 0; word < kMostWords && stop < text.size(); ++word) {
    while (stop < text.size() && (core::is_ascii_alnum(static_cast<unsigned char>(text[stop])) || text[stop] == '-'))
      ++stop;
    const auto noun = view.grammar->definite_nouns.find(std::string(text.substr(at, stop - at)));
    if (noun != view.grammar->definite_nouns.end()) {
      found = &noun->second;
      end = stop;
    }
    if (stop >= text.size() || text[stop] != ' ') break;
    ++stop;
  }
  return found;
}

// 公司: the company that the text is about where a clause begins with it, else a noun.
bool is_common_noun(const SentenceView& view, Span pronoun) {
  constexpr std::string_view kClauseEnds = ",;: ";
  const std::vector<std::string>& words = view.input.relations->rules->words(view.language, "clause_pronoun");
  if (std::find(words.begin(), words.end(), pronoun.of(view.input.text->normal)) == words.end()) return false;
  return pronoun.begin > view.span.begin && kClauseEnds.find(view.text()[pronoun.begin - 1]) == kClauseEnds.npos;
}

// "By the startup Etched": the noun says what the name behind it is.
bool determines_name(const SentenceView& view, Span noun) {
  if (!view.spaced() || noun.of(view.text()).substr(0, 4) != "the ") return false;
  const auto* name = view.mention_covering(view.skip_spaces(noun.end));
  return name != nullptr && name->span.begin == noun.end + 1 && view.is_company(name->entity) &&
         !view.has_finite_verb_at(view.skip_spaces(name->span.end));
}

// "The Palo Alto-based startup", "the American chip designer": epithets between the article and an anaphor's noun.
void add_described_nouns(const SentenceView& view, std::vector<Anaphor>& out) {
  constexpr std::string_view kArticle = "the ";
  const std::string_view text = view.text();
  if (!view.spaced()) return;
  for (size_t article = text.find(kArticle, view.span.begin); article != std::string_view::npos;
       article = text.find(kArticle, article + kArticle.size())) {
    const auto begin = static_cast<uint32_t>(article);
    if (cuts_word(text, begin, begin + 3)) continue;
    uint32_t at = begin + static_cast<uint32_t>(kArticle.size());
    for (uint32_t next = skip_epithet(view, at); next > at && next < text.size(); next = skip_epithet(view, at)) {
      at = view.skip_spaces(next);
      uint32_t end = at;
      const WordUse* use = definite_noun_at(view, at, end);
      if (use == nullptr) continue;
      const Span noun{begin, end};
      if (view.mention_covering(at) != nullptr || determines_name(view, noun)) break;
      Antecedent antecedent = recall(view, *use, noun, out);
      if (!antecedent.entities.empty()) out.push_back({noun, std::move(antecedent)});
      break;
    }
  }
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
  add_sized_models(view, out);
  add_described_nouns(view, out);
  const auto& words = view.input.recognition->words;
  for (uint32_t i = view.first_word; i < words.size() && words[i].span.begin < view.span.end; ++i) {
    if (!view.span.contains(words[i].span) || view.mention_covering(words[i].span.begin) != nullptr) continue;
    if (std::any_of(out.begin(), out.end(), [&](const Anaphor& other) { return other.span.overlaps(words[i].span); }))
      continue;
    if (is_part_of_word(view, words[i].span) || is_common_noun(view, words[i].span)) continue;
    if (determines_name(view, words[i].span)) continue;
    for (const WordUse& use : view.input.relations->uses[words[i].word]) {
      if (use.kind != WordUse::Kind::anaphor || use.language != view.language) continue;
      if (use.author && view.spaced() && is_quoted(*view.input.text, view.block(), words[i].span.begin)) break;
      Antecedent antecedent = recall(view, use, words[i].span, out);
      if (speaks_of_two(view, words[i].span) && antecedent.entities.size() != 2) break;
      if (!antecedent.entities.empty()) out.push_back({words[i].span, std::move(antecedent)});
      break;
    }
  }
  std::sort(out.begin(), out.end(), by_place);
  return out;
}

}  // namespace whobuilds::relate
