#include "rules/archive_rules.h"

namespace whobuilds {

template <typename Archive>
void fields(Archive& archive, EntityType& type) {
  auto& [id, slug, color, labels] = type;
  archive(id, slug, color, labels);
}

template <typename Archive>
void fields(Archive& archive, RelationType& type) {
  auto& [id, source, target, symmetric, same_kind, labels] = type;
  archive(id, source, target, symmetric, same_kind, labels);
}

template <typename Archive>
void fields(Archive& archive, AttributeType& type) {
  auto& [id, of, dimension, unit, labels] = type;
  archive(id, of, dimension, unit, labels);
}

template <typename Archive>
void fields(Archive& archive, Ontology& ontology) {
  auto& [types, relations, attributes] = ontology;
  archive(types, relations, attributes);
}

template <typename Archive>
void fields(Archive& archive, Example& example) {
  auto& [text, expected, why] = example;
  archive(text, expected, why);
}

template <typename Archive>
void fields(Archive& archive, Examples& examples) {
  auto& [match, no_match] = examples;
  archive(match, no_match);
}

template <typename Archive>
void fields(Archive& archive, Guard& guard) {
  auto& [exact_case, need, deny_left, deny_right, relative] = guard;
  archive(exact_case, need, deny_left, deny_right, relative);
}

template <typename Archive>
void fields(Archive& archive, Surface& surface) {
  auto& [text, guard] = surface;
  archive(text, guard);
}

template <typename Archive>
void fields(Archive& archive, CatalogueEntity& entity) {
  auto& [id, type, names, label, surfaces, developer, parent, contains] = entity;
  archive(id, type, names, label, surfaces, developer, parent, contains);
}

template <typename Archive>
void fields(Archive& archive, Family& family) {
  auto& [id, type, entity, developer, stems, tail, bare, label_stem, exact_case, every, examples] = family;
  archive(id, type, entity, developer, stems, tail, bare, label_stem, exact_case, every, examples);
}

template <typename Archive>
void fields(Archive& archive, DiscoveryRule& rule) {
  auto& [id, description, language, types, when, pattern, near, confidence, examples] = rule;
  archive(id, description, language, types, when, pattern, near, confidence, examples);
}

template <typename Archive>
void fields(Archive& archive, UnitRule& unit) {
  auto& [dimension, name, factor, before, after] = unit;
  archive(dimension, name, factor, before, after);
}

template <typename Archive>
void fields(Archive& archive, MultiplierRule& multiplier) {
  auto& [surface, factor, needs_unit] = multiplier;
  archive(surface, factor, needs_unit);
}

template <typename Archive>
void fields(Archive& archive, ContextWords& words) {
  auto& [types, behind, before] = words;
  archive(types, behind, before);
}

template <typename Archive>
void fields(Archive& archive, NameRules& names) {
  auto& [ordinary, articles, joints, quantifiers, phrase_words, adjective_endings, events, titles_before, titles_behind,
         given_names, variant_words, series_words, counted, technologies, naming_cues, naming_phrases, naming_fillers,
         asides, kind_endings, company_endings, context] = names;
  archive(ordinary, articles, joints, quantifiers, phrase_words, adjective_endings, events, titles_before,
          titles_behind, given_names, variant_words, series_words, counted, technologies, naming_cues, naming_phrases,
          naming_fillers, asides, kind_endings, company_endings, context);
}

template <typename Archive>
void fields(Archive& archive, ValueRules& values) {
  auto& [multipliers, units, approximate, counters] = values;
  archive(multipliers, units, approximate, counters);
}

template <typename Archive>
void fields(Archive& archive, FormRule& form) {
  auto& [name, endings] = form;
  archive(name, endings);
}

template <typename Archive>
void fields(Archive& archive, InflectionClass& inflection) {
  auto& [id, forms] = inflection;
  archive(id, forms);
}

template <typename Archive>
void fields(Archive& archive, Construction& construction) {
  auto& [id, description, classes, forms, shape, relations, confidence, examples] = construction;
  archive(id, description, classes, forms, shape, relations, confidence, examples);
}

template <typename Archive>
void fields(Archive& archive, Grammar& grammar) {
  auto& [language, classes, constructions, words, irregular, list_separators, list_closers, clause_ends, anaphors] =
      grammar;
  archive(language, classes, constructions, words, irregular, list_separators, list_closers, clause_ends, anaphors);
}

template <typename Archive>
void fields(Archive& archive, PredicateGroup& group) {
  auto& [id, relation, language, inflection, words, marks, constructions, reversed, source, target, veto, confidence,
         examples] = group;
  archive(id, relation, language, inflection, words, marks, constructions, reversed, source, target, veto, confidence,
          examples);
}

template <typename Archive>
void fields(Archive& archive, PatternRule& pattern) {
  auto& [id, relation, language, when, shape, source, target, veto, status, continues, topic, confidence, examples] =
      pattern;
  archive(id, relation, language, when, shape, source, target, veto, status, continues, topic, confidence, examples);
}

template <typename Archive>
void fields(Archive& archive, AttributeRule& rule) {
  auto& [id, attribute, language, cues, count_cues, veto, required, examples] = rule;
  archive(id, attribute, language, cues, count_cues, veto, required, examples);
}

template <typename Archive>
void fields(Archive& archive, HeaderRule& header) {
  auto& [words, relation, attribute, reversed] = header;
  archive(words, relation, attribute, reversed);
}

template <typename Archive>
void fields(Archive& archive, Cue& cue) {
  auto& [language, status, irrealis, blocks_denial, side, words] = cue;
  archive(language, status, irrealis, blocks_denial, side, words);
}

template <typename Archive>
void fields(Archive& archive, QuestionSlot& slot) {
  auto& [language, name, meanings] = slot;
  archive(language, name, meanings);
}

template <typename Archive>
void fields(Archive& archive, QuestionTemplate& question) {
  auto& [id, language, asks, pattern, examples] = question;
  archive(id, language, asks, pattern, examples);
}

template <typename Archive>
void fields(Archive& archive, RuleOrigin& origin) {
  auto& [kind, id, file, pointer, description, line, examples] = origin;
  archive(kind, id, file, pointer, description, line, examples);
}

template <typename Archive>
void fields(Archive& archive, Rules& rules) {
  auto& [ontology, entities, families, discovery, names, values, grammars, predicates, patterns, attribute_rules,
         headers, header_qualifiers, header_rounds, header_markets, header_names, header_parts_of_year, cues,
         question_slots, questions, origins, hash] = rules;
  archive(ontology, entities, families, discovery, names, values, grammars, predicates, patterns, attribute_rules,
          headers, header_qualifiers, header_rounds, header_markets, header_names, header_parts_of_year, cues,
          question_slots, questions, origins, hash);
}

namespace rules {

void write_rules(core::ArchiveWriter& archive, const Rules& rules) { archive(rules); }

Rules read_rules(core::ArchiveReader& archive) {
  Rules rules;
  archive(rules);
  return rules;
}

}  // namespace rules
}  // namespace whobuilds
