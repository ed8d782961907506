#include "relate/archive_relations.h"

namespace whobuilds::relate {

template <typename Archive>
void fields(Archive& archive, WordUse& use) {
  auto& [kind, language, index, form, types, plural, counts, author] = use;
  archive(kind, language, index, form, types, plural, counts, author);
}

template <typename Archive>
void fields(Archive& archive, Literals& literals) {
  std::vector<std::string> words(literals.begin(), literals.end());
  archive(words);
  if constexpr (Archive::kReads) literals = Literals(std::move(words));
}

template <typename Archive>
void fields(Archive& archive, Marks& marks) {
  auto& [words, unmarked] = marks;
  archive(words, unmarked);
}

template <typename Archive>
void fields(Archive& archive, CompiledInflection& inflection) {
  auto& [id, endings, forms, bare] = inflection;
  archive(id, endings, forms, bare);
}

template <typename Archive>
void fields(Archive& archive, WordSets& sets) {
  auto& [words, sets_of, count] = sets;
  archive(words, sets_of, count);
}

template <typename Archive>
void fields(Archive& archive, Shape::Roles& roles) {
  auto& [source, target, list] = roles;
  archive(source, target, list);
}

template <typename Archive>
void fields(Archive& archive, ShapeElement& element) {
  auto& [kind, optional, forbidden, nonempty, or_edge, literals] = element;
  archive(kind, optional, forbidden, nonempty, or_edge, literals);
}

template <typename Archive>
void fields(Archive& archive, Shape& shape) {
  auto& [elements, anchor, has_predicate, has_source, has_target, has_list, before, after] = shape;
  archive(elements, anchor, has_predicate, has_source, has_target, has_list, before, after);
}

namespace {

template <typename Archive>
void archive_grammar(Archive& archive, CompiledGrammar& grammar, const Rules& rules) {
  auto& [rule, constructions, construction_forms, inflections, patterns, needed, open_patterns, patterns_opened,
         form_names, list_separators, list_closers, clause_ends, clause_stops, type_nouns, hypernym_intros,
         hypernym_tails, phrase_stops, phrase_passes, auxiliaries, topic_marks, weak_topic_marks, subordinators,
         frontings, attribution, value_marks, relative_marks, compare_after, compare_before, own_subject_marks,
         obliques, company_nouns, possessives, date_words, place_marks, dative_marks, genitives, resumptives,
         argument_marks, case_marks, adverbs, coordinators, adjuncts, relative_pronouns, subject_words,
         noun_introductions, noun_complements, deverbal_nouns, list_announcements, no_anaphors, headline_labels,
         approximations, giver_marks, former_marks, example_marks, named_nouns, member_nouns, epithets, author_places,
         author_prepositions, author_teams, author_feelings, author_releases, author_possessions, articles, determiners,
         verbs, definite_nouns] = grammar;
  archive.length(constructions);
  for (auto& [construction, shape, needs] : constructions) {
    archive.pointer_into(rule->constructions, construction);
    archive(shape, needs);
  }
  archive(construction_forms, inflections);
  archive.length(patterns);
  for (auto& [pattern, shape, needs, veto] : patterns) {
    archive.pointer_into(rules.patterns, pattern);
    archive(shape, needs, veto);
  }
  archive(needed, open_patterns, patterns_opened, form_names, list_separators, list_closers, clause_ends, clause_stops,
          type_nouns, hypernym_intros, hypernym_tails, phrase_stops, phrase_passes, auxiliaries, topic_marks,
          weak_topic_marks, subordinators, frontings, attribution, value_marks, relative_marks, compare_after,
          compare_before, own_subject_marks, obliques, company_nouns, possessives, date_words, place_marks,
          dative_marks, genitives, resumptives, argument_marks, case_marks, adverbs, coordinators, adjuncts,
          relative_pronouns, subject_words, noun_introductions, noun_complements, deverbal_nouns, list_announcements,
          no_anaphors, headline_labels, approximations, giver_marks, former_marks, example_marks, named_nouns,
          member_nouns, epithets, author_places, author_prepositions, author_teams, author_feelings, author_releases,
          author_possessions, articles, determiners, verbs, definite_nouns);
}

// The headers by their keys, as places in Rules::headers.
void archive_headers(core::ArchiveWriter& archive, CompiledRelations& relations, const Rules& rules) {
  std::map<std::string, std::vector<uint32_t>> places;
  for (const auto& [key, headers] : relations.headers) {
    for (const HeaderRule* header : headers)
      places[key].push_back(static_cast<uint32_t>(header - rules.headers.data()));
  }
  archive(places);
}

void archive_headers(core::ArchiveReader& archive, CompiledRelations& relations, const Rules& rules) {
  std::map<std::string, std::vector<uint32_t>> places;
  archive(places);
  for (const auto& [key, headers] : places) {
    for (const uint32_t header : headers) {
      if (header < rules.headers.size()) relations.headers[key].push_back(&rules.headers[header]);
    }
  }
}

// `relations` are connected with `rules`.
template <typename Archive>
void archive_relations(Archive& archive, CompiledRelations& relations, const Rules& rules) {
  auto& [connected_rules, words, word_is_stem, uses, grammars, predicates, connected_headers, header_qualifiers,
         header_rounds, header_markets, header_names, header_parts_of_year, attribute_vetoes] = relations;
  archive(words, word_is_stem, uses);
  for (CompiledGrammar& grammar : grammars) archive_grammar(archive, grammar, rules);
  archive.length(predicates);
  for (auto& [group, source, target, marks, veto, veto_set, constructions, inflection] : predicates) {
    archive.pointer_into(rules.predicates, group);
    archive(source, target, marks, veto, veto_set, constructions, inflection);
  }
  archive_headers(archive, relations, rules);
  archive(header_qualifiers, header_rounds, header_markets, header_names, header_parts_of_year, attribute_vetoes);
}

}  // namespace

void write_relations(core::ArchiveWriter& archive, const CompiledRelations& relations, const Rules& rules) {
  archive_relations(archive, const_cast<CompiledRelations&>(relations), rules);  // a writer only looks
}

CompiledRelations read_relations(core::ArchiveReader& archive, const Rules& rules) {
  CompiledRelations relations;
  connect(relations, rules);
  archive_relations(archive, relations, rules);
  return relations;
}

}  // namespace whobuilds::relate
