#include "relate/attributes.h"

#include <algorithm>
#include <string_view>

#include "core/utf8.h"
#include "relate/tables.h"

namespace whobuilds::relate {
namespace {

// In bytes.
constexpr uint32_t kCueWindow = 48;       // between a value and the word that names it
constexpr uint32_t kCueWindowCjk = 84;    // the same where a character has three bytes
constexpr uint32_t kCountWindow = 20;     // the same for a plain count
constexpr uint32_t kJoinedCue = 24;       // between a value and a word behind it that it belongs to
constexpr uint32_t kApproximation = 12;   // "約", "about ", "or ": what may stand between a bracket and its value
constexpr uint32_t kBeforeBracket = 24;   // between a name and the bracket that tells of it: a type noun
constexpr uint32_t kRelativeWindow = 60;  // between a value and the name that its clause describes
constexpr std::string_view kYet = ", yet";
constexpr std::string_view kComma = "、";
constexpr uint32_t kVetoWindow = 48;  // around a value, within its clause
constexpr uint32_t kDateWindow = 40;  // between a date and the release that it dates
constexpr uint32_t kEntryLabel = 12;  // "date: ", "- ", "[": what may stand before an entry's date
constexpr double kEntryConfidence = 0.75;
constexpr uint32_t kListGap = 6;         // between members of a list: ", and "
constexpr uint32_t kBesideRelease = 36;  // between a name and the word that says it was released
constexpr uint32_t kLongestBracket = 400;
constexpr uint32_t kLongestClause = 800;
constexpr double kLeastCount = 100;  // of users and shipments
constexpr double kLeastMoney = 1e4;  // a company's; less is a price
constexpr double kLeastParameters = 1e6;
constexpr double kLeastTokens = 1e3;
constexpr double kBesideConfidence = 0.85;
constexpr double kLeastConfidence = 0.5;

using recognise::ValueMention;

using ValueIterator = std::vector<ValueMention>::const_iterator;

uint32_t distance(Span a, Span b) {
  return a.end <= b.begin ? b.begin - a.end : b.end <= a.begin ? a.begin - b.end : 0;
}

// The first mention of `entity` within `span`, or `span` itself when it is only referred to.
Span mention_in(const RelateInput& input, uint32_t entity, Span span) {
  for (const resolve::ResolvedMention& mention : input.resolution->mentions) {
    if (mention.entity == entity && span.contains(mention.span)) return mention.span;
  }
  return span;
}

// Reads the values of one sentence. A value is told by the word that names it nearest by; brackets in
// between do not count. Its holder is, in this order: the name before the bracket that the value stands
// in, the name that the value's relative clause describes ("20億ドルを超えるA"), the clause's subject for what
// companies have and the nearest name for what things have, the subject of an earlier clause, the topic.
class AttributeReader {
 public:
  AttributeReader(const RelateInput& input, const Discourse& discourse, uint32_t sentence, LocalFacts& out)
      : input_(input),
        discourse_(discourse),
        sentence_(sentence),
        span_(input.text->sentences[sentence].span),
        out_(out),
        text_(std::string_view(input.text->folded).substr(0, span_.end)) {
    language_ = input.text->blocks[input.text->sentences[sentence].block].language;
    if (language_ == Language::unknown) language_ = Language::en;
    grammar_ = &input.relations->grammars[static_cast<size_t>(language_)];
    kind_ = input.document->blocks[input.text->sentences[sentence].block].kind;
  }

  void read(uint32_t first_word) {
    const auto& values = input_.recognition->values;
    const std::vector<NamedValue> listed = named_values();
    if (listed.size() >= 2 && read_list(listed, first_word)) return;
    for (auto value = recognise::first_value(*input_.recognition, span_.begin);
         value != values.end() && value->span.begin < span_.end; ++value) {
      if (span_.contains(value->span) && !is_conversion(value) && !is_former(*value) && !is_in_name(*value))
        read_value(*value, first_word);
    }
  }

  // Timelines: what an entry says was released was released at the date that the entry begins with.
  void read_entry() {
    const AttributeRule* rule = release_rule();
    const ValueMention* date = rule == nullptr ? nullptr : entry_date();
    if (date == nullptr || date->span.end > span_.end || names_another_date(*date)) return;
    for (size_t i = 0; i < out_.relations.size(); ++i) {
      const LocalRelation& fact = out_.relations[i];
      if (fact.evidence.sentence != sentence_ || !is_release(fact)) continue;
      if (has_date(fact.target, rule->attribute)) continue;
      add(*rule, *date, fact.target, kEntryConfidence);
      // The date may stand in another block: the evidence is in this one.
      if (!span_.contains(date->span) && !out_.attributes.empty())
        out_.attributes.back().evidence.span = mention_in(input_, fact.target, span_);
    }
  }

 private:
  struct Holder {
    Span mention;
    uint32_t entity = kNone;
  };

  // A sum right behind a company's name.
  struct NamedValue {
    const ValueMention* value = nullptr;
    const resolve::ResolvedMention* name = nullptr;
  };

  // "A $115B, B $108B", "A (約3,800億ドル)".
  std::vector<NamedValue> named_values() const {
    std::vector<NamedValue> out;
    const auto& values = input_.recognition->values;
    const auto& mentions = input_.resolution->mentions;
    for (auto value = recognise::first_value(*input_.recognition, span_.begin);
         value != values.end() && value->span.begin < span_.end; ++value) {
      if (value->dimension != Dimension::money) continue;
      const auto after = resolve::first_mention(*input_.resolution, value->span.begin);
      if (after == mentions.begin()) continue;
      const resolve::ResolvedMention& name = *(after - 1);
      if (name.span.end > value->span.begin || value->span.begin - name.span.end > kApproximation) continue;
      std::string_view between = text_.substr(name.span.end, value->span.begin - name.span.end);
      while (!between.empty() && (between.front() == ' ' || between.front() == '(' || between.front() == ':'))
        between.remove_prefix(1);
      while (!between.empty() && between.back() == ' ') between.remove_suffix(1);
      if (between.empty() || literal_at(between, 0, grammar_->approximations, is_spaced()) == between.size())
        out.push_back({&*value, &name});
    }
    return out;
  }

  // What the sentence lists of several companies is named once: by the cue nearest before the list, else right
  // behind it. False: no cue.
  bool read_list(const std::vector<NamedValue>& listed, uint32_t first_word) {
    const AttributeRule* rule = nullptr;
    const auto& words = input_.recognition->words;
    for (uint32_t i = first_word; i < words.size() && words[i].span.begin < span_.end; ++i) {
      const bool before = words[i].span.end <= listed.front().name->span.begin;
      const uint32_t end = listed.back().value->span.end;
      const bool behind = words[i].span.begin >= end && words[i].span.begin - end <= kCountWindow;
      if (!before && (rule != nullptr || !behind)) continue;
      for (const WordUse& use : input_.relations->uses[words[i].word]) {
        if (use.kind != WordUse::Kind::attribute_cue || (use.language != language_ && use.language != Language::en))
          continue;
        const AttributeRule& candidate = input_.rules->attribute_rules[use.index];
        if (fits(candidate, *listed.front().value) && !vetoed(use.index, words[i].span)) rule = &candidate;
      }
    }
    if (rule == nullptr) return false;
    for (const NamedValue& pair : listed) {
      if (!tells_relation(pair.name->entity)) add(*rule, *pair.value, pair.name->entity, kBesideConfidence);
    }
    return true;
  }

  // Whether the sentence says of the company whom it pays: the sum is that relation's.
  bool tells_relation(uint32_t company) const {
    return std::any_of(out_.relations.begin(), out_.relations.end(), [&](const LocalRelation& fact) {
      return fact.evidence.sentence == sentence_ && fact.source == company &&
             input_.rules->ontology.relations[fact.relation].id == "invests_in";
    });
  }

  // The rule whose cue stands nearest to the value; rules that need no cue come last.
  void read_value(const ValueMention& value, uint32_t first_word) {
    const AttributeRule* best = nullptr;
    uint32_t best_distance = window();
    cue_ = Span{};
    const auto& words = input_.recognition->words;
    const uint32_t from = value.span.begin > 4 * window() ? value.span.begin - 4 * window() : 0;
    const auto near =
        std::lower_bound(words.begin() + first_word, words.end(), from,
                         [](const recognise::WordMention& word, uint32_t at) { return word.span.begin < at; });
    const uint32_t to = std::min(span_.end, value.span.end + 4 * window());
    for (auto i = static_cast<uint32_t>(near - words.begin()); i < words.size() && words[i].span.begin < to; ++i) {
      const uint32_t apart = distance_outside_brackets(words[i].span, value.span);
      if (apart >= best_distance ||
          (words[i].span.begin != value.span.begin && is_in_other_bracket(words[i].span, value.span)))
        continue;
      for (const WordUse& use : input_.relations->uses[words[i].word]) {
        if (use.kind != WordUse::Kind::attribute_cue || (use.language != language_ && use.language != Language::en))
          continue;
        const AttributeRule& rule = input_.rules->attribute_rules[use.index];
        if (vetoed(use.index, value.span)) continue;
        if (is_nearer_to_another(words[i].span, value) || reaches_back(value.span, words[i].span)) continue;
        if (!fits(rule, value) && !(use.counts && apart <= kCountWindow && is_plain_count(rule, value))) continue;
        // A rule that its unit alone can say gives way to a more special word in the same window
        // (17億パラメータのみを活性化).
        const uint32_t counted = rule.required || apart > 0 ? apart : window() - 1;
        if (counted >= best_distance) continue;
        best = &rule;
        cue_ = words[i].span;
        best_distance = counted;
      }
    }
    if (best == nullptr) best = is_year_of_name(value) ? release_rule() : rule_without_cue(value);
    if (best != nullptr) assign(*best, value);
  }

  // "ResNet (2015)": a date alone in the bracket behind a thing's name.
  bool is_year_of_name(const ValueMention& value) const {
    if (release_rule() == nullptr || value.dimension != Dimension::date || value.span.begin == 0 ||
        text_[value.span.begin - 1] != '(')
      return false;
    if (value.span.end >= text_.size() || text_[value.span.end] != ')') return false;
    const Span bracket{value.span.begin - 1, value.span.begin};
    const auto holders = fitting(input_.rules->ontology.attributes[release_rule()->attribute].of, span_);
    return std::any_of(holders.begin(), holders.end(), [&](const Holder& holder) {
      return holder.mention.end <= bracket.begin && bracket.begin - holder.mention.end <= 1;
    });
  }

  // "671B(うち37Bがアクティブ)": what stands in a bracket names the values in there.
  bool is_in_other_bracket(Span word, Span value) const {
    const uint32_t open = bracket_before(word.begin);
    return open != kNone && open != bracket_before(value.begin);
  }

  // "744B, of which 40B active": a cue belongs to the value that is nearest to it.
  bool is_nearer_to_another(Span word, const ValueMention& value) const {
    const uint32_t apart = distance_outside_brackets(word, value.span, true);
    const auto& values = input_.recognition->values;
    const uint32_t from = word.begin - span_.begin > 4 * window() ? word.begin - 4 * window() : span_.begin;
    for (auto other = recognise::first_value(*input_.recognition, from);
         other != values.end() && other->span.begin < std::min(span_.end, word.end + 4 * window()); ++other) {
      const bool plain_count =
          other->dimension == Dimension::count && other->text.empty() && value.dimension == Dimension::parameters;
      if ((other->dimension != value.dimension && !plain_count) || other->span == value.span) continue;
      if (bracket_before(other->span.begin) != bracket_before(word.begin)) continue;
      if (distance_outside_brackets(word, other->span, true) < apart) return true;
    }
    return false;
  }

  // "120 billion parameters, yet it activates 12 billion": a word of the next clause.
  bool reaches_back(Span value, Span word) const {
    if (!is_spaced() || word.begin < value.end) return false;
    for (uint32_t at = value.end; at < word.begin; ++at) {
      if (ends_clause(at) || text_.substr(at, kYet.size()) == kYet) return true;
    }
    return false;
  }

  uint32_t window() const { return is_spaced() ? kCueWindow : kCueWindowCjk; }

  const AttributeRule* rule_without_cue(const ValueMention& value) const {
    const auto& rules = input_.rules->attribute_rules;
    for (uint32_t i = 0; i < rules.size(); ++i) {
      const bool spoken = rules[i].language == language_ || rules[i].language == Language::unknown;
      if (spoken && !rules[i].required && fits(rules[i], value) && !vetoed(i, value.span)) return &rules[i];
    }
    return nullptr;
  }

  // Whether a word beside the value says that it tells of something else ("64 GB DDR5", "116港元/股").
  bool vetoed(uint32_t rule, Span value) const {
    uint32_t begin = std::max(span_.begin, value.begin > kVetoWindow ? value.begin - kVetoWindow : 0);
    for (uint32_t at = begin; at < value.begin; ++at) {
      if (ends_clause(at)) begin = at + 1;
    }
    uint32_t end = std::min(value.end + kVetoWindow, span_.end);
    for (uint32_t at = value.end; at < end; ++at) {
      if (ends_clause(at)) end = at;
    }
    const std::string_view window = text_.substr(begin, end - begin);
    const auto& veto = input_.relations->attribute_vetoes[rule];
    return std::any_of(veto.begin(), veto.end(),
                       [&](const std::string& word) { return window.find(word) != std::string_view::npos; });
  }

  bool fits(const AttributeRule& rule, const ValueMention& value) const {
    return input_.rules->ontology.attributes[rule.attribute].dimension == value.dimension &&
           (value.dimension != Dimension::count || (value.high >= kLeastCount && !is_year(value))) &&
           (value.dimension != Dimension::money || value.high >= kLeastMoney);
  }

  // A bare 1900 to 2100.
  static bool is_year(const ValueMention& value) {
    return value.text.empty() && value.span.size() == 4 && value.high >= 1900 && value.high <= 2100;
  }

  // Large enough, and of nothing else ("6710亿", not "384個").
  bool is_plain_count(const AttributeRule& rule, const ValueMention& value) const {
    const Dimension wanted = input_.rules->ontology.attributes[rule.attribute].dimension;
    if (value.dimension != Dimension::count || !value.text.empty()) return false;
    return (wanted == Dimension::parameters && value.high >= kLeastParameters) ||
           (wanted == Dimension::tokens && value.high >= kLeastTokens);
  }

  // Between two stretches of the sentence, brackets left out. What follows the value directly ("…ドルの評価額")
  // is nearer than what stands before it, what follows behind a comma names the next one; `plain`: all alike.
  uint32_t distance_outside_brackets(Span word, Span value, bool plain = false) const {
    const bool after = word.begin >= value.end;
    if (!after && word.end > value.begin) return 0;
    const Span between = after ? Span{value.end, word.begin} : Span{word.end, value.begin};
    if (between.size() > 4 * window()) return between.size();
    uint32_t apart = 0, depth = 0;
    for (uint32_t at = between.begin; at < between.end; ++at) {
      if (text_[at] == '(') ++depth;
      if (depth == 0) ++apart;
      if (text_[at] == ')' && depth > 0) --depth;
    }
    if (!after || plain) return apart;
    const std::string_view gap = text_.substr(between.begin, between.size());
    if (gap.find(kComma) != std::string_view::npos || gap.find(',') != std::string_view::npos)
      return 4 * window();  // of what follows
    return apart <= kJoinedCue ? apart / 4 : apart;
  }

  // The bracket that encloses `at`, or kNone.
  uint32_t bracket_before(uint32_t at) const {
    const uint32_t limit = at - span_.begin > kLongestBracket ? at - kLongestBracket : span_.begin;
    while (at > limit) {
      --at;
      if (text_[at] == ')') return kNone;
      if (text_[at] == '(') return at;
    }
    return kNone;
  }

  // "約90億ドル(約1.4兆円)": the same amount once more.
  bool is_conversion(ValueIterator value) const {
    if (value->dimension != Dimension::money || value == input_.recognition->values.begin()) return false;
    const uint32_t open = bracket_before(value->span.begin);
    if (open == kNone || value->span.begin - open > kApproximation) return false;
    const ValueMention& before = *(value - 1);
    return before.dimension == value->dimension && before.unit != value->unit && before.span.end <= open &&
           open - before.span.end <= kApproximation && span_.contains(before.span);
  }

  // "$90 million, up from $3 million", "从1B提升到10B", "3億ドルから10億ドルへ": what it was before.
  bool is_former(const ValueMention& value) const {
    if (value.dimension == Dimension::date) return false;
    const bool marked = language_ == Language::ja ? literal_at(text_, value.span.end, grammar_->former_marks, false) > 0
                                                  : stands_behind(value.span.begin, grammar_->former_marks);
    if (!marked) return false;
    const auto& values = input_.recognition->values;
    for (auto other = recognise::first_value(*input_.recognition, span_.begin);
         other != values.end() && other->span.begin < span_.end; ++other) {
      const bool later = language_ == Language::en || other->span.begin > value.span.begin;
      if (later && other->dimension == value.dimension && !(other->span == value.span)) return true;
    }
    return false;
  }

  // "GTC 2026", "ICML'24": the year of an event, behind a capitalised word that is no preposition.
  bool is_in_name(const ValueMention& value) const {
    if (value.dimension != Dimension::date || value.text.size() != 4) return false;
    const std::string& normal = input_.text->normal;
    uint32_t end = value.span.begin;
    while (end > span_.begin && (normal[end - 1] == ' ' || normal[end - 1] == '\'')) --end;
    uint32_t begin = end;
    while (begin > span_.begin && core::is_ascii_alnum(static_cast<unsigned char>(normal[begin - 1]))) --begin;
    if (begin == end || normal[begin] < 'A' || normal[begin] > 'Z') return false;
    return literal_at(text_, begin, grammar_->date_words, true) != end - begin;
  }

  void assign(const AttributeRule& rule, const ValueMention& value) {
    const AttributeType& attribute = input_.rules->ontology.attributes[rule.attribute];
    if (attribute.id == "investment" && told_by_relation(value)) return;
    if (attribute.id == "release_date" && date_releases(rule, value)) return;
    double confidence = kBesideConfidence;
    const uint32_t entity = holder(attribute, value, confidence);
    if (entity == kNone || confidence < kLeastConfidence) return;
    add(rule, value, entity, confidence);
  }

  // The sentence's own date counts; and what is told after a paragraph's first sentence was rarely on its date.
  bool names_another_date(const ValueMention& date) const {
    const auto& values = input_.recognition->values;
    for (auto value = recognise::first_value(*input_.recognition, span_.begin);
         value != values.end() && value->span.begin < span_.end; ++value) {
      if (value->dimension == Dimension::date && !(value->span == date.span)) return true;
    }
    const Span block = input_.text->blocks[input_.text->sentences[sentence_].block].span;
    const bool record = date.span.begin > block.begin &&
                        text_.substr(block.begin, date.span.begin - block.begin).find(':') != std::string_view::npos;
    return kind_ == BlockKind::paragraph && block.contains(date.span) && !span_.contains(date.span) && !record;
  }

  const AttributeRule* release_rule() const {
    for (const AttributeRule& rule : input_.rules->attribute_rules) {
      if (input_.rules->ontology.attributes[rule.attribute].id == "release_date" && rule.language == language_)
        return &rule;
    }
    return nullptr;
  }

  // A predicate says it, and it is no plan that failed.
  bool is_release(const LocalRelation& fact) const {
    return input_.rules->ontology.relations[fact.relation].id == "develops" && fact.evidence.stated &&
           fact.evidence.status != Status::denied;
  }

  bool has_date(uint32_t entity, AttributeId attribute) const {
    return std::any_of(out_.attributes.begin(), out_.attributes.end(), [&](const LocalAttribute& fact) {
      return fact.entity == entity && fact.attribute == attribute && fact.evidence.sentence == sentence_;
    });
  }

  // The date that the entry's block, its row or the heading over it begins with; at least a month, since a
  // year may head anything.
  const ValueMention* entry_date() const {
    const auto& blocks = input_.document->blocks;
    const uint32_t block = input_.text->sentences[sentence_].block;
    for (const uint32_t place : {block, row_head(*input_.document, *input_.text, block), blocks[block].section}) {
      if (place == Block::kNone || place >= blocks.size()) continue;
      const Span span = input_.text->blocks[place].span;
      const auto value = recognise::first_value(*input_.recognition, span.begin);
      if (value == input_.recognition->values.end() || value->span.begin >= span.end) continue;
      if (value->dimension != Dimension::date || value->text.size() < 7) continue;
      if (value->span.begin - span.begin <= kEntryLabel) return &*value;
    }
    return nullptr;
  }

  // A date beside a statement of who released what is that of what was released.
  bool date_releases(const AttributeRule& rule, const ValueMention& value) {
    bool any = false;
    for (const LocalRelation& fact : out_.relations) {
      if (fact.evidence.sentence != sentence_ || !is_release(fact) ||
          distance(fact.evidence.span, value.span) > kDateWindow)
        continue;
      add(rule, value, fact.target, kBesideConfidence);
      any = true;
    }
    return any;
  }

  void add(const AttributeRule& rule, const ValueMention& value, uint32_t entity, double confidence) {
    const AttributeType& attribute = input_.rules->ontology.attributes[rule.attribute];
    if ((type_bit(input_.resolution->entities[entity].type) & attribute.of) == 0) return;
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

  // What list items leave out stands above them. Sentences leave out what the data of a model are of, whose
  // money and users they are; sizes and dates may be anybody's. A cell never does.
  bool may_recall(const ValueMention& value) const {
    if (kind_ == BlockKind::table_cell) return false;
    if (kind_ == BlockKind::list_item) return true;
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
  bool has_own_subject(Span value) const {
    const Span clause = clause_of(value);
    for (uint32_t at = clause.begin; at < value.begin; ++at) {
      if (language_ == Language::ja && literal_at(text_, at, grammar_->weak_topic_marks, false) > 0) return true;
    }
    return false;
  }

  // An amount that a relation carries (invested in a named company, paid for one) is told there.
  bool told_by_relation(const ValueMention& value) const {
    return value.dimension == Dimension::money &&
           std::any_of(out_.relations.begin(), out_.relations.end(), [&](const LocalRelation& fact) {
             const auto amount = fact.attributes.find("amount");
             return fact.evidence.sentence == sentence_ && amount != fact.attributes.end() &&
                    amount->second.number == value.high;
           });
  }

  // The mentions within `range` that may have the attribute; what is only compared with may not.
  std::vector<Holder> fitting(TypeSet types, Span range) const {
    std::vector<Holder> out;
    const auto& mentions = input_.resolution->mentions;
    auto mention = resolve::first_mention(*input_.resolution, range.begin);
    const bool company = (types & discourse_.company_types()) != 0;
    uint32_t oblique_end = kNone;  // of the last member of a list of places
    for (; mention != mentions.end() && mention->span.begin < range.end; ++mention) {
      const bool joined =
          oblique_end != kNone && mention->span.begin - oblique_end <= kListGap && language_ != Language::ja;
      const bool oblique = is_oblique(mention->span, company) || joined;
      oblique_end = oblique ? mention->span.end : kNone;
      if (oblique || is_compared(mention->span)) continue;
      for (const uint32_t entity : {mention->entity, mention->alternative}) {
        if (entity == kNoIndex || (type_bit(input_.resolution->entities[entity].type) & types) == 0) continue;
        out.push_back({mention->span, entity});
        break;
      }
    }
    return out;
  }

  bool is_compared(Span mention) const {
    const std::string& folded = input_.text->folded;
    const uint32_t after = behind(mention);
    if (after < folded.size() && literal_at(folded, after, grammar_->compare_after, is_spaced()) > 0) return true;
    uint32_t before = mention.begin;
    while (before > 0 && folded[before - 1] == ' ') --before;
    for (const resolve::ResolvedMention& maker : input_.resolution->mentions) {
      if (maker.span.begin >= before) break;  // 对标英伟达B200
      if (maker.span.end == before && before > span_.begin) before = maker.span.begin;
    }
    while (before > 0 && folded[before - 1] == ' ') --before;
    return std::any_of(grammar_->compare_before.begin(), grammar_->compare_before.end(), [&](const std::string& word) {
      return word.size() <= before && folded.compare(before - word.size(), word.size(), word) == 0 &&
             !(is_spaced() && cuts_word(folded, before - word.size(), before));
    });
  }

  // "Hugging Faceから", "on GitHub": a place, not what the value is of; "G42に20億ドル": who gets it.
  bool is_oblique(Span mention, bool company) const {
    const uint32_t after = behind(mention);
    if (language_ == Language::ja) {
      const auto& marks = company ? grammar_->dative_marks : grammar_->place_marks;
      return after < text_.size() && literal_at(text_, after, marks, false) > 0;
    }
    return stands_behind(mention.begin, company ? grammar_->giver_marks : grammar_->place_marks);
  }

  // Whether one of the words stands right before `at`, spaces between.
  bool stands_behind(uint32_t at, const Literals& words) const {
    const std::string& folded = input_.text->folded;
    while (at > span_.begin && folded[at - 1] == ' ') --at;
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return word.size() <= at - span_.begin && folded.compare(at - word.size(), word.size(), word) == 0 &&
             !(is_spaced() && cuts_word(folded, at - word.size(), at));
    });
  }

  // Behind the mention, its closing quote, a bracket and spaces.
  uint32_t behind(Span mention) const {
    uint32_t at = mention.end;
    for (bool more = true; more && at < text_.size();) {
      more = false;
      for (const std::string_view closing : {" ", "」", "』", "\"", "”"}) {
        if (text_.substr(at, closing.size()) == closing) {
          at += static_cast<uint32_t>(closing.size());
          more = true;
        }
      }
      if (at < text_.size() && text_[at] == '(') {
        const size_t close = text_.find(')', at);
        if (close == std::string_view::npos) break;
        at = static_cast<uint32_t>(close) + 1;
        more = true;
      }
    }
    return at;
  }

  bool is_topic(Span mention) const {
    const uint32_t at = behind(mention);
    return language_ == Language::ja && at < text_.size() && literal_at(text_, at, grammar_->topic_marks, false) > 0;
  }

  bool ends_clause(uint32_t at) const {
    const bool in_number = at > 0 && at + 1 < text_.size() &&
                           core::is_digit(static_cast<unsigned char>(text_[at - 1])) &&
                           core::is_digit(static_cast<unsigned char>(text_[at + 1]));
    return !in_number && literal_at(text_, at, grammar_->clause_ends, is_spaced()) > 0;
  }

  bool is_spaced() const { return language_ == Language::en; }

  // The clause around `value`.
  Span clause_of(Span value) const {
    Span clause{value.begin - span_.begin > kLongestClause ? value.begin - kLongestClause : span_.begin,
                std::min(span_.end, value.end + kLongestClause)};
    for (uint32_t at = clause.begin; at < clause.end; ++at) {
      if (!ends_clause(at)) continue;
      if (at < value.begin) clause.begin = at;
      if (at >= value.end) {
        clause.end = at;
        break;
      }
    }
    return clause;
  }

  // Whether what stands between value and mention is a clause that describes the mention: a Japanese verb
  // right before it, or Chinese 的.
  bool describes(Span value, Span mention) const {
    if (mention.begin < value.end || mention.begin - value.end > kRelativeWindow) return false;
    std::string_view between = text_.substr(value.end, mention.begin - value.end);
    if (ends_with_any(between, grammar_->relative_marks)) return true;
    if (between.find(kComma) != std::string_view::npos || between.find('(') != std::string_view::npos) return false;
    return literal_at(between, 0, grammar_->value_marks, false) > 0 && !ends_with_any(between, grammar_->phrase_stops);
  }

  static bool ends_with_any(std::string_view text, const Literals& words) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return text.size() >= word.size() && text.substr(text.size() - word.size()) == word;
    });
  }

  uint32_t holder(const AttributeType& attribute, const ValueMention& value, double& confidence) const {
    const TypeSet types = attribute.of;
    const std::vector<Holder> holders = fitting(types, span_);
    const uint32_t open = bracket_before(value.span.begin);
    if (const Holder* host = open == kNone ? nullptr : bracket_host(holders, {open, value.span.begin}))
      return host->entity;
    const Span clause = clause_of(value.span);
    for (const Holder& holder : holders) {
      if (clause.contains(holder.mention) && describes(value.span, holder.mention)) return holder.entity;
    }
    // Users and shipments are the subject's too.
    const bool of_company = (types & discourse_.company_types()) != 0 || value.dimension == Dimension::count;
    if (value.dimension == Dimension::date && language_ != Language::en && kind_ == BlockKind::paragraph)
      return released_in(holders, clause);
    if (value.dimension == Dimension::parameters && kind_ == BlockKind::paragraph && describes_common_noun(value.span))
      return topic_in(holders);
    if (const Holder* found = before_value(holders, value.span, clause, of_company)) return found->entity;
    if (!of_company && value.dimension != Dimension::date) {
      if (const Holder* found = before_value(holders, value.span, span_, false)) return found->entity;
    }
    for (const Holder& holder : holders) {
      if (holder.mention.begin >= value.span.end && clause.contains(holder.mention)) return holder.entity;
    }
    if (value.dimension == Dimension::date) return kNone;
    if (const Holder* found = before_value(holders, value.span, span_, true)) return found->entity;
    if (!holders.empty() && !of_company) return holders.front().entity;
    if (kind_ == BlockKind::table_cell) return named_in_row_head(types);
    if (!may_recall(value)) return kNone;
    const Antecedent antecedent = discourse_.recall(types, Reference::zero, false);
    // Memory may be anybody's: only a topic just spoken of has what a clause does not say whose it is.
    const bool near = antecedent.step == Step::topic;
    if (antecedent.far || (value.dimension == Dimension::bytes && kind_ != BlockKind::list_item && !near)) return kNone;
    confidence *= antecedent.penalty;
    return antecedent.entities.empty() ? kNone : antecedent.entities.front();
  }

  uint32_t named_in_row_head(TypeSet types) const {
    const uint32_t head = row_head(*input_.document, *input_.text, input_.text->sentences[sentence_].block);
    const std::vector<Holder> heads = fitting(types, input_.text->blocks[head].span);
    return heads.empty() ? kNone : heads.front().entity;
  }

  // What the word for a release has right before it as its subject or object (ja), or right behind it (zh).
  uint32_t released_in(const std::vector<Holder>& holders, Span clause) const {
    for (const Holder& holder : holders) {
      if (!clause.contains(holder.mention)) continue;
      if (language_ == Language::zh) {
        if (distance(cue_, holder.mention) <= kBesideRelease) return holder.entity;
        continue;
      }
      const uint32_t after = behind(holder.mention);
      const bool argument = after < text_.size() && literal_at(text_, after, grammar_->argument_marks, false) > 0;
      if (argument && after < cue_.begin && cue_.begin - after <= kBesideRelease) return holder.entity;
    }
    return kNone;
  }

  // "30億パラメータ級のモデルを": the number is of a model that the clause does not name.
  bool describes_common_noun(Span value) const {
    if (is_spaced()) return false;
    for (uint32_t at = value.end; at < std::min(span_.end, value.end + kRelativeWindow); ++at) {
      if (ends_clause(at)) return false;
      if (literal_at(text_, at, grammar_->type_nouns, false) > 0) return true;
    }
    return false;
  }

  uint32_t topic_in(const std::vector<Holder>& holders) const {
    for (const Holder& holder : holders) {
      if (language_ == Language::ja ? is_topic(holder.mention) : holder.mention.begin == span_.begin)
        return holder.entity;
    }
    return kNone;
  }

  // The name within the bracket that is nearest before its value, else the one right before the bracket.
  static const Holder* bracket_host(const std::vector<Holder>& holders, Span bracket) {
    const Holder* found = nullptr;
    for (const Holder& holder : holders) {
      if (holder.mention.end > bracket.end) break;
      if (holder.mention.begin > bracket.begin ||
          bracket.begin - std::min(bracket.begin, holder.mention.end) <= kBeforeBracket)
        found = &holder;
    }
    return found;
  }

  // Before the value within `range`: the topic (ja), else for `subject` the first name, else the nearest.
  const Holder* before_value(const std::vector<Holder>& holders, Span value, Span range, bool subject) const {
    const Holder* found = nullptr;
    bool topic = false;
    for (const Holder& holder : holders) {
      if (holder.mention.begin < range.begin || holder.mention.end > value.begin) continue;
      if (bracket_before(holder.mention.begin) != kNone) continue;
      const bool marked = subject && is_topic(holder.mention);
      if (found == nullptr || marked || (!topic && (!subject || language_ == Language::ja))) found = &holder;
      topic = topic || marked;
    }
    return found;
  }

  const RelateInput& input_;
  const Discourse& discourse_;
  uint32_t sentence_;
  Span span_;
  LocalFacts& out_;
  std::string_view text_;  // folded, up to the sentence's end
  Language language_ = Language::unknown;
  const CompiledGrammar* grammar_ = nullptr;
  BlockKind kind_ = BlockKind::paragraph;
  Span cue_;  // the word that named the present value; empty without one
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
                       LocalFacts& out) {
  AttributeReader reader(input, discourse, sentence, out);
  reader.read(first_word);
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
