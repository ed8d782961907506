// A pattern's tree: as much of RE2's syntax as rules use, for reasoning about patterns without compiling them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace whobuilds::text {

struct PatternNode {
  enum class Kind : uint8_t {
    empty,     // matches nothing between characters: ^ $ \b
    chars,     // one character of `ranges`
    sequence,  // parts, one behind the other
    choice,    // one of parts
    repeat,    // parts[0], `least` times or more
  };
  Kind kind = Kind::empty;
  // Code points, both ends included; a superset of what matches where the syntax does not say it exactly.
  std::vector<std::pair<char32_t, char32_t>> ranges;
  bool exact = true;  // chars: `ranges` is what matches, not a superset
  uint32_t least = 0;
  bool at_most_once = false;  // repeat: never more than one
  std::vector<PatternNode> parts;
};

// Nothing when the pattern uses what is not known here; it may be valid all the same. Of an invalid pattern, anything.
std::optional<PatternNode> parse_pattern(std::string_view pattern);

}  // namespace whobuilds::text
