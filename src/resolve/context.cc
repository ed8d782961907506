#include "resolve/context.h"

#include <array>

#include "core/utf8.h"

namespace whobuilds::resolve {
namespace {

enum class Says : uint8_t { organisation, model, chip, system, product, benchmark };

struct Word {
  std::string_view text;  // folded
  Says says;
};

// Words right behind a name. What is the maker's own ("Xのモデル", "X's model") speaks for the maker.
constexpr std::array<Word, 63> kBehind = {{
    {"'s ", Says::organisation}, {"’s ", Says::organisation}, {"のモデル", Says::organisation},
    {"の「", Says::organisation}, {"の『", Says::organisation}, {"的“", Says::organisation},
    {"の創業", Says::organisation}, {"の最高", Says::organisation}, {"の幹部", Says::organisation},
    {"の社長", Says::organisation}, {"社", Says::organisation}, {"公司", Says::organisation},
    {"という企業", Says::organisation}, {"创始", Says::organisation}, {"創辦", Says::organisation},
    {"inc", Says::organisation}, {"ceo", Says::organisation}, {"founder", Says::organisation},
    {"co-founder", Says::organisation}, {"executive", Says::organisation}, {"employee", Says::organisation},
    {"said", Says::organisation}, {"announced", Says::organisation}, {"raised", Says::organisation},
    {"モデル", Says::model}, {"aiモデル", Says::model}, {"の言語モデル", Says::organisation},
    {"シリーズ", Says::model}, {"ファミリー", Says::model}, {"大規模言語モデル", Says::model}, {"llm", Says::model},
    {"模型", Says::model}, {"大模型", Says::model}, {"系列", Says::model}, {"model", Says::model},
    {"models", Says::model}, {"family", Says::model}, {"language model", Says::model}, {"-based", Says::model},
    {"チップ", Says::chip}, {"芯片", Says::chip}, {"晶片", Says::chip}, {"chip", Says::chip}, {"gpu", Says::chip},
    {"サーバ", Says::system}, {"クラスタ", Says::system}, {"服务器", Says::system}, {"supernode", Says::system},
    {"アプリ", Says::product}, {"チャットボット", Says::product}, {"サービス", Says::product}, {"应用", Says::product},
    {"app", Says::product}, {"chatbot", Says::product}, {"platform", Says::product}, {"で公開", Says::product},
    {"上で", Says::product}, {"でダウンロード", Says::product}, {"からダウンロード", Says::product}, {"上开源", Says::product},
    {"ベンチマーク", Says::benchmark}, {"benchmark", Says::benchmark}, {"基准", Says::benchmark},
}};

// Words right before a name.
constexpr std::array<Word, 56> kBefore = {{
    {"企業", Says::organisation}, {"企業の", Says::organisation}, {"会社", Says::organisation},
    {"会社の", Says::organisation}, {"新興", Says::organisation}, {"スタートアップ", Says::organisation},
    {"スタートアップの", Says::organisation}, {"大手", Says::organisation}, {"大手の", Says::organisation},
    {"メーカー", Says::organisation}, {"メーカーの", Says::organisation}, {"公司", Says::organisation},
    {"企业", Says::organisation}, {"巨头", Says::organisation}, {"厂商", Says::organisation},
    {"startup", Says::organisation}, {"start-up", Says::organisation}, {"company", Says::organisation},
    {"firm", Says::organisation}, {"maker", Says::organisation}, {"developer", Says::organisation},
    {"モデル", Says::model}, {"モデルの", Says::model}, {"モデルである", Says::model}, {"llm", Says::model},
    {"模型", Says::model}, {"model", Says::model}, {"models", Says::model}, {"model called", Says::model},
    {"チップ", Says::chip}, {"チップの", Says::chip}, {"芯片", Says::chip}, {"chip", Says::chip}, {"gpu", Says::chip},
    {"accelerator", Says::chip}, {"半導体", Says::chip}, {"サービス", Says::product}, {"サービスの", Says::product},
    {"アプリ", Says::product}, {"アプリの", Says::product}, {"应用", Says::product}, {"app", Says::product},
    {"ツール", Says::product}, {"ツールの", Says::product}, {"プラットフォーム", Says::product},
    {"プラットフォームの", Says::product}, {"プラットフォームである", Says::product}, {"平台", Says::product},
    {"工具", Says::product}, {"tool", Says::product}, {"platform", Says::product}, {"service", Says::product},
    {"chatbot", Says::product}, {"on", Says::product}, {"via", Says::product}, {"ベンチマーク", Says::benchmark},
}};

constexpr std::array<std::string_view, 12> kTransparent = {" ", "「", "」", "『", "』", "“", "”", "\"", "‘", "《", "》", "*"};

bool starts_with(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }
bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::string_view skip_behind(std::string_view text) {
  for (size_t i = 0; i < kTransparent.size();) {
    if (starts_with(text, kTransparent[i])) {
      text.remove_prefix(kTransparent[i].size());
      i = 0;
    } else {
      ++i;
    }
  }
  return text;
}

std::string_view skip_before(std::string_view text) {
  for (size_t i = 0; i < kTransparent.size();) {
    if (ends_with(text, kTransparent[i])) {
      text.remove_suffix(kTransparent[i].size());
      i = 0;
    } else {
      ++i;
    }
  }
  return text;
}

bool is_latin_letter(char c) { return c >= 'a' && c <= 'z'; }

// A Latin word must end where the listed one does ("app" is not in "apple").
bool whole_word_behind(std::string_view text, std::string_view word) {
  return !is_latin_letter(word.back()) || text.size() == word.size() || !is_latin_letter(text[word.size()]);
}
bool whole_word_before(std::string_view text, std::string_view word) {
  if (!is_latin_letter(word.front()) || text.size() == word.size()) return true;
  return !is_latin_letter(text[text.size() - word.size() - 1]);
}

// "X V3", "X 2.5": a version makes it the artefact.
bool version_follows(std::string_view behind) {
  size_t at = !behind.empty() && behind[0] == '-' ? 1 : 0;
  const bool v = behind.size() > at && behind[at] == 'v';
  if (v) ++at;
  const size_t number = at;
  while (at < behind.size() && core::is_digit(static_cast<unsigned char>(behind[at]))) ++at;
  if (at == number) return false;
  const bool decimal = at + 1 < behind.size() && behind[at] == '.' && core::is_digit(static_cast<unsigned char>(behind[at + 1]));
  return at - number <= 2 && (v || decimal);
}

TypeSet bits(const KnownTypes& types, Says says) {
  switch (says) {
    case Says::organisation: return types.organisations;
    case Says::model: return types.model;
    case Says::chip: return types.chip;
    case Says::system: return types.system;
    case Says::product: return types.product;
    case Says::benchmark: return types.benchmark;
  }
  return 0;
}

TypeSet bit_of(const Ontology& ontology, std::string_view id) {
  const uint32_t type = ontology.find_type(id);
  return type == kNoIndex ? 0 : type_bit(static_cast<TypeId>(type));
}

}  // namespace

KnownTypes::KnownTypes(const Ontology& ontology)
    : organisations(bit_of(ontology, "Company") | bit_of(ontology, "Organization")),
      model(bit_of(ontology, "Model")),
      chip(bit_of(ontology, "Chip")),
      system(bit_of(ontology, "System")),
      product(bit_of(ontology, "Product")),
      benchmark(bit_of(ontology, "Benchmark")) {}

TypeSet types_in_context(const KnownTypes& types, std::string_view folded, Span name) {
  constexpr uint32_t kReach = 48;  // bytes: the longest word and a few quotation marks
  const uint32_t from = name.begin > kReach ? name.begin - kReach : 0;
  const std::string_view raw_behind = folded.substr(name.end, kReach);
  const std::string_view behind = skip_behind(raw_behind);
  const std::string_view before = skip_before(folded.substr(from, name.begin - from));
  TypeSet found = version_follows(behind) ? types.model | types.product : 0;
  for (const Word& word : kBehind) {
    const bool there = starts_with(behind, word.text) || starts_with(raw_behind, word.text);
    if (there && whole_word_behind(starts_with(behind, word.text) ? behind : raw_behind, word.text)) found |= bits(types, word.says);
  }
  for (const Word& word : kBefore) {
    if (ends_with(before, word.text) && whole_word_before(before, word.text)) found |= bits(types, word.says);
  }
  return found;
}

}  // namespace whobuilds::resolve
