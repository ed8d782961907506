// The ways one listed surface is spelt: with a space, a hyphen or nothing where writers differ, so
// that scanning needs no fuzzy comparison.
//
// Varied are: existing spaces and hyphens beside a digit (GPT-4 = GPT 4 = GPT4) and between Latin
// words (space = hyphen; joined only as listed capitals show it: HuggingFace); borders from two
// or more letters to a digit (Qwen2.5 = Qwen 2.5); borders between Latin and CJK (a space or not);
// middle dots in katakana (a dot or not, all at once).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/span.h"

namespace whobuilds::recognise {

// Of one surface after the other, in memory that is used again: of a million names most of the time would go into it.
// Not thread-safe.
class SpellingVariants {
 public:
  // `surface` (NFKC, as listed, which must outlive the call only) first, then its other spellings without repeats, at
  // most 28. A surface with more than three places to vary gets only the spellings that treat all places alike.
  void find(std::string_view surface);

  size_t size() const { return variants_.size(); }
  // Valid until the next find().
  std::string_view text(size_t i) const {
    const uint32_t begin = i == 0 ? 0 : variants_[i - 1].end;
    return std::string_view(texts_).substr(begin, variants_[i].end - begin);
  }
  // Those of all spellings, one behind the other; valid as long.
  std::string_view all_texts() const { return texts_; }
  // Joined Latin words: told from one word by their capitals.
  bool needs_exact_case(size_t i) const { return variants_[i].needs_exact_case; }

 private:
  // A place where writers differ: what may stand there, as listed first.
  struct Place {
    size_t part = 0;  // stands before parts_[part]
    std::array<std::string_view, 3> options;
    size_t option_count = 0;
    bool joins_words = false;  // the empty option joins two Latin words

    void allow(std::string_view option);
  };
  struct Character {
    char32_t code;
    uint32_t begin, end;  // in the surface
  };
  struct Spelt {
    uint32_t end;  // in texts_
    bool needs_exact_case;
  };
  using Chosen = std::vector<size_t>;  // an option of each place

  void split();
  void read_characters();
  size_t letters_before(size_t at) const;
  static Place place_between(char32_t left, char32_t right, std::string_view between, size_t letters);
  void spell_all_combinations();
  void spell_alike();
  void spell();
  void spell_without_middle_dots();
  void keep_if_new(bool needs_exact_case);

  std::string_view surface_;
  std::vector<Character> characters_;
  std::vector<Span> parts_;  // of the surface
  std::vector<Place> places_;
  Chosen chosen_;
  std::string texts_;  // of all variants, one behind the other
  std::vector<Spelt> variants_;
};

}  // namespace whobuilds::recognise
