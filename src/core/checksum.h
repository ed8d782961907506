// Whether bytes are as they were written: quick enough to be asked of hundreds of megabytes at every start. It finds
// damage, not forgery; sha256.h is for names that nobody can forge.
#pragma once

#include <string>
#include <string_view>

namespace whobuilds::core {

// XXH3, 128 bits, as 32 lower-case hexadecimal digits.
std::string checksum_hex(std::string_view bytes);

}  // namespace whobuilds::core
