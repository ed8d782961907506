#include "graph/contribution.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tuple>
#include <utility>

#include "core/sha256.h"

namespace whobuilds::graph {
namespace {

// A line of fields that no content can imitate: each field is preceded by its length.
class CanonicalLine {
 public:
  explicit CanonicalLine(std::string_view kind) { add(kind); }

  CanonicalLine& add(std::string_view field) {
    line_ += std::to_string(field.size());
    line_ += ':';
    line_ += field;
    return *this;
  }
  CanonicalLine& add(double number) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    return add(std::string_view(digits, static_cast<size_t>(end - digits)));
  }
  CanonicalLine& add(Span span) { return add(std::to_string(span.begin)).add(std::to_string(span.end)); }
  CanonicalLine& add(const Quantity& quantity) {
    if (quantity.number) return add("number").add(*quantity.number).add(quantity.unit);
    return add("text").add(quantity.text).add(quantity.unit);
  }
  CanonicalLine& add(const Evidence& evidence) {
    return add(evidence.span)
        .add(evidence.sentence)
        .add(evidence.rule)
        .add(status_name(evidence.status))
        .add(evidence.confidence)
        .add(evidence.source);
  }
  CanonicalLine& add(const std::map<std::string, std::string>& names) {
    add(std::to_string(names.size()));
    for (const auto& name : names) add(name.first).add(name.second);
    return *this;
  }

  std::string take() { return std::move(line_); }

 private:
  std::string line_;
};

std::string entity_line(const Entity& entity) {
  CanonicalLine line("entity");
  line.add(entity.id).add(entity.type).add(entity.label).add(entity.discovered ? "discovered" : "listed");
  line.add(entity.names);
  std::vector<std::string> aliases = entity.aliases;
  std::sort(aliases.begin(), aliases.end());
  aliases.erase(std::unique(aliases.begin(), aliases.end()), aliases.end());
  for (const std::string& alias : aliases) line.add(alias);
  return line.take();
}

std::string relation_line(const DocumentFacts& facts, const RelationFact& fact) {
  CanonicalLine line("relation");
  line.add(facts.entities[fact.source].id).add(fact.relation).add(facts.entities[fact.target].id);
  line.add(fact.inferred ? "inferred" : "read").add(fact.evidence);
  for (const auto& attribute : fact.attributes) line.add(attribute.first).add(attribute.second);
  return line.take();
}

std::vector<std::string> canonical_lines(const DocumentFacts& facts) {
  std::vector<std::string> lines;
  for (const Entity& entity : facts.entities) lines.push_back(entity_line(entity));
  for (const Mention& mention : facts.mentions) {
    lines.push_back(CanonicalLine("mention")
                        .add(facts.entities[mention.entity].id)
                        .add(mention.span)
                        .add(mention.text)
                        .take());
  }
  for (const RelationFact& fact : facts.relations) lines.push_back(relation_line(facts, fact));
  for (const AttributeFact& fact : facts.attributes) {
    lines.push_back(CanonicalLine("attribute")
                        .add(facts.entities[fact.entity].id)
                        .add(fact.key)
                        .add(fact.value)
                        .add(fact.evidence)
                        .take());
  }
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

std::string hash_of(const DocumentFacts& facts) {
  const DocumentInfo& document = facts.document;
  core::Sha256 hash;
  hash.update(CanonicalLine("document").add(document.id).add(document.sha256).add(document.date).take());
  for (const std::string& line : canonical_lines(facts)) {
    hash.update("\n");
    hash.update(line);
  }
  return core::to_hex(hash.finish());
}

void make_finite(Quantity& quantity) {
  if (quantity.number && !std::isfinite(*quantity.number)) quantity.number.reset();
}

void make_valid(Evidence& evidence) {
  evidence.confidence = std::isnan(evidence.confidence) ? 0 : std::clamp(evidence.confidence, 0.0, 1.0);
}

void drop_invalid(DocumentFacts& facts) {
  const size_t count = facts.entities.size();
  const auto drop = [](auto& list, auto&& invalid) {
    list.erase(std::remove_if(list.begin(), list.end(), invalid), list.end());
  };
  drop(facts.mentions, [count](const Mention& mention) { return mention.entity >= count; });
  drop(facts.relations,
       [count](const RelationFact& fact) { return fact.source >= count || fact.target >= count; });
  drop(facts.attributes, [count](const AttributeFact& fact) { return fact.entity >= count; });
  for (RelationFact& fact : facts.relations) {
    make_valid(fact.evidence);
    for (auto& attribute : fact.attributes) make_finite(attribute.second);
  }
  for (AttributeFact& fact : facts.attributes) {
    make_valid(fact.evidence);
    make_finite(fact.value);
  }
}

// Takes over what the other knows; of two texts for one sentence the smaller stays.
void unite(std::map<Span, std::string>& into, std::map<Span, std::string>&& other) {
  for (auto& [sentence, text] : other) {
    const auto [known, is_new] = into.emplace(sentence, text);
    if (!is_new && text < known->second) known->second = std::move(text);
  }
}

// Everything of a document that does not show in the hash.
auto circumstances(const DocumentInfo& document) {
  return std::tie(document.path, document.title, document.url, document.language, document.offsets_in);
}

}  // namespace

const std::string& Contribution::text_of(const Evidence& evidence) const {
  static const std::string unknown;
  const auto found = sentences.find(evidence.sentence);
  return found == sentences.end() ? unknown : found->second;
}

Contribution make_contribution(FactsRecord record) {
  Contribution contribution{std::move(record), {}};
  drop_invalid(contribution.facts);
  contribution.hash = hash_of(contribution.facts);
  return contribution;
}

Contribution make_contribution(const DocumentFacts& facts, const SentenceText& sentence_text) {
  Contribution contribution = make_contribution(FactsRecord{facts, {}, {}});
  const auto note = [&](Span sentence) {
    std::string text = sentence_text(sentence);
    if (!text.empty()) contribution.sentences.emplace(sentence, std::move(text));
  };
  for (const RelationFact& fact : contribution.facts.relations) note(fact.evidence.sentence);
  for (const AttributeFact& fact : contribution.facts.attributes) note(fact.evidence.sentence);
  return contribution;
}

void join(Contribution& into, Contribution&& other) {
  DocumentInfo document = std::min(into.facts.document, other.facts.document,
                                   [](const auto& a, const auto& b) { return circumstances(a) < circumstances(b); });
  if (std::tie(other.hash, other.rules) < std::tie(into.hash, into.rules)) std::swap(into, other);
  unite(into.sentences, std::move(other.sentences));
  // The date is part of the hash: it stays with the facts that were read beside it. Were it to change, the hash of
  // what is written and read back would be another one, and with it the choice when that is joined again.
  document.date = std::move(into.facts.document.date);
  into.facts.document = std::move(document);
}

}  // namespace whobuilds::graph
