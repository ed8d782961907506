#include "relate/compile_relations.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/utf8.h"
#include "relate/inflect.h"
#include "text/fold.h"

namespace whobuilds::relate {
namespace {

std::vector<std::string> folded_longest_first(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  for (const std::string& word : words) out.push_back(literal_key(word));
  std::stable_sort(out.begin(), out.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// A Chinese word list in both scripts.
std::vector<std::string> in_scripts(const std::vector<std::string>& words, Language language) {
  std::vector<std::string> out = words;
  if (language == Language::zh) text::add_traditional_forms(out);
  return out;
}

// A Japanese verbal noun that another noun follows directly (製造装置) is not the verb.
bool heads_compound(const CompiledGrammar& grammar, const PredicateGroup& group, std::string_view after) {
  if (grammar.rule->language != Language::ja || group.inflection != "sahen" || after.empty()) return false;
  uint32_t at = 0;
  const char32_t next = core::decode(after, at);
  return core::is_han(next) || core::is_katakana(next);
}

class WordTable {
 public:
  explicit WordTable(CompiledRelations& out) : out_(out) {}

  void add(const std::string& surface, bool is_stem, const WordUse& use) {
    const std::string key = text::name_key(surface);
    if (key.empty()) return;
    const auto [position, inserted] = index_.emplace(key, static_cast<uint32_t>(out_.words.size()));
    if (inserted) {
      out_.words.push_back(key);
      out_.word_is_stem.push_back(is_stem);
      out_.uses.emplace_back();
    }
    out_.uses[position->second].push_back(use);
  }

 private:
  CompiledRelations& out_;
  std::unordered_map<std::string, uint32_t> index_;
};

void compile_word_lists(CompiledGrammar& out) {
  const Grammar& grammar = *out.rule;
  const auto list = [&](const char* name) {
    const auto found = grammar.words.find(name);
    return found == grammar.words.end() ? Literals()
                                        : Literals(folded_longest_first(in_scripts(found->second, grammar.language)));
  };
  out.list_separators = Literals(folded_longest_first(in_scripts(grammar.list_separators, grammar.language)));
  out.list_closers = Literals(folded_longest_first(in_scripts(grammar.list_closers, grammar.language)));
  out.clause_ends = Literals(folded_longest_first(in_scripts(grammar.clause_ends, grammar.language)));
  out.clause_stops = list("clause_stop");
  out.type_nouns = list("type_noun");
  out.hypernym_intros = list("hypernym_intro");
  out.hypernym_tails = list("hypernym_tail");
  out.phrase_stops = list("phrase_stop");
  out.phrase_passes = list("phrase_pass");
  out.auxiliaries = list("auxiliary");
  out.topic_marks = list("topic");
  out.weak_topic_marks = list("weak_topic");
  out.subordinators = list("subordinator");
  out.frontings = list("fronting");
  out.own_subject_marks = list("own_subject");
  out.obliques = list("oblique");
  out.possessives = list("possessive");
  out.date_words = list("date_word");
  out.genitives = list("genitive");
  out.argument_marks = list("argument");
  out.case_marks = list("case");
  out.resumptives = list("resumptive");
  out.place_marks = list("place");
  out.dative_marks = list("dative");
  out.company_nouns = list("company_noun");
  out.compare_after = list("compare_after");
  out.compare_before = list("compare_before");
  out.value_marks = list("value_mark");
  out.relative_marks = list("relative_mark");
  out.attribution = list("attribution");
  out.adverbs = list("adverb");
  out.coordinators = list("coordinator");
  out.adjuncts = list("adjunct");
  out.relative_pronouns = list("relative_pronoun");
  out.subject_words = list("subject_word");
  out.determiners = list("determiner");
  out.noun_introductions = list("noun_introduction");
  out.noun_complements = list("noun_complement");
  out.deverbal_nouns = list("deverbal_noun");
  out.list_announcements = list("list_announcement");
  out.no_anaphors = list("no_anaphor");
  out.headline_labels = list("headline_label");
  out.approximations = list("approximation");
  out.giver_marks = list("giver");
  out.member_nouns = list("member_noun");
  out.former_marks = list("former");
  out.example_marks = list("example");
  out.named_nouns = list("named_noun");
  out.epithets = list("epithet");
  out.author_places = list("author_place");
  out.author_prepositions = list("author_preposition");
  out.author_teams = list("author_team");
  out.author_feelings = list("author_feeling");
  out.author_releases = list("author_release");
  out.author_possessions = list("author_possession");
  out.articles = list("article");
}

void add_verb(CompiledGrammar& grammar, const std::string& word) {
  const EnglishVerb verb = inflect_english(*grammar.rule, word.substr(0, word.find(' ')));
  for (const auto& [surface, form] :
       {std::pair(verb.base, kBase), std::pair(verb.third_person, kThirdPerson), std::pair(verb.past, kPast),
        std::pair(verb.participle, kParticiple), std::pair(verb.gerund, kGerund)}) {
    grammar.verbs[surface] |= form;
  }
}

void compile_verbs(CompiledGrammar& out, const Rules& rules) {
  if (out.rule->language != Language::en) return;
  const auto listed = out.rule->words.find("verb");
  if (listed != out.rule->words.end()) {
    for (const std::string& word : listed->second) add_verb(out, word);
  }
  for (const PredicateGroup& group : rules.predicates) {
    if (group.language != Language::en || group.inflection != "verb") continue;
    for (const std::string& word : group.words) add_verb(out, word);
  }
}

// Numbers the sets of words of which the rules of a grammar need one.
class SetBuilder {
 public:
  uint32_t add(const std::vector<std::string>& words) {
    const auto [position, inserted] = numbers_.emplace(words, static_cast<uint32_t>(numbers_.size()));
    if (inserted) {
      for (const std::string& word : words) {
        if (!word.empty()) sets_of_[word].push_back(position->second);
      }
    }
    return position->second;
  }

  // Those of the literals that the shape cannot do without.
  std::vector<uint32_t> of(const Shape& shape) {
    std::vector<uint32_t> needs;
    for (const ShapeElement& element : shape.elements) {
      const bool needed = !element.optional && !element.forbidden && !element.or_edge;
      if (element.kind != ShapeElement::Kind::literal || !needed) continue;
      needs.push_back(add({element.literals.begin(), element.literals.end()}));
    }
    return needs;
  }

  WordSets build() const {
    WordSets out;
    std::vector<std::string_view> words;
    for (const auto& [word, sets] : sets_of_) {
      words.push_back(word);
      out.sets_of.push_back(sets);
    }
    if (!words.empty()) out.words.build(words);
    out.count = static_cast<uint32_t>(numbers_.size());
    return out;
  }

 private:
  std::map<std::vector<std::string>, uint32_t> numbers_;
  std::map<std::string, std::vector<uint32_t>> sets_of_;
};

using SetBuilders = std::array<SetBuilder, kLanguages>;

// Lets each pattern be opened by one of the sets that it needs, and numbers the sets for good.
void finish_sets(CompiledGrammar& grammar, const SetBuilder& sets) {
  grammar.needed = sets.build();
  grammar.patterns_opened.resize(grammar.needed.count);
  for (uint32_t i = 0; i < grammar.patterns.size(); ++i) {
    const std::vector<uint32_t>& needs = grammar.patterns[i].needs;
    (needs.empty() ? grammar.open_patterns : grammar.patterns_opened[needs.back()]).push_back(i);
  }
}

// Names of forms in the order in which the classes come to them.
void compile_forms(CompiledGrammar& out) {
  for (const InflectionClass& inflection : out.rule->classes) {
    for (const FormRule& form : inflection.forms) {
      if (std::find(out.form_names.begin(), out.form_names.end(), form.form) == out.form_names.end()) {
        out.form_names.push_back(form.form);
      }
    }
  }
}

CompiledInflection compile_inflection(const std::vector<InflectionClass>& classes, const std::string& id,
                                      const std::vector<std::string>& form_names) {
  CompiledInflection out;
  out.id = id;
  std::map<std::string, FormSet> forms;
  for (const InflectionClass& inflection : classes) {
    if (inflection.id != id) continue;
    for (const FormRule& form : inflection.forms) {
      const auto name = std::find(form_names.begin(), form_names.end(), form.form);
      for (const std::string& ending : form.endings) forms[ending] |= FormSet{1} << (name - form_names.begin());
    }
  }
  std::vector<std::string> endings;
  for (const auto& [ending, bits] : forms) endings.push_back(ending);
  std::stable_sort(endings.begin(), endings.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  for (const std::string& ending : endings) {
    if (ending.empty()) {
      out.bare = forms[ending];
    } else {
      out.forms.push_back(forms[ending]);
    }
  }
  out.endings = Literals(std::move(endings));
  return out;
}

void compile_inflections(CompiledGrammar& out) {
  for (const InflectionClass& inflection : out.rule->classes) {
    const bool known = std::any_of(out.inflections.begin(), out.inflections.end(),
                                   [&](const CompiledInflection& other) { return other.id == inflection.id; });
    if (!known) out.inflections.push_back(compile_inflection(out.rule->classes, inflection.id, out.form_names));
  }
}

void compile_constructions(CompiledGrammar& out, SetBuilder& sets, Diagnostics& problems) {
  const Grammar& grammar = *out.rule;
  for (const Construction& construction : grammar.constructions) {
    Result<Shape> shape = parse_shape(construction.shape, grammar);
    if (!shape) {
      problems.insert(problems.end(), shape.diagnostics().begin(), shape.diagnostics().end());
      continue;
    }
    FormSet forms = construction.forms.empty() ? ~FormSet{0} : 0;
    for (const std::string& form : construction.forms) {
      const auto found = std::find(out.form_names.begin(), out.form_names.end(), form);
      if (found != out.form_names.end()) forms |= FormSet{1} << (found - out.form_names.begin());
    }
    std::vector<uint32_t> needs = sets.of(*shape);
    out.constructions.push_back({&construction, std::move(shape).value(), std::move(needs)});
    out.construction_forms.push_back(forms);
  }
}

void compile_predicate(const PredicateGroup& group, uint32_t index, CompiledRelations& out, SetBuilders& sets,
                       WordTable& words) {
  const RelationType& relation = out.rules->ontology.relations[group.relation];
  CompiledPredicate& compiled = out.predicates[index];
  compiled.rule = &group;
  compiled.source = group.source != 0 ? group.source : group.reversed ? relation.target : relation.source;
  compiled.target = group.target != 0 ? group.target : group.reversed ? relation.source : relation.target;
  compiled.marks.words = Literals(folded_longest_first(in_scripts(group.marks, group.language)));
  compiled.marks.unmarked = std::find(group.marks.begin(), group.marks.end(), "") != group.marks.end();
  compiled.veto = folded_longest_first(in_scripts(group.veto, group.language));
  if (!compiled.veto.empty()) compiled.veto_set = sets[static_cast<size_t>(group.language)].add(compiled.veto);
  const CompiledGrammar& grammar = out.grammars[static_cast<size_t>(group.language)];
  for (uint32_t i = 0; i < grammar.inflections.size(); ++i) {
    if (grammar.inflections[i].id == group.inflection) compiled.inflection = i;
  }
  for (uint32_t i = 0; i < grammar.constructions.size(); ++i) {
    const Construction& construction = *grammar.constructions[i].rule;
    const auto listed = [](const auto& list, const auto& value) {
      return std::find(list.begin(), list.end(), value) != list.end();
    };
    if (!construction.classes.empty() && !listed(construction.classes, group.inflection)) continue;
    if (!construction.relations.empty() && !listed(construction.relations, group.relation)) continue;
    if (!group.constructions.empty() && !listed(group.constructions, construction.id)) continue;
    compiled.constructions.push_back(i);
  }
  for (const InflectedWord& word : inflected_words(*grammar.rule, group)) {
    WordUse use;
    use.kind = WordUse::Kind::predicate;
    use.language = group.language;
    use.index = index;
    for (size_t bit = 0; bit < grammar.form_names.size(); ++bit) {
      if (word.forms.count(grammar.form_names[bit]) > 0) use.form |= FormSet{1} << bit;
    }
    words.add(word.surface, group.language != Language::en, use);
  }
}

void compile_anaphors(const Grammar& grammar, const Ontology& ontology, CompiledGrammar& out, WordTable& words) {
  constexpr std::string_view kArticle = "the ";
  for (const auto& [types, surfaces] : grammar.anaphors) {
    WordUse use;
    use.kind = WordUse::Kind::anaphor;
    use.language = grammar.language;
    use.plural = types.rfind("plural ", 0) == 0;
    use.author = types.rfind("author ", 0) == 0;
    std::string rest = use.plural || use.author ? types.substr(7) : types;
    for (size_t begin = 0; begin <= rest.size();) {
      const size_t end = std::min(rest.find('|', begin), rest.size());
      const uint32_t type = ontology.find_type(rest.substr(begin, end - begin));
      if (type != kNoIndex) use.types |= type_bit(static_cast<TypeId>(type));
      begin = end + 1;
    }
    for (const std::string& surface : in_scripts(surfaces, grammar.language)) {
      words.add(surface, false, use);
      if (grammar.language == Language::en && surface.starts_with(kArticle))
        out.definite_nouns.emplace(surface.substr(kArticle.size()), use);
    }
  }
}

}  // namespace

void connect(CompiledRelations& relations, const Rules& rules) {
  static const Grammar kEmptyGrammar;
  relations.rules = &rules;
  for (CompiledGrammar& grammar : relations.grammars) grammar.rule = &kEmptyGrammar;
  for (const Grammar& grammar : rules.grammars) {
    if (grammar.language != Language::unknown)
      relations.grammars[static_cast<size_t>(grammar.language)].rule = &grammar;
  }
}

Result<CompiledRelations> compile_relations(const Rules& rules) {
  CompiledRelations out;
  Diagnostics problems;
  connect(out, rules);
  SetBuilders sets;
  for (size_t language = 0; language < kLanguages; ++language) {
    compile_word_lists(out.grammars[language]);
    compile_forms(out.grammars[language]);
    compile_inflections(out.grammars[language]);
    compile_constructions(out.grammars[language], sets[language], problems);
    compile_verbs(out.grammars[language], rules);
  }
  WordTable words(out);
  out.predicates.resize(rules.predicates.size());
  for (uint32_t i = 0; i < rules.predicates.size(); ++i) compile_predicate(rules.predicates[i], i, out, sets, words);
  for (const PatternRule& pattern : rules.patterns) {
    CompiledGrammar& grammar = out.grammars[static_cast<size_t>(pattern.language)];
    Result<Shape> shape = parse_shape(pattern.shape, *grammar.rule);
    if (!shape) {
      problems.insert(problems.end(), shape.diagnostics().begin(), shape.diagnostics().end());
      continue;
    }
    SetBuilder& language_sets = sets[static_cast<size_t>(pattern.language)];
    std::vector<uint32_t> needs = language_sets.of(*shape);
    if (!pattern.when.empty()) {
      needs.push_back(language_sets.add(folded_longest_first(in_scripts(pattern.when, pattern.language))));
    }
    grammar.patterns.push_back({&pattern, std::move(shape).value(), std::move(needs),
                                folded_longest_first(in_scripts(pattern.veto, pattern.language))});
  }
  for (size_t language = 0; language < kLanguages; ++language) finish_sets(out.grammars[language], sets[language]);
  for (const Grammar& grammar : rules.grammars)
    compile_anaphors(grammar, rules.ontology, out.grammars[static_cast<size_t>(grammar.language)], words);
  for (uint32_t i = 0; i < rules.cues.size(); ++i) {
    WordUse use;
    use.kind = WordUse::Kind::cue;
    use.language = rules.cues[i].language;
    use.index = i;
    for (const std::string& word : in_scripts(rules.cues[i].words, rules.cues[i].language)) words.add(word, false, use);
  }
  for (uint32_t i = 0; i < rules.attribute_rules.size(); ++i) {
    WordUse use;
    use.kind = WordUse::Kind::attribute_cue;
    use.language = rules.attribute_rules[i].language;
    use.index = i;
    for (const std::string& word : in_scripts(rules.attribute_rules[i].cues, use.language)) words.add(word, false, use);
    out.attribute_vetoes.push_back(folded_longest_first(in_scripts(rules.attribute_rules[i].veto, use.language)));
    use.counts = true;
    for (const std::string& word : in_scripts(rules.attribute_rules[i].count_cues, use.language))
      words.add(word, false, use);
  }
  for (const HeaderRule& header : rules.headers) {
    for (const std::string& word : header.words) out.headers[text::name_key(word)].push_back(&header);
  }
  for (const std::string& word : rules.header_qualifiers) out.header_qualifiers.push_back(text::name_key(word));
  for (const std::string& word : rules.header_rounds) out.header_rounds.push_back(text::name_key(word));
  for (const std::string& word : rules.header_markets) out.header_markets.push_back(text::name_key(word));
  for (const std::string& word : rules.header_names) out.header_names.push_back(text::name_key(word));
  for (const std::string& word : rules.header_parts_of_year) out.header_parts_of_year.push_back(text::name_key(word));
  if (!problems.empty()) return problems;
  return out;
}

FormSet form_after(const CompiledGrammar& grammar, const CompiledPredicate& group, std::string_view after,
                   uint32_t& ending) {
  ending = 0;
  if (group.inflection == kNoIndex) return 0;
  const CompiledInflection& inflection = grammar.inflections[group.inflection];
  const size_t longest = inflection.endings.find_at(after, 0);
  if (longest == inflection.endings.size()) return heads_compound(grammar, *group.rule, after) ? 0 : inflection.bare;
  ending = static_cast<uint32_t>(inflection.endings[longest].size());
  const Literals& auxiliaries = grammar.auxiliaries;
  for (size_t i = auxiliaries.find_at(after, ending); i < auxiliaries.size(); i = auxiliaries.find_at(after, ending))
    ending += static_cast<uint32_t>(auxiliaries[i].size());
  return inflection.forms[longest];
}

}  // namespace whobuilds::relate
