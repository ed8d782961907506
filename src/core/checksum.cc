#include "core/checksum.h"

#include <xxhash.h>

#include <cstdint>

namespace whobuilds::core {

std::string checksum_hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  std::string out;
  for (const uint64_t half : {hash.high64, hash.low64}) {
    for (int shift = 60; shift >= 0; shift -= 4) out += kDigits[half >> shift & 0xF];
  }
  return out;
}

}  // namespace whobuilds::core
