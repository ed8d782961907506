// tables/*.json: header words of tables and key-value lists.
#include "rules/loading.h"
#include "text/fold.h"

namespace whobuilds::rules {
namespace {

void load_header(JsonValue value, Loading& loading) {
  HeaderRule header;
  ObjectReader object(value, loading.problems);
  object.strings("words", header.words);
  text::add_traditional_forms(header.words);
  const JsonValue relation_place = object.optional("relation", JsonKind::string);
  const JsonValue attribute_place = object.optional("attribute", JsonKind::string);
  object.optional_boolean("reversed", header.reversed);
  object.finish();
  if (object.has("relation") == object.has("attribute") && object.value().present()) {
    loading.report(value, "rules.value", "the header stands for one thing", "either \"relation\" or \"attribute\"");
    return;
  }
  if (object.has("attribute") && object.has("reversed")) {
    loading.report(object.find("reversed"), "rules.value", "an attribute has no direction",
                   "\"reversed\" only with \"relation\"");
  }
  const uint32_t relation = relation_place.present() ? loading.find_relation(relation_place) : 0;
  if (attribute_place.present()) header.attribute = loading.find_attribute(attribute_place);
  if (relation == kNoIndex || (attribute_place.present() && header.attribute == kNoIndex)) return;
  header.relation = static_cast<RelationId>(relation);
  loading.add_origin("header", header.words.empty() ? "" : header.words.front(), value,
                     std::string(relation_place.present() ? relation_place.text() : attribute_place.text()), {});
  loading.rules.headers.push_back(std::move(header));
}

}  // namespace

void load_tables(JsonValue file, Loading& loading) {
  ObjectReader object(file, loading.problems);
  object.optional("schema", JsonKind::string);
  object.optional_strings("qualifiers", loading.rules.header_qualifiers);
  object.optional_strings("rounds", loading.rules.header_rounds);
  object.optional_strings("markets", loading.rules.header_markets);
  object.optional_strings("names", loading.rules.header_names);
  object.optional_strings("parts_of_year", loading.rules.header_parts_of_year);
  Rules& rules = loading.rules;
  for (std::vector<std::string>* words : {&rules.header_qualifiers, &rules.header_rounds, &rules.header_markets,
                                          &rules.header_names, &rules.header_parts_of_year})
    text::add_traditional_forms(*words);
  for (const JsonValue value : object.elements("headers", JsonKind::object)) load_header(value, loading);
  object.finish();
}

}  // namespace whobuilds::rules
