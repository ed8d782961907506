#include "whobuilds/explain.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "core/edit_distance.h"
#include "core/utf8.h"
#include "extract/pipeline.h"
#include "rules/rules.h"
#include "text/fold.h"

namespace whobuilds {
namespace {

using relate::ClaimEnd;
using relate::Failure;
using relate::TracedClaim;
using relate::TracedFailure;
using relate::TracedReading;

constexpr uint32_t kNone = UINT32_MAX;

std::string joined(const std::vector<std::string>& parts, const char* separator) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : separator) + part;
  return out;
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

// What relate reads without a rule of the rule files.
std::string built_in_description(std::string_view rule) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 7> kBuiltIn = {
      {{"names.maker", "The name begins with its maker's"},
       {"names.variant", "The name is another's with a version or size behind it, and both are named"},
       {"names.unit", "The name begins with that of the company it belongs to"},
       {"scores.beside", "A score stands beside the benchmark's name"},
       {"tables.score", "A cell with a score, between what it was scored on and what was scored"},
       {"tables.label", "A labelled item: its label says the relation"},
       {"tables.header", "A cell under a header that says the relation"}}};
  rule = rule.substr(0, rule.find('+'));
  const auto found = std::find_if(kBuiltIn.begin(), kBuiltIn.end(), [&](const auto& each) { return each.first == rule; });
  return found == kBuiltIn.end() ? "" : found->second;
}

// Names that differ in case, width, spaces and hyphens alone have one key.
std::string loose_key(std::string_view name) {
  std::string key;
  const std::string folded = text::name_key(name);
  for (uint32_t at = 0; at < folded.size();) {
    const char32_t c = core::decode(folded, at);
    if (!core::is_space(c) && c != '-' && c != 0x30FB) core::append(key, c);
  }
  return key;
}

// One run of the engine over one document, and questions about it.
class Inquiry {
 public:
  Inquiry(const RuleSet& rule_set, const Document& document, const ClaimQuery& claim)
      : rules_(rule_set.rules()), document_(document), claim_(claim) {
    pipeline_.run(rule_set, document, &trace_);
  }

  // Looks up what the claim names. What it does not find goes to `problems`.
  void resolve_names(Diagnostics& problems) {
    relation_ = find_relation(problems);
    sources_ = find_entities(claim_.source, problems);
    targets_ = find_entities(claim_.target, problems);
  }

  std::vector<ExplainedReading> said() const {
    std::vector<ExplainedReading> out;
    for (const relate::LocalRelation& fact : pipeline_.facts.relations) {
      if (fact.relation == relation_ && is_pair(fact.source, fact.target)) out.push_back(explain_fact(fact));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const ExplainedReading& a, const ExplainedReading& b) { return a.sentence < b.sentence; });
    return out;
  }

  std::vector<MissedSentence> missed() const {
    std::vector<MissedSentence> out;
    for (uint32_t sentence = 0; sentence < pipeline_.text.sentences.size(); ++sentence) {
      MissedSentence row;
      row.names_source = names_one_of(sentence, sources_);
      row.names_target = names_one_of(sentence, targets_);
      const bool worth = (row.names_source && row.names_target) ||
                         ((row.names_source || row.names_target) && speaks_of_relation(sentence));
      if (!worth) continue;
      row.document = document_.id;
      row.sentence = original(pipeline_.text.sentences[sentence].span);
      row.text = std::string(row.sentence.of(document_.text));
      judge(sentence, row);
      out.push_back(std::move(row));
    }
    return out;
  }

 private:
  // ---- names

  RelationId find_relation(Diagnostics& problems) const {
    const std::string key = loose_key(claim_.relation);
    std::string known;
    std::vector<std::string_view> ids;
    for (size_t i = 0; i < rules_.ontology.relations.size(); ++i) {
      const RelationType& relation = rules_.ontology.relations[i];
      if (relation.id == claim_.relation || loose_key(relation.id) == key) return static_cast<RelationId>(i);
      for (const auto& label : relation.labels) {
        if (loose_key(label.second) == key) return static_cast<RelationId>(i);
      }
      known += (known.empty() ? "" : ", ") + relation.id;
      ids.push_back(relation.id);
    }
    Diagnostic problem;
    problem.code = "explain.unknown_relation";
    problem.message = "there is no relation " + quoted(claim_.relation);
    problem.expected = "one of " + known;
    const std::string near = core::nearest(claim_.relation, ids);
    if (!near.empty()) problem.remedy = "did you mean " + quoted(near) + "?";
    problems.push_back(std::move(problem));
    return 0;
  }

  // Every way to write an entity of this document.
  std::set<std::string> keys_of(const resolve::LocalEntity& entity) const {
    std::set<std::string> keys = {loose_key(entity.label)};
    for (const std::string& surface : entity.surfaces) keys.insert(loose_key(surface));
    if (entity.catalogue == kNoIndex) return keys;
    const CatalogueEntity& known = rules_.entities[entity.catalogue];
    for (const auto& name : known.names) keys.insert(loose_key(name.second));
    for (const Surface& surface : known.surfaces) keys.insert(loose_key(surface.text));
    return keys;
  }

  // A name may be that of several things (a company and its model): all are meant.
  std::set<uint32_t> find_entities(const std::string& name, Diagnostics& problems) const {
    std::set<uint32_t> found;
    std::map<size_t, std::set<std::string>> near;  // by distance
    const std::string key = loose_key(name);
    for (uint32_t i = 0; i < pipeline_.resolution.entities.size(); ++i) {
      const resolve::LocalEntity& entity = pipeline_.resolution.entities[i];
      const std::set<std::string> keys = keys_of(entity);
      if (entity.id == name || keys.count(key) > 0) found.insert(i);
      for (const std::string& each : keys) {
        const size_t distance = core::edit_distance(key, each, 3);
        if (distance < 3 && distance < key.size() / 2) near[distance].insert(entity.label);
      }
    }
    if (!found.empty()) return found;
    Diagnostic problem;
    problem.code = "explain.unknown_name";
    problem.file = document_.path.empty() ? document_.id : document_.path;
    problem.message = "the document does not name " + quoted(name);
    problem.remedy = near.empty() ? "see what it names with `whobuilds extract`"
                                  : "did you mean " + joined({near.begin()->second.begin(), near.begin()->second.end()}, ", ") + "?";
    problems.push_back(std::move(problem));
    return found;
  }

  bool is_pair(uint32_t source, uint32_t target) const {
    const bool straight = sources_.count(source) > 0 && targets_.count(target) > 0;
    return straight || (rules_.ontology.relations[relation_].symmetric && sources_.count(target) > 0 && targets_.count(source) > 0);
  }

  // ---- places

  Span original(Span normal) const { return pipeline_.text.map.to_original(normal); }

  bool names_one_of(uint32_t sentence, const std::set<uint32_t>& entities) const {
    const Span span = pipeline_.text.sentences[sentence].span;
    return std::any_of(pipeline_.resolution.mentions.begin(), pipeline_.resolution.mentions.end(),
                       [&](const resolve::ResolvedMention& mention) {
                         return span.contains(mention.span) && (entities.count(mention.entity) > 0 || entities.count(mention.alternative) > 0);
                       });
  }

  bool speaks_of_relation(uint32_t sentence) const {
    const auto reads = [&](const TracedReading& reading) {
      return reading.sentence == sentence && reading.relation == relation_ && reading.group != nullptr;
    };
    const auto fails = [&](const TracedFailure& failure) {
      return failure.sentence == sentence && failure.group->relation == relation_;
    };
    return std::any_of(trace_.readings.begin(), trace_.readings.end(), reads) ||
           std::any_of(trace_.failures.begin(), trace_.failures.end(), fails);
  }

  // ---- readings in words

  const std::string& id_of(uint32_t entity) const { return pipeline_.resolution.entities[entity].id; }

  ExplainedArgument argument(const relate::TracedSlot& slot, bool list) const {
    ExplainedArgument out;
    out.role = list ? "both" : slot.is_source ? "source" : "target";
    if (!slot.span.empty()) {
      out.span = original(slot.span);
      out.text = std::string(out.span.of(document_.text));
    }
    for (const uint32_t entity : slot.entities) out.entities.push_back(id_of(entity));
    out.step = step_name(slot.step);
    return out;
  }

  void set_sentence(uint32_t sentence, ExplainedReading& out) const {
    out.document = document_.id;
    out.sentence = original(pipeline_.text.sentences[sentence].span);
    out.text = std::string(out.sentence.of(document_.text));
  }

  ExplainedReading describe(const TracedReading& reading) const {
    ExplainedReading out;
    set_sentence(reading.sentence, out);
    out.relation = rules_.ontology.relations[reading.relation].id;
    if (reading.group != nullptr) {
      out.construction = reading.construction->id;
      out.description = reading.construction->description;
      out.shape = reading.construction->shape;
      out.predicate = reading.group->id;
      out.word_span = original(reading.predicate);
      out.word = std::string(out.word_span.of(document_.text));
      out.rule = out.predicate + "/" + out.construction;
    } else {
      out.shape = reading.pattern->shape;
      out.rule = reading.pattern->id;
    }
    for (const relate::TracedSlot& slot : reading.slots) out.arguments.push_back(argument(slot, reading.slots.size() == 1));
    out.status = reading.status;
    out.cue = reading.cue;
    out.confidence = 1;
    for (const relate::TracedTerm& term : reading.terms) {
      out.terms.push_back({term.what, term.factor});
      out.confidence *= term.factor;
    }
    return out;
  }

  ExplainedReading describe(const TracedClaim& claim) const {
    ExplainedReading out = describe(trace_.readings[claim.reading]);
    out.source = id_of(claim.source);
    out.target = id_of(claim.target);
    if (!claim.prior.what.empty()) out.terms.push_back({claim.prior.what, claim.prior.factor});
    out.confidence = claim.confidence;
    return out;
  }

  ExplainedReading describe(const TracedFailure& failure) const {
    ExplainedReading out;
    set_sentence(failure.sentence, out);
    out.relation = rules_.ontology.relations[failure.group->relation].id;
    out.predicate = failure.group->id;
    out.word_span = original(failure.predicate);
    out.word = std::string(out.word_span.of(document_.text));
    if (failure.construction == nullptr) return out;
    out.construction = failure.construction->id;
    out.description = failure.construction->description;
    out.shape = failure.construction->shape;
    return out;
  }

  // The reading behind a fact. Tables, scores and names leave no trace: then its rule is all there is.
  ExplainedReading explain_fact(const relate::LocalRelation& fact) const {
    ExplainedReading out;
    const auto behind = [&](const TracedClaim& claim) {
      return claim.end == ClaimEnd::said && claim.source == fact.source && claim.target == fact.target &&
             claim.confidence == fact.evidence.confidence && trace_.readings[claim.reading].sentence == fact.evidence.sentence &&
             trace_.readings[claim.reading].relation == fact.relation;
    };
    const auto claim = std::find_if(trace_.claims.begin(), trace_.claims.end(), behind);
    if (claim != trace_.claims.end()) {
      out = describe(*claim);
    } else {
      set_sentence(fact.evidence.sentence, out);
      out.source = id_of(fact.source);
      out.target = id_of(fact.target);
      out.relation = rules_.ontology.relations[fact.relation].id;
      out.description = built_in_description(fact.evidence.rule);
      out.terms = {{"rule " + fact.evidence.rule, fact.evidence.confidence}};
    }
    out.rule = fact.evidence.rule;
    out.status = fact.evidence.status;
    out.confidence = fact.evidence.confidence;
    return out;
  }

  // ---- obstacles

  // The obstacle that the attempt which came farthest met.
  void judge(uint32_t sentence, MissedSentence& row) const {
    if (types_do_not_fit(row)) return;
    if (claim_fell(sentence, row) || reading_fell(sentence, row) || predicate_failed(sentence, row)) return;
    row.obstacle = Obstacle::no_predicate;
    row.detail = "no word of " + rules_.ontology.relations[relation_].id + " stands here, and none of its patterns matches";
  }

  std::string type_names(TypeSet types) const {
    std::vector<std::string> names;
    for (TypeId type = 0; type < rules_.ontology.types.size(); ++type) {
      if ((types & type_bit(type)) != 0) names.push_back(rules_.ontology.types[type].id);
    }
    return joined(names, ", ");
  }

  TypeSet types_of(const std::set<uint32_t>& entities) const {
    TypeSet types = 0;
    for (const uint32_t entity : entities) types |= type_bit(pipeline_.resolution.entities[entity].type);
    return types;
  }

  bool types_do_not_fit(MissedSentence& row) const {
    const RelationType& relation = rules_.ontology.relations[relation_];
    const TypeSet sources = types_of(sources_), targets = types_of(targets_);
    const bool straight = (sources & relation.source) != 0 && (targets & relation.target) != 0;
    const bool turned = relation.symmetric && (targets & relation.source) != 0 && (sources & relation.target) != 0;
    if (straight || turned) return false;
    row.obstacle = Obstacle::types;
    row.detail = relation.id + " goes from " + type_names(relation.source) + " to " + type_names(relation.target) + ", not from " +
                 type_names(sources) + " to " + type_names(targets);
    return true;
  }

  static std::string percent(double share) { return std::to_string(static_cast<int>(100 * share + 1e-9)) + " %"; }

  static std::string term_text(const std::vector<ConfidenceTerm>& terms) {
    std::vector<std::string> parts;
    for (const ConfidenceTerm& term : terms) parts.push_back(percent(term.factor) + " (" + term.what + ")");
    return joined(parts, " x ");
  }

  // A reading of just this claim that did not become a fact.
  bool claim_fell(uint32_t sentence, MissedSentence& row) const {
    for (const TracedClaim& claim : trace_.claims) {
      const TracedReading& reading = trace_.readings[claim.reading];
      if (reading.sentence != sentence || reading.relation != relation_ || !is_pair(claim.source, claim.target)) continue;
      row.reading = describe(claim);
      if (claim.end == ClaimEnd::misfit) {
        row.obstacle = Obstacle::types;
        row.detail = id_of(claim.source) + " and " + id_of(claim.target) + " are not of a kind that " + row.reading.relation + " connects";
        return true;
      }
      row.obstacle = claim.prior.factor < 1 ? Obstacle::catalogue : Obstacle::confidence;
      row.detail = "confidence " + percent(claim.confidence) + " is below " + percent(relate::kLeastConfidence) + ": " +
                   term_text(row.reading.terms);
      return true;
    }
    return false;
  }

  bool has(const TracedReading& reading, const std::set<uint32_t>& entities) const {
    return std::any_of(reading.slots.begin(), reading.slots.end(), [&](const relate::TracedSlot& slot) {
      return std::any_of(slot.entities.begin(), slot.entities.end(), [&](uint32_t entity) { return entities.count(entity) > 0; });
    });
  }

  std::string sides(const TracedReading& reading) const {
    std::vector<std::string> source, target;
    for (const relate::TracedSlot& slot : reading.slots) {
      for (const uint32_t entity : slot.entities) (slot.is_source ? source : target).push_back(pipeline_.resolution.entities[entity].label);
    }
    return joined(source, ", ") + " " + rules_.ontology.relations[reading.relation].id +
           (target.empty() ? " each other" : " " + joined(target, ", "));
  }

  // A reading of the relation in this sentence: of both ends, else of one of them; what nothing outranked came farther
  // than what it outranked.
  bool reading_fell(uint32_t sentence, MissedSentence& row) const {
    const TracedReading* best = nullptr;
    int most = 0, farthest = 0;
    for (const TracedReading& reading : trace_.readings) {
      if (reading.sentence != sentence || reading.relation != relation_) continue;
      const int ends = (has(reading, sources_) ? 1 : 0) + (has(reading, targets_) ? 1 : 0);
      const int reached = 2 * ends + (reading.outranked_by == kNone ? 1 : 0);
      if (ends == 0 || reached <= farthest) continue;
      farthest = reached;
      most = ends;
      best = &reading;
    }
    if (best == nullptr) return false;
    row.reading = describe(*best);
    const std::string by = row.reading.rule + (row.reading.word.empty() ? "" : " at " + quoted(row.reading.word));
    if (most < 2) {
      row.obstacle = Obstacle::other_arguments;
      row.detail = by + " was read as: " + sides(*best);
    } else if (best->irrealis) {
      row.obstacle = Obstacle::irrealis;
      row.detail = quoted(best->cue) + " makes the clause of " + quoted(row.reading.word) + " a question, condition, advice or wish";
    } else if (best->outranked_by != kNone) {
      const ExplainedReading other = describe(trace_.readings[best->outranked_by]);
      row.obstacle = Obstacle::outranked;
      row.detail = by + " lost to " + other.rule + ", which reads: " + sides(trace_.readings[best->outranked_by]);
    } else {
      row.obstacle = Obstacle::other_arguments;
      row.detail = by + " names both, but in other roles: " + sides(*best);
    }
    return true;
  }

  bool predicate_failed(uint32_t sentence, MissedSentence& row) const {
    const TracedFailure* best = nullptr;
    const auto farther = [](const TracedFailure& a, const TracedFailure& b) {
      const auto rank = [](const TracedFailure& f) { return f.failure == Failure::no_argument ? 2 : f.failure == Failure::no_shape ? 1 : 0; };
      return rank(a) != rank(b) ? rank(a) > rank(b) : a.progress.matched > b.progress.matched;
    };
    for (const TracedFailure& failure : trace_.failures) {
      if (failure.sentence != sentence || failure.group->relation != relation_) continue;
      if (best == nullptr || farther(failure, *best)) best = &failure;
    }
    if (best == nullptr) return false;
    row.reading = describe(*best);
    const std::string word = row.reading.predicate + " at " + quoted(row.reading.word);
    switch (best->failure) {
      case Failure::vetoed:
        row.obstacle = Obstacle::veto;
        row.detail = quoted(best->veto) + " near it forbids " + word;
        break;
      case Failure::no_argument:
        row.obstacle = Obstacle::argument;
        row.detail = word + ": " + row.reading.construction + " (" + row.reading.shape + ") matches, but what it leaves out was not found";
        break;
      case Failure::no_shape:
        row.obstacle = Obstacle::construction;
        row.detail = word + ": " + shape_failure(*best);
        break;
    }
    return true;
  }

  static std::string shape_failure(const TracedFailure& failure) {
    if (failure.construction == nullptr) return "no construction takes this form of the word";
    std::istringstream stream(failure.construction->shape);
    std::string token;
    for (uint32_t i = 0; i <= failure.progress.element; ++i) stream >> token;
    return "no construction matches; nearest is " + failure.construction->id + " (" + failure.construction->shape + "), where " +
           quoted(token) + " does not fit";
  }

  const Rules& rules_;
  const Document& document_;
  const ClaimQuery& claim_;
  extract::Pipeline pipeline_;
  relate::Trace trace_;
  RelationId relation_ = 0;
  std::set<uint32_t> sources_, targets_;  // indices into Resolution::entities
};

}  // namespace

const char* obstacle_name(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::types: return "types";
    case Obstacle::no_predicate: return "no_predicate";
    case Obstacle::veto: return "veto";
    case Obstacle::construction: return "construction";
    case Obstacle::argument: return "argument";
    case Obstacle::other_arguments: return "other_arguments";
    case Obstacle::outranked: return "outranked";
    case Obstacle::irrealis: return "irrealis";
    case Obstacle::confidence: return "confidence";
    case Obstacle::catalogue: return "catalogue";
  }
  return "";
}

Result<std::vector<ExplainedReading>> explain(const RuleSet& rule_set, const Document& document, const ClaimQuery& claim) {
  Inquiry inquiry(rule_set, document, claim);
  Diagnostics problems;
  inquiry.resolve_names(problems);
  if (!problems.empty()) return problems;
  return inquiry.said();
}

Result<WhyNot> why_not(const RuleSet& rule_set, const Document& document, const ClaimQuery& claim) {
  Inquiry inquiry(rule_set, document, claim);
  Diagnostics problems;
  inquiry.resolve_names(problems);
  if (!problems.empty()) return problems;
  WhyNot out;
  out.said = inquiry.said();
  if (out.said.empty()) out.sentences = inquiry.missed();
  return out;
}

}  // namespace whobuilds
