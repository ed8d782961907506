#include "query/question_reader.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "core/utf8.h"
#include "query/verbs.h"
#include "recognise/dates.h"
#include "rules/question_key.h"
#include "text/fold.h"
#include "text/language.h"

namespace whobuilds::query {
namespace {

constexpr size_t kMostSuggestions = 3;
constexpr const char* kTypeSlot = "type";
constexpr const char* kNotNames = "not_names";

bool is_cjk(char32_t c) { return c >= 0x3040 && c <= 0x9FFF; }

// Without the spaces beside kana and Chinese characters, which mean nothing there.
std::string without_cjk_spaces(std::string_view key) {
  std::string out;
  char32_t before = 0;
  for (uint32_t at = 0; at < key.size();) {
    const uint32_t begin = at;
    const char32_t c = core::decode(key, at);
    uint32_t after = at;
    const bool loose = c == ' ' && (is_cjk(before) || (at < key.size() && is_cjk(core::decode(key, after))));
    if (!loose) out += key.substr(begin, at - begin);
    before = c;
  }
  return out;
}

// A question as the templates of each language see it.
struct Keys {
  explicit Keys(std::string_view question)
      : key(rules::question_key(question)), cjk(without_cjk_spaces(key)), simplified(text::to_simplified(cjk)) {}

  // What the templates are matched with, and what names are cut out of: where the simplified characters take as much
  // room, names stay as they were written.
  const std::string& matched(Language language) const {
    return language == Language::zh ? simplified : language == Language::ja ? cjk : key;
  }
  const std::string& written(Language language) const {
    return language == Language::zh && simplified.size() == cjk.size() ? cjk : matched(language);
  }

  std::string key, cjk, simplified;
};

std::string group_text(const text::Regex& regex, const std::string& name, const std::vector<Span>& groups,
                       std::string_view key) {
  const uint32_t group = regex.group(name);
  if (group == 0 || group >= groups.size() || groups[group].begin == UINT32_MAX) return "";
  return std::string(groups[group].of(key));
}

// Each request so far with each of the meanings.
std::vector<Request> with_meanings(const Ontology& ontology, const std::vector<Request>& requests,
                                   const std::vector<std::string>& meanings) {
  std::vector<Request> out;
  for (const Request& request : requests) {
    for (const std::string& meaning : meanings) {
      Request longer = request;
      if (add_words(ontology, meaning, longer)) out.push_back(std::move(longer));
    }
  }
  return out;
}

// Share of common pairs, 0 to 1.
template <typename Pairs>
double likeness(const Pairs& a, const Pairs& b) {
  int common = 0, all = 0;
  for (const auto& pair : a) {
    const auto found = b.find(pair.first);
    if (found != b.end()) common += std::min(pair.second, found->second);
    all += pair.second;
  }
  for (const auto& pair : b) all += pair.second;
  return all == 0 ? 0 : 2.0 * common / all;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Whether `word` stands in `text`, as a whole word where it is written in Latin letters.
bool holds_word(std::string_view text, std::string_view word) {
  for (size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const size_t end = at + word.size();
    const bool inside_left = at > 0 && is_letter(text[at - 1]) && is_letter(word.front());
    const bool inside_right = end < text.size() && is_letter(text[end]) && is_letter(word.back());
    if (!inside_left && !inside_right) return true;
  }
  return false;
}

// Each word with a capital, as the names of months are written.
std::string with_capitals(std::string_view folded) {
  std::string text(folded);
  for (size_t i = 0; i < text.size(); ++i) {
    if ((i == 0 || text[i - 1] == ' ') && text[i] >= 'a' && text[i] <= 'z')
      text[i] = static_cast<char>(text[i] - 'a' + 'A');
  }
  return text;
}

// Whether the meaning names a verb, and not only a type or a status.
bool is_verb(const std::string& meaning) { return find_verb(meaning) != nullptr; }

}  // namespace

QuestionReader::QuestionReader(const Rules& rules) : rules_(rules) {
  for (const QuestionTemplate& question_template : rules.questions) {
    for (const Example& example : question_template.examples.match) {
      examples_.push_back({&question_template, &example, pairs_of(rules::question_key(example.text))});
    }
    const Result<text::Regex> regex = text::Regex::compile(question_template.pattern);
    if (!regex) continue;
    Form form = {&question_template, *regex, {}};
    for (const QuestionSlot& slot : rules.question_slots) {
      if (slot.language == question_template.language && regex->group(slot.name) != 0) form.slots.push_back(&slot);
    }
    forms_.push_back(std::move(form));
  }
}

void QuestionReader::read_form(const Form& form, std::string_view key, std::string_view written,
                               std::vector<Reading>& readings) const {
  std::vector<Span> groups;
  if (!form.regex.search(key, 0, groups)) return;
  std::vector<Request> requests(1);
  for (const QuestionSlot* slot : form.slots) {
    const auto meanings = slot->meanings.find(group_text(form.regex, slot->name, groups, key));
    if (meanings != slot->meanings.end()) requests = with_meanings(rules_.ontology, requests, meanings->second);
  }
  const std::string date = group_text(form.regex, "date", groups, key);
  if (!date.empty()) {
    const std::optional<std::string> since = date_in(date);
    if (!since) return;
    requests = with_meanings(rules_.ontology, requests, {"since:" + *since});
  }
  for (Request& request : requests) {
    if (!add_words(rules_.ontology, form.question_template->asks, request) || request.verb.empty()) continue;
    const std::string_view narrowed = narrowed_verb(request.verb, request.type);
    if (!narrowed.empty()) {
      request.verb = narrowed;
      request.type.clear();
    }
    readings.push_back({form.question_template, std::move(request), group_text(form.regex, "x", groups, written),
                        group_text(form.regex, "y", groups, written)});
  }
}

std::vector<Reading> QuestionReader::read(std::string_view question) const {
  const Keys keys(question);
  const Language asked_in = text::block_language(text::count_scripts(keys.key), Language::unknown);
  std::vector<Reading> own, others;
  for (const Form& form : forms_) {
    const Language language = form.question_template->language;
    read_form(form, keys.matched(language), keys.written(language), language == asked_in ? own : others);
  }
  own.insert(own.end(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
  return own;
}

std::vector<Reading> QuestionReader::read_by(std::string_view template_id, std::string_view question) const {
  const Keys keys(question);
  std::vector<Reading> readings;
  for (const Form& form : forms_) {
    const Language language = form.question_template->language;
    if (form.question_template->id == template_id) {
      read_form(form, keys.matched(language), keys.written(language), readings);
    }
  }
  return readings;
}

bool QuestionReader::asks_something(std::string_view name, Language language) const {
  for (const QuestionSlot& slot : rules_.question_slots) {
    if (slot.language != language && slot.name != kNotNames) continue;
    for (const auto& [word, meanings] : slot.meanings) {
      const bool telling = meanings.empty() || std::any_of(meanings.begin(), meanings.end(), is_verb);
      if (telling && holds_word(name, word)) return true;
    }
  }
  return false;
}

std::optional<TypedName> QuestionReader::typed_name(std::string_view name) const {
  for (const QuestionSlot& slot : rules_.question_slots) {
    if (slot.name != kTypeSlot) continue;
    for (const auto& [word, meanings] : slot.meanings) {
      if (name.size() <= word.size()) continue;
      const std::string_view rest_of_front = name.substr(word.size());
      const std::string_view rest_of_back = name.substr(0, name.size() - word.size());
      if (name.substr(0, word.size()) == word && !(is_letter(word.back()) && is_letter(rest_of_front.front()))) {
        return TypedName{rest_of_front, meanings.front()};
      }
      if (name.substr(rest_of_back.size()) == word && !(is_letter(word.front()) && is_letter(rest_of_back.back()))) {
        return TypedName{rest_of_back, meanings.front()};
      }
    }
  }
  return std::nullopt;
}

QuestionReader::Pairs QuestionReader::pairs_of(std::string_view key) {
  Pairs pairs;
  char32_t before = ' ';
  for (uint32_t at = 0; at < key.size();) {
    const char32_t c = core::decode(key, at);
    ++pairs[{before, c}];
    before = c;
  }
  return pairs;
}

Diagnostic QuestionReader::decline(std::string_view question) const {
  const Pairs asked = pairs_of(rules::question_key(question));
  std::vector<std::pair<double, const KnownExample*>> ranked;
  for (const KnownExample& known : examples_) ranked.emplace_back(likeness(asked, known.pairs), &known);
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::set<std::string> requests;
  std::string suggestions;
  for (const auto& [how_like, known] : ranked) {
    if (requests.size() >= kMostSuggestions) break;
    if (!requests.insert(known->example->expected.front()).second) continue;
    suggestions += (suggestions.empty() ? "\"" : ", \"") + known->example->text + "\"";
  }
  Diagnostic problem;
  problem.code = "ask.no_template";
  problem.message = "the question fits no known form";
  if (!suggestions.empty()) problem.remedy = "ask for instance " + suggestions;
  return problem;
}

std::optional<std::string> date_in(std::string_view folded) {
  const std::string text = with_capitals(folded);
  for (uint32_t at = 0; at < text.size(); ++at) {
    const bool begins_word = at == 0 || !is_letter(text[at - 1]);
    if (!begins_word || !(text[at] >= '0' && text[at] <= '9')) continue;
    const std::optional<recognise::DateMatch> match = recognise::read_date(text, at, std::nullopt);
    if (match && match->date && match->span.begin == 0 && match->span.end == text.size()) {
      return recognise::to_text(*match->date);
    }
  }
  return std::nullopt;
}

}  // namespace whobuilds::query
