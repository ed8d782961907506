// The three languages that whobuilds reads.
#pragma once

#include <cstdint>
#include <string_view>

namespace whobuilds {

enum class Language : uint8_t { en, ja, zh, unknown };

constexpr std::string_view language_code(Language language) {
  switch (language) {
    case Language::en: return "en";
    case Language::ja: return "ja";
    case Language::zh: return "zh";
    case Language::unknown: break;
  }
  return "";
}

constexpr Language language_from_code(std::string_view code) {
  if (code.substr(0, 2) == "en") return Language::en;
  if (code.substr(0, 2) == "ja") return Language::ja;
  if (code.substr(0, 2) == "zh") return Language::zh;
  return Language::unknown;
}

}  // namespace whobuilds
