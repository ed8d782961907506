// Digits in running text to numbers: groups (1,234), decimals, and where they cannot be a number
// of their own (1.2.3, 10:30).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace whobuilds::recognise {

struct Number {
  double value = 0;
  uint32_t end = 0;
  uint32_t digits = 0;   // of the whole part
  bool decimal = false;
  bool grouped = false;  // written with commas
};

// The number that starts at `at`, or nothing when no digit stands there or it is part of a version,
// a time or an address (a second dot, a colon before further digits). The longest reading: "1,234.5".
std::optional<Number> read_number(std::string_view text, uint32_t at);

// Whether the digits at `at` belong to something that began before: behind a letter and a hyphen
// (GPT-5), behind digits and a dot or colon, behind 第.
bool continues_on_the_left(std::string_view text, uint32_t at);

}  // namespace whobuilds::recognise
