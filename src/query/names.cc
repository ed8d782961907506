#include "query/names.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/edit_distance.h"
#include "core/utf8.h"
#include "text/fold.h"

namespace whobuilds::query {
namespace {

constexpr size_t kMostCandidates = 5;

// A letter of hiragana in katakana, small letters large: ァ and ア, っ and ツ are one.
char32_t one_kana(char32_t c) {
  constexpr char32_t kHiraganaToKatakana = U'ア' - U'あ';
  if (c >= U'ぁ' && c <= U'ゖ') c += kHiraganaToKatakana;
  constexpr std::u32string_view kSmall = U"ァィゥェォッャュョヮ", kLarge = U"アイウエオツヤユヨワ";
  const size_t small = kSmall.find(c);
  return small == std::u32string_view::npos ? c : kLarge[small];
}

// ヴァ, ヴィ, ヴ, ヴェ, ヴォ as バ, ビ, ブ, ベ, ボ. `key` ends in ヴ or not; appends `c`.
void append_kana(std::u32string& key, char32_t c) {
  constexpr std::u32string_view kVowels = U"アイエオ", kWithB = U"バビベボ";
  const size_t vowel = kVowels.find(c);
  if (!key.empty() && key.back() == U'ヴ') {
    key.back() = vowel == std::u32string_view::npos ? U'ブ' : kWithB[vowel];
    if (vowel != std::u32string_view::npos) return;
  }
  key += c;
}

bool has_han(std::string_view text) {
  for (uint32_t at = 0; at < text.size();) {
    const char32_t c = core::decode(text, at);
    if (c >= 0x3400 && c <= 0x9FFF) return true;
  }
  return false;
}

bool strip_front(std::string_view& text, std::string_view front) {
  if (text.size() <= front.size() || text.substr(0, front.size()) != front) return false;
  text.remove_prefix(front.size());
  return true;
}

bool strip_back(std::string_view& text, std::string_view back) {
  if (text.size() <= back.size() || text.substr(text.size() - back.size()) != back) return false;
  text.remove_suffix(back.size());
  return true;
}

std::string_view without_quotes(std::string_view name) {
  using Pair = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Pair, 7> kQuotes = {Pair{"\"", "\""}, {"'", "'"}, {"「", "」"}, {"『", "』"},
                                           {"“", "”"},       {"‘", "’"}, {"《", "》"}};
  while (strip_front(name, " ")) {}
  while (strip_back(name, " ")) {}
  for (const Pair& quotes : kQuotes) {
    std::string_view inner = name;
    if (strip_front(inner, quotes.first) && strip_back(inner, quotes.second)) return inner;
  }
  return name;
}

// What people put around a name in a question, the s of a plural among it. Tried only when the whole is no name.
std::string_view without_company_words(std::string_view name) {
  constexpr std::array<std::string_view, 5> kFront = {"the ", "a ", "an ", "株式会社", "公司"};
  constexpr std::array<std::string_view, 10> kBack = {"社", "さん", "株式会社", "公司", "模型", "芯片",
                                                      "チップ", " chip", " model", "s"};
  for (const std::string_view front : kFront) {
    if (strip_front(name, front)) break;
  }
  for (const std::string_view back : kBack) {
    if (strip_back(name, back)) break;
  }
  return name;
}

uint32_t length(std::string_view text) {
  uint32_t characters = 0;
  for (uint32_t at = 0; at < text.size(); ++characters) core::decode(text, at);
  return characters;
}

}  // namespace

std::string variant_key(std::string_view name) {
  constexpr std::u32string_view kLoose = U"-‐‑‒–—_.·・/'’\"“”()「」『』ー";
  std::string folded = text::name_key(name);
  if (has_han(folded)) folded = text::to_simplified(folded);
  std::u32string letters;
  for (uint32_t at = 0; at < folded.size();) {
    const char32_t c = core::decode(folded, at);
    if (!core::is_space(c) && kLoose.find(c) == std::u32string_view::npos) append_kana(letters, one_kana(c));
  }
  if (!letters.empty() && letters.back() == U'ヴ') letters.back() = U'ブ';
  std::string key;
  for (const char32_t c : letters) core::append(key, c);
  return key;
}

Names::Names(const Graph& graph) : graph_(graph) {
  for (uint32_t i = 0; i < graph.nodes().size(); ++i) {
    const Node& node = graph.nodes()[i];
    enter(by_name_, text::name_key(node.label), i);
    for (const auto& name : node.names) enter(by_name_, text::name_key(name.second), i);
    for (const std::string& alias : node.aliases) enter(by_alias_, text::name_key(alias), i);
  }
  for (uint32_t i = 0; i < graph.nodes().size(); ++i) {
    const Node& node = graph.nodes()[i];
    enter(by_variant_, variant_key(node.label), i);
    for (const auto& name : node.names) enter(by_variant_, variant_key(name.second), i);
    for (const std::string& alias : node.aliases) enter(by_variant_, variant_key(alias), i);
  }
}

void Names::enter(Index& index, std::string key, uint32_t node) const {
  if (key.empty()) return;
  std::vector<uint32_t>& nodes = index[std::move(key)];
  if (nodes.empty() || nodes.back() != node) nodes.push_back(node);
}

std::vector<NameHits> Names::find_as_it_stands(std::string_view name) const {
  std::vector<NameHits> hits;
  const size_t by_id = graph_.find_node(name);
  if (by_id != SIZE_MAX) hits.push_back({NameMatch::id, {static_cast<uint32_t>(by_id)}});
  const auto look_up = [&hits](const Index& index, const std::string& key, NameMatch match) {
    const auto found = index.find(key);
    if (found != index.end()) hits.push_back({match, found->second});
  };
  const std::string key = text::name_key(name);
  look_up(by_name_, key, NameMatch::name);
  look_up(by_alias_, key, NameMatch::alias);
  look_up(by_variant_, variant_key(name), NameMatch::variant);
  return hits;
}

std::vector<NameHits> Names::find_all(std::string_view name) const {
  const std::string_view bare = without_quotes(name);
  std::vector<NameHits> whole = find_as_it_stands(bare);
  if (!whole.empty()) return whole;
  return find_as_it_stands(without_quotes(without_company_words(bare)));
}

NameHits Names::find(std::string_view name) const {
  const std::vector<NameHits> hits = find_all(name);
  return hits.empty() ? NameHits() : hits.front();
}

std::vector<std::vector<uint32_t>> Names::levels(std::string_view name) const {
  std::vector<std::vector<uint32_t>> levels;
  std::set<uint32_t> seen;
  for (const NameHits& hits : find_all(name)) {
    std::vector<uint32_t> fresh;
    for (const uint32_t node : hits.nodes) {
      if (seen.insert(node).second) fresh.push_back(node);
    }
    if (!fresh.empty()) levels.push_back(std::move(fresh));
  }
  return levels;
}

std::vector<uint32_t> Names::similar(std::string_view name) const {
  const std::string key = variant_key(without_company_words(without_quotes(name)));
  const size_t limit = length(key) < 6 ? 2 : 3;
  std::map<uint32_t, size_t> nearest;  // node -> mistakes
  for (const auto& entry : by_variant_) {
    if (entry.first.size() > key.size() + 4 * limit || key.size() > entry.first.size() + 4 * limit) continue;
    const size_t mistakes = core::edit_distance(key, entry.first, limit);
    if (mistakes >= limit || mistakes >= length(key)) continue;
    for (const uint32_t node : entry.second) {
      const auto known = nearest.emplace(node, mistakes);
      known.first->second = std::min(known.first->second, mistakes);
    }
  }
  std::vector<std::pair<size_t, uint32_t>> ranked;
  for (const auto& entry : nearest) ranked.emplace_back(entry.second, entry.first);
  std::sort(ranked.begin(), ranked.end());
  if (ranked.size() > kMostCandidates) ranked.resize(kMostCandidates);
  std::vector<uint32_t> nodes;
  for (const auto& entry : ranked) nodes.push_back(entry.second);
  return nodes;
}

std::string Names::describe(uint32_t node) const {
  return graph_.nodes()[node].label + " (" + graph_.nodes()[node].id + ")";
}

namespace {

std::string list(const Names& names, const std::vector<uint32_t>& nodes) {
  std::string text;
  for (const uint32_t node : nodes) text += (text.empty() ? "" : ", ") + names.describe(node);
  return text;
}

}  // namespace

Diagnostic unknown_name(const Names& names, std::string_view name) {
  Diagnostic problem;
  problem.code = "ask.unknown_name";
  problem.message = "nothing in the graph is called \"" + std::string(name) + "\"";
  const std::vector<uint32_t> candidates = names.similar(name);
  problem.remedy = candidates.empty() ? "check the spelling, or read articles that name it"
                                      : "did you mean " + list(names, candidates) + "?";
  return problem;
}

Diagnostic ambiguous_name(const Names& names, std::string_view name, const std::vector<uint32_t>& nodes) {
  Diagnostic problem;
  problem.code = "ask.ambiguous_name";
  problem.message = "\"" + std::string(name) + "\" can mean " + list(names, nodes);
  problem.remedy = "ask again with one of these ids";
  return problem;
}

}  // namespace whobuilds::query
