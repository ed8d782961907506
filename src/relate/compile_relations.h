// The relation rules, compiled: which words the one scan has to report, what each of them is used
// for, and the constructions that fit each predicate.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "relate/literals.h"
#include "relate/shape.h"
#include "rules/rules.h"
#include "whobuilds/diagnostic.h"

namespace whobuilds::relate {

constexpr uint32_t kLanguages = 3;  // Language::en, ja, zh as indices

struct WordUse {
  enum class Kind : uint8_t { predicate, cue, anaphor, attribute_cue };
  Kind kind = Kind::predicate;
  Language language = Language::unknown;
  uint32_t index = 0;   // predicate: Rules::predicates; cue: Rules::cues; attribute_cue: Rules::attribute_rules
  uint32_t form = 0;    // predicate of en: index into the grammar's forms, known from the word itself
  TypeSet types = 0;    // anaphor: what it may stand for
  bool plural = false;  // anaphor: stands for a list
  bool counts = false;  // attribute cue: a plain count beside it is the value too
  bool author = false;  // anaphor: stands for the writer's company
};

struct CompiledConstruction {
  const Construction* rule = nullptr;
  Shape shape;
  std::vector<uint32_t> needs;  // sets of CompiledGrammar::needed: of each a word stands in what the shape matches
};

struct CompiledPattern {
  const PatternRule* rule = nullptr;
  Shape shape;
  std::vector<uint32_t> needs;    // as of constructions, and of its gate
  std::vector<std::string> veto;  // folded
};

// Forms of predicates are bits: a word may be of several ("launched": finite and participle).
using FormSet = uint32_t;

struct CompiledPredicate {
  const PredicateGroup* rule = nullptr;
  TypeSet source = 0, target = 0;       // of A and B: exchanged when the group is reversed
  Marks marks;                          // folded
  std::vector<std::string> veto;        // folded
  uint32_t veto_set = kNoIndex;         // of CompiledGrammar::needed; kNoIndex: no veto
  std::vector<uint32_t> constructions;  // into CompiledGrammar::constructions
  uint32_t inflection = kNoIndex;       // into CompiledGrammar::inflections; kNoIndex: of no class
};

// What the endings of an inflection class say of the form.
struct CompiledInflection {
  std::string id;
  Literals endings;            // as they stand behind the stem, longest first
  std::vector<FormSet> forms;  // parallel to them
  FormSet bare = 0;            // of the stem alone
};

// What forms of a verb an English word may be: bits, since "bought" is past and participle.
using VerbForms = uint8_t;
constexpr VerbForms kBase = 1, kThirdPerson = 2, kPast = 4, kParticiple = 8, kGerund = 16;

struct CompiledGrammar {
  const Grammar* rule = nullptr;
  std::vector<CompiledConstruction> constructions;
  std::vector<FormSet> construction_forms;  // per construction, all bits when any
  std::vector<CompiledInflection> inflections;
  std::vector<CompiledPattern> patterns;
  WordSets needed;
  // Patterns that ask nothing beforehand, and those that a set of `needed` opens; ascending.
  std::vector<uint32_t> open_patterns;
  std::vector<std::vector<uint32_t>> patterns_opened;  // by set
  std::vector<std::string> form_names;                 // bit i of a FormSet
  // Folded word lists.
  Literals list_separators, list_closers, clause_ends, clause_stops, type_nouns, hypernym_intros, hypernym_tails,
      phrase_stops, phrase_passes, auxiliaries, topic_marks, weak_topic_marks, subordinators, frontings, attribution,
      value_marks, relative_marks, compare_after, compare_before, own_subject_marks, obliques, company_nouns,
      possessives, date_words, place_marks, dative_marks, genitives, resumptives, argument_marks, case_marks, adverbs,
      coordinators, adjuncts, relative_pronouns, subject_words, noun_introductions, noun_complements, deverbal_nouns,
      list_announcements, no_anaphors, headline_labels, approximations, giver_marks, former_marks, example_marks,
      named_nouns, member_nouns, epithets, author_places, author_prepositions, author_teams, author_feelings,
      author_releases, author_possessions, articles, determiners;
  // Of English: the first words of predicates and the grammar's other verbs, in all forms.
  std::unordered_map<std::string, VerbForms> verbs;
  // Of English: what the nouns of anaphors ("the startup") stand for behind "the" and epithets, by noun.
  std::unordered_map<std::string, WordUse> definite_nouns;
};

struct CompiledRelations {
  const Rules* rules = nullptr;
  std::vector<std::string> words;  // folded surfaces for the Recogniser
  std::vector<bool> word_is_stem;
  std::vector<std::vector<WordUse>> uses;  // by word
  std::array<CompiledGrammar, kLanguages> grammars;
  std::vector<CompiledPredicate> predicates;  // parallel to Rules::predicates
  using Headers = std::vector<const HeaderRule*>;
  std::unordered_map<std::string, Headers>
      headers;                                    // by key of the label; of several what fits the subject's type counts
  std::vector<std::string> header_qualifiers;     // keys
  std::vector<std::string> header_rounds;         // keys
  std::vector<std::string> header_markets;        // keys
  std::vector<std::string> header_names;          // keys
  std::vector<std::string> header_parts_of_year;  // keys
  std::vector<std::vector<std::string>> attribute_vetoes;  // folded, parallel to Rules::attribute_rules
};

// `rules` must outlive the result. Errors: rules.shape.
Result<CompiledRelations> compile_relations(const Rules& rules);

// Lets `relations` point to `rules` and its grammars: the first step of compiling, and of reading what was compiled.
// `rules` must outlive `relations`.
void connect(CompiledRelations& relations, const Rules& rules);

// The form bits of a predicate of `group` when `after` (folded text) follows its stem; `ending` receives
// the number of bytes of `after` that belong to the predicate (ending and auxiliaries).
FormSet form_after(const CompiledGrammar& grammar, const CompiledPredicate& group, std::string_view after,
                   uint32_t& ending);

}  // namespace whobuilds::relate
