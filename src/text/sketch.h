// What stands in a piece of text, coarsely: made in one pass, and asked many times whether something cannot stand in
// it.
//
// It holds which pairs of kinds of characters are neighbours (a small letter before a capital), which bytes occur, and
// a hash of every three bytes in a row. It says "may" too often, and "no" only when it is so.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace whobuilds::text {

// Kinds of characters that patterns tell apart. Every code point has one.
enum class CharKind : uint8_t {
  upper,
  lower,
  digit,
  space,
  hyphen,
  dot,
  comma,       // of any script
  apostrophe,  // straight or curly
  opening,     // brackets and quotation marks that open
  closing,
  stop,   // 。
  ascii,  // the rest of ASCII
  hiragana,
  katakana,  // with the middle dot and the prolonged sound mark
  han,       // of the basic plane
  other,
};
constexpr uint32_t kCharKinds = 16;

CharKind kind_of(char32_t c);

// Sets of kinds, and of pairs of kinds: bit 16 * left + right.
using KindSet = uint16_t;
using KindPairs = std::array<uint64_t, kCharKinds * kCharKinds / 64>;
constexpr KindSet kind_bit(CharKind kind) { return static_cast<KindSet>(1u << static_cast<uint32_t>(kind)); }

// Of three bytes in a row.
constexpr uint32_t kTripleBits = 13;
constexpr uint32_t triple_hash(uint32_t bytes) { return (bytes & 0xFFFFFF) * 0x9E3779B1u >> (32 - kTripleBits); }

// Reused from text to text without allocation.
class Sketch {
 public:
  // Describes `text`, any UTF-8.
  void draw(std::string_view text);

  bool may_hold_pair(const KindPairs& pairs) const {
    return ((pairs[0] & pairs_[0]) | (pairs[1] & pairs_[1]) | (pairs[2] & pairs_[2]) | (pairs[3] & pairs_[3])) != 0;
  }
  bool may_hold_triple(uint32_t hash) const { return (triples_[hash >> 6] >> (hash & 63)) & 1; }
  bool holds_byte(uint8_t byte) const { return (bytes_[byte >> 6] >> (byte & 63)) & 1; }

 private:
  KindPairs pairs_{};
  std::array<uint64_t, (1u << kTripleBits) / 64> triples_{};
  std::array<uint64_t, 4> bytes_{};
};

}  // namespace whobuilds::text
