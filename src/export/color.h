// Colours of diagrams: "#rrggbb" strings.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace whobuilds::exporting {

struct Color {
  uint8_t red = 0x64, green = 0x74, blue = 0x8b;

  // Slate grey for anything that is not "#rrggbb".
  static Color parse(std::string_view text);
  std::string to_string() const;
};

// `share` (0 to 1) of `a`, the rest of `b`.
Color mix(Color a, Color b, double share);

}  // namespace whobuilds::exporting
