// Case folding that keeps the length, so that offsets in the folded text are offsets in the
// normalised one. Folds ASCII, Latin-1 and Latin Extended-A, Greek and Cyrillic capitals whose
// small letter has as many UTF-8 bytes; leaves everything else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whobuilds::text {

// Appends the folded form of `normal` (valid UTF-8) to `out`; as many bytes as went in.
void append_folded(std::string_view normal, std::string& out);
std::string folded(std::string_view normal);

// NFKC and then folded: the form in which names are compared and stored in the automaton. Not
// length-preserving.
std::string name_key(std::string_view name);

// NFKC of arbitrary UTF-8 (broken bytes become U+FFFD), without offsets.
std::string nfkc(std::string_view utf8);

// `text` in small letters, in capitals, by Unicode's rules that hold for all languages; the length may change (ICU).
std::string lower_case(std::string_view text);
std::string upper_case(std::string_view text);

// `simplified` in traditional Chinese characters, character by character (ICU).
std::string to_traditional(std::string_view simplified);
// Adds the traditional forms of the words behind them, those that the list does not hold yet.
void add_traditional_forms(std::vector<std::string>& words);
// A regular expression (RE2) written in simplified characters that matches the traditional forms, too: outside
// of a character class `发` becomes `[发發]`, within one the form is added. A range keeps its ends.
std::string with_traditional_forms(std::string_view regex);
// The same for Japanese quotation marks: 『 and 』 beside 「 and 」.
void add_double_brackets(std::vector<std::string>& words);
std::string with_double_brackets(std::string_view regex);
// The reverse of to_traditional; what is simplified already, and what is no Chinese character, stays.
std::string to_simplified(std::string_view traditional);
// One character, whatever stands beside it, where to_simplified heeds the word that it stands in. Thread-safe; each
// character of the basic plane is looked up once.
char32_t simplified_character(char32_t traditional);

}  // namespace whobuilds::text
