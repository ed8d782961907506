#include "relate/discourse.h"

#include <algorithm>

#include "core/utf8.h"

namespace whobuilds::relate {
namespace {

constexpr double kTopicPenalty = 0.85;
constexpr double kSectionPenalty = 0.85;
constexpr double kTitlePenalty = 0.75;
constexpr double kZeroPenalty = 0.95;  // on top: nothing in the clause asks for the argument
constexpr uint32_t kMainCompanyMentions = 4;

}  // namespace

void Discourse::begin_document(const Rules& rules, const Document& document, const text::Text& text,
                               const resolve::Resolution& resolution) {
  rules_ = &rules;
  document_ = &document;
  text_ = &text;
  resolution_ = &resolution;
  running_ = section_ = title_ = Topics{};
  section_block_ = kNone;
  company_types_ = 0;
  for (const char* id : {"Company", "Organization"}) {
    const uint32_t type = rules.ontology.find_type(id);
    if (type != kNoIndex) company_types_ |= type_bit(static_cast<TypeId>(type));
  }
  bool first_heading = true;
  for (uint32_t block = 0; block < document.blocks.size(); ++block) {
    const BlockKind kind = document.blocks[block].kind;
    if (kind == BlockKind::title || (kind == BlockKind::heading && first_heading && document.blocks[block].level == 1)) {
      collect(block, title_);
      first_heading = false;
    }
  }
  if (!title_.companies.empty()) return;
  // No company in the title: the one that the document names most, if it does so often.
  uint32_t best = kNone;
  for (uint32_t i = 0; i < resolution.entities.size(); ++i) {
    if ((type_bit(resolution.entities[i].type) & company_types_) == 0) continue;
    if (best == kNone || resolution.entities[i].mention_count > resolution.entities[best].mention_count) best = i;
  }
  if (best != kNone && resolution.entities[best].mention_count >= kMainCompanyMentions) title_.companies.push_back(best);
}

void Discourse::collect(uint32_t block, Topics& topics) const {
  const Span span = text_->blocks[block].span;
  const auto& mentions = resolution_->mentions;
  auto mention = std::lower_bound(mentions.begin(), mentions.end(), span.begin,
                                  [](const resolve::ResolvedMention& m, uint32_t at) { return m.span.begin < at; });
  for (; mention != mentions.end() && mention->span.begin < span.end; ++mention) {
    const bool company = (type_bit(resolution_->entities[mention->entity].type) & company_types_) != 0;
    auto& list = company ? topics.companies : topics.things;
    if (std::find(list.begin(), list.end(), mention->entity) == list.end()) list.push_back(mention->entity);
  }
}

void Discourse::begin_block(uint32_t block) {
  const Block& source = document_->blocks[block];
  if (source.kind == BlockKind::heading) {
    running_ = Topics{};
    section_ = Topics{};
    collect(block, section_);
    section_block_ = block;
    return;
  }
  if (source.kind == BlockKind::list_item && source.parent != Block::kNone && source.parent < document_->blocks.size() &&
      document_->blocks[source.parent].kind == BlockKind::list_item) {
    Topics parent;
    collect(source.parent, parent);
    if (!parent.companies.empty()) running_.companies.assign(1, parent.companies.front());
    if (!parent.things.empty()) running_.things.assign(1, parent.things.front());
  }
}

void Discourse::end_sentence(const Segment& main) {
  const CompiledGrammar& grammar = relations->grammars[static_cast<size_t>(main.language)];
  const bool spaced = main.language == Language::en;
  const Slot* topic = nullptr;
  for (const Slot& slot : main.slots) {
    if (slot.members.empty()) continue;  // an anaphor keeps the topic as it is
    uint32_t at = slot.position + kSlotBytes;
    while (at < main.typed.size() && main.typed[at] == ' ') ++at;
    if (main.language == Language::ja) {
      if (literal_at(main.typed, at, grammar.topic_marks, spaced) > 0) {
        topic = &slot;
        break;
      }
      continue;
    }
    const bool before_verb = main.predicates.empty() || slot.position < main.predicates.front().typed.begin;
    if (before_verb) topic = &slot;
    break;
  }
  if (topic == nullptr && main.slots.size() == 1) topic = &main.slots.front();
  if (topic == nullptr) return;
  Topics seen;
  for (const uint32_t member : topic->members) {
    const uint32_t entity = resolution_->mentions[member].entity;
    const bool company = (type_bit(resolution_->entities[entity].type) & company_types_) != 0;
    (company ? seen.companies : seen.things).push_back(entity);
  }
  if (!seen.companies.empty()) running_.companies = std::move(seen.companies);
  if (!seen.things.empty()) running_.things = std::move(seen.things);
}

std::vector<uint32_t> Discourse::of_types(const Topics& topics, TypeSet types, bool plural) const {
  std::vector<uint32_t> out;
  for (const auto* list : {&topics.companies, &topics.things}) {
    for (const uint32_t entity : *list) {
      if ((type_bit(resolution_->entities[entity].type) & types) != 0) out.push_back(entity);
    }
  }
  if (!plural && out.size() > 1) out.erase(out.begin() + 1, out.end());
  return out;
}

Antecedent Discourse::recall(TypeSet types, bool anaphor, bool plural) const {
  const double zero = anaphor ? 1.0 : kZeroPenalty;
  Antecedent out;
  out.entities = of_types(running_, types, plural);
  out.penalty = kTopicPenalty * zero;
  out.step = "topic";
  if (!out.entities.empty()) return out;
  out.entities = of_types(section_, types, plural);
  out.penalty = kSectionPenalty * zero;
  out.step = "section";
  if (!out.entities.empty()) return out;
  out.entities = of_types(title_, types, plural);
  out.penalty = kTitlePenalty * zero;
  out.step = "title";
  return out;
}

}  // namespace whobuilds::relate
