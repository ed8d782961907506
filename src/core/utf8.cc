#include "core/utf8.h"

#include <cstring>

namespace whobuilds::core {

char32_t decode_any(std::string_view text, uint32_t& at) {
  const auto byte = [&](uint32_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  const int size = lead >= 0xF0 && lead < 0xF5 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
  if (size == 0 || lead >= 0xF5 || at + size > text.size()) {
    ++at;
    return 0xFFFD;
  }
  char32_t c = lead & (0xFF >> (size + 1));
  for (int i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) {
      ++at;
      return 0xFFFD;
    }
    c = (c << 6) | (byte(at + i) & 0x3F);
  }
  const char32_t least = size == 2 ? 0x80 : size == 3 ? 0x800 : 0x10000;
  if (c < least || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
    ++at;
    return 0xFFFD;
  }
  at += size;
  return c;
}

uint32_t previous(std::string_view text, uint32_t at) {
  --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

void append(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

bool valid(std::string_view text) {
  constexpr uint64_t kHighBits = 0x8080808080808080;
  for (uint32_t at = 0; at < text.size();) {
    uint64_t eight = 0;
    if (text.size() - at >= sizeof eight &&
        (std::memcpy(&eight, text.data() + at, sizeof eight), (eight & kHighBits) == 0)) {
      at += sizeof eight;
      continue;
    }
    const uint32_t before = at;
    if (decode(text, at) == 0xFFFD && text.substr(before, at - before) != "\xEF\xBF\xBD") return false;
  }
  return true;
}

}  // namespace whobuilds::core
