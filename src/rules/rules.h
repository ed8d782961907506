// Everything under rules/, loaded and checked, as plain values. The stages above compile what
// they need out of it (src/extract/compiled_rules.h). Each struct below is one JSON object of
// the rule files; rules/README.md describes the files.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/lazy_list.h"
#include "whobuilds/fact.h"
#include "whobuilds/language.h"

namespace whobuilds {

using TypeId = uint8_t;       // index into Ontology::types
using TypeSet = uint32_t;     // bit per TypeId
using RelationId = uint8_t;   // index into Ontology::relations
using AttributeId = uint8_t;  // index into Ontology::attributes
using EntityIndex = uint32_t; // index into Rules::entities
constexpr uint32_t kNoIndex = UINT32_MAX;

constexpr TypeSet type_bit(TypeId type) { return TypeSet{1} << type; }

// What a value measures.
enum class Dimension : uint8_t { count, money, date, parameters, tokens, bytes, bytes_per_second, flops, gpu_hours,
                                 nanometres, percent, text };

struct EntityType {
  std::string id;    // "Company"
  std::string slug;  // "company", the first part of node ids
  std::string color; // "#rrggbb" of nodes in diagrams
  std::map<std::string, std::string> labels;  // language -> name for people
};

struct RelationType {
  std::string id;
  TypeSet source = 0, target = 0;
  bool symmetric = false;
  bool same_kind = false;                     // both ends of one type (Chip and System count as one)
  std::map<std::string, std::string> labels;  // language -> "develops", "開発", "研发"
};

struct AttributeType {
  std::string id;
  TypeSet of = 0;
  Dimension dimension = Dimension::count;
  std::string unit;  // "" or the fixed unit ("nm", "gpu_hours"); money takes the value's currency
  std::map<std::string, std::string> labels;
};

struct Ontology {
  std::vector<EntityType> types;
  std::vector<RelationType> relations;
  std::vector<AttributeType> attributes;

  // kNoIndex when there is none.
  uint32_t find_type(std::string_view id) const;
  uint32_t find_relation(std::string_view id) const;
  uint32_t find_attribute(std::string_view id) const;
};

// An example: `text` with, for rules on typed sentences, mentions marked as [surface|Type].
struct Example {
  std::string text;
  std::vector<std::string> expected;  // see rules/README.md for the form in each kind of rule
  std::string why;                    // of a counter-example
};

struct Examples {
  std::vector<Example> match, no_match;
};

// ---- catalogue/<type>.json

// When a surface is ambiguous (an ordinary word, a short string), what must hold for it to be
// taken as the entity. All that are given must hold.
struct Guard {
  bool exact_case = false;             // only with this capitalisation
  std::vector<std::string> need;       // one of these words stands in the same block or the title
  std::vector<std::string> deny_left;  // not right after one of these strings
  std::vector<std::string> deny_right; // not right before one of these strings
  bool relative = false;               // the maker, parent, a variant or another, unguarded surface
                                       // of the entity is mentioned in the document
};

struct Surface {
  std::string text;
  std::optional<Guard> guard;
};

struct CatalogueEntity {
  std::string id;                            // `type:slug`
  TypeId type = 0;
  std::map<std::string, std::string> names;  // language -> name; "en" is the label when there is one
  std::string label;
  std::vector<Surface> surfaces;             // names and aliases, unique
  EntityIndex developer = kNoIndex;          // models, chips, systems, products
  EntityIndex parent = kNoIndex;             // part_of for companies, variant_of for artefacts
  std::vector<EntityIndex> contains;         // systems: the chips in it
};

// ---- families/<type>.json: a name grammar for a line of models, chips, systems or products

struct Family {
  std::string id;                  // "family:qwen"
  TypeId type = 0;
  EntityIndex entity = kNoIndex;   // the family itself in the catalogue ("model:qwen"); its surfaces are stems
  EntityIndex developer = kNoIndex;
  std::vector<std::string> stems;  // further stems that are no alias of the family ("MI", "RTX")
  std::string tail;                // RE2, anchored where the stem ends; macros expanded by the loader
  std::string bare;                // RE2 for a part name without its stem ("9[0-9]{2}[A-Z]?"), "" = none
  std::string label_stem;          // how labels spell the stem ("Ascend "); default: the stem as written
  bool exact_case = false;
  bool every = false;              // stands for one family of each catalogue entity of the type whose names have no
                                   // digit and that has no family of its own; expanded when all files are read
  Examples examples;               // match: text, expected = the names found
};

// ---- discovery/<signal>.json: names that nobody listed

struct DiscoveryRule {
  std::string id;
  std::string description;
  Language language = Language::unknown;  // unknown: any
  TypeSet types = 0;                      // the type given to the name; several: decided by context
  std::vector<std::string> when;          // literal gate: one of these stands in the sentence (not
                                          // asked by "list" rules)
  std::string pattern;                    // RE2 over the sentence with named group `name`; known
                                          // mentions are visible as their text
  std::string near;                       // "": none; "company": a company mention must end or begin
                                          // right at the group `maker`; "list": the name stands in
                                          // an enumeration with two or more mentions of one type,
                                          // which it gets if `types` has it; "emphasis": the name is
                                          // set in bold or emphasis; "column": the name is a member of
                                          // a table cell whose column is headed by one of `when` or holds
                                          // two known names of a type of `types`
  double confidence = 0.8;
  Examples examples;
};

// ---- names/<language>.json

// Words that say of which of some types a name is that they stand right beside: "the X model", 新興企業のX. Folded.
struct ContextWords {
  TypeSet types = 0;
  std::vector<std::string> behind, before;
};

// What the names that nobody listed do not look like, which other names they go by, and what the words beside a name
// say of it. The languages add up: a text names things in any of them.
struct NameRules {
  std::vector<std::string> ordinary;           // words that make no name by themselves, folded
  std::vector<std::string> articles;           // are no part of a name that they stand before
  std::vector<std::string> joints;             // between members of a list, of which the later ones leave out a part
  std::vector<std::string> quantifiers;        // a phrase about some of a kind begins with them, folded: other, many
  std::vector<std::string> phrase_words;       // a phrase holds them, a name does not: 的, 这家
  std::vector<std::string> adjective_endings;  // make an adjective of a name: -based
  std::vector<std::string> events;             // right behind a name: of an event, a fund, a law (with the space)
  std::vector<std::string> titles_before, titles_behind;  // of persons
  std::vector<std::string> given_names;        // of persons, as written
  // Versions: words that make another variant of the name before them (Pro), mark a number as a series (シリーズ), are
  // counted by it, and technologies whose numbers many makers share (HBM), folded.
  std::vector<std::string> variant_words, series_words, counted, technologies;
  // Other names: words that say that one follows, in brackets or anywhere before quotation marks, and what may stand
  // between them and it; what stands in brackets beside a name and is none; kinds and places, which end a description.
  // Folded but for the last; cues longest first.
  std::vector<std::string> naming_cues, naming_phrases, naming_fillers, asides, kind_endings;
  std::vector<std::string> company_endings;  // legal forms and trade words that a short form leaves out, folded,
                                             // longest first
  std::vector<ContextWords> context;
};

// ---- values/<dimension>.json

struct UnitRule {
  Dimension dimension = Dimension::count;
  std::string unit;                 // of the value in base units ("USD", "FLOPS", "")
  double factor = 1;                // one of it in base units
  std::vector<std::string> before;  // surfaces that stand right before the number ("$", "US$")
  std::vector<std::string> after;   // surfaces right after it ("億ドル" is multiplier + unit: list the unit only);
                                    // dimension text: licences, whose surfaces stand alone and say `unit`
};

struct MultiplierRule {
  std::string surface;  // "億", "万", "billion", "B"
  double factor = 1;
  bool needs_unit = false;  // "B" and "T" only before a unit or after a currency sign
};

struct ValueRules {
  std::vector<MultiplierRule> multipliers;
  std::vector<UnitRule> units;
  std::vector<std::string> approximate;  // "多", "+": transparent between digits and what follows them
  std::vector<std::string> counters;     // "個", "枚", "張", "chips": after a count
};

// ---- grammar/<lang>.json

// One form of an inflection class, told by what stands right after the stem (ja, zh: literal
// endings, the longest wins; "" always holds) or generated (en: `endings` are unused, the forms are
// "finite", "participle", "gerund" for verbs, "noun" for nouns, "fixed" for words that do not inflect).
struct FormRule {
  std::string form;
  std::vector<std::string> endings;
};

struct InflectionClass {
  std::string id;      // ja: sahen, ichidan, godan, noun, fixed; en: verb, noun, fixed; zh: verb, noun, fixed
  std::vector<FormRule> forms;
};

// A grammatical shape that puts arguments around a predicate, e.g. "A は|が ... B @mark .. V".
// A is the relation's source and B its target unless the predicate is reversed; L is a list whose
// members are both. A role that the shape does not name is looked for by discourse.
struct Construction {
  std::string id;           // "ja.active"
  std::string description;
  std::vector<std::string> classes;  // inflection classes it applies to
  std::vector<std::string> forms;    // forms of the predicate, empty = any
  std::string shape;        // see rules/README.md
  std::vector<RelationId> relations;  // empty: all
  double confidence = 0.9;
  Examples examples;
};

struct Grammar {
  Language language = Language::unknown;
  std::vector<InflectionClass> classes;
  std::vector<Construction> constructions;
  std::map<std::string, std::vector<std::string>> words;  // named word lists that shapes use (@subject)
  std::map<std::string, std::vector<std::string>> irregular;  // en: base -> past, participle
  std::vector<std::string> list_separators;   // 、 や と "and" ...
  std::vector<std::string> list_closers;      // など といった "and others" ...
  std::vector<std::string> clause_ends;       // where an argument search stops
  std::map<std::string, std::vector<std::string>> anaphors;  // "Company" -> 同社 ..., "Model" -> このモデル
};

// ---- relations/<relation>.json

struct PredicateGroup {
  std::string id;            // "develops.ja.make"
  RelationId relation = 0;
  Language language = Language::unknown;
  std::string inflection;    // an InflectionClass of the language's grammar
  std::vector<std::string> words;          // dictionary form
  std::vector<std::string> marks;          // how the other argument is marked: ja に と を, en with in to,
                                           // zh 与 向; "" = unmarked; what @mark stands for in shapes
  std::vector<std::string> constructions;  // empty: every construction for the class
  bool reversed = false;     // the grammatical subject is the relation's target ("is a rival of" no; "owned by" ...)
  TypeSet source = 0, target = 0;          // of A and B: narrower than the relation's signature, which is
                                           // turned round when reversed; 0 = that
  std::vector<std::string> veto;           // words in the clause that forbid the reading
  double confidence = 1.0;                 // multiplied with the construction's
  Examples examples;
};

// A flat idiom over the typed sentence, for what no construction covers.
struct PatternRule {
  std::string id;
  RelationId relation = 0;
  Language language = Language::unknown;
  std::vector<std::string> when;  // literal gate, any of; empty: none
  std::string shape;              // as Construction::shape, with literals instead of V
  TypeSet source = 0, target = 0; // narrower than the relation's; 0: as the relation's
  std::vector<std::string> veto;
  bool status = false;            // holds a verb: the cues of its clause say whether it is planned, denied ...
  // Not empty: the role that the shape does not name is whoever had it last, or was last told one of these.
  std::vector<AttributeId> continues;
  bool topic = false;  // it continues the topic, too, where nothing was told or the text has turned to another since
  double confidence = 0.8;
  Examples examples;
};

// Which values beside a relation or an entity become attributes.
struct AttributeRule {
  std::string id;
  AttributeId attribute = 0;
  Language language = Language::unknown;
  std::vector<std::string> cues;  // words that name the attribute: パラメータ, context window, 评估值
  std::vector<std::string> count_cues;  // of the cues those beside which a plain count is the value too (参数量达6710亿)
  std::vector<std::string> veto;  // words beside the value that say it is something else
  bool required = true;           // false: the unit alone says it ("671B parameters")
  Examples examples;
};

// ---- tables: header words that stand for a relation or an attribute
struct HeaderRule {
  std::vector<std::string> words;  // "開発元", "Developer", "厂商"
  RelationId relation = 0;
  uint32_t attribute = kNoIndex;   // set: the column holds this attribute instead
  bool reversed = false;           // row subject is the relation's target
};

// ---- status/<lang>.json

struct Cue {
  Language language = Language::unknown;
  Status status = Status::asserted;
  bool irrealis = false;       // the clause yields nothing (question, condition, advice, wish)
  bool blocks_denial = false;  // ではなく, not only, 不仅
  std::string side;            // "before", "after" or "both": where it stands relative to the predicate
  std::vector<std::string> words;
};

// ---- questions/<lang>.json

// Words that may stand at one place of a question, and what each asks for.
struct QuestionSlot {
  Language language = Language::unknown;
  std::string name;  // of the group in the patterns
  // Word, in the form of question_key() -> what it asks for, in the words of QuestionTemplate::asks, in the file's order.
  std::map<std::string, std::vector<std::string>> meanings;
};

struct QuestionTemplate {
  std::string id;
  Language language = Language::unknown;
  std::string asks;      // what the form itself asks for, words such as "planned facts"; "" when its slots say it
  std::string pattern;   // RE2 over question_key() of a question, with groups `x`, `y`, `date` and those of slots
  Examples examples;     // match: text, expected = [what is asked for, x, y]
};

struct RuleFile {
  std::string path;  // relative to the rules folder, with '/'
  std::string bytes;
};

// Where a rule stands, for `rules list` and for problems found after loading.
struct RuleOrigin {
  std::string kind;  // "catalogue", "family", "discovery", "construction", "predicates", "pattern", "attribute",
                     // "header", "cue", "question"
  std::string id;    // unique among the kinds that have ids; others are named by file and place
  std::string file;  // as diagnostics call it
  std::string pointer;
  std::string description;
  uint32_t line = 0;
  uint32_t examples = 0;
};

struct Rules {
  Ontology ontology;
  core::LazyList<CatalogueEntity> entities;  // by id
  std::vector<Family> families;
  std::vector<DiscoveryRule> discovery;
  NameRules names;
  ValueRules values;
  std::vector<Grammar> grammars;          // one per language
  std::vector<PredicateGroup> predicates;
  std::vector<PatternRule> patterns;
  std::vector<AttributeRule> attribute_rules;
  std::vector<HeaderRule> headers;
  std::vector<std::string> header_qualifiers;  // what may follow a header word and changes nothing (预测)
  std::vector<std::string> header_rounds;      // what the name of a round of funding begins with (Series)
  std::vector<std::string> header_markets;     // in a heading: the table tells of a market, of no company
  std::vector<std::string> header_names;       // keys whose value is what the other entries are about (会社名)
  std::vector<std::string> header_parts_of_year;  // what the head of a row that tells of no whole year holds (Q1)
  std::vector<Cue> cues;
  std::vector<QuestionSlot> question_slots;  // by language, in the files' order
  std::vector<QuestionTemplate> questions;
  std::vector<RuleOrigin> origins;        // by kind, then id
  std::string hash;                       // SHA-256 over the files' paths and bytes, lower-case hex

  // Index of the entity with this id, or kNoIndex. O(log n).
  EntityIndex find_entity(std::string_view id) const;
  // Whether `unit` is `owner` or, by the parents that the catalogue gives, a part or variant of it; false for kNoIndex.
  bool is_within(EntityIndex unit, EntityIndex owner) const;

  // The word list `name` of the language's grammar as it is written there; empty when there is none.
  const std::vector<std::string>& words(Language language, const std::string& name) const;
  // Where the rule with this id stands, or nullptr. O(n).
  const RuleOrigin* find_origin(std::string_view id) const;
};

}  // namespace whobuilds
