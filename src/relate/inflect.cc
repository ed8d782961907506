#include "relate/inflect.h"

#include <map>

#include "core/utf8.h"
#include "text/fold.h"

namespace whobuilds::relate {
namespace {

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

// "stop" doubles its last letter before -ed: one syllable, consonant-vowel-consonant.
bool doubles_last(const std::string& word) {
  if (word.size() < 3) return false;
  const char a = word[word.size() - 3], b = word[word.size() - 2], c = word.back();
  if (is_vowel(a) || !is_vowel(b) || is_vowel(c) || c == 'w' || c == 'x' || c == 'y') return false;
  int vowels = 0;
  for (const char letter : word) vowels += is_vowel(letter);
  return vowels == 1;
}

std::string with_s(const std::string& word) {
  const char last = word.back();
  const std::string two = word.size() > 1 ? word.substr(word.size() - 2) : "";
  if (last == 'y' && word.size() > 1 && !is_vowel(word[word.size() - 2]))
    return word.substr(0, word.size() - 1) + "ies";
  const bool adds_syllable = last == 's' || last == 'x' || last == 'z' || two == "ch" || two == "sh";
  if (adds_syllable || two == "go" || two == "do") return word + "es";
  return word + "s";
}

std::string with_ed(const std::string& word) {
  if (word.back() == 'e') return word + "d";
  if (word.back() == 'y' && !is_vowel(word[word.size() - 2])) return word.substr(0, word.size() - 1) + "ied";
  return (doubles_last(word) ? word + word.back() : word) + "ed";
}

std::string with_ing(const std::string& word) {
  if (word.ends_with("ie")) return word.substr(0, word.size() - 2) + "ying";
  if (word.back() == 'e' && word.size() > 2 && word[word.size() - 2] != 'e')
    return word.substr(0, word.size() - 1) + "ing";
  return (doubles_last(word) ? word + word.back() : word) + "ing";
}

void add(std::vector<InflectedWord>& out, const std::string& surface, const std::string& form) {
  for (InflectedWord& word : out) {
    if (word.surface == surface) {
      word.forms.insert(form);
      return;
    }
  }
  out.push_back({surface, {form}});
}

void add_english_verb(const Grammar& grammar, const std::string& verb, std::vector<InflectedWord>& out) {
  const size_t space = verb.find(' ');
  const std::string head = verb.substr(0, space);
  const std::string rest = space == std::string::npos ? "" : verb.substr(space);
  const EnglishVerb forms = inflect_english(grammar, head);
  add(out, forms.base + rest, "finite");
  add(out, forms.third_person + rest, "finite");
  add(out, forms.past + rest, "finite");
  add(out, forms.participle + rest, "participle");
  add(out, forms.gerund + rest, "gerund");
}

// The kana rows of godan verbs: dictionary ending -> what may follow the stem.
const std::map<std::string, std::vector<std::string>>& godan_rows() {
  static const std::map<std::string, std::vector<std::string>> kRows = {
      {"う", {"わ", "い", "う", "え", "お", "っ"}}, {"く", {"か", "き", "く", "け", "こ", "い", "っ"}},
      {"ぐ", {"が", "ぎ", "ぐ", "げ", "ご", "い"}}, {"す", {"さ", "し", "す", "せ", "そ"}},
      {"つ", {"た", "ち", "つ", "て", "と", "っ"}}, {"ぬ", {"な", "に", "ぬ", "ね", "の", "ん"}},
      {"ぶ", {"ば", "び", "ぶ", "べ", "ぼ", "ん"}}, {"む", {"ま", "み", "む", "め", "も", "ん"}},
      {"る", {"ら", "り", "る", "れ", "ろ", "っ"}}};
  return kRows;
}

void add_japanese_verb(const std::string& word, bool godan, std::vector<InflectedWord>& out) {
  const uint32_t last = core::previous(word, static_cast<uint32_t>(word.size()));
  const std::string stem = word.substr(0, last), ending = word.substr(last);
  if (!godan) {
    out.push_back({ending == "る" ? stem : word, {}});
    return;
  }
  const auto row = godan_rows().find(ending);
  if (row == godan_rows().end()) {
    out.push_back({word, {}});
    return;
  }
  for (const std::string& kana : row->second) out.push_back({stem + kana, {}});
}

void add_word(const Grammar& grammar, const PredicateGroup& group, const std::string& word,
              std::vector<InflectedWord>& out) {
  if (grammar.language == Language::en) {
    if (group.inflection == "verb") {
      add_english_verb(grammar, word, out);
    } else if (group.inflection == "noun") {
      add(out, word, "noun");
      add(out, with_s(word), "noun");
    } else {
      add(out, word, "fixed");
    }
  } else if (grammar.language == Language::ja && (group.inflection == "godan" || group.inflection == "ichidan")) {
    add_japanese_verb(word, group.inflection == "godan", out);
  } else {
    out.push_back({word, {}});
    if (grammar.language == Language::zh) {
      std::string traditional = text::to_traditional(word);
      if (traditional != word) out.push_back({std::move(traditional), {}});
    }
  }
}

}  // namespace

EnglishVerb inflect_english(const Grammar& grammar, const std::string& base) {
  EnglishVerb out{base, with_s(base), with_ed(base), with_ed(base), with_ing(base)};
  const auto irregular = grammar.irregular.find(base);
  if (irregular != grammar.irregular.end() && !irregular->second.empty()) {
    out.past = irregular->second.front();
    out.participle = irregular->second.back();
  }
  return out;
}

std::vector<InflectedWord> inflected_words(const Grammar& grammar, const PredicateGroup& group) {
  std::vector<InflectedWord> out;
  for (const std::string& word : group.words) {
    if (!word.empty()) add_word(grammar, group, word, out);
  }
  return out;
}

}  // namespace whobuilds::relate
