// Word lists that are looked for at many places of a text: quick to say no.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace whobuilds::relate {

// Which three bytes stand in a row somewhere in a text: tells at a glance that a word does not.
class Trigrams {
 public:
  void add(std::string_view text) {
    for (size_t at = 0; at + 2 < text.size(); ++at) bits_.set(key(text, at));
  }
  // False: `word` does not stand in what was added. True is no promise.
  bool may_hold(std::string_view word) const {
    for (size_t at = 0; at + 2 < word.size(); ++at) {
      if (!bits_[key(word, at)]) return false;
    }
    return true;
  }

 private:
  static uint32_t key(std::string_view text, size_t at) {
    const auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<unsigned char>(text[i])); };
    return (byte(at) * 131 + byte(at + 1) * 31 + byte(at + 2)) & 4095u;
  }
  std::bitset<4096> bits_;
};

// A folded word list, longest first, that tells at a glance where none of its words can begin or end.
class Literals {
 public:
  Literals() = default;
  explicit Literals(std::vector<std::string> words);  // longest first; empty ones are left out
  std::vector<std::string>::const_iterator begin() const { return words_.begin(); }
  std::vector<std::string>::const_iterator end() const { return words_.end(); }
  size_t size() const { return words_.size(); }
  bool empty() const { return words_.empty(); }
  // False: no word begins at `at`, which must lie in the text. True is no promise.
  bool may_begin(std::string_view text, uint32_t at) const {
    const auto byte = [&](uint32_t i) { return static_cast<unsigned char>(text[i]); };
    if (short_begins_[byte(at)]) return true;
    return at + 2 < text.size() && begins_[key(byte(at), byte(at + 1), byte(at + 2))];
  }
  // False: no word ends before `at`, which must not be the text's begin. True is no promise.
  bool may_end(std::string_view text, uint32_t at) const { return ends_[static_cast<unsigned char>(text[at - 1])]; }

 private:
  static uint32_t key(uint32_t a, uint32_t b, uint32_t c) { return (a * 31 + b * 7 + c) & 1023u; }
  std::vector<std::string> words_;
  std::bitset<1024> begins_;       // of words of three bytes and more, by their first three
  std::bitset<256> short_begins_;  // of shorter ones
  std::bitset<256> ends_;          // by the last byte
};

}  // namespace whobuilds::relate
