// The normalised text of a document, with the way back to the original bytes.
//
// All blocks are normalised into one buffer, each ended by '\n' (which occurs nowhere else), so
// that one scan sees the whole document. Spans called "normalised" are bytes of Text::normal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/offset_map.h"
#include "whobuilds/document.h"
#include "whobuilds/language.h"
#include "whobuilds/span.h"

namespace whobuilds::text {

struct Sentence {
  Span span;           // normalised, without surrounding white space, never empty
  uint32_t block = 0;  // index into Text::blocks and Document::blocks
};

struct TextBlock {
  Span span;  // normalised, without the final '\n'; may be empty
  Language language = Language::unknown;
  uint32_t first_sentence = 0, sentence_count = 0;
  BlockKind kind = BlockKind::paragraph;  // as in Document::blocks, for readers that see the text alone
  uint32_t table = Block::kNone, row = 0, column = 0;
};

struct Text {
  std::string normal;                     // NFKC, repaired (see normalise.h), UTF-8
  std::string folded;                     // same length: case folded byte for byte (see fold.h)
  OffsetMap map;                          // normalised offset -> Document::text offset
  std::vector<TextBlock> blocks;          // parallel to Document::blocks
  std::vector<Sentence> sentences;        // ascending, do not overlap
  std::vector<std::string> aliases;       // Document::aliases, NFKC
  std::vector<Span> strong;               // normalised spans set in bold or emphasis, ascending
  Language language = Language::unknown;  // of the document: declared, else the majority of its text

  // Empties everything and keeps the buffers.
  void clear();
};

// Fills `out` (cleared first; its buffers are reused). Total: every document gives a text.
void prepare_text(const Document& document, Text& out);

}  // namespace whobuilds::text
