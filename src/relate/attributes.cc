#include "relate/attributes.h"

#include <algorithm>
#include <string_view>

#include "core/utf8.h"
#include "relate/dated_entries.h"
#include "relate/tables.h"
#include "relate/value_cues.h"
#include "relate/value_holders.h"

namespace whobuilds::relate {
namespace {

// In bytes.
constexpr uint32_t kBeforeSum = 12;      // between a name and the sum that a list gives it: " (約"
constexpr uint32_t kDateWindow = 40;     // between a date and the release that it dates
constexpr size_t kMonthLength = 7;       // 2024-02
constexpr uint32_t kBeforeRelease = 16;  // between a name and the verb that says it came out: " was officially "
constexpr uint32_t kVerbEnding = 12;     // behind a verb's stem in Japanese and Chinese
constexpr uint32_t kBesideObject = 24;   // between such a verb and a name that is its object
constexpr double kEntryConfidence = 0.75;
constexpr double kBesideConfidence = 0.85;
constexpr double kLeastConfidence = 0.5;

using recognise::ValueMention;

// The first mention of `entity` within `span`, or `span` itself when it is only referred to.
Span mention_in(const RelateInput& input, uint32_t entity, Span span) {
  for (const resolve::ResolvedMention& mention : input.resolution->mentions) {
    if (mention.entity == entity && span.contains(mention.span)) return mention.span;
  }
  return span;
}

// Reads the values of one sentence: which attribute each is of, whose it is, and the dates of releases and entries.
class AttributeReader {
 public:
  AttributeReader(const RelateInput& input, const Discourse& discourse, uint32_t sentence, uint32_t first_word,
                  const std::vector<Candidate>& readings, LocalFacts& out)
      : sentence_(input, sentence), cues_(sentence_, first_word), holders_(sentence_, discourse, readings), out_(out) {}

  void read() {
    const auto& values = sentence_.input.recognition->values;
    const std::vector<NamedValue> listed = named_values();
    if (listed.size() >= 2 && read_list(listed)) return;
    for (auto value = recognise::first_value(*sentence_.input.recognition, sentence_.span.begin);
         value != values.end() && value->span.begin < sentence_.span.end; ++value) {
      if (sentence_.span.contains(value->span) && cues_.counts(value) && !is_one_of_sizes(value)) read_value(*value);
    }
  }

  // Timelines: what an entry says was released was released at the date that the entry begins with.
  void read_entry() {
    const AttributeRule* rule = release_rule();
    const ValueMention* date = rule == nullptr ? nullptr : entry_date();
    if (date == nullptr || date->span.end > sentence_.span.end || names_another_date(*date)) return;
    bool released = false;
    for (size_t i = 0; i < out_.relations.size(); ++i) {
      const LocalRelation& fact = out_.relations[i];
      if (fact.evidence.sentence != sentence_.index || !is_release(fact)) continue;
      released = true;
      add_entry_date(*rule, *date, fact.target);
    }
    const uint32_t thing = released ? kNone : came_out(*rule);
    if (thing != kNone) add_entry_date(*rule, *date, thing);
  }

 private:
  // "in 8B, 70B and 405B": sizes in a list are those of several members of what is named.
  bool is_one_of_sizes(std::vector<ValueMention>::const_iterator value) const {
    if (value->dimension != Dimension::parameters) return false;
    const auto& values = sentence_.input.recognition->values;
    return (value != values.begin() && are_listed(*(value - 1), *value)) ||
           (value + 1 != values.end() && are_listed(*value, *(value + 1)));
  }

  bool are_listed(const ValueMention& first, const ValueMention& second) const {
    if (second.dimension != first.dimension || second.span.begin < first.span.end ||
        second.span.end > sentence_.span.end)
      return false;
    std::string_view between = sentence_.text.substr(first.span.end, second.span.begin - first.span.end);
    while (!between.empty() && between.front() == ' ') between.remove_prefix(1);
    while (!between.empty() && between.back() == ' ') between.remove_suffix(1);
    const bool total_and_active = between == "/";  // 235B/22B
    return !between.empty() && !total_and_active &&
           literal_at(between, 0, sentence_.grammar->list_separators, sentence_.is_spaced()) == between.size();
  }

  void add_entry_date(const AttributeRule& rule, const ValueMention& date, uint32_t thing) {
    if (has_date(thing, rule.attribute)) return;
    add(rule, date, thing, kEntryConfidence);
    // The date may stand in another block: the evidence is in this one.
    if (!sentence_.span.contains(date.span) && !out_.attributes.empty())
      out_.attributes.back().evidence.span = mention_in(sentence_.input, thing, sentence_.span);
  }

  // "February 2024 – Gemini 1.5 Pro arrives", "| 2024年2月 | Gemini 1.5 Pro公開 |": the entry's first name, if the word
  // for its coming out stands right behind it.
  uint32_t came_out(const AttributeRule& rule) const {
    const auto holders =
        holders_.fitting(sentence_.input.rules->ontology.attributes[rule.attribute].of, sentence_.span);
    if (holders.empty()) return kNone;
    const uint32_t end = holders.front().mention.end;
    const Span cue = cues_.first_cue(rule, {end, sentence_.span.end});
    const bool beside = !cue.empty() && cue.begin - end <= kBeforeRelease && sentence_.first_end_from(end) > cue.begin;
    const bool alone = sentence_.is_spaced() ? is_finite(cue) && !has_object(cue) : ends_its_clause(cue);
    return beside && alone ? holders.front().entity : kNone;
  }

  // "公開", "公開された", "发布了": but for an ending nothing follows.
  bool ends_its_clause(Span verb) const {
    return std::min(sentence_.first_end_from(verb.end), sentence_.span.end) - verb.end <= kVerbEnding;
  }

  // "released", but not the noun "launch".
  bool is_finite(Span word) const {
    const std::string_view text = word.of(sentence_.text);
    const auto verb = sentence_.grammar->verbs.find(std::string(text.substr(0, text.find(' '))));
    return verb != sentence_.grammar->verbs.end() && (verb->second & (kThirdPerson | kPast)) != 0;
  }

  // "GitHub launches Copilot": a name behind the verb, known or not.
  bool has_object(Span verb) const {
    const std::string& normal = sentence_.input.text->normal;
    const uint32_t clause_end = sentence_.first_end_from(verb.end);
    if (verb.end + 1 < sentence_.span.end && core::is_upper_ascii(static_cast<unsigned char>(normal[verb.end + 1])))
      return true;
    const auto next = resolve::first_mention(*sentence_.input.resolution, verb.end);
    const bool here = next != sentence_.input.resolution->mentions.end() &&
                      next->span.begin < std::min(sentence_.span.end, clause_end);
    return here && next->span.begin - verb.end <= kBesideObject;
  }

  // A sum right behind a company's name.
  struct NamedValue {
    const ValueMention* value = nullptr;
    const resolve::ResolvedMention* name = nullptr;
  };

  // "A $115B, B $108B", "A (約3,800億ドル)".
  std::vector<NamedValue> named_values() const {
    std::vector<NamedValue> out;
    const auto& values = sentence_.input.recognition->values;
    const auto& mentions = sentence_.input.resolution->mentions;
    for (auto value = recognise::first_value(*sentence_.input.recognition, sentence_.span.begin);
         value != values.end() && value->span.begin < sentence_.span.end; ++value) {
      if (value->dimension != Dimension::money) continue;
      const auto after = resolve::first_mention(*sentence_.input.resolution, value->span.begin);
      if (after == mentions.begin()) continue;
      const resolve::ResolvedMention& name = *(after - 1);
      if (name.span.end > value->span.begin || value->span.begin - name.span.end > kBeforeSum) continue;
      std::string_view between = sentence_.text.substr(name.span.end, value->span.begin - name.span.end);
      while (!between.empty() && (between.front() == ' ' || between.front() == '(' || between.front() == ':'))
        between.remove_prefix(1);
      while (!between.empty() && between.back() == ' ') between.remove_suffix(1);
      if (between.empty() ||
          literal_at(between, 0, sentence_.grammar->approximations, sentence_.is_spaced()) == between.size())
        out.push_back({&*value, &name});
    }
    return out;
  }

  // What the sentence lists of several companies is named once. False: by nothing.
  bool read_list(const std::vector<NamedValue>& listed) {
    const Span list{listed.front().name->span.begin, listed.back().value->span.end};
    const AttributeRule* rule = cues_.rule_of_list(*listed.front().value, list);
    if (rule == nullptr) return false;
    for (const NamedValue& pair : listed) {
      if (!tells_relation(pair.name->entity)) add(*rule, *pair.value, pair.name->entity, kBesideConfidence);
    }
    return true;
  }

  // Whether the sentence says of the company whom it pays: the sum is that relation's.
  bool tells_relation(uint32_t company) const {
    return std::any_of(out_.relations.begin(), out_.relations.end(), [&](const LocalRelation& fact) {
      return fact.evidence.sentence == sentence_.index && fact.source == company &&
             sentence_.input.rules->ontology.relations[fact.relation].id == "invests_in";
    });
  }

  // Rules that need no cue come last.
  void read_value(const ValueMention& value) {
    NamedBy named = cues_.named_by(value);
    if (named.rule == nullptr) named.rule = is_year_of_name(value) ? release_rule() : cues_.rule_without_cue(value);
    if (named.rule != nullptr) assign(named, value);
  }

  // "ResNet (2015)": a date alone in the bracket behind a thing's name.
  bool is_year_of_name(const ValueMention& value) const {
    if (release_rule() == nullptr || value.dimension != Dimension::date || value.span.begin == 0 ||
        sentence_.text[value.span.begin - 1] != '(')
      return false;
    if (value.span.end >= sentence_.text.size() || sentence_.text[value.span.end] != ')') return false;
    const Span bracket{value.span.begin - 1, value.span.begin};
    const auto holders =
        holders_.fitting(sentence_.input.rules->ontology.attributes[release_rule()->attribute].of, sentence_.span);
    return std::any_of(holders.begin(), holders.end(), [&](const Holder& holder) {
      return holder.mention.end <= bracket.begin && bracket.begin - holder.mention.end <= 1;
    });
  }

  void assign(const NamedBy& named, const ValueMention& value) {
    const AttributeRule& rule = *named.rule;
    const AttributeType& attribute = sentence_.input.rules->ontology.attributes[rule.attribute];
    if (attribute.id == "investment" && told_by_relation(value)) return;
    // "Aは(2026年3月予定)でBを発表": a date in the bracket behind a name is that name's.
    const bool bracketed = sentence_.bracket_before(value.span.begin) != kNone;
    if (attribute.id == "release_date" && !bracketed && date_releases(rule, value)) return;
    double confidence = kBesideConfidence;
    uint32_t entity = holders_.holder(attribute, value, named.cue, confidence);
    if (attribute.id == "valuation" && entity != kNone) entity = valued_instead_of(entity, value);
    if (entity == kNone && attribute.id == "release_date" && bracketed && date_releases(rule, value)) return;
    if (entity == kNone || confidence < kLeastConfidence) return;
    add(rule, value, entity, confidence);
  }

  // "Aは評価額3500億ドルでBに投資した", "A invests in B at a valuation of $350 billion": who gives money is not what is
  // valued, unless the value stands before whom it is given to in English ("A, valued at $4 trillion, backs B").
  uint32_t valued_instead_of(uint32_t giver, const ValueMention& value) const {
    for (const LocalRelation& fact : out_.relations) {
      const std::string& relation = sentence_.input.rules->ontology.relations[fact.relation].id;
      if (fact.evidence.sentence != sentence_.index || fact.source != giver ||
          (relation != "invests_in" && relation != "acquires"))
        continue;
      const Span target = mention_in(sentence_.input, fact.target, sentence_.span);
      if (!sentence_.is_spaced() || target.end <= value.span.begin) return fact.target;
    }
    return giver;
  }

  // An amount that a relation carries (invested in a named company, paid for one) is told there.
  bool told_by_relation(const ValueMention& value) const {
    return value.dimension == Dimension::money &&
           std::any_of(out_.relations.begin(), out_.relations.end(), [&](const LocalRelation& fact) {
             const auto amount = fact.attributes.find("amount");
             return fact.evidence.sentence == sentence_.index && amount != fact.attributes.end() &&
                    amount->second.number == value.high;
           });
  }

  // The sentence's own date counts; and what is told after a paragraph's first sentence was rarely on its date.
  bool names_another_date(const ValueMention& date) const {
    const auto& values = sentence_.input.recognition->values;
    for (auto value = recognise::first_value(*sentence_.input.recognition, sentence_.span.begin);
         value != values.end() && value->span.begin < sentence_.span.end; ++value) {
      if (value->dimension == Dimension::date && !(value->span == date.span)) return true;
    }
    const Span block = sentence_.input.text->blocks[sentence_.input.text->sentences[sentence_.index].block].span;
    const bool record =
        date.span.begin > block.begin &&
        sentence_.text.substr(block.begin, date.span.begin - block.begin).find(':') != std::string_view::npos;
    return sentence_.kind == BlockKind::paragraph && block.contains(date.span) && !sentence_.span.contains(date.span) &&
           !record;
  }

  const AttributeRule* release_rule() const {
    for (const AttributeRule& rule : sentence_.input.rules->attribute_rules) {
      if (sentence_.input.rules->ontology.attributes[rule.attribute].id == "release_date" &&
          rule.language == sentence_.language)
        return &rule;
    }
    return nullptr;
  }

  // A predicate says it, and it is no plan that failed.
  bool is_release(const LocalRelation& fact) const {
    return sentence_.input.rules->ontology.relations[fact.relation].id == "develops" && fact.evidence.stated &&
           fact.evidence.status != Status::denied;
  }

  bool has_date(uint32_t entity, AttributeId attribute) const {
    return std::any_of(out_.attributes.begin(), out_.attributes.end(), [&](const LocalAttribute& fact) {
      return fact.entity == entity && fact.attribute == attribute && fact.evidence.sentence == sentence_.index;
    });
  }

  // The date that the entry's block, its row or the heading over it begins with; a bare year only in timelines ("2019:
  // X released") or as all that the row's head or the heading says, since a year may head anything.
  const ValueMention* entry_date() const {
    const RelateInput& input = sentence_.input;
    const uint32_t block = input.text->sentences[sentence_.index].block;
    for (const uint32_t place :
         {block, row_head(*input.document, *input.text, block), input.document->blocks[block].section}) {
      if (place == Block::kNone || place >= input.document->blocks.size()) continue;
      const ValueMention* date = opening_date(*input.text, *input.recognition, place);
      if (date == nullptr) continue;
      const bool entry = place == block ? is_in_timeline(*input.text, *input.recognition, block)
                                        : date->span.contains(input.text->blocks[place].span);
      if (date->text.size() >= kMonthLength || entry) return date;
    }
    return nullptr;
  }

  // A date beside a statement of who released what is that of what was released.
  bool date_releases(const AttributeRule& rule, const ValueMention& value) {
    bool any = false;
    for (const LocalRelation& fact : out_.relations) {
      if (fact.evidence.sentence != sentence_.index || !is_release(fact) ||
          distance(fact.evidence.span, value.span) > kDateWindow)
        continue;
      add(rule, value, fact.target, kBesideConfidence);
      any = true;
    }
    return any;
  }

  void add(const AttributeRule& rule, const ValueMention& value, uint32_t entity, double confidence) {
    const AttributeType& attribute = sentence_.input.rules->ontology.attributes[rule.attribute];
    if ((type_bit(sentence_.input.resolution->entities[entity].type) & attribute.of) == 0) return;
    LocalAttribute fact;
    fact.entity = entity;
    fact.attribute = rule.attribute;
    fact.value = quantity_of(value, attribute);
    fact.evidence.span = value.span;
    fact.evidence.sentence = sentence_.index;
    fact.evidence.rule = rule.id;
    fact.evidence.confidence = confidence;
    out_.attributes.push_back(std::move(fact));
  }

  const ValueSentence sentence_;
  const ValueCues cues_;
  const ValueHolders holders_;
  LocalFacts& out_;
};

}  // namespace

Quantity quantity_of(const ValueMention& value, const AttributeType& attribute) {
  Quantity out;
  if (value.dimension == Dimension::date || value.dimension == Dimension::text) {
    out.text = value.text;
  } else {
    out.number = value.low;  // of a range what is sure
  }
  out.unit = attribute.unit.empty() ? value.unit : attribute.unit;
  return out;
}

void relate_attributes(const RelateInput& input, const Discourse& discourse, uint32_t sentence, uint32_t first_word,
                       const std::vector<Candidate>& readings, LocalFacts& out) {
  AttributeReader reader(input, discourse, sentence, first_word, readings, out);
  reader.read();
  reader.read_entry();
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
  for (auto value = recognise::first_value(*input.recognition, near.begin);
       value != values.end() && value->span.begin < near.end; ++value) {
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
