// UTF-8 by hand: what every room needs and no library call is worth.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace whobuilds::core {

// As decode, below, for any sequence.
char32_t decode_any(std::string_view text, uint32_t& at);

// Decodes the character at `at` (< text.size()) and moves `at` past it. A broken sequence gives
// U+FFFD and moves one byte. ASCII and most of han and kana are decoded in line.
inline char32_t decode(std::string_view text, uint32_t& at) {
  const auto byte = [&](uint32_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  if (lead >= 0xE1 && lead < 0xED && text.size() - at > 2) {
    const uint32_t second = byte(at + 1) ^ 0x80u, third = byte(at + 2) ^ 0x80u;
    if ((second | third) < 0x40) {
      at += 3;
      return (lead & 0xFu) << 12 | second << 6 | third;
    }
  }
  return decode_any(text, at);
}
// The start of the character before `at` (> 0).
uint32_t previous(std::string_view text, uint32_t at);
void append(std::string& out, char32_t c);
bool valid(std::string_view text);

constexpr bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3FFFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || c == 0x3005 || c == 0x3007;
}
constexpr bool is_hiragana(char32_t c) { return c >= 0x3041 && c <= 0x309F; }
// With the prolonged sound mark, without the middle dot.
constexpr bool is_katakana(char32_t c) {
  return (c >= 0x30A1 && c <= 0x30FA) || (c >= 0x30FC && c <= 0x30FF) || (c >= 0x31F0 && c <= 0x31FF);
}
constexpr bool is_cjk(char32_t c) {
  return is_han(c) || is_hiragana(c) || is_katakana(c) || (c >= 0xAC00 && c <= 0xD7A3);
}
constexpr bool is_ascii_alnum(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
// Letters and digits of scripts that put spaces between words: ASCII, Latin, Greek, Cyrillic.
constexpr bool is_word(char32_t c) {
  return is_ascii_alnum(c) || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c <= 0x52F);
}
constexpr bool is_upper_ascii(char32_t c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
constexpr bool is_space(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x3000 || c == 0xA0;
}

}  // namespace whobuilds::core
