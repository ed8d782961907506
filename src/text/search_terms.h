// The terms by which sentences are found: words of scripts that put spaces between them, and of those that do not, each
// two neighbouring characters.
//
// Terms are compared as they are, after folding: NFKC, small letters, simplified Chinese characters, each by itself. A
// word is letters or digits, never both, so that "Ascend910C" and "Ascend 910C" give the same. A run of Chinese and
// Japanese characters gives a term for each character with the one behind it, then the last one alone. So a text stands
// in another where its terms stand there in a row: exactly, for two characters as for twenty.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whobuilds::text {

// Of any UTF-8, in the order in which they stand there; a term is letters or digits alone. Thread-safe.
std::vector<std::string> search_terms(std::string_view text);

// What to look for to find a text in others.
struct SearchPhrase {
  std::vector<std::string> terms;  // that must stand in a row; none: there is nothing to look for
  bool open_end = false;           // the last is but the beginning of a term
};

// Thread-safe.
SearchPhrase search_phrase(std::string_view text);

}  // namespace whobuilds::text
