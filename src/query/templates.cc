#include "query/templates.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/utf8.h"
#include "rules/question_key.h"

namespace whobuilds::query {
namespace {

constexpr size_t kMostSuggestions = 3;

std::string group_text(const text::Regex& regex, const char* name, const std::vector<Span>& groups,
                       std::string_view key) {
  const uint32_t group = regex.group(name);
  if (group == 0 || group >= groups.size() || groups[group].begin == UINT32_MAX) return "";
  return std::string(groups[group].of(key));
}

using Pairs = std::map<std::pair<char32_t, char32_t>, int>;

// How often each pair of neighbouring characters occurs.
Pairs pairs_of(std::string_view key) {
  Pairs pairs;
  char32_t before = ' ';
  for (uint32_t at = 0; at < key.size();) {
    const char32_t c = core::decode(key, at);
    ++pairs[{before, c}];
    before = c;
  }
  return pairs;
}

// Share of common pairs, 0 to 1.
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

}  // namespace

QuestionReader::QuestionReader(const std::vector<QuestionTemplate>& templates) {
  for (const QuestionTemplate& question_template : templates) {
    const Result<text::Regex> regex = text::Regex::compile(question_template.pattern);
    if (regex) forms_.push_back({&question_template, *regex});
  }
}

std::vector<Reading> QuestionReader::read(std::string_view question) const {
  const std::string key = rules::question_key(question);
  std::vector<Reading> readings;
  for (const Form& form : forms_) {
    std::vector<Span> groups;
    if (!form.regex.search(key, 0, groups)) continue;
    readings.push_back({form.question_template, group_text(form.regex, "x", groups, key),
                        group_text(form.regex, "y", groups, key)});
  }
  return readings;
}

Diagnostic no_template(const std::vector<QuestionTemplate>& templates, std::string_view question) {
  const Pairs asked = pairs_of(rules::question_key(question));
  std::vector<std::pair<double, const Example*>> ranked;
  std::map<const Example*, const QuestionTemplate*> owner;
  for (const QuestionTemplate& candidate : templates) {
    for (const Example& example : candidate.examples.match) {
      ranked.emplace_back(likeness(asked, pairs_of(rules::question_key(example.text))), &example);
      owner[&example] = &candidate;
    }
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::set<std::string> verbs;
  std::string suggestions;
  for (const auto& entry : ranked) {
    if (verbs.size() >= kMostSuggestions) break;
    if (!verbs.insert(owner[entry.second]->verb).second) continue;
    suggestions += (suggestions.empty() ? "\"" : ", \"") + entry.second->text + "\"";
  }
  Diagnostic problem;
  problem.code = "ask.no_template";
  problem.message = "the question fits no known form";
  if (!suggestions.empty()) problem.remedy = "ask for instance " + suggestions;
  return problem;
}

}  // namespace whobuilds::query
