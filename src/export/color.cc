#include "export/color.h"

#include <charconv>
#include <cmath>

namespace whobuilds::exporting {

Color Color::parse(std::string_view text) {
  uint32_t value = 0;
  if (text.size() != 7 || text[0] != '#') return {};
  const auto result = std::from_chars(text.data() + 1, text.data() + 7, value, 16);
  if (result.ec != std::errc() || result.ptr != text.data() + 7) return {};
  return {static_cast<uint8_t>(value >> 16), static_cast<uint8_t>(value >> 8), static_cast<uint8_t>(value)};
}

std::string Color::to_string() const {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text = "#";
  for (const uint8_t part : {red, green, blue}) {
    text += kDigits[part >> 4];
    text += kDigits[part & 0xF];
  }
  return text;
}

Color mix(Color a, Color b, double share) {
  const auto blend = [share](uint8_t x, uint8_t y) {
    return static_cast<uint8_t>(std::lround(share * x + (1 - share) * y));
  };
  return {blend(a.red, b.red), blend(a.green, b.green), blend(a.blue, b.blue)};
}

}  // namespace whobuilds::exporting
