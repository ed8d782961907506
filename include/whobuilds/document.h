// A document as the readers deliver it: its text and the blocks that are worth reading.
//
// Blocks leave out what is not prose of the article (front matter other than title and
// excerpt, code, URLs, reference lists, tags, navigation). Because markup stands between the
// words ("**Qwen**は"), a block is a list of pieces: each piece says which bytes of
// Document::text it was read from and what text they stand for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "whobuilds/language.h"
#include "whobuilds/span.h"

namespace whobuilds {

enum class BlockKind : uint8_t { title, excerpt, heading, paragraph, list_item, table_cell, quote };

// A run of a block's text. Verbatim when `decoded` is empty and `source` is not: the text is
// source.of(document.text). Otherwise the text is `decoded` (a character reference such as
// "&amp;", a soft line break read as a space) and `source` covers what it was read from; an
// inserted text has an empty source span that marks its place.
struct Piece {
  Span source;          // bytes of Document::text; pieces of a block ascend and do not overlap
  std::string decoded;  // UTF-8
  bool strong = false;  // set in bold or emphasis, as names in lists often are
};

struct Block {
  static constexpr uint32_t kNone = UINT32_MAX;

  BlockKind kind = BlockKind::paragraph;
  uint8_t level = 0;             // heading: 1 to 6; list item: nesting depth from 1; else 0
  uint32_t section = kNone;      // index of the heading block this one stands under
  uint32_t parent = kNone;       // list item: the item or the introducing paragraph above it
  uint32_t table = kNone;        // table cell: number of the table in the document, from 0
  uint32_t row = 0, column = 0;  // table cell: from 0; cells of row 0 are the header when
  bool header = false;           //   `header` is set on them
  std::vector<Piece> pieces;
};

enum class OffsetsIn : uint8_t {
  file,  // Document::text is the file's bytes: spans can be cut out of the original
  text,  // the file does not carry its text byte by byte (HTML, other encodings, JSONL): spans
         // are of Document::text, which is written on request and kept by the store
};

struct Document {
  std::string id;    // unique in a run; the file name without extension unless the input has one
  std::string path;  // as the user gave it; "-" for standard input; "" for a line of JSONL, which has no file of its own
  std::string title;
  std::string date;  // YYYY, YYYY-MM or YYYY-MM-DD, "" when unknown
  std::string url;
  std::vector<std::string> aliases;       // other names of what it is about, as its front matter lists them
  Language language = Language::unknown;  // declared by the input or the majority of its text
  std::string sha256;                     // of the original bytes, lower-case hex
  OffsetsIn offsets_in = OffsetsIn::file;
  std::string text;           // UTF-8; what every public span refers to
  std::vector<Block> blocks;  // in reading order
};

}  // namespace whobuilds
