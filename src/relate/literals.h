// Word lists that are looked for at many places of a text: quick to say no.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "recognise/double_array.h"

namespace whobuilds::relate {

// A folded word list, longest first, that tells at a glance where none of its words can begin or end, asks only words
// that begin like the text, and compares the first eight bytes of one in one step.
class Literals {
 public:
  Literals() = default;
  // At most 65534 words.
  explicit Literals(std::vector<std::string> words);  // longest first; empty ones are left out
  std::vector<std::string>::const_iterator begin() const { return words_.begin(); }
  std::vector<std::string>::const_iterator end() const { return words_.end(); }
  size_t size() const { return words_.size(); }
  bool empty() const { return words_.empty(); }
  const std::string& operator[](size_t index) const { return words_[index]; }
  // False: no word begins at `at`, which must lie in the text. True is no promise.
  bool may_begin(std::string_view text, uint32_t at) const {
    const auto byte = [&](uint32_t i) { return static_cast<unsigned char>(text[i]); };
    if ((byte(at) & 0xC0) == 0x80) return false;  // within a character
    if (short_begins_[byte(at)]) return true;
    return at + kKeyBytes <= text.size() && begins_[key(byte(at), byte(at + 1), byte(at + 2))];
  }
  // Index of the first word from `from` on that stands in `text` at `at`, size() when none does.
  size_t find_at(std::string_view text, uint32_t at, size_t from = 0) const;
  // False: no word ends before `at`, which must not be the text's begin. True is no promise.
  bool may_end(std::string_view text, uint32_t at) const { return may_end_in(text[at - 1]); }
  bool may_end_in(char byte) const { return ends_[static_cast<unsigned char>(byte)]; }
  // Index of the first word from `from` on that stands in `text` right before `end`, size() when none does.
  size_t find_before(std::string_view text, uint32_t end, size_t from = 0) const;

 private:
  // The first bytes of a word, and which of the eight they are.
  struct Head {
    uint64_t bytes = 0, mask = 0;
  };

  static constexpr uint32_t kKeyBytes = 3, kKeys = 1024, kChains = 64;
  static constexpr uint16_t kChainEnd = UINT16_MAX;

  // Of the characters of one script the last two bytes differ: each has a key of its own.
  static uint32_t key(uint32_t a, uint32_t b, uint32_t c) { return ((a * 167) ^ (b << 6) ^ (c & 63)) & (kKeys - 1); }
  bool stands_at(std::string_view rest, uint64_t head, size_t word) const;

  std::vector<std::string> words_;
  std::vector<Head> heads_;                 // by word
  std::vector<uint16_t> next_;              // by word of a chain: the next one of it, or kChainEnd
  std::vector<uint16_t> short_words_;       // those of fewer than kKeyBytes bytes, ascending
  std::array<uint16_t, kChains> chains_{};  // the first word of each chain: of those whose key ends in its number
  std::bitset<kKeys> begins_;               // the keys of words
  std::bitset<256> short_begins_;           // of shorter ones, by the first byte
  std::bitset<256> ends_;                   // by the last byte
};

// Sets of words that are all looked for in one pass over a text.
struct WordSets {
  recognise::DoubleArray words;
  std::vector<std::vector<uint32_t>> sets_of;  // by the word's rank in `words`: the sets that hold it, ascending
  uint32_t count = 0;                          // of sets
};

// Which of the sets have a word in a text. Made once, filled for one text after another.
class PresentSets {
 public:
  void find(std::string_view text, const WordSets& sets);

  bool has(uint32_t set) const { return present_[set]; }
  bool has_all(const std::vector<uint32_t>& sets) const;
  // Those present, in no order.
  const std::vector<uint32_t>& list() const { return list_; }

 private:
  void add(uint32_t set);

  std::vector<bool> present_;  // by set
  std::vector<bool> met_;      // by word: its sets are known
  std::vector<uint32_t> list_;
};

}  // namespace whobuilds::relate
