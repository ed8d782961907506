// Which of the three languages a text is written in, by its scripts.
#pragma once

#include <cstdint>
#include <string_view>

#include "whobuilds/language.h"

namespace whobuilds::text {

// How many characters of each script a text has.
struct ScriptCount {
  uint32_t kana = 0;
  uint32_t han = 0;
  uint32_t latin = 0;  // letters

  ScriptCount& operator+=(const ScriptCount& other);
};

ScriptCount count_scripts(std::string_view normal);

// The language of a whole document: a han or kana character weighs as much as a Latin word of
// four letters; unknown when it has no letters.
Language document_language(const ScriptCount& scripts);

// The language of a block in a document of the language `document`: Latin letters alone are
// English, kana make it Japanese; han without kana are Chinese unless the document is Japanese; no
// letters at all are the document's language.
Language block_language(const ScriptCount& scripts, Language document);

}  // namespace whobuilds::text
