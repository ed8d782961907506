#include "rules/load.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace whobuilds;

namespace {

// The sound rules that the error tests build on.
std::vector<RuleFile> sound_files() {
  const auto files = rules::read_rule_files(std::string(WHOBUILDS_SOURCE_DIR) + "/tests/errors/base");
  REQUIRE(files.ok());
  return *files;
}

Rules sound_rules() {
  Result<Rules> loaded = rules::parse_rules(sound_files());
  REQUIRE(loaded.ok());
  return std::move(loaded).value();
}

const CatalogueEntity& entity(const Rules& rules, std::string_view id) {
  const EntityIndex index = rules.find_entity(id);
  REQUIRE(index != kNoIndex);
  return rules.entities[index];
}

std::vector<std::string> texts(const std::vector<Surface>& surfaces) {
  std::vector<std::string> out;
  for (const Surface& surface : surfaces) out.push_back(surface.text);
  return out;
}

}  // namespace

TEST_CASE("the ontology has its types, relations and attributes") {
  const Ontology ontology = sound_rules().ontology;
  REQUIRE(ontology.types.size() == 3);
  CHECK(ontology.types[0].slug == "company");
  CHECK(ontology.types[0].labels.at("ja") == "企業");
  const RelationType& develops = ontology.relations[ontology.find_relation("develops")];
  CHECK(develops.source == type_bit(0));
  CHECK(develops.target == (type_bit(1) | type_bit(2)));
  const RelationType& competes = ontology.relations[ontology.find_relation("competes_with")];
  CHECK(competes.symmetric);
  CHECK(competes.same_kind);
  const AttributeType& node = ontology.attributes[ontology.find_attribute("process_node")];
  CHECK(node.dimension == Dimension::nanometres);
  CHECK(node.unit == "nm");
  CHECK(ontology.find_type("Robot") == kNoIndex);
}

TEST_CASE("entities are sorted by id, with surfaces, guards and what they name") {
  const Rules rules = sound_rules();
  CHECK(rules.entities.size() == 6);
  CHECK(std::is_sorted(rules.entities.begin(), rules.entities.end(),
                       [](const CatalogueEntity& a, const CatalogueEntity& b) { return a.id < b.id; }));
  const CatalogueEntity& northwind = entity(rules, "company:northwind");
  CHECK(northwind.label == "Northwind");
  CHECK(texts(northwind.surfaces) == std::vector<std::string>{"Northwind", "ノースウィンド", "北风", "Northwind AI"});
  REQUIRE(northwind.surfaces[0].guard.has_value());
  const Guard& guard = *northwind.surfaces[0].guard;
  CHECK(guard.exact_case);
  CHECK(guard.relative);
  CHECK(guard.need == std::vector<std::string>{"chip"});
  CHECK(guard.deny_left == std::vector<std::string>{"the "});
  CHECK(guard.deny_right == std::vector<std::string>{" blows"});
  CHECK_FALSE(northwind.surfaces[1].guard.has_value());
  CHECK(entity(rules, "model:gale").label == "大风");
  CHECK(entity(rules, "model:gale").developer == rules.find_entity("company:northwind"));
  CHECK(entity(rules, "model:gale-2").parent == rules.find_entity("model:gale"));
  CHECK(entity(rules, "chip:vane").contains == std::vector<EntityIndex>{rules.find_entity("chip:cell")});
  CHECK(rules.find_entity("chip:none") == kNoIndex);
}

TEST_CASE("families have their macros expanded") {
  const Rules rules = sound_rules();
  REQUIRE(rules.families.size() == 1);
  const Family& family = rules.families[0];
  CHECK(family.tail == "(?:[- ]?(?:[0-9]+(?:\\.[0-9]+)?))(?:-[A-Z][a-z]+)?");
  CHECK(family.bare == "G(?:[0-9]+(?:\\.[0-9]+)?)");
  CHECK(family.entity == rules.find_entity("model:gale"));
  CHECK(family.developer == rules.find_entity("company:northwind"));
  CHECK(family.label_stem == "Gale ");
  CHECK(family.exact_case);
  REQUIRE(family.examples.match.size() == 1);
  CHECK(family.examples.match[0].expected == std::vector<std::string>{"Gale 3.5-Max"});
  CHECK(family.examples.no_match[0].why == "the weather");
}

TEST_CASE("the other kinds arrive in their structs") {
  const Rules rules = sound_rules();
  REQUIRE(rules.discovery.size() == 2);
  CHECK(rules.discovery[1].near == "company");
  CHECK(rules.discovery[1].language == Language::unknown);
  CHECK(rules.discovery[0].pattern == "(?:AIモデル|生成AI)[「『](?P<name>[^」』]+)[」』]");
  CHECK(rules.discovery[0].confidence == 0.9);
  CHECK(rules.values.multipliers.size() == 3);
  CHECK(rules.values.units.size() == 2);
  CHECK(rules.values.counters == std::vector<std::string>{"個"});
  REQUIRE(rules.grammars.size() == 1);
  CHECK(rules.grammars[0].classes.size() == 2);
  CHECK(rules.grammars[0].constructions.size() == 2);
  CHECK(rules.grammars[0].irregular.at("build").size() == 2);
  CHECK(rules.grammars[0].anaphors.count("plural Company|Model") == 1);
  REQUIRE(rules.predicates.size() == 1);
  CHECK(rules.predicates[0].marks == std::vector<std::string>{""});
  CHECK(rules.predicates[0].target == type_bit(2));
  CHECK(rules.patterns.size() == 1);
  REQUIRE(rules.attribute_rules.size() == 1);
  CHECK_FALSE(rules.attribute_rules[0].required);
  REQUIRE(rules.headers.size() == 2);
  CHECK(rules.headers[0].attribute == kNoIndex);
  CHECK(rules.headers[0].reversed);
  CHECK(rules.headers[1].attribute == rules.ontology.find_attribute("parameters"));
  REQUIRE(rules.cues.size() == 3);
  CHECK(rules.cues[0].status == Status::planned);
  CHECK(rules.cues[1].irrealis);
  CHECK(rules.cues[2].blocks_denial);
  CHECK(rules.cues[2].side == "both");
  CHECK(rules.questions.size() == 1);
}

TEST_CASE("every rule is listed with its place") {
  const Rules rules = sound_rules();
  const std::vector<RuleOrigin> list = rules::list_rules(rules);
  CHECK(list.size() == 3 + 1 + 2 + 2 + 1 + 1 + 1 + 2 + 3 + 1);
  CHECK(std::is_sorted(list.begin(), list.end(), [](const RuleOrigin& a, const RuleOrigin& b) {
    return std::tie(a.kind, a.id) < std::tie(b.kind, b.id);
  }));
  const RuleOrigin* passive = rules.find_origin("en.passive");
  REQUIRE(passive != nullptr);
  CHECK(passive->kind == "construction");
  CHECK(passive->file == "rules/grammar/en.json");
  CHECK(passive->pointer == "/constructions/1");
  CHECK(passive->line == 14);
  CHECK(passive->examples == 2);
  CHECK(rules.find_origin("no.such.rule") == nullptr);
}

TEST_CASE("the order of the files does not matter, their bytes and names do") {
  std::vector<RuleFile> files = sound_files();
  const Rules forward = sound_rules();
  std::reverse(files.begin(), files.end());
  const Result<Rules> backward = rules::parse_rules(files);
  REQUIRE(backward.ok());
  CHECK(backward->hash == forward.hash);
  CHECK(forward.hash.size() == 64);
  CHECK(backward->entities.size() == forward.entities.size());
  CHECK(backward->entities[0].id == forward.entities[0].id);
  files[0].bytes += "\n";
  const Result<Rules> changed = rules::parse_rules(files);
  REQUIRE(changed.ok());
  CHECK(changed->hash != forward.hash);
}
