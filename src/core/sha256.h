// SHA-256 (FIPS 180-4): names documents and facts by their content.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace whobuilds::core {

using Digest = std::array<uint8_t, 32>;

// Hashes a message given in any number of parts. Not thread-safe.
class Sha256 {
 public:
  // `portable`: do without the processor's own SHA instructions (the digest is the same).
  explicit Sha256(bool portable = false) : portable_(portable) {}
  void update(std::string_view bytes);
  // The digest of everything given so far. Call once; the object is used up afterwards.
  Digest finish();

 private:
  std::array<uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<uint8_t, 64> pending_ = {};  // an unfinished block
  uint32_t pending_size_ = 0;
  uint64_t total_size_ = 0;  // bytes
  bool portable_;
};

Digest sha256(std::string_view bytes);
std::string to_hex(const Digest& digest);  // 64 lower-case digits
std::string sha256_hex(std::string_view bytes);

}  // namespace whobuilds::core
