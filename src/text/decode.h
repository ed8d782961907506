// Bytes of any encoding to UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace whobuilds::text {

struct Decoded {
  std::string encoding;     // as ICU names it; "UTF-8" in most cases
  bool same_bytes = false;  // the input is valid UTF-8 after `bom_size` bytes; `text` is empty then
  uint32_t bom_size = 0;    // size of a UTF-8 byte order mark
  std::string text;         // otherwise: the text, without a byte order mark
  bool replaced = false;    // some bytes were broken and became U+FFFD
};

// Whether `bytes` are of no text: a known binary format, or many control characters that are not
// those of UTF-16 or UTF-32.
bool looks_binary(std::string_view bytes);

// Decides by byte order mark, then `declared` (the charset an HTML page or the like names; may be
// empty or wrong), ISO-2022-JP escapes, valid UTF-8, mostly valid UTF-8, UTF-16 without a mark,
// and at last by ICU's detector. Total, thread-safe.
Decoded decode(std::string_view bytes, std::string_view declared = {});

}  // namespace whobuilds::text
