#include "unit/resolve/sample.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "unit/rules/shipped_names.h"

namespace whobuilds::testing {
namespace {

struct Listed {
  std::string id, type, label;
  std::vector<std::string> surfaces;
  std::string developer, parent;
};

const std::vector<Listed>& listed() {
  static const std::vector<Listed> list = {
      {"company:alibaba", "Company", "Alibaba", {"アリババ", "阿里巴巴"}, "", ""},
      {"company:alibaba-cloud", "Company", "Alibaba Cloud", {"アリババクラウド", "阿里云"}, "", "company:alibaba"},
      {"company:anthropic", "Company", "Anthropic", {}, "", ""},
      {"company:deepseek", "Company", "DeepSeek", {"深度求索"}, "", ""},
      {"company:figure-ai", "Company", "Figure AI", {}, "", ""},
      {"company:huawei", "Company", "Huawei", {"ファーウェイ", "华为", "華為"}, "", ""},
      {"company:moonshot-ai", "Company", "Moonshot AI", {}, "", ""},
      {"company:openai", "Company", "OpenAI", {}, "", ""},
      {"company:codehub", "Company", "CodeHub", {}, "", ""},
      {"company:nimbus-a", "Company", "Nimbus Alpha", {"Nimbus"}, "", ""},
      {"company:nimbus-b", "Company", "Nimbus Beta", {"Nimbus"}, "", ""},
      {"product:birdsite", "Product", "Birdsite", {}, "", ""},
      {"product:codehub", "Product", "CodeHub", {}, "", ""},
      {"company:tencent", "Company", "Tencent", {"腾讯"}, "", ""},
      {"company:tsmc", "Company", "Taiwan Semiconductor Manufacturing Company", {}, "", ""},
      {"chip:ascend", "Chip", "Ascend", {"昇騰", "昇腾"}, "company:huawei", ""},
      {"model:claude", "Model", "Claude", {}, "company:anthropic", ""},
      {"model:claude-opus-4.5", "Model", "Claude Opus 4.5", {}, "company:anthropic", "model:claude"},
      {"model:deepseek", "Model", "DeepSeek", {}, "company:deepseek", ""},
      {"model:deepseek-r1", "Model", "DeepSeek-R1", {}, "company:deepseek", ""},
      {"model:o1", "Model", "OpenAI o1", {"o1"}, "company:openai", ""},
      {"model:qwen", "Model", "Qwen", {"千問", "通义千问"}, "company:alibaba", ""},
      {"model:qwen2.5", "Model", "Qwen2.5", {}, "company:alibaba", "model:qwen"},
      {"product:douyin", "Product", "Douyin", {"抖音"}, "", ""},
      {"product:tiktok", "Product", "TikTok", {}, "", ""},
      {"system:dgx-h100", "System", "DGX H100", {}, "", ""},
  };
  return list;
}

TypeId type_named(const Ontology& ontology, const std::string& id) {
  const uint32_t type = ontology.find_type(id);
  if (type == kNoIndex) throw std::invalid_argument("unknown type " + id);
  return static_cast<TypeId>(type);
}

Ontology sample_ontology() {
  Ontology ontology;
  for (const char* id : {"Company", "Organization", "Model", "Chip", "System", "Product", "Benchmark"}) {
    EntityType type;
    type.id = id;
    type.slug = id;
    std::transform(type.slug.begin(), type.slug.end(), type.slug.begin(), [](char c) { return static_cast<char>(c | 0x20); });
    ontology.types.push_back(type);
  }
  RelationType variant;
  variant.id = "variant_of";
  for (const char* id : {"Model", "Chip", "System", "Product"}) variant.source |= type_bit(type_named(ontology, id));
  variant.target = variant.source;
  ontology.relations.push_back(variant);
  return ontology;
}

Rules make_rules() {
  Rules rules;
  rules.ontology = sample_ontology();
  rules.names = shipped_name_rules();
  std::vector<Listed> sorted = listed();
  std::sort(sorted.begin(), sorted.end(), [](const Listed& a, const Listed& b) { return a.id < b.id; });
  for (const Listed& entry : sorted) {
    CatalogueEntity entity;
    entity.id = entry.id;
    entity.type = type_named(rules.ontology, entry.type);
    entity.label = entry.label;
    entity.surfaces.push_back({entry.label, std::nullopt});
    for (const std::string& surface : entry.surfaces) entity.surfaces.push_back({surface, std::nullopt});
    rules.entities.made().push_back(entity);
  }
  for (size_t i = 0; i < sorted.size(); ++i) {
    if (!sorted[i].developer.empty()) rules.entities.made()[i].developer = rules.find_entity(sorted[i].developer);
    if (!sorted[i].parent.empty()) rules.entities.made()[i].parent = rules.find_entity(sorted[i].parent);
  }
  const std::vector<std::pair<std::string, std::string>> families = {
      {"qwen", "model:qwen"}, {"ascend", "chip:ascend"}, {"claude", "model:claude"}, {"wan", ""}, {"walker", ""}};
  for (const auto& [id, entity] : families) {
    Family family;
    family.id = "family:" + id;
    family.type = type_named(rules.ontology, id == "ascend" ? "Chip" : id == "walker" ? "Product" : "Model");
    if (!entity.empty()) {
      family.entity = rules.find_entity(entity);
      family.developer = rules.entities[family.entity].developer;
    }
    rules.families.push_back(family);
  }
  Grammar english, japanese;
  english.language = Language::en;
  english.words = {{"introduction", {"—", "–", "- ", "is a", "is an", "is the", "is one", "was a", "was an"}},
                   {"company_verb", {"has", "said", "announced", "raised", "competes", "launched", "was", "uses"}}};
  japanese.language = Language::ja;
  japanese.words = {{"introduction", {"は", "とは"}}};
  rules.grammars = {english, japanese};
  return rules;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

recognise::NameMention listed_name(const std::string& what) {
  const Rules& rules = sample_rules();
  recognise::NameMention name;
  for (const std::string& id : split(what, '&')) {
    const EntityIndex entity = rules.find_entity(id);
    if (entity == kNoIndex) throw std::invalid_argument("unknown entity " + id);
    name.candidates.push_back(entity);
    name.types |= type_bit(rules.entities[entity].type);
  }
  std::sort(name.candidates.begin(), name.candidates.end());
  return name;
}

recognise::NameMention discovered_name(const std::string& what) {
  recognise::NameMention name;
  name.origin = recognise::Origin::discovery;
  name.confidence = what[1] == '?' ? 0.5f : 0.8f;
  for (const std::string& type : split(what.substr(what[1] == '?' ? 2 : 1), '&')) {
    name.types |= type_bit(type_named(sample_rules().ontology, type));
  }
  return name;
}

recognise::NameMention family_name(const std::string& what, const std::string& surface) {
  const Rules& rules = sample_rules();
  const std::vector<std::string> parts = split(what.substr(1), '=');
  recognise::NameMention name;
  name.origin = recognise::Origin::family;
  name.label = parts.size() > 1 ? parts[1] : surface;
  for (uint32_t i = 0; i < rules.families.size(); ++i) {
    if (rules.families[i].id == "family:" + parts[0]) name.rule = i;
  }
  if (name.rule == kNoIndex) throw std::invalid_argument("unknown family " + parts[0]);
  name.types = type_bit(rules.families[name.rule].type);
  return name;
}

recognise::NameMention name_of(const std::string& what, const std::string& surface) {
  if (what[0] == '?') return discovered_name(what);
  if (what[0] == '~') return family_name(what, surface);
  return listed_name(what);
}

// The normalised position of the byte `original`.
uint32_t to_normal(const text::Text& text, uint32_t original) {
  for (uint32_t at = 0; at < text.normal.size(); ++at) {
    if (text.map.to_original({at, at + 1}).end > original) return at;
  }
  return static_cast<uint32_t>(text.normal.size());
}

}  // namespace

const Rules& sample_rules() {
  static const Rules rules = make_rules();
  return rules;
}

Sample::Sample(const std::string& marked) {
  std::vector<std::pair<Span, recognise::NameMention>> names;
  std::string& plain = document.text;
  uint32_t block_begin = 0;
  const auto end_block = [&] {
    Block block;
    block.pieces.push_back({{block_begin, static_cast<uint32_t>(plain.size())}, "", false});
    document.blocks.push_back(block);
  };
  for (size_t at = 0; at < marked.size(); ++at) {
    if (marked[at] == '\n') {
      end_block();
      plain += '\n';
      block_begin = static_cast<uint32_t>(plain.size());
    } else if (marked[at] == '[') {
      const size_t bar = marked.find('|', at), close = marked.find(']', at);
      const std::string surface = marked.substr(at + 1, bar - at - 1);
      const auto begin = static_cast<uint32_t>(plain.size());
      plain += surface;
      names.push_back({{begin, static_cast<uint32_t>(plain.size())}, name_of(marked.substr(bar + 1, close - bar - 1), surface)});
      at = close;
    } else {
      plain += marked[at];
    }
  }
  end_block();
  text::prepare_text(document, text);
  for (auto& [span, name] : names) {
    name.span = {to_normal(text, span.begin), to_normal(text, span.end - 1) + 1};
    recognition.names.push_back(name);
  }
}

resolve::Resolution Sample::resolve() const {
  resolve::Resolution resolution;
  resolve::resolve(sample_rules(), text, recognition, resolution);
  return resolution;
}

std::vector<std::string> mention_list(const Sample& sample, const resolve::Resolution& resolution) {
  std::vector<std::string> list;
  for (const resolve::ResolvedMention& mention : resolution.mentions) {
    list.push_back(std::string(mention.span.of(sample.text.normal)) + "=" + resolution.entities[mention.entity].id);
  }
  return list;
}

std::vector<std::string> parent_list(const resolve::Resolution& resolution) {
  std::vector<std::string> list;
  for (const resolve::LocalEntity& entity : resolution.entities) {
    if (entity.parent != kNoIndex) list.push_back(entity.id + "<" + resolution.entities[entity.parent].id);
  }
  std::sort(list.begin(), list.end());
  return list;
}

std::vector<std::string> entity_list(const resolve::Resolution& resolution) {
  std::vector<std::string> list;
  for (const resolve::LocalEntity& entity : resolution.entities) {
    if (entity.mention_count > 0) list.push_back(entity.id);
  }
  std::sort(list.begin(), list.end());
  return list;
}

}  // namespace whobuilds::testing
