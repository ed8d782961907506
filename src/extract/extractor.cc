#include "whobuilds/extractor.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "extract/pipeline.h"
#include "rules/rules.h"

namespace whobuilds {

struct Extractor::State {
  RuleSet rule_set;
  extract::Pipeline pipeline;
};

namespace {

DocumentInfo info_of(const Document& document, const text::Text& text) {
  DocumentInfo out;
  out.id = document.id;
  out.path = document.path;
  out.title = document.title;
  out.date = document.date;
  out.url = document.url;
  out.sha256 = document.sha256;
  out.language = document.language == Language::unknown ? text.language : document.language;
  out.offsets_in = document.offsets_in;
  return out;
}

Entity entity_of(const Rules& rules, const resolve::LocalEntity& local) {
  Entity out;
  out.id = local.id;
  out.type = rules.ontology.types[local.type].id;
  out.label = local.label;
  out.discovered = local.discovered;
  std::set<std::string> aliases(local.surfaces.begin(), local.surfaces.end());
  if (local.catalogue != kNoIndex) {
    const CatalogueEntity& known = rules.entities[local.catalogue];
    out.names = known.names;
    for (const Surface& surface : known.surfaces) aliases.insert(surface.text);
  }
  out.aliases.assign(aliases.begin(), aliases.end());
  return out;
}

class Publisher {
 public:
  Publisher(const Document& document, const text::Text& text, const resolve::Resolution& resolution)
      : document_(document), text_(text), resolution_(resolution) {}

  DocumentFacts publish(const Rules& rules, const relate::LocalFacts& facts) {
    DocumentFacts out;
    out.document = info_of(document_, text_);
    choose_readings(facts);
    order_entities(rules, out);
    for (const resolve::ResolvedMention& mention : resolution_.mentions) {
      const Span span = text_.map.to_original(mention.span);
      out.mentions.push_back({position_[reading_[mention.entity]], span, std::string(span.of(document_.text))});
    }
    for (const relate::LocalRelation& fact : facts.relations) out.relations.push_back(relation_of(rules, fact));
    for (const relate::LocalAttribute& fact : facts.attributes) out.attributes.push_back(attribute_of(rules, fact));
    sort_facts(out);
    return out;
  }

 private:
  // A name that is a company's and its product's was typed before its clauses were read. Where facts speak
  // of the other reading alone, its mentions are of that; a reading that nothing speaks of is left out.
  void choose_readings(const relate::LocalFacts& facts) {
    const size_t count = resolution_.entities.size();
    std::vector<bool> used(count, false);
    for (const relate::LocalRelation& fact : facts.relations) used[fact.source] = used[fact.target] = true;
    for (const relate::LocalAttribute& fact : facts.attributes) used[fact.entity] = true;
    reading_.resize(count);
    for (uint32_t i = 0; i < count; ++i) reading_[i] = i;
    for (const resolve::ResolvedMention& mention : resolution_.mentions) {
      const uint32_t other = mention.alternative;
      if (other != kNoIndex && !used[mention.entity] && used[other]) reading_[mention.entity] = other;
    }
    kept_ = used;
    for (const resolve::ResolvedMention& mention : resolution_.mentions) kept_[reading_[mention.entity]] = true;
  }

  void order_entities(const Rules& rules, DocumentFacts& out) {
    std::vector<uint32_t> order;
    for (uint32_t i = 0; i < resolution_.entities.size(); ++i) {
      if (kept_[i]) order.push_back(i);
    }
    std::sort(order.begin(), order.end(),
              [&](uint32_t a, uint32_t b) { return resolution_.entities[a].id < resolution_.entities[b].id; });
    position_.resize(resolution_.entities.size());
    for (uint32_t i = 0; i < order.size(); ++i) {
      position_[order[i]] = i;
      out.entities.push_back(entity_of(rules, resolution_.entities[order[i]]));
    }
  }

  Evidence evidence_of(const relate::LocalEvidence& local) const {
    Evidence out;
    out.span = text_.map.to_original(local.span);
    out.sentence = text_.map.to_original(text_.sentences[local.sentence].span);
    out.rule = local.rule;
    out.status = local.status;
    out.confidence = local.confidence;
    out.source = local.source;
    return out;
  }

  RelationFact relation_of(const Rules& rules, const relate::LocalRelation& local) const {
    RelationFact out;
    out.source = position_[local.source];
    out.target = position_[local.target];
    out.relation = rules.ontology.relations[local.relation].id;
    out.attributes = local.attributes;
    out.evidence = evidence_of(local.evidence);
    return out;
  }

  AttributeFact attribute_of(const Rules& rules, const relate::LocalAttribute& local) const {
    AttributeFact out;
    out.entity = position_[local.entity];
    out.key = rules.ontology.attributes[local.attribute].id;
    out.value = local.value;
    out.evidence = evidence_of(local.evidence);
    return out;
  }

  static void sort_facts(DocumentFacts& out) {
    const auto relation_key = [](const RelationFact& f) {
      return std::tuple(f.evidence.span.begin, f.evidence.span.end, f.relation, f.source, f.target, f.evidence.rule);
    };
    std::stable_sort(out.relations.begin(), out.relations.end(),
                     [&](const RelationFact& a, const RelationFact& b) { return relation_key(a) < relation_key(b); });
    const auto attribute_key = [](const AttributeFact& f) {
      return std::tuple(f.evidence.span.begin, f.evidence.span.end, f.key, f.entity, f.value.number, f.value.text);
    };
    std::stable_sort(out.attributes.begin(), out.attributes.end(), [&](const AttributeFact& a, const AttributeFact& b) {
      return attribute_key(a) < attribute_key(b);
    });
  }

  const Document& document_;
  const text::Text& text_;
  const resolve::Resolution& resolution_;
  std::vector<uint32_t> reading_;   // LocalEntity -> the one that its mentions are of
  std::vector<bool> kept_;          // LocalEntities that are published
  std::vector<uint32_t> position_;  // LocalEntity -> DocumentFacts::entities
};

}  // namespace

Extractor::Extractor(RuleSet rule_set) : state_(std::make_unique<State>(State{std::move(rule_set), {}})) {}
Extractor::~Extractor() = default;
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;

DocumentFacts Extractor::extract(const Document& document) {
  extract::Pipeline& pipeline = state_->pipeline;
  pipeline.run(state_->rule_set, document);
  return Publisher(document, pipeline.text, pipeline.resolution).publish(state_->rule_set.rules(), pipeline.facts);
}

}  // namespace whobuilds
