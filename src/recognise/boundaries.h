// Where a surface may begin and end in running text, by script, and in which capitals.
//
// Scripts with spaces (core::is_word, and the underscore): an edge must not lie inside a run of
// word characters. Katakana: an edge must not lie inside a katakana run. Han, hiragana and
// everything else: free. All offsets are bytes of valid UTF-8.
#pragma once

#include <cstdint>
#include <string_view>

namespace whobuilds::recognise {

enum class CharClass : uint8_t { other, word, katakana, cjk };

// Of the character that starts at `at` (other at the end) or that ends at `at` (other at 0).
CharClass class_at(std::string_view text, uint32_t at);
CharClass class_before(std::string_view text, uint32_t at);

// True unless `at` lies inside a run of word or of katakana characters.
bool is_edge(std::string_view text, uint32_t at);

// Whether a surface that ends at `at` ends at a boundary: is_edge, or only a plural s follows a
// code or an acronym (H100s, GPUs). An apostrophe is a boundary, so possessives are.
bool ends_at_boundary(std::string_view text, uint32_t at);

// What the text right behind a name makes of it.
enum class Continuation : uint8_t {
  none,
  hyphenated,  // "-X" or "-9" follows: another name unless the part behind the hyphen names something
  other_name,  // ".2" behind a digit, ".com": the surface is a part of something else
};
Continuation continuation(std::string_view text, uint32_t at);

// Whether `at` begins behind a dot that joins it to a preceding word (www.example): not a name.
bool joined_on_the_left(std::string_view text, uint32_t at);

// How strictly the capitals of a name are compared.
enum class CasePolicy : uint8_t {
  any,            // folded comparison is enough
  exact,          // as listed
  exact_or_upper, // as listed or all capitals
  capitalised,    // with a capital at the begin
};

// The policy that follows from the looks of a listed surface alone. Up to four characters with
// letters: exact (all capitals, or an inner one) or exact_or_upper; words that begin with a capital and
// have none inside, and up to six characters with digits: capitalised, since the small form may be
// ordinary words (a series, step 1); else any.
CasePolicy default_case_policy(std::string_view surface);

// Compares capitals of `written` with `listed`, which are equal when folded and stripped of spaces,
// hyphens and middle dots.
bool case_allows(CasePolicy policy, std::string_view listed, std::string_view written);

}  // namespace whobuilds::recognise
