#include "relate/names.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/utf8.h"
#include "text/fold.h"

namespace whobuilds::relate {
namespace {

constexpr double kNameConfidence = 0.9;

// The sentence that holds `normal`, or the last one before it.
uint32_t sentence_of(const text::Text& text, Span normal) {
  const auto after =
      std::upper_bound(text.sentences.begin(), text.sentences.end(), normal.begin,
                       [](uint32_t at, const text::Sentence& sentence) { return at < sentence.span.begin; });
  return after == text.sentences.begin() ? 0 : static_cast<uint32_t>(after - text.sentences.begin()) - 1;
}

// The evidence is the first mention of `named`.
void add(const RelateInput& input, LocalFacts& out, uint32_t source, uint32_t target, const char* relation_id,
         const char* rule, uint32_t named) {
  const uint32_t relation = input.rules->ontology.find_relation(relation_id);
  if (relation == kNoIndex || input.text->sentences.empty()) return;
  const auto mention = std::find_if(input.resolution->mentions.begin(), input.resolution->mentions.end(),
                                    [&](const resolve::ResolvedMention& m) { return m.entity == named; });
  if (mention == input.resolution->mentions.end()) return;
  LocalRelation fact;
  fact.source = source;
  fact.target = target;
  fact.relation = static_cast<RelationId>(relation);
  fact.evidence.span = mention->span;
  fact.evidence.sentence = sentence_of(*input.text, mention->span);
  fact.evidence.rule = rule;
  fact.evidence.confidence = kNameConfidence;
  out.relations.push_back(std::move(fact));
}

// "Alibaba Cloud" begins with the whole word "Alibaba" (or 阿里云 with 阿里). Both are keys.
bool begins_with_name(const std::string& unit_key, const std::string& owner_key) {
  if (owner_key.size() < 2 || unit_key.size() <= owner_key.size() ||
      unit_key.compare(0, owner_key.size(), owner_key) != 0)
    return false;
  const auto next = static_cast<unsigned char>(unit_key[owner_key.size()]);
  const bool after_cjk = static_cast<unsigned char>(owner_key.back()) >= 0x80;
  return next == ' ' || next == '-' || next >= 0x80 || (after_cjk && core::is_ascii_alnum(next));
}

using Keys = std::vector<std::string>;  // of an entity's surfaces

std::vector<Keys> keys_of(const std::vector<resolve::LocalEntity>& entities) {
  std::vector<Keys> out(entities.size());
  for (size_t i = 0; i < entities.size(); ++i) {
    for (const std::string& surface : entities[i].surfaces) out[i].push_back(text::name_key(surface));
  }
  return out;
}

bool any_begins_with(const Keys& unit, const Keys& owner) {
  return std::any_of(owner.begin(), owner.end(), [&](const std::string& name) {
    return std::any_of(unit.begin(), unit.end(),
                       [&](const std::string& longer) { return begins_with_name(longer, name); });
  });
}

// A version or size has a number (Qwen2.5-72B) or is a tier (Gemini Pro); a product that only shares its
// maker's brand (ChatGPT Health) is no version.
bool names_version(const Rules& rules, const resolve::LocalEntity& child, const resolve::LocalEntity& parent) {
  const std::string& type = rules.ontology.types[child.type].id;
  const bool number = child.label.find_first_of("0123456789") != std::string::npos;
  if (type == "Product") return number;
  if (number) return true;
  return std::any_of(parent.surfaces.begin(), parent.surfaces.end(), [&](const std::string& name) {
    const std::string key = text::name_key(name);
    return std::any_of(child.surfaces.begin(), child.surfaces.end(),
                       [&](const std::string& longer) { return text::name_key(longer).find(key) == 0; });
  });
}

bool is_company(const Rules& rules, const resolve::LocalEntity& entity) {
  const std::string& type = rules.ontology.types[entity.type].id;
  return type == "Company" || type == "Organization";
}

// "spotify-downloader": small letters joined by hyphens, as people name tools that they write for another's service.
bool names_tool_for_another(const Rules& rules, const resolve::LocalEntity& artefact) {
  if (artefact.developer != kNoIndex || rules.ontology.types[artefact.type].id != "Product") return false;
  const auto is_large = [](char c) { return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; };
  return artefact.label.find('-') != std::string::npos &&
         std::none_of(artefact.label.begin(), artefact.label.end(), is_large);
}

// "DeepSeek-V3", "Naver Cloud Platform": the name carries its maker's, whom the text names apart too.
// The catalogue may know better (a seller's name before a licensed brand).
void relate_makers(const RelateInput& input, const std::vector<Keys>& keys, uint32_t artefact, LocalFacts& out) {
  const auto& entities = input.resolution->entities;
  if (names_tool_for_another(*input.rules, entities[artefact])) return;
  for (uint32_t maker = 0; maker < entities.size(); ++maker) {
    if (!is_company(*input.rules, entities[maker]) || entities[maker].mention_count == 0) continue;
    if (entities[artefact].developer != kNoIndex &&
        !input.rules->is_within(entities[artefact].developer, entities[maker].catalogue))
      continue;
    if (any_begins_with(keys[artefact], keys[maker]))
      add(input, out, maker, artefact, "develops", "names.maker", artefact);
  }
}

}  // namespace

void relate_names(const RelateInput& input, LocalFacts& out) {
  const auto& entities = input.resolution->entities;
  const std::vector<Keys> keys = keys_of(entities);
  for (uint32_t child = 0; child < entities.size(); ++child) {
    if (!is_company(*input.rules, entities[child])) relate_makers(input, keys, child, out);
    if (entities[child].parent != kNoIndex) {
      if (names_version(*input.rules, entities[child], entities[entities[child].parent]))
        add(input, out, child, entities[child].parent, "variant_of", "names.variant", child);
      continue;
    }
    const EntityIndex catalogue = entities[child].catalogue;
    if (catalogue == kNoIndex || input.rules->entities[catalogue].parent == kNoIndex) continue;
    for (uint32_t owner = 0; owner < entities.size(); ++owner) {
      if (entities[owner].catalogue != input.rules->entities[catalogue].parent) continue;
      if (!is_company(*input.rules, entities[owner])) continue;
      if (any_begins_with(keys[child], keys[owner])) add(input, out, child, owner, "part_of", "names.unit", child);
    }
  }
}

}  // namespace whobuilds::relate
