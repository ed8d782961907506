#include "extract/score.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <tuple>

#include "core/utf8.h"
#include "text/fold.h"

namespace whobuilds::extract {
namespace {

using Json = nlohmann::json;

// Relations that read the same both ways.
constexpr std::array<std::string_view, 2> kSymmetric = {"partners_with", "competes_with"};
// Said of a unit or of its parent: the other level answers for it.
constexpr std::array<std::string_view, 8> kLiftedByUnit = {
    "develops", "manufactures", "uses", "supplies", "invests_in", "acquires", "partners_with", "competes_with"};
// Of those, the ones whose target may be lifted too.
constexpr std::array<std::string_view, 5> kLiftedTarget = {"partners_with", "competes_with", "supplies", "invests_in", "acquires"};
// Holds for the variants of its target as well.
constexpr std::string_view kInheritedByVariant = "develops";

template <size_t N>
bool is_one_of(std::string_view relation, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), relation) != list.end();
}

bool is_ignored(char32_t c) {
  if (core::is_space(c) || (c >= 0x2010 && c <= 0x2015)) return true;
  switch (c) {
    case '-': case '_': case '.': case ',': case '/': case '\'': case '"': case '(': case ')': case 0xB7:
    case 0x30FB: case 0x3001: case 0x3002: case 0x300C: case 0x300D: case 0x300E: case 0x300F: case 0xFF08: case 0xFF09:
    case 0x0B: case 0x0C: case 0x85: case 0x1680: case 0x2028: case 0x2029:
      return true;
    default:
      return false;
  }
}

// ---- gold files

class GoldReader {
 public:
  explicit GoldReader(const std::string& file) : file_(file) {}

  Result<ScoredFacts> read(std::string_view bytes) {
    const Json json = Json::parse(bytes.begin(), bytes.end(), nullptr, false);
    if (json.is_discarded() || !json.is_object()) {
      return fault("", "The gold file is not a JSON object", "the form that gold/GUIDELINES.md describes");
    }
    each(json, "entities", [this](const Json& entry, const std::string& pointer) { read_entity(entry, pointer); });
    each(json, "relations", [this](const Json& entry, const std::string& pointer) { read_relation(entry, pointer); });
    each(json, "attributes", [this](const Json& entry, const std::string& pointer) { read_attribute(entry, pointer); });
    if (!problems_.empty()) return problems_;
    return std::move(facts_);
  }

 private:
  Diagnostic fault(const std::string& pointer, const std::string& message, const std::string& expected) const {
    Diagnostic diagnostic;
    diagnostic.code = "eval.gold";
    diagnostic.file = file_;
    diagnostic.pointer = pointer;
    diagnostic.message = message;
    diagnostic.expected = expected;
    diagnostic.remedy = "correct the gold file";
    return diagnostic;
  }

  template <typename Read>
  void each(const Json& json, const std::string& key, const Read& read_entry) {
    const auto list = json.find(key);
    if (list == json.end()) return;
    if (!list->is_array()) {
      problems_.push_back(fault("/" + key, "\"" + key + "\" is not a list", "an array of objects"));
      return;
    }
    for (size_t i = 0; i < list->size(); ++i) {
      const std::string pointer = "/" + key + "/" + std::to_string(i);
      const Json& entry = (*list)[i];
      if (entry.is_object()) {
        read_entry(entry, pointer);
      } else {
        problems_.push_back(fault(pointer, "The entry is not an object", "an object"));
      }
    }
  }

  // The string at `key`; a missing or other value is a problem.
  std::string text_at(const Json& entry, const std::string& key, const std::string& pointer) {
    const auto value = entry.find(key);
    if (value != entry.end() && value->is_string()) return value->get<std::string>();
    problems_.push_back(fault(pointer + "/" + key, "The entry has no string \"" + key + "\"", "a string"));
    return {};
  }

  std::vector<std::string> texts_at(const Json& entry, const std::string& key, const std::string& pointer) {
    std::vector<std::string> texts;
    const auto list = entry.find(key);
    if (list == entry.end() || list->is_null()) return texts;
    if (!list->is_array()) {
      problems_.push_back(fault(pointer + "/" + key, "\"" + key + "\" is not a list", "an array of strings"));
      return texts;
    }
    for (const Json& text : *list) {
      if (text.is_string()) {
        texts.push_back(text.get<std::string>());
      } else {
        problems_.push_back(fault(pointer + "/" + key, "\"" + key + "\" holds something else than strings", "an array of strings"));
      }
    }
    return texts;
  }

  static bool is_optional(const Json& entry) {
    const auto value = entry.find("optional");
    return value != entry.end() && value->is_boolean() && value->get<bool>();
  }

  void read_entity(const Json& entry, const std::string& pointer) {
    const std::string id = text_at(entry, "id", pointer);
    ScoredThing thing;
    thing.label = text_at(entry, "name", pointer);
    thing.types.push_back(text_at(entry, "type", pointer));
    for (std::string& type : texts_at(entry, "also", pointer)) thing.types.push_back(std::move(type));
    std::set<std::string> names = {name_for_score(thing.label)};
    for (const std::string& alias : texts_at(entry, "aliases", pointer)) names.insert(name_for_score(alias));
    names.erase("");
    thing.names.assign(names.begin(), names.end());
    thing.optional = is_optional(entry);
    if (!by_id_.emplace(id, static_cast<uint32_t>(facts_.things.size())).second) {
      problems_.push_back(fault(pointer + "/id", "The id \"" + id + "\" is given twice", "an id of its own"));
    }
    facts_.things.push_back(std::move(thing));
  }

  void read_relation(const Json& entry, const std::string& pointer) {
    const auto source = by_id_.find(text_at(entry, "source", pointer));
    const auto target = by_id_.find(text_at(entry, "target", pointer));
    ScoredRelation relation;
    relation.relation = text_at(entry, "type", pointer);
    if (entry.contains("status")) {
      const std::optional<Status> status = status_from_name(text_at(entry, "status", pointer));
      if (!status) problems_.push_back(fault(pointer + "/status", "Unknown status", "asserted, planned, rumored or denied"));
      relation.status = status.value_or(Status::asserted);
    }
    if (source == by_id_.end() || target == by_id_.end()) return;
    relation.source = source->second;
    relation.target = target->second;
    relation.optional = is_optional(entry);
    facts_.relations.push_back(std::move(relation));
  }

  void read_attribute(const Json& entry, const std::string& pointer) {
    const auto thing = by_id_.find(text_at(entry, "entity", pointer));
    ScoredAttribute attribute;
    attribute.key = text_at(entry, "key", pointer);
    const auto value = entry.find("value");
    if (value != entry.end() && value->is_number()) {
      attribute.value.number = value->get<double>();
    } else if (value != entry.end() && value->is_string()) {
      attribute.value.text = value->get<std::string>();
    } else {
      problems_.push_back(fault(pointer + "/value", "The attribute has no value", "a number or a string"));
    }
    if (thing == by_id_.end()) return;
    attribute.thing = thing->second;
    attribute.optional = is_optional(entry);
    facts_.attributes.push_back(std::move(attribute));
  }

  const std::string& file_;
  Diagnostics problems_;
  ScoredFacts facts_;
  std::map<std::string, uint32_t> by_id_;
};

// ---- values

std::optional<double> number_of(const Quantity& value) {
  if (value.number) return value.number;
  const char* begin = value.text.data();
  const char* end = begin + value.text.size();
  while (begin < end && core::is_space(static_cast<unsigned char>(*begin))) ++begin;
  while (end > begin && core::is_space(static_cast<unsigned char>(end[-1]))) --end;
  if (begin < end && *begin == '+') ++begin;
  double number = 0;
  const auto [rest, error] = std::from_chars(begin, end, number);
  if (error != std::errc() || rest != end || begin == end) return std::nullopt;
  return number;
}

std::string written(const Quantity& value) { return value.number ? Json(*value.number).dump() : value.text; }

size_t characters(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool begins_with(std::string_view text, std::string_view begin) { return text.substr(0, begin.size()) == begin; }

// ---- comparing

using Triple = std::tuple<uint32_t, std::string, uint32_t>;
using Above = std::vector<std::set<uint32_t>>;  // thing -> what it is directly a variant or a part of

Triple canonical(uint32_t source, const std::string& relation, uint32_t target) {
  if (is_one_of(relation, kSymmetric) && target < source) std::swap(source, target);
  return {source, relation, target};
}

// Everything above `thing`.
std::set<uint32_t> ancestors(const Above& above, uint32_t thing) {
  std::set<uint32_t> seen;
  std::vector<uint32_t> todo = {thing};
  while (!todo.empty()) {
    const uint32_t at = todo.back();
    todo.pop_back();
    for (const uint32_t next : above[at]) {
      if (seen.insert(next).second) todo.push_back(next);
    }
  }
  return seen;
}

// A thing with everything above and below it.
std::vector<std::set<uint32_t>> lineages(const Above& above) {
  std::vector<std::set<uint32_t>> lines(above.size());
  for (uint32_t thing = 0; thing < above.size(); ++thing) {
    lines[thing].insert(thing);
    for (const uint32_t higher : ancestors(above, thing)) {
      lines[thing].insert(higher);
      lines[higher].insert(thing);
    }
  }
  return lines;
}

class Comparison {
 public:
  Comparison(const ScoredFacts& gold, const ScoredFacts& predicted, const std::string& document, Evaluation& evaluation)
      : gold_(gold), predicted_(predicted), document_(document), evaluation_(evaluation) {}

  void run() {
    match_things();
    score_things();
    score_relations();
    score_attributes();
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  void error(const std::string& what, const std::string& text) {
    evaluation_.errors.push_back(document_ + " " + what + ": " + text);
  }

  static bool accepts(const ScoredThing& gold, const std::string& type) {
    return std::find(gold.types.begin(), gold.types.end(), type) != gold.types.end();
  }

  // Each predicted thing is at most one gold thing: the one that accepts its type, carries its
  // name as label, shares most names, in this order; the first of equals.
  void match_things() {
    matched_.assign(predicted_.things.size(), kNone);
    for (size_t p = 0; p < predicted_.things.size(); ++p) {
      const ScoredThing& thing = predicted_.things[p];
      std::tuple<bool, bool, size_t> best_rank;
      for (size_t g = 0; g < gold_.things.size(); ++g) {
        const ScoredThing& gold = gold_.things[g];
        std::vector<std::string> shared;
        std::set_intersection(thing.names.begin(), thing.names.end(), gold.names.begin(), gold.names.end(), std::back_inserter(shared));
        if (shared.empty()) continue;
        const bool has_label = std::binary_search(thing.names.begin(), thing.names.end(), name_for_score(gold.label));
        const auto rank = std::make_tuple(accepts(gold, thing.types.front()), has_label, shared.size());
        if (matched_[p] == kNone || rank > best_rank) {
          best_rank = rank;
          matched_[p] = static_cast<uint32_t>(g);
        }
      }
    }
  }

  void count_entity(const std::string& type, uint32_t Score::*outcome) {
    ++(evaluation_.entities.*outcome);
    ++(evaluation_.by_entity_type[type].*outcome);
    if (type == "Company" || type == "Model" || type == "Chip") ++(evaluation_.core_entities.*outcome);
  }

  void score_things() {
    std::vector<uint32_t> hit(gold_.things.size(), kNone);
    for (uint32_t p = 0; p < predicted_.things.size(); ++p) {
      const ScoredThing& thing = predicted_.things[p];
      const std::string& type = thing.types.front();
      const ScoredThing* gold = matched_[p] == kNone ? nullptr : &gold_.things[matched_[p]];
      if (gold != nullptr && accepts(*gold, type)) {
        uint32_t& first = hit[matched_[p]];
        if (first != kNone) {
          count_entity(type, &Score::false_positives);
          error("entity twice", type + " " + thing.label + " and " + predicted_.things[first].label);
          continue;
        }
        first = p;
        if (!gold->optional) count_entity(gold->types.front(), &Score::true_positives);
      } else if (gold == nullptr || !gold->optional) {
        count_entity(type, &Score::false_positives);
        error("entity wrong", type + " " + thing.label + (gold != nullptr ? " (gold " + gold->types.front() + ")" : ""));
      }
    }
    for (size_t g = 0; g < gold_.things.size(); ++g) {
      if (hit[g] != kNone || gold_.things[g].optional) continue;
      count_entity(gold_.things[g].types.front(), &Score::false_negatives);
      error("entity missed", gold_.things[g].types.front() + " " + gold_.things[g].label);
    }
  }

  void count_relation(const std::string& relation, uint32_t Score::*outcome) {
    ++(evaluation_.relations.*outcome);
    ++(evaluation_.by_relation[relation].*outcome);
    if (relation == "develops" || relation == "manufactures") ++(evaluation_.develops.*outcome);
  }

  Above above_by(std::string_view relation) const {
    Above above(gold_.things.size());
    for (const ScoredRelation& fact : gold_.relations) {
      if (fact.relation == relation) above[fact.source].insert(fact.target);
    }
    return above;
  }

  // What follows from gold relations is neither asked for nor wrong.
  void add_implied(const Above& variants, const Above& units) {
    const std::vector<std::set<uint32_t>> variant_lines = lineages(variants), unit_lines = lineages(units);
    for (uint32_t thing = 0; thing < gold_.things.size(); ++thing) {
      for (const uint32_t higher : ancestors(variants, thing)) neutral_.insert(canonical(thing, "variant_of", higher));
      for (const uint32_t higher : ancestors(units, thing)) neutral_.insert(canonical(thing, "part_of", higher));
    }
    for (const ScoredRelation& fact : gold_.relations) {
      if (!is_one_of(fact.relation, kLiftedByUnit)) continue;
      std::set<uint32_t> targets = {fact.target};
      if (fact.relation == kInheritedByVariant) targets = variant_lines[fact.target];
      if (is_one_of(fact.relation, kLiftedTarget)) targets.insert(unit_lines[fact.target].begin(), unit_lines[fact.target].end());
      for (const uint32_t source : unit_lines[fact.source]) {
        for (const uint32_t target : targets) {
          if (source != target) neutral_.insert(canonical(source, fact.relation, target));
        }
      }
    }
  }

  // The same relation said of the unit or of its parent answers for the one that gold asks.
  void add_lifted(const std::vector<Triple>& order, const std::vector<std::set<uint32_t>>& groups) {
    for (const Triple& key : order) {
      const ScoredRelation& fact = *required_.at(key);
      if (!is_one_of(fact.relation, kLiftedByUnit)) continue;
      for (const uint32_t source : groups[fact.source]) {
        for (const uint32_t target : groups[fact.target]) lifted_.emplace(canonical(source, fact.relation, target), key);
      }
    }
  }

  void score_relations() {
    std::vector<Triple> order;  // of the required relations, as gold lists them
    std::map<Triple, Status> status;
    for (const ScoredRelation& fact : gold_.relations) {
      const Triple key = canonical(fact.source, fact.relation, fact.target);
      status[key] = fact.status;
      if (fact.optional || gold_.things[fact.source].optional || gold_.things[fact.target].optional) {
        neutral_.insert(key);
        continue;
      }
      if (required_.find(key) == required_.end()) order.push_back(key);
      required_[key] = &fact;
    }
    const Above variants = above_by("variant_of"), units = above_by("part_of");
    add_implied(variants, units);
    add_lifted(order, lineages(units));
    std::set<Triple> found;
    for (const ScoredRelation& fact : predicted_.relations) score_relation(fact, status, found);
    for (const Triple& key : order) {
      if (found.count(key) > 0) continue;
      const ScoredRelation& fact = *required_.at(key);
      count_relation(fact.relation, &Score::false_negatives);
      error("relation missed", gold_.things[fact.source].label + " -" + fact.relation + "-> " + gold_.things[fact.target].label);
    }
  }

  void score_relation(const ScoredRelation& fact, const std::map<Triple, Status>& status, std::set<Triple>& found) {
    const uint32_t source = matched_[fact.source], target = matched_[fact.target];
    const bool known = source != kNone && target != kNone;
    Triple key = known ? canonical(source, fact.relation, target) : Triple();
    if (known && required_.count(key) == 0) {
      const auto lifted = lifted_.find(key);
      if (lifted != lifted_.end() && found.count(lifted->second) == 0) key = lifted->second;
    }
    if (known && found.count(key) > 0) return;
    if (known && required_.count(key) > 0) {
      found.insert(key);
      count_relation(fact.relation, &Score::true_positives);
      ++(fact.status == status.at(key) ? evaluation_.status_right : evaluation_.status_wrong);
      return;
    }
    if ((known && neutral_.count(key) > 0) || (source != kNone && source == target)) return;
    count_relation(fact.relation, &Score::false_positives);
    error("relation wrong", predicted_.things[fact.source].label + " -" + fact.relation + "-> " + predicted_.things[fact.target].label);
    if (known) found.insert(key);
  }

  void count_attribute(const std::string& key, uint32_t Score::*outcome) {
    ++(evaluation_.attributes.*outcome);
    ++(evaluation_.by_attribute[key].*outcome);
  }

  bool gold_optional(const ScoredAttribute& attribute) const {
    return attribute.optional || gold_.things[attribute.thing].optional;
  }

  void score_attributes() {
    std::vector<bool> used(gold_.attributes.size(), false);
    for (const ScoredAttribute& attribute : predicted_.attributes) score_attribute(attribute, used);
    for (size_t i = 0; i < used.size(); ++i) {
      const ScoredAttribute& attribute = gold_.attributes[i];
      if (used[i] || gold_optional(attribute)) continue;
      count_attribute(attribute.key, &Score::false_negatives);
      error("attribute missed", gold_.things[attribute.thing].label + " " + attribute.key + "=" + written(attribute.value));
    }
  }

  void score_attribute(const ScoredAttribute& attribute, std::vector<bool>& used) {
    std::vector<size_t> hits;
    bool optional_hit = false;
    for (size_t i = 0; i < gold_.attributes.size(); ++i) {
      const ScoredAttribute& gold = gold_.attributes[i];
      if (gold.thing != matched_[attribute.thing] || gold.key != attribute.key || !same_value(gold.value, attribute.value)) continue;
      if (gold_optional(gold)) {
        optional_hit = true;
      } else {
        hits.push_back(i);
      }
    }
    if (!hits.empty()) {
      const bool all_used = std::all_of(hits.begin(), hits.end(), [&used](size_t i) { return used[i]; });
      if (!all_used) count_attribute(attribute.key, &Score::true_positives);
      used[hits.front()] = true;
    } else if (!optional_hit) {
      count_attribute(attribute.key, &Score::false_positives);
      error("attribute wrong", predicted_.things[attribute.thing].label + " " + attribute.key + "=" + written(attribute.value));
    }
  }

  const ScoredFacts& gold_;
  const ScoredFacts& predicted_;
  const std::string& document_;
  Evaluation& evaluation_;
  std::vector<uint32_t> matched_;  // predicted thing -> gold thing
  std::map<Triple, const ScoredRelation*> required_;
  std::set<Triple> neutral_;
  std::map<Triple, Triple> lifted_;
};

}  // namespace

std::string name_for_score(std::string_view name) {
  const std::string folded = text::folded(text::nfkc(name));
  std::string key;
  key.reserve(folded.size());
  for (uint32_t at = 0; at < folded.size();) {
    const uint32_t begin = at;
    if (!is_ignored(core::decode(folded, at))) key.append(folded, begin, at - begin);
  }
  return key;
}

bool same_value(const Quantity& a, const Quantity& b) {
  const std::optional<double> x = number_of(a), y = number_of(b);
  if (x && y) return *x == *y || std::fabs(*x - *y) <= 0.02 * std::max(std::fabs(*x), std::fabs(*y));
  const std::string key_a = name_for_score(written(a)), key_b = name_for_score(written(b));
  if (key_a == key_b) return true;
  const std::string& shorter = characters(key_b) < characters(key_a) ? key_b : key_a;
  return characters(shorter) >= 4 && (begins_with(key_a, key_b) || begins_with(key_b, key_a));
}

Result<ScoredFacts> read_gold(std::string_view json, const std::string& file) { return GoldReader(file).read(json); }

ScoredFacts scored(const DocumentFacts& facts) {
  ScoredFacts out;
  for (const Entity& entity : facts.entities) {
    std::set<std::string> names = {name_for_score(entity.label)};
    for (const std::string& alias : entity.aliases) names.insert(name_for_score(alias));
    for (const auto& [language, name] : entity.names) names.insert(name_for_score(name));
    names.erase("");
    out.things.push_back({entity.label, {names.begin(), names.end()}, {entity.type}, false});
  }
  std::map<Triple, ScoredRelation> relations;
  std::map<Triple, Span> said_at;
  for (const RelationFact& fact : facts.relations) {
    const Triple key = canonical(fact.source, fact.relation, fact.target);
    const Status status = fact.evidence.status;
    const auto [known, added] = relations.try_emplace(key, ScoredRelation{std::get<0>(key), std::get<2>(key), fact.relation, status, false});
    const bool later = added || said_at[key] < fact.evidence.span;
    if (later) said_at[key] = fact.evidence.span;
    if (known->second.status == Status::asserted) continue;
    if (status == Status::asserted || later) known->second.status = status;
  }
  for (auto& [key, relation] : relations) out.relations.push_back(std::move(relation));
  std::map<std::tuple<uint32_t, std::string, std::string, std::string>, ScoredAttribute> attributes;
  for (const AttributeFact& fact : facts.attributes) {
    attributes.try_emplace({fact.entity, fact.key, written(fact.value), fact.value.unit}, ScoredAttribute{fact.entity, fact.key, fact.value, false});
  }
  for (auto& [key, attribute] : attributes) out.attributes.push_back(std::move(attribute));
  return out;
}

void compare(const ScoredFacts& gold, const ScoredFacts& predicted, const std::string& document, Evaluation& evaluation) {
  Comparison(gold, predicted, document, evaluation).run();
}

}  // namespace whobuilds::extract

namespace whobuilds {

double Score::precision() const {
  const uint32_t given = true_positives + false_positives;
  return given == 0 ? 0.0 : static_cast<double>(true_positives) / given;
}

double Score::recall() const {
  const uint32_t asked = true_positives + false_negatives;
  return asked == 0 ? 0.0 : static_cast<double>(true_positives) / asked;
}

double Score::f1() const {
  const double sum = precision() + recall();
  return sum == 0 ? 0.0 : 2 * precision() * recall() / sum;
}

}  // namespace whobuilds
