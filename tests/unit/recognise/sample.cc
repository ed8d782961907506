#include "sample.h"

#include <doctest/doctest.h>

#include "unit/rules/shipped_names.h"
#include "whobuilds/read.h"

namespace whobuilds::recognise {

SampleRules::SampleRules() {
  rules.names = testing::shipped_name_rules();
  for (const char* id : {"Company", "Organization", "Model", "Chip", "System", "Product", "Benchmark"}) {
    EntityType type;
    type.id = id;
    rules.ontology.types.push_back(type);
  }
}

EntityIndex SampleRules::entity(TypeId type, const std::vector<std::string>& surfaces, EntityIndex developer,
                                EntityIndex parent) {
  CatalogueEntity entity;
  entity.id = "x:" + std::to_string(rules.entities.size());
  entity.type = type;
  entity.label = surfaces.front();
  for (const std::string& surface : surfaces) entity.surfaces.push_back({surface, std::nullopt});
  entity.developer = developer;
  entity.parent = parent;
  rules.entities.made().push_back(entity);
  return static_cast<EntityIndex>(rules.entities.size() - 1);
}

void SampleRules::guard(EntityIndex entity, const std::string& surface, Guard guard) {
  for (Surface& listed : rules.entities.made()[entity].surfaces) {
    if (listed.text == surface) listed.guard = guard;
  }
}

void SampleRules::family(EntityIndex entity, const std::string& tail, const std::string& bare,
                         const std::vector<std::string>& stems, const std::string& label_stem) {
  Family family;
  family.id = "family:" + std::to_string(rules.families.size());
  family.entity = entity;
  family.type = rules.entities[entity].type;
  family.developer = rules.entities[entity].developer;
  family.tail = tail;
  family.bare = bare;
  family.stems = stems;
  family.label_stem = label_stem;
  rules.families.push_back(family);
}

text::Text sample_text(const std::string& lines) {
  Document document;
  document.text = lines;
  uint32_t begin = 0;
  while (begin <= lines.size()) {
    const size_t found = lines.find('\n', begin);
    const uint32_t end = static_cast<uint32_t>(found == std::string::npos ? lines.size() : found);
    Block block;
    Piece piece;
    piece.source = {begin, end};
    block.pieces.push_back(piece);
    document.blocks.push_back(block);
    begin = end + 1;
  }
  text::Text text;
  text::prepare_text(document, text);
  return text;
}

text::Text sample_markdown(const std::string& markdown) {
  const Result<Document> document = read_document(markdown, "sample.md");
  REQUIRE(document.ok());
  text::Text text;
  text::prepare_text(*document, text);
  return text;
}

std::vector<std::string> written_names(const Rules& rules, const text::Text& text, const Recognition& found) {
  std::vector<std::string> out;
  for (const NameMention& name : found.names) {
    std::string types;
    for (TypeId type = 0; type < rules.ontology.types.size(); ++type) {
      if ((name.types & type_bit(type)) == 0) continue;
      if (!types.empty()) types += '/';
      types += rules.ontology.types[type].id;
    }
    out.push_back(std::string(name.span.of(text.normal)) + "|" + types);
  }
  return out;
}

Recognition recognise_in(const Rules& rules, const text::Text& text, const std::vector<std::string>& words,
                         const std::vector<bool>& word_is_stem, const std::string& date) {
  const Recogniser recogniser = Recogniser::build(rules, words, word_is_stem);
  Recognition found;
  recogniser.recognise(text, found, date);
  return found;
}

}  // namespace whobuilds::recognise
