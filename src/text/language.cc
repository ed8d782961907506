#include "text/language.h"

#include "core/utf8.h"

namespace whobuilds::text {
namespace {

constexpr uint32_t kLettersPerCharacter = 4;  // Latin letters that weigh as much as one CJK character
constexpr uint32_t kHanPerKana = 12;          // Japanese has at least one kana to so many han

bool is_japanese(const ScriptCount& scripts) { return scripts.kana > 0 && scripts.kana * kHanPerKana >= scripts.han; }

bool is_mostly_latin(const ScriptCount& scripts) {
  return scripts.latin > (scripts.kana + scripts.han) * kLettersPerCharacter;
}

}  // namespace

ScriptCount& ScriptCount::operator+=(const ScriptCount& other) {
  kana += other.kana;
  han += other.han;
  latin += other.latin;
  return *this;
}

// By lead bytes: E3 81..83 are kana (and the middle dot), E4..E9 han.
ScriptCount count_scripts(std::string_view normal) {
  ScriptCount count;
  for (size_t i = 0; i < normal.size(); ++i) {
    const auto byte = static_cast<unsigned char>(normal[i]);
    count.latin += ((byte | 0x20u) - 'a' < 26u) ? 1 : 0;
    count.han += (byte - 0xE4u < 6u) ? 1 : 0;
    const bool kana = byte == 0xE3 && i + 1 < normal.size() && static_cast<unsigned char>(normal[i + 1]) - 0x81u < 3u;
    count.kana += kana ? 1 : 0;
  }
  return count;
}

Language document_language(const ScriptCount& scripts) {
  if (scripts.kana + scripts.han + scripts.latin == 0) return Language::unknown;
  if (is_mostly_latin(scripts)) return Language::en;
  return is_japanese(scripts) ? Language::ja : Language::zh;
}

Language block_language(const ScriptCount& scripts, Language document) {
  const bool cjk = scripts.kana + scripts.han > 0;
  if (!cjk) return scripts.latin > 0 ? Language::en : document;
  const bool cjk_document = document == Language::ja || document == Language::zh;
  if (!cjk_document && is_mostly_latin(scripts)) return Language::en;
  if (is_japanese(scripts) || document == Language::ja) return Language::ja;
  return Language::zh;
}

}  // namespace whobuilds::text
