#include "relate/attributes.h"

#include <algorithm>

namespace whobuilds::relate {
namespace {

constexpr uint32_t kCueWindow = 48;      // bytes between a value and the word that names it
constexpr double kBesideConfidence = 0.85;
constexpr double kLeastConfidence = 0.5;

using recognise::ValueMention;

using ValueIterator = std::vector<ValueMention>::const_iterator;

ValueIterator first_value_in(const std::vector<ValueMention>& values, uint32_t begin) {
  return std::lower_bound(values.begin(), values.end(), begin,
                          [](const ValueMention& value, uint32_t at) { return value.span.begin < at; });
}

uint32_t distance(Span a, Span b) { return a.end <= b.begin ? b.begin - a.end : b.end <= a.begin ? a.begin - b.end : 0; }

// The first mention of `entity` within `span`, or `span` itself when it is only referred to.
Span mention_in(const RelateInput& input, uint32_t entity, Span span) {
  for (const resolve::ResolvedMention& mention : input.resolution->mentions) {
    if (mention.entity == entity && span.contains(mention.span)) return mention.span;
  }
  return span;
}

class AttributeReader {
 public:
  AttributeReader(const RelateInput& input, const Discourse& discourse, uint32_t sentence, LocalFacts& out)
      : input_(input), discourse_(discourse), sentence_(sentence), span_(input.text->sentences[sentence].span), out_(out) {
    language_ = input.text->blocks[input.text->sentences[sentence].block].language;
  }

  void read(uint32_t first_word) {
    const auto& values = input_.recognition->values;
    for (auto value = first_value_in(values, span_.begin); value != values.end() && value->span.begin < span_.end; ++value) {
      if (span_.contains(value->span)) read_value(*value, first_word);
    }
  }

 private:
  // The rule whose cue stands nearest to the value; rules that need no cue come last.
  void read_value(const ValueMention& value, uint32_t first_word) {
    const AttributeRule* best = nullptr;
    uint32_t best_distance = kCueWindow;
    const auto& words = input_.recognition->words;
    for (uint32_t i = first_word; i < words.size() && words[i].span.begin < span_.end; ++i) {
      const uint32_t apart = distance(words[i].span, value.span);
      if (apart >= best_distance) continue;
      for (const WordUse& use : input_.relations->uses[words[i].word]) {
        if (use.kind != WordUse::Kind::attribute_cue || (use.language != language_ && use.language != Language::en)) continue;
        const AttributeRule& rule = input_.rules->attribute_rules[use.index];
        if (!fits(rule, value)) continue;
        best = &rule;
        best_distance = apart;
      }
    }
    if (best == nullptr) {
      for (const AttributeRule& rule : input_.rules->attribute_rules) {
        if (!rule.required && fits(rule, value)) {
          best = &rule;
          break;
        }
      }
    }
    if (best != nullptr) assign(*best, value);
  }

  bool fits(const AttributeRule& rule, const ValueMention& value) const {
    return input_.rules->ontology.attributes[rule.attribute].dimension == value.dimension;
  }

  void assign(const AttributeRule& rule, const ValueMention& value) {
    const AttributeType& attribute = input_.rules->ontology.attributes[rule.attribute];
    if (attribute.id == "investment" && told_by_relation(value)) return;
    double confidence = kBesideConfidence;
    const uint32_t entity = holder(attribute.of, value, confidence);
    if (entity == kNone || confidence < kLeastConfidence) return;
    LocalAttribute fact;
    fact.entity = entity;
    fact.attribute = rule.attribute;
    fact.value = quantity_of(value, attribute);
    fact.evidence.span = value.span;
    fact.evidence.sentence = sentence_;
    fact.evidence.rule = rule.id;
    fact.evidence.confidence = confidence;
    out_.attributes.push_back(std::move(fact));
  }

  // List items leave out what they tell of; sentences do so for the data of a model or a chip, not for
  // money, dates and users, which may be anybody's.
  bool may_recall(const ValueMention& value) const {
    if (input_.document->blocks[input_.text->sentences[sentence_].block].kind == BlockKind::list_item) return true;
    switch (value.dimension) {
      case Dimension::parameters:
      case Dimension::tokens:
      case Dimension::flops:
      case Dimension::bytes_per_second: return true;
      default: return false;
    }
  }

  // An amount that a relation carries (invested in a named company, paid for one) is told there.
  bool told_by_relation(const ValueMention& value) const {
    return value.dimension == Dimension::money &&
           std::any_of(out_.relations.begin(), out_.relations.end(), [&](const LocalRelation& fact) {
             const auto amount = fact.attributes.find("amount");
             return fact.evidence.sentence == sentence_ && amount != fact.attributes.end() && amount->second.number == value.high;
           });
  }

  // Whether the mention is its sentence's topic (ja).
  bool is_topic(Span mention) const {
    if (language_ != Language::ja) return false;
    const CompiledGrammar& grammar = input_.relations->grammars[static_cast<size_t>(Language::ja)];
    return literal_at(input_.text->folded, mention.end, grammar.topic_marks, false) > 0;
  }

  // Money: the sentence's topic or its first company. Else the nearest fitting mention before the value,
  // else the nearest after it, else what the text is about.
  uint32_t holder(TypeSet types, const ValueMention& value, double& confidence) const {
    const auto& mentions = input_.resolution->mentions;
    auto mention = std::lower_bound(mentions.begin(), mentions.end(), span_.begin,
                                    [](const resolve::ResolvedMention& m, uint32_t at) { return m.span.begin < at; });
    const bool money = value.dimension == Dimension::money;
    uint32_t before = kNone, after = kNone;
    bool settled = false;
    for (; mention != mentions.end() && mention->span.begin < span_.end; ++mention) {
      uint32_t entity = mention->entity;
      if ((type_bit(input_.resolution->entities[entity].type) & types) == 0) entity = mention->alternative;
      if (entity == kNoIndex || (type_bit(input_.resolution->entities[entity].type) & types) == 0) continue;
      if (mention->span.begin >= value.span.end && after == kNone) after = entity;
      if (mention->span.begin >= value.span.end || settled) continue;
      if (!money || before == kNone || is_topic(mention->span)) before = entity;
      settled = money && is_topic(mention->span);
    }
    if (before != kNone) return before;
    if (after != kNone) return after;
    if (!may_recall(value)) return kNone;
    const Antecedent antecedent = discourse_.recall(types, Reference::zero, false);
    confidence *= antecedent.penalty;
    return antecedent.entities.empty() ? kNone : antecedent.entities.front();
  }

  const RelateInput& input_;
  const Discourse& discourse_;
  uint32_t sentence_;
  Span span_;
  Language language_ = Language::unknown;
  LocalFacts& out_;
};

}  // namespace

Quantity quantity_of(const ValueMention& value, const AttributeType& attribute) {
  Quantity out;
  if (value.dimension == Dimension::date || value.dimension == Dimension::text) {
    out.text = value.text;
  } else {
    out.number = value.high;
  }
  out.unit = attribute.unit.empty() ? value.unit : attribute.unit;
  return out;
}

void relate_attributes(const RelateInput& input, const Discourse& discourse, uint32_t sentence, uint32_t first_word,
                       LocalFacts& out) {
  AttributeReader(input, discourse, sentence, out).read(first_word);
}

void add_relation_values(const RelateInput& input, LocalRelation& fact) {
  const std::string& relation = input.rules->ontology.relations[fact.relation].id;
  const bool counted = relation == "contains";
  const bool priced = relation == "invests_in" || relation == "acquires";
  const auto& values = input.recognition->values;
  if ((!counted && !priced) || values.empty()) return;
  const Dimension wanted = counted ? Dimension::count : Dimension::money;
  const Span sentence = input.text->sentences[fact.evidence.sentence].span;
  const Span near = counted ? fact.evidence.span : sentence;
  const Span target = counted ? mention_in(input, fact.target, near) : near;
  const ValueMention* best = nullptr;
  for (auto value = first_value_in(values, near.begin); value != values.end() && value->span.begin < near.end; ++value) {
    if (value->dimension != wanted) continue;
    // Each part has the count that stands nearest to it; an amount is the sentence's first.
    if (best == nullptr || distance(value->span, target) < distance(best->span, target)) best = &*value;
  }
  if (best == nullptr) return;
  Quantity quantity;
  quantity.number = best->high;
  quantity.unit = best->unit;
  fact.attributes[counted ? "count" : "amount"] = quantity;
}

}  // namespace whobuilds::relate
