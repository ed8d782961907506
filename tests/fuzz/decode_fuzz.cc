// Bytes of any encoding become valid UTF-8.
#include "core/utf8.h"
#include "fuzz/fuzz.h"
#include "text/decode.h"

using whobuilds::fuzz::require;

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes = whobuilds::fuzz::view(data, size);
  whobuilds::text::looks_binary(bytes);
  const auto decoded = whobuilds::text::decode(bytes);
  require(decoded.bom_size <= bytes.size());
  require(whobuilds::core::valid(decoded.same_bytes ? bytes.substr(decoded.bom_size) : decoded.text));
  // A declared charset may be wrong, or no charset at all.
  const size_t name_size = size < 12 ? size : 12;
  const auto declared = whobuilds::text::decode(bytes.substr(name_size), bytes.substr(0, name_size));
  require(declared.same_bytes || whobuilds::core::valid(declared.text));
  return 0;
}
