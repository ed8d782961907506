#include "extract/mutants.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "core/utf8.h"
#include "relate/inflect.h"

namespace whobuilds::extract {
namespace {

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}
bool begins_with(std::string_view text, std::string_view begin) { return text.substr(0, begin.size()) == begin; }

bool is_one_of(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// ---- arguments

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// The type that `surface` is marked with, "" when it is not marked.
std::string marked_type(const std::string& text, const std::string& surface) {
  const std::string mark = "[" + surface + "|";
  const size_t at = text.find(mark);
  if (at == std::string::npos) return {};
  const size_t begin = at + mark.size();
  return text.substr(begin, text.find(']', begin) - begin);
}

void add_swapped(const RelationType& relation, const ExampleClaim& claim, const std::string& text, std::vector<Mutant>& out) {
  if (relation.symmetric) return;
  const std::string source = "[" + claim.source + "|" + marked_type(text, claim.source) + "]";
  const std::string target = "[" + claim.target + "|" + marked_type(text, claim.target) + "]";
  const std::string kPlace = "\x01";  // stands in no example
  out.push_back({"swapped", replaced(replaced(replaced(text, source, kPlace), target, source), kPlace, target), false});
}

void add_with_type(const Rules& rules, TypeSet allowed, const std::string& role, const std::string& surface,
                   const std::string& text, std::vector<Mutant>& out) {
  for (TypeId type = 0; type < rules.ontology.types.size(); ++type) {
    if ((allowed & type_bit(type)) != 0) continue;
    const std::string& id = rules.ontology.types[type].id;
    const std::string from = "[" + surface + "|" + marked_type(text, surface) + "]";
    out.push_back({role + " as " + id, replaced(text, from, "[" + surface + "|" + id + "]"), false});
    return;
  }
}

// ---- predicates

// Where a word of the predicate stands outside the marks.
struct Place {
  size_t begin = 0, end = 0;
  std::string word;             // dictionary form
  std::set<std::string> forms;  // English
};

bool in_mark(const std::string& text, size_t at) {
  const size_t open = text.rfind('[', at), close = text.rfind(']', at);
  return open != std::string::npos && (close == std::string::npos || close < open);
}

bool cuts_letters(const std::string& text, size_t begin, size_t end) {
  const auto letter = [&](size_t i) { return i < text.size() && core::is_ascii_alnum(static_cast<unsigned char>(text[i])); };
  return (begin > 0 && letter(begin - 1) && letter(begin)) || (letter(end) && letter(end - 1));
}

// The only place of the group's words in `text`; none when there are several or none. `stems`: the listed words'
// surfaces to look for.
std::optional<Place> only_place(const Grammar& grammar, const PredicateGroup& group, const std::string& text) {
  std::optional<Place> found;
  for (const std::string& word : group.words) {
    PredicateGroup alone = group;
    alone.words = {word};
    for (const relate::InflectedWord& surface : relate::inflected_words(grammar, alone)) {
      for (size_t at = text.find(surface.surface); at != std::string::npos; at = text.find(surface.surface, at + 1)) {
        const size_t end = at + surface.surface.size();
        if (in_mark(text, at) || (grammar.language == Language::en && cuts_letters(text, at, end))) continue;
        if (found && at >= found->begin && end <= found->end) continue;  // part of a longer word
        if (found && !(at <= found->begin && found->end <= end)) return std::nullopt;
        found = Place{at, end, word, surface.forms};
      }
    }
  }
  return found;
}

// `text` with [begin, end) replaced.
std::string with(const std::string& text, size_t begin, size_t end, const std::string& replacement) {
  return text.substr(0, begin) + replacement + text.substr(end);
}

// ---- English

// The word right before `at`, in small letters; "]" after a name. Moves `at` to its begin.
std::string word_before(const std::string& text, size_t& at) {
  while (at > 0 && text[at - 1] == ' ') --at;
  if (at > 0 && text[at - 1] == ']') return "]";
  const size_t end = at;
  while (at > 0 && core::is_ascii_alnum(static_cast<unsigned char>(text[at - 1]))) --at;
  std::string word = text.substr(at, end - at);
  for (char& c : word) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return word;
}

bool only_form(const Construction* construction, const char* form) {
  return construction != nullptr && is_one_of(construction->forms, form) &&
         std::all_of(construction->forms.begin(), construction->forms.end(),
                     [&](const std::string& each) { return each == form || each == "gerund"; });
}

void add_english(const PredicateGroup& group, const Construction* construction, const Place& place, const std::string& text,
                 std::vector<Mutant>& out) {
  static const std::vector<std::string> kBe = {"is", "are", "was", "were"}, kHave = {"has", "have", "had"},
                                        kBeforeFinite = {"]", "which", "who", "that", "it", "also", "and"};
  size_t before = place.begin;
  std::string word = word_before(text, before);
  if (group.inflection == "noun") {  // X is (the) maker of Y
    if (word == "a" || word == "an" || word == "the") word = word_before(text, before);
    if (is_one_of(kBe, word)) out.push_back({"negated", with(text, before + word.size(), before + word.size(), " not"), true});
    return;
  }
  const bool participle = place.forms.count("participle") > 0;
  if (participle && (is_one_of(kBe, word) || is_one_of(kHave, word))) {
    out.push_back({"negated", with(text, place.begin, place.begin, "not "), true});
    if (is_one_of(kBe, word)) out.push_back({"planned", with(text, before, place.begin, "will be "), true});
    return;
  }
  const bool finite = place.forms.count("finite") > 0 && only_form(construction, "finite");
  if (!finite || !is_one_of(kBeforeFinite, word)) return;
  const bool plain = place.word == text.substr(place.begin, place.end - place.begin);
  out.push_back({"negated", with(text, place.begin, place.end, (plain ? "do not " : "did not ") + place.word), true});
  out.push_back({"planned", with(text, place.begin, place.end, (plain ? "plan to " : "plans to ") + place.word), true});
}

// ---- Japanese

struct Ending {
  const char *plain, *negated, *planned;  // after the stem; before 。 planned gets だ
};

// A verb that ends a clause, in its usual forms; the longest ending that fits is taken.
constexpr std::array<Ending, 8> kSahenEndings = {{{"している", "していない", "する予定"},
                                                  {"しています", "していません", "する予定"},
                                                  {"された", "されなかった", "される予定"},
                                                  {"されている", "されていない", "される予定"},
                                                  {"した", "しなかった", "する予定"},
                                                  {"する", "しない", "する予定"},
                                                  {"しました", "しませんでした", "する予定"},
                                                  {"します", "しません", "する予定"}}};
constexpr std::array<Ending, 6> kIchidanEndings = {{{"ている", "ていない", "る予定"},
                                                    {"ています", "ていません", "る予定"},
                                                    {"た", "なかった", "る予定"},
                                                    {"る", "ない", "る予定"},
                                                    {"ました", "ませんでした", "る予定"},
                                                    {"ます", "ません", "る予定"}}};

// Godan verbs by their dictionary ending: the stem's kana before た/ている, and before ない.
struct GodanRow {
  const char *dictionary, *past, *negative;
};
constexpr std::array<GodanRow, 9> kGodanRows = {{{"う", "った", "わ"},
                                                 {"つ", "った", "た"},
                                                 {"る", "った", "ら"},
                                                 {"く", "いた", "か"},
                                                 {"ぐ", "いだ", "が"},
                                                 {"す", "した", "さ"},
                                                 {"ぬ", "んだ", "な"},
                                                 {"ぶ", "んだ", "ば"},
                                                 {"む", "んだ", "ま"}}};

// Where the verb's clause is over: at the sentence's end (`last`), or before the name that it describes.
bool clause_is_over(std::string_view rest, bool& last) {
  last = rest.empty() || begins_with(rest, "。");
  return last || begins_with(rest, "[");
}

void add_changed_ending(const std::string& text, size_t stem_end, const std::string& plain, const std::string& negated,
                        const std::string& planned, std::vector<Mutant>& out) {
  const std::string_view rest = std::string_view(text).substr(stem_end);
  bool last = false;
  if (!begins_with(rest, plain) || !clause_is_over(rest.substr(plain.size()), last)) return;
  out.push_back({"negated", with(text, stem_end, stem_end + plain.size(), negated), true});
  out.push_back({"planned", with(text, stem_end, stem_end + plain.size(), planned + (last ? "だ" : "の")), true});
}

void add_japanese(const PredicateGroup& group, const Place& place, const std::string& text, std::vector<Mutant>& out) {
  if (group.inflection == "sahen") {
    for (const Ending& ending : kSahenEndings) {
      add_changed_ending(text, place.begin + place.word.size(), ending.plain, ending.negated, ending.planned, out);
    }
  } else if (group.inflection == "ichidan" && ends_with(place.word, "る")) {
    const size_t stem_end = place.begin + place.word.size() - std::string_view("る").size();
    for (const Ending& ending : kIchidanEndings) {
      add_changed_ending(text, stem_end, ending.plain, ending.negated, ending.planned, out);
    }
  } else if (group.inflection == "godan") {
    for (const GodanRow& row : kGodanRows) {
      const std::string dictionary = row.dictionary, negative = row.negative;
      if (!ends_with(place.word, dictionary)) continue;
      const size_t stem_end = place.begin + place.word.size() - dictionary.size();
      add_changed_ending(text, stem_end, row.past, negative + "なかった", dictionary + "予定", out);
      add_changed_ending(text, stem_end, dictionary, negative + "ない", dictionary + "予定", out);
    }
  }
}

// ---- Chinese

// Only where the subject's name stands right before the verb: elsewhere the negation belongs before 由, 向 or 将.
void add_chinese(const PredicateGroup& group, const Place& place, const std::string& text, std::vector<Mutant>& out) {
  if (group.inflection != "verb" || place.begin == 0 || text[place.begin - 1] != ']') return;
  for (const char* other : {"由", "被", "经", "把", "将", "向", "与", "和", "对", "为", "的", "在", "比", "获"}) {
    if (std::string_view(text).substr(0, place.begin).find(other) != std::string_view::npos) return;
  }
  const std::string done = "了";
  const size_t end = place.end + (begins_with(std::string_view(text).substr(place.end), done) ? done.size() : 0);
  const std::string verb = text.substr(place.begin, place.end - place.begin);
  out.push_back({"negated", with(text, place.begin, end, "没有" + verb), true});
  out.push_back({"planned", with(text, place.begin, end, "计划" + verb), true});
}

}  // namespace

std::vector<Mutant> mutants_of(const Rules& rules, const PredicateGroup& group, const Construction* construction,
                               const ExampleClaim& claim, const std::string& text) {
  std::vector<Mutant> out;
  if (marked_type(text, claim.source).empty() || marked_type(text, claim.target).empty()) return out;
  const RelationType& relation = rules.ontology.relations[claim.relation];
  add_swapped(relation, claim, text, out);
  add_with_type(rules, relation.source, "source", claim.source, text, out);
  add_with_type(rules, relation.target, "target", claim.target, text, out);
  const auto grammar = std::find_if(rules.grammars.begin(), rules.grammars.end(),
                                    [&](const Grammar& each) { return each.language == group.language; });
  if (grammar == rules.grammars.end()) return out;
  const std::optional<Place> place = only_place(*grammar, group, text);
  if (!place) return out;
  switch (group.language) {
    case Language::en: add_english(group, construction, *place, text, out); break;
    case Language::ja: add_japanese(group, *place, text, out); break;
    case Language::zh: add_chinese(group, *place, text, out); break;
    case Language::unknown: break;
  }
  return out;
}

}  // namespace whobuilds::extract
