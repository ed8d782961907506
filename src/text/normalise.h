// Normalisation of the text of blocks: NFKC, and repair of what copying, typesetting and PDF
// extraction did to it. Every byte that comes out is entered in an OffsetMap.
//
// Beyond NFKC:
// - dropped: zero-width and bidirectional marks, soft hyphens, variation selectors, control
//   characters; citation marks ([12], [3][4], [1-3], [^note], 【4†source】, superscript digits); the
//   marks ™ ® ℠, which NFKC would weld to the name as letters;
// - white space: a run becomes one space, none at the ends of a block; emoji count as white space.
//   Between CJK characters spaces are dropped (except the ideographic space, which separates on purpose),
//   and a line break is dropped where a CJK character stands on either side. Hangul keeps its spaces. In
//   text without spaces between words (Japanese, Chinese) one between a CJK character and a Latin word is
//   dropped, too: whether "Kumo は" or "Kumoは" is the author's taste;
// - a word hyphenated at the end of a line is joined: "infor-\nmation" -> "information",
//   "GPT-\n5" -> "GPT-5";
// - the full-width comma and full stop of Japanese text (，．) become its usual ones (、。), but not within numbers;
// - circled numbers become "(1)", so that they do not run into the name after them;
// - a typographic apostrophe within a word becomes the plain one (Kumo’s, we’re), and a dash that stands
//   close to Latin words gets its spaces (Kumo—a startup—said): each is read like the other way to write it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/offset_map.h"
#include "whobuilds/language.h"
#include "whobuilds/span.h"

namespace whobuilds::text {

// Appends blocks, piece by piece, to a normalised text and its map. Combining marks are joined to
// their letter within one piece only. Not thread-safe; the buffers must outlive it.
class Normaliser {
 public:
  Normaliser(std::string& normal, OffsetMap& map) : normal_(normal), map_(map) {}

  // The language of the blocks that follow, unknown at first.
  void set_language(Language language) { language_ = language; }
  // Adds a piece that stands in the original at `original_begin` byte by byte. Broken UTF-8 gives U+FFFD.
  void append_verbatim(std::string_view piece, uint32_t original_begin);
  // Adds a piece that stands for `source` as a whole.
  void append_decoded(std::string_view piece, Span source);
  // Ends the block with '\n'.
  void end_block();

 private:
  struct Source;
  struct White {
    bool any = false;
    bool line_break = false;
    bool separates = false;  // an ideographic space or a tab: kept between CJK characters too
    bool cited = false;      // a citation mark was dropped after it
    Span original;
  };

  void append(std::string_view piece, const Source& source);
  void copy(std::string_view piece, uint32_t begin, uint32_t end, const Source& source);
  void replace(std::string_view text, Span original);
  void append_apostrophe(std::string_view piece, uint32_t begin, uint32_t end, const Source& source);
  void append_dash(std::string_view piece, uint32_t begin, uint32_t end, const Source& source);
  uint32_t append_bracket(std::string_view piece, uint32_t at, const Source& source);
  uint32_t append_by_nfkc(std::string_view piece, uint32_t begin, uint32_t at, const Source& source);
  bool ends_in_digit() const;
  void add_white(char32_t c, Span original);
  void settle_white(char32_t next);
  bool is_unspaced_language() const { return language_ == Language::ja || language_ == Language::zh; }
  bool join_hyphenated(char32_t next);

  std::string& normal_;
  OffsetMap& map_;
  White white_;
  Language language_ = Language::unknown;
  uint32_t block_begin_ = 0;   // in normal_
  uint32_t original_end_ = 0;  // how far the original has been read
};

// One piece of text as a block of its own, without the final '\n' and without offsets. Names are normalised as in
// Chinese text, whichever they stand in.
std::string normalised(std::string_view utf8, Language language = Language::zh);

}  // namespace whobuilds::text
