// Sentences of a normalised block.
//
// A sentence ends at 。 ! ? and at a full stop that is followed by white space and the beginning
// of another sentence; not inside brackets or quotation marks (which count as closed at the end of
// the block or 400 characters on, so that an unclosed one swallows little), not after
// abbreviations, initials, list numbers and dots (...). The end of the block ends it. Longer ones
// than 2,000 characters are cut at a comma or a space. Linear in the size of the block.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "whobuilds/span.h"

namespace whobuilds::text {

// Calls keep their buffers. Not thread-safe.
class SentenceSplitter {
 public:
  // Appends the sentences of the block `block` of `normal`, ascending, trimmed, never empty.
  void split(std::string_view normal, Span block, std::vector<Span>& out);

 private:
  struct OpenBracket {
    char32_t close;
    uint32_t at;
    uint32_t ends_before;  // number of ends_ when it opened
  };
  uint32_t step(std::string_view text, Span block, uint32_t at);
  void open(char32_t close, uint32_t at);
  void close(char32_t c);
  void forget_unclosed(uint32_t at);
  void emit(std::string_view normal, Span sentence, std::vector<Span>& out);

  std::vector<OpenBracket> brackets_;
  std::vector<uint32_t> ends_;  // where sentences end, ascending
};

}  // namespace whobuilds::text
