// Names as strings: keys under which spellings of one name are equal, segments of versioned names,
// and what may be an alias. Knows nothing of documents. All functions are pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rules.h"

namespace whobuilds::resolve {

// The key under which spellings of one name are equal: text::name_key without spaces, hyphens,
// underscores and middle dots ("Walker S2", "walker-S2" -> "walkers2").
std::string merge_key(std::string_view name);

// The second part of a node id: NFKC, lower case, every run of ASCII characters other than letters,
// digits and '.' a single hyphen, neither hyphen nor '.' at the ends; characters beyond ASCII stay.
std::string slug(std::string_view label);

// The scripts that a name is written in, as bits. Digits, spaces and punctuation have none.
enum ScriptBits : uint8_t { kLatin = 1, kHan = 2, kKatakana = 4, kHiragana = 8, kOtherScript = 16 };
uint8_t scripts_of(std::string_view name);

// Byte offsets, ascending, where a segment of `name` begins, without 0: after a space or hyphen and
// where CJK text changes to letters or digits or back ("昇腾910C" -> at the 9).
std::vector<uint32_t> segment_starts(std::string_view name);

// A merge key with the positions in it (ascending, without 0 and the end) where a proper prefix of
// the name may end: segment borders, and letters before a digit ("Qwen2.5-72B": qwen|2.5|72b).
// Never inside a number or between a digit and a letter (GPT-4 is no prefix of GPT-4o, nor Qwen2
// of Qwen2.5), nor after a lone letter (Walker S is another robot than Walker S2).
struct SegmentedKey {
  std::string key;
  std::vector<uint32_t> borders;
};
SegmentedKey segmented_key(std::string_view name);

// True for the end of a versioned name that people use for the whole ("910C", "TI2V-5B",
// "Opus 4.5", "2.5 Pro"): has a letter and a digit and is no bare size or quantity (72B, 5nm, 80GB,
// "5 mini"), no lower-case version (v2) and no technology that many makers share (HBM4, SXM5).
// `sized`: of a model, for which 72B is a size; for a chip 910B is a part number.
bool is_part_name(const NameRules& names, std::string_view part, bool sized);

// "TSMC" of "Taiwan Semiconductor Manufacturing Company": capitals of `acronym` (2 to 6) are the
// initials of words of `name` in order, the first being the first word's; small words may be left out.
bool is_acronym_of(std::string_view acronym, std::string_view name);

// True if `katakana` may be how Japanese writes `latin` down: the consonants agree in kind and order
// for the most part ("アボカド" and "Avocado").
bool sounds_like(std::string_view katakana, std::string_view latin);

// May the text in brackets beside a name be another name of it? Rejects text with hiragana,
// digits, sentence punctuation, generic nouns, places, ordinary lower-case words and mixtures of
// scripts, which are descriptions. `quoted`: it stands in quotation marks, which allows hiragana,
// digits and mixtures.
bool may_be_alias(const NameRules& names, std::string_view text, bool quoted);

// `name` without legal form and generic trade words at its end ("Ubtech Robotics" -> "Ubtech",
// "優必選科技" -> "優必選"); empty when nothing is cut or too little would be left to be a name.
std::string_view without_trade_words(const NameRules& names, std::string_view name);

}  // namespace whobuilds::resolve
