#include "text/sketch.h"

#include "core/utf8.h"

namespace whobuilds::text {
namespace {

constexpr CharKind ascii_kind(char32_t c) {
  if (c >= 'A' && c <= 'Z') return CharKind::upper;
  if (c >= 'a' && c <= 'z') return CharKind::lower;
  if (c >= '0' && c <= '9') return CharKind::digit;
  switch (c) {
    case ' ':
      return CharKind::space;
    case '-':
      return CharKind::hyphen;
    case '.':
      return CharKind::dot;
    case ',':
      return CharKind::comma;
    case '\'':
      return CharKind::apostrophe;
    case '(':
    case '[':
      return CharKind::opening;
    case ')':
    case ']':
      return CharKind::closing;
    default:
      return CharKind::ascii;
  }
}

constexpr std::array<CharKind, 0x80> make_ascii_kinds() {
  std::array<CharKind, 0x80> kinds{};
  for (uint32_t c = 0; c < 0x80; ++c) kinds[c] = ascii_kind(c);
  return kinds;
}
constexpr std::array<CharKind, 0x80> kAsciiKinds = make_ascii_kinds();

CharKind kind_beyond_ascii(char32_t c) {
  if (c >= 0x4E00 && c <= 0x9FFF) return CharKind::han;
  if (c >= 0x3041 && c <= 0x309F) return CharKind::hiragana;
  if (c >= 0x30A0 && c <= 0x30FF) return CharKind::katakana;
  switch (c) {
    case 0x3001:
      return CharKind::comma;
    case 0x3002:
      return CharKind::stop;
    case 0x2019:
      return CharKind::apostrophe;
    case 0x201C:
    case 0x300A:
    case 0x300C:
    case 0x300E:
    case 0x3010:
      return CharKind::opening;
    case 0x201D:
    case 0x300B:
    case 0x300D:
    case 0x300F:
    case 0x3011:
      return CharKind::closing;
    default:
      return CharKind::other;
  }
}

}  // namespace

CharKind kind_of(char32_t c) { return c < 0x80 ? kAsciiKinds[c] : kind_beyond_ascii(c); }

void Sketch::draw(std::string_view text) {
  triples_.fill(0);
  bytes_.fill(0);
  std::array<KindSet, kCharKinds + 1> behind{};  // kinds that follow each kind; the last row is for the begin
  uint32_t left = kCharKinds, triple = 0;
  const uint32_t size = static_cast<uint32_t>(text.size());
  for (uint32_t at = 0; at < size;) {
    const uint32_t begin = at;
    const CharKind kind = kind_of(core::decode(text, at));
    behind[left] = static_cast<KindSet>(behind[left] | kind_bit(kind));
    left = static_cast<uint32_t>(kind);
    for (uint32_t i = begin; i < at; ++i) {
      const uint8_t byte = static_cast<uint8_t>(text[i]);
      bytes_[byte >> 6] |= uint64_t{1} << (byte & 63);
      triple = triple << 8 | byte;
      const uint32_t hash = triple_hash(triple);
      if (i >= 2) triples_[hash >> 6] |= uint64_t{1} << (hash & 63);
    }
  }
  for (uint32_t row = 0; row < kCharKinds; row += 4) {
    pairs_[row / 4] = uint64_t{behind[row]} | uint64_t{behind[row + 1]} << 16 | uint64_t{behind[row + 2]} << 32 |
                      uint64_t{behind[row + 3]} << 48;
  }
}

}  // namespace whobuilds::text
