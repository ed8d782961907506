// The ways one listed surface is spelt: with a space, a hyphen or nothing where writers differ, so
// that scanning needs no fuzzy comparison.
//
// Varied are: existing spaces and hyphens beside a digit (GPT-4 = GPT 4 = GPT4) and between Latin
// words (space = hyphen; joined only as listed capitals show it: HuggingFace); borders from two
// or more letters to a digit (Qwen2.5 = Qwen 2.5); borders between Latin and CJK (a space or not);
// middle dots in katakana (a dot or not, all at once).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whobuilds::recognise {

struct Variant {
  std::string text;
  bool needs_exact_case = false;  // joined Latin words: told from one word by their capitals
};

// `surface` (NFKC, as listed) first, then its other spellings without repeats, at most 27. A surface
// with more than three places to vary gets only the spellings that treat all places alike.
std::vector<Variant> spelling_variants(std::string_view surface);

}  // namespace whobuilds::recognise
