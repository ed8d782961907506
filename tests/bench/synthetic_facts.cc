#include "bench/synthetic_facts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <unordered_map>

namespace whobuilds::bench {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014): the distributions of the standard library differ between its makers.
class Random {
 public:
  Random(uint64_t seed, uint64_t stream) : state_(seed * 0x9e3779b97f4a7c15U ^ stream * 0xd1342543de82ef95U) {}

  uint64_t bits() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
  size_t below(size_t count) { return static_cast<size_t>(bits() % count); }
  double unit() { return static_cast<double>(bits() >> 11) * 0x1p-53; }  // [0, 1)

 private:
  uint64_t state_;
};

// A rank below `count`, the smaller the more often: the law's continuous form, inverted.
size_t zipf(Random& random, size_t count, double skew) {
  const double most = static_cast<double>(count) + 1, u = random.unit(), rest = 1 - skew;
  const double x = std::fabs(rest) < 1e-9 ? std::pow(most, u) : std::pow((std::pow(most, rest) - 1) * u + 1, 1 / rest);
  return std::min(static_cast<size_t>(x) - 1, count - 1);
}

struct Kind {
  const char* type;
  const char* prefix;
  const char* ja;
};
// An entity of rank r is of kind r % 4.
constexpr std::array<Kind, 4> kKinds = {Kind{"Company", "company", "企業"}, Kind{"Model", "model", "モデル"},
                                        Kind{"Company", "company", "企業"}, Kind{"Chip", "chip", "チップ"}};

struct Relation {
  const char* id;
  const char* words;
  size_t source, target;  // kinds
};
constexpr std::array<Relation, 10> kRelations = {Relation{"develops", "developed", 0, 1},
                                                 Relation{"develops", "builds", 2, 3},
                                                 Relation{"uses", "uses", 2, 3},
                                                 Relation{"supplies", "supplies", 0, 2},
                                                 Relation{"trained_on", "was trained on", 1, 3},
                                                 Relation{"runs_on", "runs on", 1, 3},
                                                 Relation{"competes_with", "competes with", 0, 2},
                                                 Relation{"partners_with", "works with", 2, 0},
                                                 Relation{"invests_in", "invests in", 0, 2},
                                                 Relation{"outperforms", "outperforms", 3, 3}};

std::string number(size_t value) { return std::to_string(value); }

// One document while it is made.
class Maker {
 public:
  Maker(const SyntheticOptions& options, size_t index) : options_(options), random_(options.seed, index + 1) {
    DocumentInfo& document = record_.facts.document;
    char id[32], date[16];
    std::snprintf(id, sizeof id, "synthetic-%09zu", index);
    std::snprintf(date, sizeof date, "202%zu-%02zu-%02zu", 3 + random_.below(4), 1 + random_.below(12),
                  1 + random_.below(28));
    document.id = id;
    document.path = document.id + ".jsonl";
    document.title = "Synthetic document " + number(index);
    document.date = date;
    document.url = "https://example.com/" + document.id;
    for (int i = 0; i < 4; ++i) append_hex(random_.bits(), document.sha256);
    document.language = Language::en;
    document.offsets_in = OffsetsIn::text;
  }

  FactsRecord make() {
    for (size_t i = 0; i < options_.facts_per_document; ++i) {
      if (random_.below(8) == 0) {
        state();
      } else {
        relate();
      }
    }
    sort_facts(record_.facts);
    return std::move(record_);
  }

 private:
  static void append_hex(uint64_t bits, std::string& out) {
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(bits));
    out += digits;
  }

  // The rank of an entity of this kind.
  size_t draw(size_t kind) {
    return zipf(random_, options_.entities / kKinds.size(), options_.skew) * kKinds.size() + kind;
  }

  uint32_t entity(size_t rank) {
    std::vector<Entity>& entities = record_.facts.entities;
    const auto [known, is_new] = entity_index_.emplace(rank, static_cast<uint32_t>(entities.size()));
    if (is_new) {
      const Kind& kind = kKinds[rank % kKinds.size()];
      Entity entity;
      entity.id = synthetic_id(rank);
      entity.type = kind.type;
      entity.label = synthetic_label(rank);
      entity.names = {{"en", entity.label}, {"ja", kind.ja + number(rank)}};
      entity.aliases = {entity.label, kind.ja + number(rank)};
      std::sort(entity.aliases.begin(), entity.aliases.end());
      entity.discovered = rank > options_.entities / 2;
      entities.push_back(std::move(entity));
    }
    return known->second;
  }

  void mention(uint32_t entity, uint32_t begin) {
    const std::string& label = record_.facts.entities[entity].label;
    record_.facts.mentions.push_back({entity, {begin, begin + static_cast<uint32_t>(label.size())}, label});
  }

  Status status() {
    const size_t draw = random_.below(100);
    return draw < 90 ? Status::asserted : draw < 95 ? Status::planned : draw < 98 ? Status::rumored : Status::denied;
  }

  Evidence evidence(const std::string& sentence, const std::string& rule) {
    Evidence evidence;
    evidence.sentence = {end_, end_ + static_cast<uint32_t>(sentence.size())};
    evidence.span = {end_, evidence.sentence.end - 1};
    evidence.rule = rule;
    evidence.status = status();
    evidence.confidence = 0.5 + static_cast<double>(random_.below(50)) / 100;
    if (random_.below(10) == 0) evidence.source = "analyst " + number(random_.below(100));
    record_.sentences.emplace(evidence.sentence, sentence);
    end_ = evidence.sentence.end + 1;
    return evidence;
  }

  // The same few endings: the same claim in the same words is a copy of another document's sentence.
  std::string ending() { return " in quarter " + number(1 + random_.below(40)) + "."; }

  void relate() {
    const Relation& relation = kRelations[random_.below(kRelations.size())];
    const size_t source_rank = draw(relation.source);
    size_t target_rank = draw(relation.target);
    if (target_rank == source_rank) {  // of one kind, and nothing relates to itself
      target_rank = source_rank >= kKinds.size() ? source_rank - kKinds.size() : source_rank + kKinds.size();
    }
    RelationFact fact;
    fact.source = entity(source_rank);
    fact.target = entity(target_rank);
    fact.relation = relation.id;
    const std::string subject = synthetic_label(source_rank) + " " + relation.words + " ";
    mention(fact.source, end_);
    mention(fact.target, end_ + static_cast<uint32_t>(subject.size()));
    if (fact.relation == "invests_in")
      fact.attributes["amount"] = {1e6 * static_cast<double>(1 + random_.below(999)), "", "USD"};
    fact.evidence =
        evidence(subject + synthetic_label(target_rank) + ending(), std::string("en.active.") + relation.id);
    record_.facts.relations.push_back(std::move(fact));
  }

  void state() {
    const bool of_model = random_.below(2) == 0;
    const size_t rank = draw(of_model ? 1 : 3);
    AttributeFact fact;
    fact.entity = entity(rank);
    fact.key = of_model ? "parameters" : "process_node";
    fact.value = of_model ? Quantity{1e9 * static_cast<double>(1 + random_.below(40)), "", ""}
                          : Quantity{static_cast<double>(2 + random_.below(8)), "", "nm"};
    mention(fact.entity, end_);
    fact.evidence = evidence(synthetic_label(rank) + " has so many" + ending(), "en.value." + fact.key);
    record_.facts.attributes.push_back(std::move(fact));
  }

  const SyntheticOptions& options_;
  Random random_;
  FactsRecord record_;
  std::unordered_map<size_t, uint32_t> entity_index_;  // by rank
  uint32_t end_ = 0;                                   // of the text up to now
};

}  // namespace

SyntheticOptions synthetic_arguments(int argc, char** argv) {
  SyntheticOptions options;
  const auto count = [&](int place, size_t otherwise) {
    return place < argc ? static_cast<size_t>(std::strtoull(argv[place], nullptr, 10)) : otherwise;
  };
  options.documents = count(1, options.documents);
  options.facts_per_document = count(2, options.facts_per_document);
  options.entities = std::max(2 * kKinds.size(), count(3, options.entities));
  if (argc > 4) options.skew = std::atof(argv[4]);
  options.seed = count(5, options.seed);
  return options;
}

std::string synthetic_label(size_t rank) { return std::string(kKinds[rank % kKinds.size()].type) + " " + number(rank); }

std::string synthetic_id(size_t rank) {
  return std::string(kKinds[rank % kKinds.size()].prefix) + ":synthetic-" + number(rank);
}

FactsRecord synthetic_record(const SyntheticOptions& options, size_t index) { return Maker(options, index).make(); }

}  // namespace whobuilds::bench
