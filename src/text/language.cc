#include "text/language.h"

#include <algorithm>
#include <array>
#include <cstring>

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

// By lead bytes: E3 81..83 are kana (and the middle dot), E4..E9 han. Counted in bytes over short
// stretches, which compilers turn into vector code.
ScriptCount count_scripts(std::string_view normal) {
  constexpr size_t kStretch = 255;
  ScriptCount count;
  for (size_t begin = 0; begin < normal.size(); begin += kStretch) {
    const size_t size = std::min(kStretch, normal.size() - begin);
    // The byte after the last is read too: '\n', which begins no kana, stands in for it at the end.
    std::array<unsigned char, kStretch + 1> bytes;
    std::memcpy(bytes.data(), normal.data() + begin, size);
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(size), bytes.end(), '\n');
    if (begin + size < normal.size()) bytes[size] = static_cast<unsigned char>(normal[begin + size]);
    uint8_t kana = 0, han = 0, latin = 0;
    for (size_t i = 0; i < kStretch; ++i) {
      latin = static_cast<uint8_t>(latin + (static_cast<uint8_t>((bytes[i] | 0x20) - 'a') < 26));
      han = static_cast<uint8_t>(han + (static_cast<uint8_t>(bytes[i] - 0xE4) < 6));
      const unsigned lead = bytes[i] == 0xE3, second = static_cast<uint8_t>(bytes[i + 1] - 0x81) < 3;
      kana = static_cast<uint8_t>(kana + (lead & second));
    }
    count += {kana, han, latin};
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
