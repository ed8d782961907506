#include "export/annotations.h"

#include <algorithm>
#include <tuple>

namespace whobuilds::exporting {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr uint32_t kBlockBytes = 1024;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The mentions of each entity, to find the one that a relation is drawn to.
class MentionsOfEntities {
 public:
  MentionsOfEntities(const std::vector<AnnotatedMention>& mentions, size_t entities)
      : mentions_(mentions), of_entity_(entities) {
    for (uint32_t i = 0; i < mentions.size(); ++i) of_entity_[mentions[i].entity].push_back(i);
  }

  // kNone when the entity is not named.
  uint32_t nearest(uint32_t entity, const Evidence& evidence) const {
    for (const Span within : {evidence.span, evidence.sentence}) {
      const uint32_t found = first_from(entity, within.begin);
      if (found != kNone && mentions_[found].span.end <= within.end) return found;
    }
    const uint32_t before = last_before(entity, evidence.sentence.begin);
    return before != kNone ? before : first_from(entity, evidence.sentence.begin);
  }

 private:
  using Position = std::vector<uint32_t>::const_iterator;

  Position from(uint32_t entity, uint32_t begin) const {
    const std::vector<uint32_t>& own = of_entity_[entity];
    return std::partition_point(own.begin(), own.end(), [&](uint32_t i) { return mentions_[i].span.begin < begin; });
  }
  uint32_t first_from(uint32_t entity, uint32_t begin) const {
    const Position at = from(entity, begin);
    return at == of_entity_[entity].end() ? kNone : *at;
  }
  uint32_t last_before(uint32_t entity, uint32_t begin) const {
    const Position at = from(entity, begin);
    return at == of_entity_[entity].begin() ? kNone : *(at - 1);
  }

  const std::vector<AnnotatedMention>& mentions_;
  std::vector<std::vector<uint32_t>> of_entity_;  // ascending by span
};

std::vector<AnnotatedMention> mentions_in(std::string_view text, const DocumentFacts& facts) {
  std::vector<AnnotatedMention> mentions;
  for (const Mention& mention : facts.mentions) {
    if (mention.entity >= facts.entities.size() || !is_stretch_of(text, mention.span)) continue;
    const bool blank = mention.span.of(text).find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (!blank) mentions.push_back({mention.span, mention.entity});
  }
  const auto key = [](const AnnotatedMention& mention) { return std::tie(mention.span, mention.entity); };
  std::sort(mentions.begin(), mentions.end(),
            [&](const AnnotatedMention& a, const AnnotatedMention& b) { return key(a) < key(b); });
  const auto same = [&](const AnnotatedMention& a, const AnnotatedMention& b) { return key(a) == key(b); };
  mentions.erase(std::unique(mentions.begin(), mentions.end(), same), mentions.end());
  return mentions;
}

}  // namespace

bool is_stretch_of(std::string_view text, Span span) {
  const auto boundary = [&](uint32_t at) { return at == text.size() || !is_continuation(text[at]); };
  return span.begin < span.end && span.end <= text.size() && boundary(span.begin) && boundary(span.end);
}

Annotations annotate(const Document& document, const DocumentFacts& facts) {
  Annotations out;
  out.mentions = mentions_in(document.text, facts);
  const MentionsOfEntities mentions(out.mentions, facts.entities.size());
  for (const RelationFact& fact : facts.relations) {
    if (fact.source >= facts.entities.size() || fact.target >= facts.entities.size()) continue;
    const uint32_t source = mentions.nearest(fact.source, fact.evidence);
    const uint32_t target = mentions.nearest(fact.target, fact.evidence);
    if (source != kNone && target != kNone) out.relations.push_back({source, target, &fact});
  }
  const auto key = [](const AnnotatedRelation& each) {
    return std::tie(each.source, each.target, each.fact->relation, each.fact->evidence.status);
  };
  std::stable_sort(out.relations.begin(), out.relations.end(),
                   [&](const AnnotatedRelation& a, const AnnotatedRelation& b) {
                     if (key(a) != key(b)) return key(a) < key(b);
                     return a.fact->evidence.confidence > b.fact->evidence.confidence;
                   });
  const auto same = [&](const AnnotatedRelation& a, const AnnotatedRelation& b) { return key(a) == key(b); };
  out.relations.erase(std::unique(out.relations.begin(), out.relations.end(), same), out.relations.end());
  return out;
}

OffsetCounter::OffsetCounter(std::string_view text, OffsetUnit unit) : text_(text), unit_(unit) {
  uint32_t units = 0;
  for (uint32_t at = 0; at <= text.size(); at += kBlockBytes) {
    before_.push_back(units);
    units += count(at, std::min(at + kBlockBytes, static_cast<uint32_t>(text.size())));
  }
}

uint32_t OffsetCounter::operator()(uint32_t at) const {
  return before_[at / kBlockBytes] + count(at / kBlockBytes * kBlockBytes, at);
}

uint32_t OffsetCounter::count(uint32_t begin, uint32_t end) const {
  uint32_t units = 0;
  for (uint32_t at = begin; at < end; ++at) {
    const auto byte = static_cast<unsigned char>(text_[at]);
    if (is_continuation(text_[at])) continue;
    const bool line_end =
        unit_ == OffsetUnit::utf16_lf && byte == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n';
    if (line_end) continue;  // its LF counts
    units += byte >= 0xF0 && unit_ != OffsetUnit::code_points ? 2 : 1;
  }
  return units;
}

std::string with_lf(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size(); ++at) {
    const bool pair = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    if (!pair) out += text[at] == '\r' ? '\n' : text[at];
  }
  return out;
}

std::string file_stem(const std::string& id, std::vector<std::string>& taken) {
  std::string stem;
  for (const char c : id) {
    const bool plain = c != '/' && c != '\\' && static_cast<unsigned char>(c) >= 0x20;
    stem += plain ? c : '_';
  }
  if (stem.empty() || stem.front() == '.') stem.insert(0, "_");
  std::string name = stem;
  for (size_t number = 2; std::binary_search(taken.begin(), taken.end(), name); ++number) {
    name = stem + "-" + std::to_string(number);
  }
  taken.insert(std::lower_bound(taken.begin(), taken.end(), name), name);
  return name;
}

}  // namespace whobuilds::exporting
