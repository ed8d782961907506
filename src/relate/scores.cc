#include "relate/scores.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

namespace whobuilds::relate {
namespace {

constexpr double kScoreConfidence = 0.75;
constexpr double kLeastConfidence = 0.5;
constexpr uint32_t kScoreWindow = 40;  // bytes between a benchmark and its score
constexpr std::string_view kAgainst[] = {" vs", "(vs", "versus", "compared", "against"};
constexpr std::string_view kScoreEndings[] = {"% ", "% on ", "% in ", " points on "};

bool is_digit_at(std::string_view text, size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; }

// Whether the number at `at` is written like a score: with a decimal point or a percent sign.
bool is_score(std::string_view text, size_t at) {
  size_t end = at;
  bool point = false;
  while (is_digit_at(text, end) || (text[end] == '.' && !point && is_digit_at(text, end + 1))) {
    point = point || text[end] == '.';
    if (++end >= text.size()) return point;
  }
  while (end < text.size() && text[end] == ' ') ++end;
  return point || (end < text.size() && text[end] == '%');
}

class ScoreReader {
 public:
  ScoreReader(const RelateInput& input, const Discourse& discourse, uint32_t sentence, LocalFacts& out)
      : input_(input),
        discourse_(discourse),
        sentence_(sentence),
        span_(input.text->sentences[sentence].span),
        out_(out) {
    const uint32_t relation = input.rules->ontology.find_relation("evaluated_on");
    if (relation != kNoIndex) relation_ = &input.rules->ontology.relations[relation];
    relation_id_ = static_cast<RelationId>(relation);
    const BlockKind kind = input.document->blocks[input.text->sentences[sentence].block].kind;
    is_item_ = kind == BlockKind::list_item || kind == BlockKind::table_cell;
  }

  void read() {
    if (relation_ == nullptr) return;
    const auto& mentions = input_.resolution->mentions;
    const auto first = resolve::first_mention(*input_.resolution, span_.begin);
    for (auto mention = first; mention != mentions.end() && mention->span.begin < span_.end; ++mention) {
      if (!is_of(mention->entity, relation_->target)) continue;
      const auto next = mention + 1;
      const uint32_t end = next != mentions.end() ? std::min(next->span.begin, span_.end) : span_.end;
      if (has_score({mention->span.end, std::min(end, mention->span.end + kScoreWindow)}) ||
          (is_item_ && follows_score(mention->span.begin)))
        add(first, mention);
    }
    read_compared(first);
  }

 private:
  using Mention = std::vector<resolve::ResolvedMention>::const_iterator;

  // "A scores 81.2 on B, ahead of C (79.8), D at 77% and 70% for E": the sentence's only benchmark is that of all
  // scores.
  void read_compared(Mention first) {
    const auto& mentions = input_.resolution->mentions;
    uint32_t benchmark = kNone;
    for (auto mention = first; mention != mentions.end() && mention->span.begin < span_.end; ++mention) {
      if (!is_of(mention->entity, relation_->target)) continue;
      if (benchmark != kNone && benchmark != mention->entity) return;
      benchmark = mention->entity;
    }
    if (benchmark == kNone || !says_result_of(benchmark)) return;
    const uint32_t compared = only_result_of(benchmark);
    for (auto mention = first; mention != mentions.end() && mention->span.begin < span_.end; ++mention) {
      if (!is_of(mention->entity, relation_->source)) continue;
      const uint32_t score = own_score(mention->span);
      if (score == kNone) continue;
      add_fact(relation_id_, mention->entity, benchmark, mention->span, "scores.compared");
      if (compared != kNone && compared != mention->entity) compare(compared, *mention, score);
    }
  }

  // Whose result on the benchmark the sentence tells so far; kNone where it tells those of several.
  uint32_t only_result_of(uint32_t benchmark) const {
    uint32_t found = kNone;
    for (const LocalRelation& fact : out_.relations) {
      if (fact.relation != relation_id_ || fact.target != benchmark || fact.evidence.sentence != sentence_) continue;
      if (found != kNone && found != fact.source) return kNone;
      found = fact.source;
    }
    return found;
  }

  // "A scores 82.7% on B (vs. C at 69.4%)": set against each other in so many words, the higher one is better.
  void compare(uint32_t entity, const resolve::ResolvedMention& other, uint32_t score) {
    const uint32_t relation = input_.rules->ontology.find_relation("outperforms");
    if (relation == kNoIndex ||
        input_.resolution->entities[entity].type != input_.resolution->entities[other.entity].type)
      return;
    const std::string_view text = std::string_view(input_.text->folded).substr(0, span_.end);
    uint32_t first = span_.begin;
    while (first < other.span.begin && !(is_digit_at(text, first) && !is_in_name(first) && is_score(text, first)))
      ++first;
    const std::string_view between = text.substr(first, other.span.begin - first);
    const bool against = std::any_of(std::begin(kAgainst), std::end(kAgainst), [between](std::string_view word) {
      return between.find(word) != std::string_view::npos;
    });
    if (!against) return;
    const double own = number_at(text, first), others = number_at(text, score);
    if (own == others) return;
    const auto better = own > others ? std::pair(entity, other.entity) : std::pair(other.entity, entity);
    add_fact(static_cast<RelationId>(relation), better.first, better.second, other.span, "scores.against");
  }

  static double number_at(std::string_view text, uint32_t at) {
    double value = 0;
    std::from_chars(text.data() + at, text.data() + text.size(), value);
    return value;
  }

  bool is_in_name(uint32_t at) const {
    const auto& mentions = input_.resolution->mentions;
    const auto next = resolve::first_mention(*input_.resolution, at);
    return (next != mentions.end() && next->span.begin == at) ||
           (next != mentions.begin() && (next - 1)->span.end > at);
  }

  bool says_result_of(uint32_t benchmark) const {
    return std::any_of(out_.relations.begin(), out_.relations.end(), [&](const LocalRelation& fact) {
      return fact.relation == relation_id_ && fact.target == benchmark && fact.evidence.sentence == sentence_;
    });
  }

  // Where the score of a name begins: "C (79.8)", "C at 77%", "C's 77%", "70% for C"; kNone without one.
  uint32_t own_score(Span name) const {
    const std::string_view text = std::string_view(input_.text->folded).substr(0, span_.end);
    for (const std::string_view opening : {" (", " at ", "'s ", "’s "}) {
      const auto number = static_cast<uint32_t>(name.end + opening.size());
      if (text.substr(name.end, opening.size()) == opening && is_digit_at(text, number))
        return is_score(text, number) ? number : kNone;
    }
    for (const std::string_view closing : {"% for ", "% by ", "% from "}) {
      if (name.begin - span_.begin > closing.size() &&
          text.substr(name.begin - closing.size(), closing.size()) == closing) {
        auto number = static_cast<uint32_t>(name.begin - closing.size());
        while (number > span_.begin && (is_digit_at(text, number - 1) || text[number - 1] == '.')) --number;
        return number;
      }
    }
    return kNone;
  }

  bool is_of(uint32_t entity, TypeSet types) const {
    return (type_bit(input_.resolution->entities[entity].type) & types) != 0;
  }

  // "65.4% Terminal-Bench", "41.0% on Humanity's Last Exam": how cells and list items are written.
  bool follows_score(uint32_t at) const {
    const std::string_view before = std::string_view(input_.text->folded).substr(span_.begin, at - span_.begin);
    return std::any_of(std::begin(kScoreEndings), std::end(kScoreEndings), [&](std::string_view ending) {
      return before.size() > ending.size() && before.substr(before.size() - ending.size()) == ending &&
             is_digit_at(before, before.size() - ending.size() - 1);
    });
  }

  bool has_score(Span span) const {
    const std::string_view text = input_.text->folded;
    for (uint32_t at = span.begin; at < span.end; ++at) {
      if (is_digit_at(text, at) && (at == 0 || !is_digit_at(text, at - 1)) && is_score(text.substr(0, span_.end), at))
        return true;
    }
    return false;
  }

  // The nearest name before that can be evaluated, else what the text is about, unless a verb has said whose it is.
  void add(Mention first, Mention benchmark) {
    if (says_result_of(benchmark->entity)) return;
    uint32_t source = kNone;
    for (auto mention = first; mention != benchmark; ++mention) {
      if (is_of(mention->entity, relation_->source)) source = mention->entity;
    }
    double confidence = kScoreConfidence;
    if (source == kNone) {
      const Antecedent antecedent = discourse_.recall(relation_->source, Reference::anaphor, false);
      if (antecedent.entities.empty() || antecedent.far) return;
      source = antecedent.entities.front();
      confidence *= antecedent.penalty;
    }
    if (confidence >= kLeastConfidence)
      add_fact(relation_id_, source, benchmark->entity, benchmark->span, "scores.beside", confidence);
  }

  void add_fact(RelationId relation, uint32_t source, uint32_t target, Span evidence, const char* rule,
                double confidence = kScoreConfidence) {
    if (is_said(relation, source, target)) return;
    LocalRelation fact;
    fact.source = source;
    fact.target = target;
    fact.relation = relation;
    fact.evidence.span = evidence;
    fact.evidence.sentence = sentence_;
    fact.evidence.rule = rule;
    fact.evidence.confidence = confidence;
    out_.relations.push_back(std::move(fact));
  }

  bool is_said(RelationId relation, uint32_t source, uint32_t target) const {
    return std::any_of(out_.relations.begin(), out_.relations.end(), [&](const LocalRelation& fact) {
      return fact.relation == relation && fact.source == source && fact.target == target &&
             fact.evidence.sentence == sentence_;
    });
  }

  const RelateInput& input_;
  const Discourse& discourse_;
  uint32_t sentence_;
  Span span_;
  LocalFacts& out_;
  const RelationType* relation_ = nullptr;
  RelationId relation_id_ = 0;
  bool is_item_ = false;  // a list item or a table's cell
};

}  // namespace

void relate_scores(const RelateInput& input, const Discourse& discourse, uint32_t sentence, LocalFacts& out) {
  ScoreReader(input, discourse, sentence, out).read();
}

}  // namespace whobuilds::relate
