#include "relate/value_holders.h"

#include <algorithm>

#include "relate/anaphors.h"
#include "relate/sentence_view.h"
#include "relate/tables.h"

namespace whobuilds::relate {
namespace {

// In bytes.
constexpr uint32_t kBeforeBracket = 24;   // between a name and the bracket that tells of it: a type noun
constexpr uint32_t kRelativeWindow = 60;  // between a value and the name that its clause describes
constexpr uint32_t kListGap = 6;          // between members of a list: ", and "
constexpr uint32_t kBesideRelease = 36;   // between a name and the word that says it was released
constexpr std::string_view kComma = "、";

using recognise::ValueMention;

bool ends_with_any(std::string_view text, const Literals& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return text.size() >= word.size() && text.substr(text.size() - word.size()) == word;
  });
}

// The name within the bracket that is nearest before its value, else the one right before the bracket.
const Holder* bracket_host(const std::vector<Holder>& holders, Span bracket) {
  const Holder* found = nullptr;
  for (const Holder& holder : holders) {
    if (holder.mention.end > bracket.end) break;
    if (holder.mention.begin > bracket.begin ||
        bracket.begin - std::min(bracket.begin, holder.mention.end) <= kBeforeBracket)
      found = &holder;
  }
  return found;
}

}  // namespace

uint32_t ValueHolders::holder(const AttributeType& attribute, const ValueMention& value, Span cue,
                              double& confidence) const {
  const TypeSet types = attribute.of;
  const uint32_t open = sentence_.bracket_before(value.span.begin);
  // Whatever its case: "Aから（評価額10億ドル）".
  if (open != kNone) {
    const std::vector<Holder> named = named_in(types, sentence_.span);
    if (const Holder* host = bracket_host(named, {open, value.span.begin})) return host->entity;
  }
  std::vector<Holder> holders = fitting(types, sentence_.span);
  const AttributeId asked = static_cast<AttributeId>(&attribute - sentence_.input.rules->ontology.attributes.data());
  holders.erase(std::remove_if(holders.begin(), holders.end(),
                               [&](const Holder& holder) { return is_told_of_another(asked, holder.entity); }),
                holders.end());
  const Span clause = sentence_.clause_of(value.span);
  for (const Holder& holder : holders) {
    if (clause.contains(holder.mention) && describes(value.span, holder.mention)) return holder.entity;
  }
  // Users and shipments are the subject's too.
  const bool of_company = (types & discourse_.company_types()) != 0 || value.dimension == Dimension::count;
  if (value.dimension == Dimension::date && sentence_.language != Language::en &&
      sentence_.kind == BlockKind::paragraph)
    return released_in(holders, clause, cue);
  if (value.dimension == Dimension::parameters && sentence_.kind == BlockKind::paragraph &&
      describes_common_noun(value.span))
    return topic_in(holders);
  if (const Holder* found = before_value(holders, value.span, clause, of_company)) return found->entity;
  if (!of_company && value.dimension != Dimension::date) {
    if (const Holder* found = before_value(holders, value.span, sentence_.span, false)) return found->entity;
  }
  if (const uint32_t meant = meant_before(value, types, holders, confidence); meant != kNone) return meant;
  for (const Holder& holder : holders) {
    if (holder.mention.begin >= value.span.end && clause.contains(holder.mention)) return holder.entity;
  }
  if (value.dimension == Dimension::date) return kNone;
  if (const Holder* found = before_value(holders, value.span, sentence_.span, true)) return found->entity;
  if (!holders.empty() && !of_company) return holders.front().entity;
  if (sentence_.kind == BlockKind::table_cell) return named_in_row(types, !cue.empty());
  if (!may_recall(value)) return kNone;
  const Antecedent antecedent = discourse_.recall(types, Reference::zero, false);
  // Memory may be anybody's: only a topic just spoken of has what a clause does not say whose it is.
  const bool near = antecedent.step == Step::topic;
  if (antecedent.far || (value.dimension == Dimension::bytes && sentence_.kind != BlockKind::list_item && !near))
    return kNone;
  confidence *= antecedent.penalty;
  return antecedent.entities.empty() ? kNone : antecedent.entities.front();
}

// "It has 70B parameters and beats A", "The 744B model (40B active) beats A", "该芯片有96GB显存": what a pronoun before
// the value stands for, where no name is before it; or kNone. Not in Japanese, where これ may stand for anything.
uint32_t ValueHolders::meant_before(const ValueMention& value, TypeSet types, const std::vector<Holder>& holders,
                                    double& confidence) const {
  const bool named = std::any_of(holders.begin(), holders.end(),
                                 [&](const Holder& holder) { return holder.mention.end <= value.span.begin; });
  if (sentence_.language == Language::ja || named || value.dimension == Dimension::date || !refers_before(value, types))
    return kNone;
  const Antecedent antecedent = discourse_.recall(types, Reference::anaphor, false);
  if (antecedent.far || antecedent.entities.empty()) return kNone;
  confidence *= antecedent.penalty;
  return antecedent.entities.front();
}

// "A led the $20 million round": the round is another's.
bool ValueHolders::is_told_of_another(AttributeId attribute, uint32_t entity) const {
  return std::any_of(readings_.begin(), readings_.end(), [&](const Candidate& reading) {
    if (reading.continues == nullptr) return false;
    const std::vector<AttributeId>& told = reading.continues->continues;
    return std::find(told.begin(), told.end(), attribute) != told.end() &&
           std::find(reading.bound().begin(), reading.bound().end(), entity) != reading.bound().end();
  });
}

bool ValueHolders::refers_before(const ValueMention& value, TypeSet types) const {
  const recognise::Recognition& found = *sentence_.input.recognition;
  for (auto size = recognise::first_value(found, sentence_.span.begin);
       size != found.values.end() && size->span.begin <= value.span.begin; ++size) {
    if (!sized_model(sentence_.text, *size).empty()) return true;
  }
  const auto first =
      std::lower_bound(found.words.begin(), found.words.end(), sentence_.span.begin,
                       [](const recognise::WordMention& word, uint32_t at) { return word.span.begin < at; });
  for (auto word = first; word != found.words.end() && word->span.end <= value.span.begin; ++word) {
    for (const WordUse& use : sentence_.input.relations->uses[word->word]) {
      if (use.kind == WordUse::Kind::anaphor && use.language == sentence_.language && !use.plural && !use.author &&
          (use.types & types) != 0)
        return true;
    }
  }
  return false;
}

std::vector<Holder> ValueHolders::named_in(TypeSet types, Span range) const {
  std::vector<Holder> out;
  const auto& mentions = sentence_.input.resolution->mentions;
  auto mention = resolve::first_mention(*sentence_.input.resolution, range.begin);
  for (; mention != mentions.end() && mention->span.begin < range.end; ++mention) {
    for (const uint32_t entity : {mention->entity, mention->alternative}) {
      if (entity == kNoIndex || (type_bit(sentence_.input.resolution->entities[entity].type) & types) == 0) continue;
      out.push_back({mention->span, entity});
      break;
    }
  }
  return out;
}

std::vector<Holder> ValueHolders::fitting(TypeSet types, Span range) const {
  std::vector<Holder> out;
  const bool company = (types & discourse_.company_types()) != 0;
  uint32_t oblique_end = kNone;  // of the last member of a list of places
  for (const Holder& holder : named_in(types, range)) {
    const bool joined =
        oblique_end != kNone && holder.mention.begin - oblique_end <= kListGap && sentence_.language != Language::ja;
    const bool oblique = is_oblique(holder.mention, company) || joined;
    oblique_end = oblique ? holder.mention.end : kNone;
    if (!oblique && !is_compared(holder.mention) && !(company && determines_noun(holder.mention)))
      out.push_back(holder);
  }
  return out;
}

// What list items leave out stands above them. Sentences leave out what the data of a model are of, whose
// money and users they are; sizes and dates may be anybody's. A cell never does.
bool ValueHolders::may_recall(const ValueMention& value) const {
  if (sentence_.kind == BlockKind::table_cell) return false;
  if (sentence_.kind == BlockKind::list_item) return true;
  switch (value.dimension) {
    case Dimension::parameters:
    case Dimension::tokens:
    case Dimension::flops:
    case Dimension::bytes_per_second:
    case Dimension::count:
      return true;
    case Dimension::money:
    case Dimension::bytes:
    case Dimension::text:
      return !has_own_subject(value.span);
    default:
      return false;
  }
}

// "日本政府が…投じる": a subject of its own, though no name.
bool ValueHolders::has_own_subject(Span value) const {
  const Span clause = sentence_.clause_of(value);
  for (uint32_t at = clause.begin; at < value.begin; ++at) {
    if (sentence_.language == Language::ja &&
        literal_at(sentence_.text, at, sentence_.grammar->weak_topic_marks, false) > 0)
      return true;
  }
  return false;
}

// "The OpenAI partner, now valued at": an English name right before a noun of relation says whose it is.
bool ValueHolders::determines_noun(Span mention) const {
  if (!sentence_.is_spaced()) return false;
  const RelateInput& input = sentence_.input;
  const uint32_t behind = mention.end + 1;
  const auto& words = input.recognition->words;
  auto word =
      std::lower_bound(words.begin(), words.end(), behind,
                       [](const recognise::WordMention& before, uint32_t at) { return before.span.begin < at; });
  for (; word != words.end() && word->span.begin == behind; ++word) {
    for (const WordUse& use : input.relations->uses[word->word]) {
      if (use.kind == WordUse::Kind::predicate && use.language == Language::en &&
          input.rules->predicates[use.index].inflection == "noun")
        return true;
    }
  }
  return false;
}

bool ValueHolders::is_compared(Span mention) const {
  const std::string& folded = sentence_.input.text->folded;
  const uint32_t after = sentence_.behind(mention);
  if (after < folded.size() && literal_at(folded, after, sentence_.grammar->compare_after, sentence_.is_spaced()) > 0)
    return true;
  // 对标英伟达B200: the maker stands between.
  uint32_t before = mention.begin;
  while (before > sentence_.span.begin && folded[before - 1] == ' ') --before;
  const auto itself = resolve::first_mention(*sentence_.input.resolution, mention.begin);
  const bool first = itself == sentence_.input.resolution->mentions.begin();
  if (!first && (itself - 1)->span.end == before && before > sentence_.span.begin) before = (itself - 1)->span.begin;
  return sentence_.stands_behind(before, sentence_.grammar->compare_before);
}

// "Hugging Faceから", "on GitHub": a place, not what the value is of; "G42に20億ドル": who gets it.
bool ValueHolders::is_oblique(Span mention, bool company) const {
  const uint32_t after = sentence_.behind(mention);
  if (sentence_.language == Language::ja) {
    const auto& marks = company ? sentence_.grammar->dative_marks : sentence_.grammar->place_marks;
    return after < sentence_.text.size() && literal_at(sentence_.text, after, marks, false) > 0;
  }
  return sentence_.stands_behind(mention.begin,
                                 company ? sentence_.grammar->giver_marks : sentence_.grammar->place_marks);
}

bool ValueHolders::is_topic(Span mention) const {
  const uint32_t at = sentence_.behind(mention);
  return sentence_.language == Language::ja && at < sentence_.text.size() &&
         literal_at(sentence_.text, at, sentence_.grammar->topic_marks, false) > 0;
}

// Whether what stands between value and mention is a clause that describes the mention: a Japanese verb
// right before it, or Chinese 的.
bool ValueHolders::describes(Span value, Span mention) const {
  if (mention.begin < value.end || mention.begin - value.end > kRelativeWindow) return false;
  std::string_view between = sentence_.text.substr(value.end, mention.begin - value.end);
  if (ends_with_any(between, sentence_.grammar->relative_marks)) return true;
  if (between.find(kComma) != std::string_view::npos || between.find('(') != std::string_view::npos) return false;
  return literal_at(between, 0, sentence_.grammar->value_marks, false) > 0 &&
         !ends_with_any(between, sentence_.grammar->phrase_stops);
}

// The row's head, else for a value that a word tells the cell before that holds the name of such a thing and nothing
// else ("| MiniMax | M2.5 | 230B (10B active) |").
uint32_t ValueHolders::named_in_row(TypeSet types, bool told) const {
  const auto& blocks = sentence_.input.document->blocks;
  const uint32_t cell = sentence_.input.text->sentences[sentence_.index].block;
  const auto names_in = [&](uint32_t block) { return fitting(types, sentence_.input.text->blocks[block].span); };
  const std::vector<Holder> heads = names_in(row_head(*sentence_.input.document, *sentence_.input.text, cell));
  if (!heads.empty()) return heads.front().entity;
  if (!told) return kNone;
  for (uint32_t before = cell; before > 0 && blocks[before - 1].kind == BlockKind::table_cell; --before) {
    if (blocks[before - 1].row != blocks[cell].row) break;
    const std::vector<Holder> names = names_in(before - 1);
    const Span text = sentence_.input.text->blocks[before - 1].span;
    if (names.size() == 1 && names.front().mention.contains(text)) return names.front().entity;
  }
  return kNone;
}

// What the word for a release has right before it as its subject or object (ja), or right behind it (zh).
uint32_t ValueHolders::released_in(const std::vector<Holder>& holders, Span clause, Span cue) const {
  for (const Holder& holder : holders) {
    if (!clause.contains(holder.mention)) continue;
    if (sentence_.language == Language::zh) {
      if (distance(cue, holder.mention) <= kBesideRelease) return holder.entity;
      continue;
    }
    const uint32_t after = sentence_.behind(holder.mention);
    const bool argument = after < sentence_.text.size() &&
                          literal_at(sentence_.text, after, sentence_.grammar->argument_marks, false) > 0;
    if (argument && after < cue.begin && cue.begin - after <= kBesideRelease) return holder.entity;
  }
  return kNone;
}

// "30億パラメータ級のモデルを": the number is of a model that the clause does not name.
bool ValueHolders::describes_common_noun(Span value) const {
  if (sentence_.is_spaced()) return false;
  for (uint32_t at = value.end; at < std::min(sentence_.span.end, value.end + kRelativeWindow); ++at) {
    if (sentence_.ends_clause(at)) return false;
    if (literal_at(sentence_.text, at, sentence_.grammar->type_nouns, false) > 0) return true;
  }
  return false;
}

uint32_t ValueHolders::topic_in(const std::vector<Holder>& holders) const {
  for (const Holder& holder : holders) {
    if (sentence_.language == Language::ja ? is_topic(holder.mention) : holder.mention.begin == sentence_.span.begin)
      return holder.entity;
  }
  return kNone;
}

// "A raised $9 million and B raised $2 million": an English name between a coordinator and its verb.
bool ValueHolders::begins_clause(Span mention) const {
  return sentence_.is_spaced() && sentence_.stands_behind(mention.begin, sentence_.grammar->coordinators) &&
         finite_verb_at(*sentence_.grammar, sentence_.text, mention.end);
}

// Before the value within `range`: the topic (ja), else for `subject` the clause's first name, else the nearest.
const Holder* ValueHolders::before_value(const std::vector<Holder>& holders, Span value, Span range,
                                         bool subject) const {
  const Holder* found = nullptr;
  bool topic = false;
  for (const Holder& holder : holders) {
    if (holder.mention.begin < range.begin || holder.mention.end > value.begin) continue;
    if (sentence_.bracket_before(holder.mention.begin) != kNone) continue;
    const bool marked = subject && is_topic(holder.mention);
    if (found == nullptr || marked || (subject && begins_clause(holder.mention)) ||
        (!topic && (!subject || sentence_.language == Language::ja)))
      found = &holder;
    topic = topic || marked;
  }
  return found;
}

}  // namespace whobuilds::relate
