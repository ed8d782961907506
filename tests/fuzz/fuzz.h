// What the fuzz targets share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "whobuilds/document.h"
#include "whobuilds/read.h"

namespace whobuilds::fuzz {

// Stops the fuzzer with a crash that it reports.
inline void require(bool condition) {
  if (!condition) __builtin_trap();
}

inline std::string_view view(const uint8_t* data, size_t size) {
  return std::string_view(reinterpret_cast<const char*>(data), size);
}

// Reads the input as one of the document formats: the first byte chooses, unless it is the beginning of a real
// article, which is read as Markdown.
inline Result<Document> read_any(std::string_view bytes) {
  if (bytes.empty()) return read_document(bytes, "empty.md");
  const std::string_view rest = bytes.substr(1);
  switch (bytes.front()) {
    case 1:
      return read_document(rest, "a.html");
    case 2:
      return read_document(rest, "a.txt");
    case 3:
      return read_jsonl_line(rest, "a.jsonl", 1);
    default:
      return read_document(bytes, "a.md");
  }
}

}  // namespace whobuilds::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
